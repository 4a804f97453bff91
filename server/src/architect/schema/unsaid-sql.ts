/** What models cannot say of a design, as SQL for the migration that makes their tables. PostgreSQL only. */
import type { Schema } from '../../model/schema.ts';
import { printName, printObjectName } from '../../write/sql/print-name.ts';
import { printRowSecurity } from '../../write/sql/print-schema.ts';
import { plainStyle } from '../../write/sql/sql-style.ts';

/** Policies that hold for owners too, and the partition that takes every row: what no language of models can say. */
export function unsaidOf(schema: Schema): readonly string[] {
  if (schema.dialect !== 'postgresql') return [];
  const style = plainStyle(schema.dialect);
  return [...schema.tables.values()].flatMap((table) => {
    const name = printObjectName(style, table);
    if (table.partitionOf !== undefined)
      return [`CREATE TABLE ${name} PARTITION OF ${printObjectName(style, table.partitionOf)} DEFAULT;`];
    const forced = table.rowSecurity ? [`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;`] : [];
    return [...[...printRowSecurity(style, table)].map((statement) => `${statement};`), ...forced];
  });
}

/** Extensions that the statements need, as statements before them. */
export function extensionsFor(sql: readonly string[]): readonly string[] {
  const needed = [
    ...(sql.some((statement) => /EXCLUDE USING gist/i.test(statement)) ? ['btree_gist'] : []),
    ...(sql.some((statement) => statement.includes('gin_trgm_ops')) ? ['pg_trgm'] : []),
  ];
  return needed.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name};`);
}

const note = /^\/\/ Not said by Prisma: (.*)$/;

/** A printed model without the remarks on what Prisma cannot say, and those remarks as statements on its table. */
export function unsaidByPrisma(
  block: string,
  table: string,
): { readonly model: string; readonly sql: readonly string[] } {
  const target = printName(plainStyle('postgresql'), table);
  const kept: string[] = [];
  const sql: string[] = [];
  for (const line of block.split('\n')) {
    const [, what] = note.exec(line) ?? [];
    if (what === undefined) kept.push(line);
    else if (/^CREATE (?:UNIQUE )?INDEX /.test(what)) sql.push(`${what};`);
    else if (/^(?:CHECK|EXCLUDE|UNIQUE) /.test(what)) sql.push(`ALTER TABLE ${target} ADD ${what};`);
    else if (!/^(?:row level security|the policy|\S+ is GENERATED ALWAYS)/.test(what)) kept.push(line);
  }
  return { model: kept.join('\n'), sql: [...extensionsFor(sql), ...sql] };
}

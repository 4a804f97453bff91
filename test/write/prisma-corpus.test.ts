import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foreignKeyName, indexName } from '../../server/src/model/default-names.ts';
import type { WrittenExpression } from '../../server/src/model/expression.ts';
import { aColumn, aForeignKey, anIndex, aType, objectName } from '../../server/src/model/factories.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { Table } from '../../server/src/model/table.ts';
import { corpus, corpusNote, hasCorpus } from '../kit/corpus.ts';
import { changesOf, compare, readPrisma } from '../oracle/prisma.ts';
import type { Asked } from './fix-text.ts';
import { formatted, mistakes, prismaEdits, readPrismaFiles } from './prisma-kit.ts';
import { edited } from './program-kit.ts';

/** What a rule could ask of a table, each by itself. */
function* wishes(schema: Schema, table: Table): Iterable<readonly Asked[]> {
  for (const column of table.columns) {
    const usual = `${table.name}_${column.name}_idx`.slice(0, 63);
    const name = table.indexes.some((index) => index.name === usual) ? 'a_new_index' : usual;
    yield [{ kind: 'create-index', table, index: anIndex([column.name], { name }), ifNotExists: false }];
    const seven: WrittenExpression =
      column.type.family === 'text'
        ? { text: "'7'", expression: { kind: 'literal', type: 'string', value: '7' } }
        : { text: '7', expression: { kind: 'literal', type: 'number', value: '7' } };
    for (const set of [
      { nullable: true },
      { type: aType('varchar', 'text', ['77']) },
      { default: seven },
      { default: undefined },
    ]) {
      yield [{ kind: 'alter-column', table, column: column.name, set }];
    }
    yield [{ kind: 'drop-column', table, column: column.name, cascade: false }];
  }
  for (const index of table.indexes) {
    const name = objectName(indexName(schema.dialect, table, index)!, table.schema);
    yield [{ kind: 'drop-index', name, table, concurrently: false }];
    yield [{ kind: 'rename-index', name, table, to: 'by_another_name' }];
  }
  for (const foreignKey of table.foreignKeys) {
    const name = foreignKeyName(schema.dialect, table, foreignKey)!;
    const drop: Asked = { kind: 'drop-constraint', table, name, cascade: false };
    yield [drop];
    yield [drop, { kind: 'add-foreign-key', table, foreignKey: { ...foreignKey, onDelete: 'cascade' } }];
    const { type } = table.columns.find((column) => column.name === foreignKey.columns[0])!;
    const added = aForeignKey(['new_ref_id'], foreignKey.references.table, foreignKey.references.columns, {
      name: `${table.name}_new_ref_id_fkey`.slice(0, 63),
    });
    yield [
      { kind: 'add-column', table, column: aColumn('new_ref_id', type), ifNotExists: false },
      { kind: 'add-foreign-key', table, foreignKey: added },
    ];
  }
}

/** The corpus was written for several versions of Prisma; what does not concern models is left out. */
function adapted(text: string): string {
  return text.replace(/^[ \t]*(?:url|directUrl|shadowDatabaseUrl|previewFeatures|extensions)[ \t]*=.*$/gm, '');
}

test(`what is asked of real schemas is what is read afterwards${corpusNote}`, { timeout: 300_000 }, () => {
  const root = join(corpus, 'prisma');
  const paths = hasCorpus ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  const written = new Map<string, number>();
  let asking = 0;
  for (const path of paths.filter((each) => each.endsWith('.prisma')).sort()) {
    const text = adapted(readFileSync(join(root, path), 'utf8'));
    const files = formatted(new Map([['schema.prisma', text]]));
    // SQL Server and CockroachDB spell types and defaults in ways that a wish does not; Prisma refuses excerpts.
    if (/"(?:mongodb|sqlserver|cockroachdb)"/.test(text) || mistakes(files).length > 0) continue;
    const { schema } = readPrismaFiles(files);
    const changes = changesOf([{ path: 'schema.prisma', content: files.get('schema.prisma')! }], schema.dialect);
    for (const table of schema.tables.values()) {
      for (const asked of wishes(schema, table)) {
        // Some of all: Prisma's own tools are slow on large schemas.
        if (asking++ % (text.length > 10_000 ? Math.ceil(text.length / 100) : 4) !== 0) continue;
        const edits = prismaEdits(files, asked);
        if (edits === undefined) continue;
        const label = `${path} ${table.name} ${JSON.stringify(asked.map(({ kind, ...rest }) => [kind, 'column' in rest && rest.column]))}`;
        const after = edited(files, edits);
        expect(formatted(after).get('schema.prisma'), label).toBe(after.get('schema.prisma'));
        expect(mistakes(after), label).toEqual([]);
        const wanted = foldChanges(
          [...changes, ...asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange)],
          schema.dialect,
        );
        const found = readPrisma([{ path: 'schema.prisma', content: after.get('schema.prisma')! }], schema.dialect);
        expect(compare(wanted, withoutJoins(wanted, found)).differences, label).toEqual([]);
        const kinds = asked.map(({ kind }) => kind).join('+');
        written.set(kinds, (written.get(kinds) ?? 0) + 1);
      }
    }
  }
  console.log(`Prisma edits: ${[...written].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  expect(written.size).toBe(hasCorpus ? 8 : 0);
});

/** Prisma's own join tables take the types of the keys they point at; a wish leaves them as they were. */
function withoutJoins(wanted: Schema, found: Schema): Schema {
  const tables = [...found.tables].map(([key, table]): [string, Table] => [
    key,
    table.orm?.language === 'prisma' && table.orm.implicitJoin !== undefined
      ? (wanted.tables.get(key) ?? table)
      : table,
  ]);
  return { ...found, tables: new Map(tables) };
}

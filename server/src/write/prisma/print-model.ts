import { displayName } from '../../model/names.ts';
import type { Column, ForeignKey, Table } from '../../model/table.ts';
import { printCheck, printExclusion, printForeignKey, printKey } from '../sql/print-constraint.ts';
import { printCreateIndex } from '../sql/print-index.ts';
import { plainStyle } from '../sql/sql-style.ts';
import { defaultName, quoted } from './names.ts';
import { type PrismaType, scalarOf } from './native-types.ts';
import type { Models, PlannedRelations } from './plan-relations.ts';
import { printDefault } from './print-default.ts';
import { type IndexNames, type KeyAttribute, printIndex, printPrimaryKey, printUnique } from './print-index.ts';
import { alignedLines, type Row } from './rows.ts';

/** A table as a model, with comments above it on what Prisma cannot say. */
export function printModel(models: Models, table: Table, relations: PlannedRelations): string {
  const printer = new ModelPrinter(models, table);
  const { rows, notes } = printer.print(relations);
  return [
    ...documentation(table.comment),
    ...notes.map((note) => `// ${oneLine(note)}`),
    `model ${models.names.model(table)} {`,
    ...alignedLines(rows).map((line) => (line === '' ? '' : `  ${line}`)),
    '}',
  ].join('\n');
}

/** Lines of `///`. */
export function documentation(text: string | undefined): readonly string[] {
  if (text === undefined || text.trim() === '') return [];
  return text
    .trim()
    .split(/\s*\r?\n|\r/)
    .map((line) => (line === '' ? '///' : `/// ${line}`));
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

class ModelPrinter {
  readonly #models: Models;
  readonly #table: Table;
  readonly #notes: string[] = [];
  /** Attributes of single fields, by field. */
  readonly #behind = new Map<string, string[]>();
  readonly #lines: string[] = [];

  constructor(models: Models, table: Table) {
    this.#models = models;
    this.#table = table;
  }

  print(relations: PlannedRelations): { readonly rows: readonly Row[]; readonly notes: readonly string[] } {
    const { names, hasIdentifier } = this.#models;
    const table = this.#table;
    this.#noteTable();
    this.#keys();
    for (const index of table.indexes) this.#index(index);
    for (const [foreignKey, reason] of relations.unsaid) this.#unsaidForeignKey(foreignKey, reason);
    const rows: Row[] = table.columns.flatMap((column) => this.#field(column));
    for (const { name, type, attribute } of relations.fields.get(table) ?? []) {
      rows.push({ cells: attribute === undefined ? [name, type] : [name, type, attribute] });
    }
    const model = names.model(table)!;
    if (model !== table.name) this.#lines.push(`@@map(${quoted(table.name)})`);
    if (!hasIdentifier(table)) {
      this.#notes.push('Prisma Client needs a key of columns that are never NULL, so it passes over this table.');
      this.#lines.push('@@ignore');
    }
    const schema = schemaAttribute(this.#models, table.schema);
    if (schema !== undefined) this.#lines.push(schema);
    const lines = [...this.#lines].sort((a, b) => rankOf(a) - rankOf(b)).map((line) => ({ cells: [line] }));
    return { rows: lines.length === 0 ? rows : [...rows, { cells: [] }, ...lines], notes: this.#notes };
  }

  #indexNames(): IndexNames {
    const { provider, schema, names } = this.#models;
    return {
      provider,
      dialect: schema.dialect,
      table: this.#table,
      field: (column) => names.field(this.#table, column),
      type: (column) => {
        const found = this.#table.columns.find((each) => each.name === column);
        return found && this.#type(found);
      },
      nameless: 'database',
      partialIndexes: false,
    };
  }

  #type(column: Column): PrismaType {
    return this.#models.names.type(this.#models.provider, column);
  }

  #keys(): void {
    const { primaryKey, uniques } = this.#table;
    const style = plainStyle(this.#models.schema.dialect);
    if (primaryKey !== undefined) {
      const isSaid = primaryKey.columns.every((column) => this.#canBeKey(column));
      const printed = isSaid ? printPrimaryKey(this.#indexNames(), primaryKey) : undefined;
      if (printed === undefined) this.#unsaid(printKey(style, 'PRIMARY KEY', primaryKey));
      else this.#place(printed);
    }
    for (const key of uniques) {
      const printed = printUnique(this.#indexNames(), key);
      if (printed === undefined || !this.#place(printed)) this.#unsaid(printKey(style, 'UNIQUE', key));
    }
  }

  #canBeKey(name: string): boolean {
    const column = this.#table.columns.find((each) => each.name === name);
    if (column === undefined) return this.#models.names.field(this.#table, name) !== undefined;
    const type = this.#type(column);
    return !type.isList && scalarOf(type) !== 'Unsupported' && !column.nullable;
  }

  #index(index: Table['indexes'][number]): void {
    const printed = printIndex(this.#indexNames(), index);
    if (printed !== undefined && this.#place(printed)) return;
    const style = plainStyle(this.#models.schema.dialect);
    const statement = printCreateIndex(style, this.#table, index, { ifNotExists: false, concurrently: false });
    this.#unsaid(statement ?? `the ${index.method} index ${index.name ?? ''}`);
  }

  /** False where the same is said already. A field has one key behind it; others of its own are lines. */
  #place({ field, text, line }: KeyAttribute): boolean {
    if (field !== undefined && !this.#behind.has(field)) {
      this.#behind.set(field, [text]);
      return true;
    }
    if (this.#lines.includes(line) || this.#behind.get(field ?? '')?.includes(text) === true) return false;
    this.#lines.push(line);
    return true;
  }

  #field(column: Column): readonly Row[] {
    const { names, provider, datasource } = this.#models;
    const type = this.#type(column);
    const field = names.field(this.#table, column.name)!;
    const values = names.enumOf(column)?.values;
    const value = printDefault(provider, column, type, (text) => values?.get(text));
    const attributes = [...(this.#behind.get(field) ?? [])];
    if (value !== undefined) attributes.push(`@default(${value}${this.#defaultName(column)})`);
    if (field !== column.name) attributes.push(`@map(${quoted(column.name)})`);
    if (type.native !== undefined) attributes.push(`@${datasource}.${type.native}`);
    const arity = type.isList ? '[]' : column.nullable ? '?' : '';
    this.#noteColumn(column, type);
    const comments = documentation(column.comment).map((comment) => ({ cells: [], comment }));
    const cells = [field, type.name + arity, ...(attributes.length === 0 ? [] : [attributes.join(' ')])];
    return [...comments, { cells }];
  }

  #defaultName({ name, defaultName: written }: Column): string {
    const { provider } = this.#models;
    if (provider !== 'sqlserver' || written === undefined) return '';
    return written === defaultName(provider, this.#table.name, [name], 'df') ? '' : `, map: ${quoted(written)}`;
  }

  #noteColumn(column: Column, type: PrismaType): void {
    const domain = this.#models.names.domainOf(column);
    if (domain !== undefined) this.#unsaid(`${column.name} is of the domain ${displayName(domain)}`);
    if (column.generated !== undefined)
      this.#unsaid(`${column.name} is generated as ${column.generated.expression.text}`);
    if (column.identity === 'always') this.#unsaid(`${column.name} is GENERATED ALWAYS AS IDENTITY`);
    if (type.isList && !column.nullable) this.#unsaid(`${column.name} is NOT NULL`);
    if (column.collation !== undefined) this.#unsaid(`${column.name} has the collation ${column.collation}`);
  }

  #noteTable(): void {
    const { schema } = this.#models;
    const table = this.#table;
    const style = plainStyle(schema.dialect);
    for (const { reason } of table.gaps) this.#notes.push(`The table may be more than this: ${reason}`);
    for (const check of table.checks) this.#unsaid(printCheck(style, check));
    for (const exclusion of table.exclusions) this.#unsaid(printExclusion(style, exclusion) ?? 'an exclusion');
    if (table.partitionBy !== undefined) this.#unsaid(`PARTITION BY ${table.partitionBy.text}`);
    for (const parent of table.inherits) this.#unsaid(`the table inherits ${displayName(parent)}`);
    if (table.rowSecurity) this.#unsaid('row level security is on');
    for (const policy of table.policies) this.#unsaid(`the policy ${policy.name}`);
  }

  #unsaidForeignKey(foreignKey: ForeignKey, reason: string): void {
    if (!this.#table.foreignKeys.includes(foreignKey)) return;
    const style = plainStyle(this.#models.schema.dialect);
    this.#unsaid(`${printForeignKey(style, foreignKey)}: ${reason}`);
  }

  #unsaid(what: string): void {
    this.#notes.push(`Not said by Prisma: ${what}`);
  }
}

/** `@@schema(…)` where the database has several schemas; Prisma then wants it everywhere. */
export function schemaAttribute({ schema }: Pick<Models, 'schema'>, name: string | undefined): string | undefined {
  const usual = hasNamedSchemas({ schema }) ? (schema.dialect === 'sqlserver' ? 'dbo' : 'public') : undefined;
  const said = name ?? usual;
  return said === undefined ? undefined : `@@schema(${quoted(said)})`;
}

export function hasNamedSchemas({ schema }: Pick<Models, 'schema'>): boolean {
  if (schema.dialect !== 'postgresql' && schema.dialect !== 'sqlserver') return false;
  return [...schema.tables.values(), ...schema.enums.values()].some((object) => object.schema !== undefined);
}

/** Where `prisma format` puts an attribute among the others of its model or field. */
export function rankOf(attribute: string): number {
  const name = /^@{0,2}([\w.]*)/.exec(attribute)?.[1] ?? '';
  const rank = attributeOrder.indexOf(name);
  return rank === -1 ? attributeOrder.length : rank;
}

const attributeOrder = ['id', 'unique', 'default', 'updatedAt', 'index', 'fulltext', 'map', 'relation', 'ignore'];

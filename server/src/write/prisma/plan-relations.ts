import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { ForeignKey, Table } from '../../model/table.ts';
import { freeName, quoted } from './names.ts';
import { scalarOf } from './native-types.ts';
import type { PrismaProvider } from './provider.ts';
import {
  columnsNamed,
  isExactlyUnique,
  printActions,
  printForeignKeyName,
  type RelationField,
  referencedColumns,
} from './relations.ts';
import type { SchemaNames } from './schema-names.ts';

/** What the tables of a schema become. */
export interface Models {
  readonly schema: Schema;
  readonly provider: PrismaProvider;
  /** The name of the datasource, with which native types begin. */
  readonly datasource: string;
  readonly names: SchemaNames;
  /** Tables that become models; those behind them are relations or cannot be said. */
  readonly tables: readonly Table[];
  /** Join tables of many-to-many relations that Prisma makes by itself, with the two tables. */
  readonly joins: ReadonlyMap<Table, readonly [Table, Table]>;
  /** Prisma Client can tell the rows of the table apart. */
  hasIdentifier(table: Table): boolean;
}

export interface PlannedRelations {
  /** The relation fields of each model. */
  readonly fields: ReadonlyMap<Table, readonly RelationField[]>;
  /** Foreign keys that Prisma cannot say, and why. */
  readonly unsaid: ReadonlyMap<ForeignKey, string>;
}

/** Both sides of all relations. */
export function planRelations(models: Models): PlannedRelations {
  return new RelationPlanner(models).plan();
}

interface Pair {
  readonly table: Table;
  readonly target: Table;
}

class RelationPlanner {
  readonly #models: Models;
  readonly #forward = new Map<Table, RelationField[]>();
  readonly #backward = new Map<Table, RelationField[]>();
  readonly #taken = new Map<Table, Set<string>>();
  readonly #unsaid = new Map<ForeignKey, string>();
  readonly #relationNames = new Set<string>();
  readonly #pairs = new Map<string, number>();

  constructor(models: Models) {
    this.#models = models;
    for (const table of models.tables) {
      const names = table.columns.map((column) => models.names.field(table, column.name)!);
      this.#taken.set(table, new Set(names));
    }
  }

  plan(): PlannedRelations {
    const { tables, joins } = this.#models;
    const said: (Pair & { readonly foreignKey: ForeignKey })[] = [];
    for (const table of tables) {
      for (const foreignKey of table.foreignKeys) {
        const target = this.#target(table, foreignKey);
        if (typeof target === 'string') this.#unsaid.set(foreignKey, target);
        else said.push({ table, target, foreignKey });
      }
    }
    for (const pair of said) this.#count(pair);
    for (const [table, target] of joins.values()) this.#count({ table, target });
    for (const { table, target, foreignKey } of said) this.#addInline(table, target, foreignKey);
    for (const [join, [one, other]] of joins) this.#addJoin(join, one, other);
    const fields = new Map(
      tables.map((table) => [table, [...(this.#forward.get(table) ?? []), ...(this.#backward.get(table) ?? [])]]),
    );
    return { fields, unsaid: this.#unsaid };
  }

  /** The table that a relation leads to, or why there is no relation. */
  #target(table: Table, foreignKey: ForeignKey): Table | string {
    const { schema, tables, provider, names } = this.#models;
    if (foreignKey.deferrable) return 'it is deferrable';
    const target = schema.tables.get(keyOf(schema.dialect, foreignKey.references.table));
    if (target === undefined || !tables.includes(target)) return 'the table that it references is not here';
    const referenced = referencedColumns(foreignKey, target);
    if (!isExactlyUnique(target, referenced, schema)) return 'the columns that it references have no key of their own';
    const own = columnsNamed(table, foreignKey.columns, schema);
    const others = columnsNamed(target, referenced, schema);
    if (own.length === 0 || own.length !== others.length) return 'its columns are not known';
    for (const [at, column] of own.entries()) {
      const type = names.type(provider, column);
      const other = names.type(provider, others[at]!);
      if (type.name !== other.name || type.isList || scalarOf(type) === 'Unsupported') {
        return 'Prisma wants the same type on both sides';
      }
    }
    return target;
  }

  #count({ table, target }: Pair): void {
    const key = pairKey(table, target);
    this.#pairs.set(key, (this.#pairs.get(key) ?? 0) + 1);
  }

  #addInline(table: Table, target: Table, foreignKey: ForeignKey): void {
    const { names, schema, provider } = this.#models;
    const model = names.model(table)!;
    const other = names.model(target)!;
    const isSelf = table === target;
    const fields = foreignKey.columns.map((column) => names.field(table, column)!);
    const prefix = isSelf ? 'other_' : '';
    const isAmbiguous =
      this.#pairs.get(pairKey(table, target))! > 1 ||
      this.#taken.get(table)!.has(other) ||
      this.#taken.get(target)!.has(prefix + model);
    const long = freeName(`${model}_${fields.join('_')}To${other}`, 'relation', this.#relationNames);
    const relation = isAmbiguous ? long : isSelf ? `${model}To${other}` : undefined;
    const suffix = isAmbiguous ? `_${long}` : '';
    const own = columnsNamed(table, foreignKey.columns, schema);
    const optional = own.some((column) => column.nullable);
    const options = [
      ...(relation === undefined ? [] : [quoted(relation)]),
      `fields: [${fields.join(', ')}]`,
      `references: [${referencedColumns(foreignKey, target)
        .map((column) => names.field(target, column))
        .join(', ')}]`,
      ...printActions({ provider, foreignKey, optional }),
      ...printForeignKeyName(provider, schema, table, foreignKey),
    ];
    const isHidden = !this.#models.hasIdentifier(table) || !this.#models.hasIdentifier(target);
    const ignore = (owner: Table): string => (isHidden && this.#models.hasIdentifier(owner) ? ' @ignore' : '');
    this.#add(this.#forward, table, {
      name: other + suffix,
      type: other + (optional ? '?' : ''),
      attribute: `@relation(${options.join(', ')})${ignore(table)}`,
    });
    const isOne = isExactlyUnique(table, foreignKey.columns, schema, 'in order');
    const back = (relation === undefined ? '' : `@relation(${quoted(relation)})`) + ignore(target);
    this.#add(this.#backward, target, {
      name: prefix + model + suffix,
      type: model + (isOne ? '?' : '[]'),
      attribute: back.trim() === '' ? undefined : back.trim(),
    });
  }

  #addJoin(join: Table, one: Table, other: Table): void {
    const { names } = this.#models;
    const isAmbiguous = this.#pairs.get(pairKey(one, other))! > 1;
    const [first, second] = [names.model(one)!, names.model(other)!];
    const relation = join.name.slice(1);
    const isUsual = relation === `${first}To${second}` && one !== other && !isAmbiguous;
    const attribute = isUsual ? undefined : `@relation(${quoted(relation)})`;
    const suffix = isAmbiguous ? join.name : '';
    const side = (letter: string): string => (one === other ? `_${letter}` : '');
    this.#add(this.#backward, one, { name: second + suffix + side('A'), type: `${second}[]`, attribute });
    this.#add(this.#backward, other, { name: first + suffix + side('B'), type: `${first}[]`, attribute });
  }

  #add(side: Map<Table, RelationField[]>, table: Table, field: RelationField): void {
    const name = freeName(field.name, 'relation', this.#taken.get(table)!);
    const fields = side.get(table) ?? [];
    side.set(table, fields);
    fields.push({ ...field, name });
  }
}

function pairKey(one: Table, other: Table): string {
  return [one.key, other.key].sort().join('\n');
}

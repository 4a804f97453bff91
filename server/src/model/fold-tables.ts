/** Tables and schemas that come, go and get other names, and what tables take over from others. */
import { spelled, spelledIndex, spelledKey } from './column-spelling.ts';
import { withGivenNames } from './default-names.ts';
import { foldCase } from './dialect.ts';
import { addPrimaryKey, unnamed } from './fold-constraints.ts';
import type { Draft, FoldState } from './fold-state.ts';
import { renameView } from './fold-types.ts';
import { keyOf, type ObjectName } from './names.ts';
import type { LikeClause } from './schema-change.ts';
import type { Column, Index, Key, Table } from './table.ts';

export function createTable(fold: FoldState, table: Table, like: readonly LikeClause[]): void {
  // A second CREATE TABLE of the same name fails or does nothing: the first stands.
  if (fold.tables.has(table.key)) return;
  const draft: Draft = { ...table };
  let shift = 0;
  for (const clause of like) {
    const source = fold.find(clause.table);
    if (source === undefined) {
      draft.gaps = [...draft.gaps, { reason: `copies ${clause.table.name}, which is not known`, origin: table.origin }];
      continue;
    }
    shift += copy(fold, draft, source, clause, shift);
  }
  if (draft.primaryKey !== undefined) addPrimaryKey(fold, draft, draft.primaryKey);
  draft.uniques = withoutRepeats(fold, draft);
  if (fold.dialect !== 'postgresql') {
    draft.uniques = draft.uniques.map((key) => spelledKey(fold.dialect, draft, key));
    draft.foreignKeys = draft.foreignKeys.map((foreignKey) => spelled(fold.dialect, draft, foreignKey));
    draft.indexes = draft.indexes.map((index) => spelledIndex(fold.dialect, draft, index));
  }
  fold.put(draft);
}

/** Copies what a LIKE clause, a partition or an inheritance takes over; answers how many columns came in. */
function copy(fold: FoldState, draft: Draft, source: Table, clause: LikeClause, shift: number): number {
  const own = new Set(draft.columns.map((column) => foldCase(fold.dialect, column.name)));
  const incoming = source.columns
    .filter((column) => !own.has(foldCase(fold.dialect, column.name)))
    .map((column): Column => {
      const { default: value, identity, generated, comment, type, ...bare } = column;
      const { serial, ...plain } = type;
      return {
        ...bare,
        // A serial's counter is a default of its column.
        type: serial === true && clause.defaults ? type : plain,
        autoIncrement: column.autoIncrement && (serial === true ? clause.defaults : clause.identity),
        ...(clause.defaults && value !== undefined && { default: value }),
        ...(clause.identity && identity !== undefined && { identity }),
        ...(clause.generated && generated !== undefined && { generated }),
        ...(clause.comments && comment !== undefined && { comment }),
      };
    });
  draft.columns = draft.columns.toSpliced(clause.position + shift, 0, ...incoming);
  if (clause.constraints) draft.checks = [...draft.checks, ...source.checks];
  if (clause.indexes) {
    // MySQL's names are the table's own, so that a copy keeps them, and its options with them.
    const copied = fold.dialect === 'mysql' ? <Named>(named: Named): Named => named : unnamed;
    draft.primaryKey ??= source.primaryKey === undefined ? undefined : copied(source.primaryKey);
    draft.uniques = [...draft.uniques, ...source.uniques.map(copied)];
    draft.indexes = [...draft.indexes, ...source.indexes.map(copied)];
  }
  if (fold.dialect === 'mysql') draft.options = { ...source.options, ...draft.options };
  if (draft.partitionOf !== undefined) draft.foreignKeys = [...draft.foreignKeys, ...source.foreignKeys];
  return incoming.length;
}

function withoutRepeats(fold: FoldState, table: Draft): readonly Key[] {
  if (fold.dialect !== 'postgresql' && fold.dialect !== 'sqlite') return table.uniques;
  const isRowId = (key: Key): boolean =>
    fold.dialect === 'sqlite' && table.columns.some((column) => column.autoIncrement && column.name === key.columns[0]);
  const same = (one: Key, other: Key): boolean =>
    one.columns.length === other.columns.length &&
    one.columns.every((column, index) => column === other.columns[index]);
  return table.uniques.filter(
    (key, index) =>
      (key.name !== undefined && fold.dialect === 'postgresql') ||
      !(
        (table.primaryKey !== undefined && same(table.primaryKey, key) && !isRowId(key)) ||
        table.uniques.some((other, at) => at < index && same(other, key))
      ),
  );
}

/** What a partition has of its parent once it is attached, unless it brought its own. */
export function takeKeys(fold: FoldState, table: Draft, parent: Table): void {
  if (table.primaryKey === undefined && parent.primaryKey !== undefined) {
    addPrimaryKey(fold, table, unnamed(parent.primaryKey));
  }
  const uniques = new Set(table.uniques.map((key) => key.columns.join()));
  table.uniques = [...table.uniques, ...parent.uniques.filter((key) => !uniques.has(key.columns.join())).map(unnamed)];
  const indexes = new Set(table.indexes.map(describeIndex));
  table.indexes = [
    ...table.indexes,
    ...parent.indexes.filter((index) => !indexes.has(describeIndex(index))).map(unnamed),
  ];
  const foreignKeys = new Set(table.foreignKeys.map((fk) => fk.columns.join()));
  table.foreignKeys = [...table.foreignKeys, ...parent.foreignKeys.filter((fk) => !foreignKeys.has(fk.columns.join()))];
}

export function dropTable(fold: FoldState, name: ObjectName, cascade: boolean): void {
  const key = keyOf(fold.dialect, name);
  fold.remove(key);
  for (const table of fold.pointingAt(key)) {
    if (table.partitionOf !== undefined && keyOf(fold.dialect, table.partitionOf) === key) fold.remove(table.key);
    else if (cascade && table.foreignKeys.some((fk) => keyOf(fold.dialect, fk.references.table) === key)) {
      fold.edit(table, (draft) => {
        draft.foreignKeys = draft.foreignKeys.filter((fk) => keyOf(fold.dialect, fk.references.table) !== key);
      });
    }
  }
}

export function renameTable(fold: FoldState, name: ObjectName, to: ObjectName, leavesReferences: boolean): void {
  const table = fold.find(name);
  if (table === undefined) {
    renameView(fold, name, to);
    return;
  }
  fold.remove(table.key);
  const key = keyOf(fold.dialect, to);
  fold.put({ ...withGivenNames(table, fold.dialect), schema: to.schema, name: to.name, key });
  if (leavesReferences) return;
  const renamed = (reference: ObjectName): ObjectName =>
    keyOf(fold.dialect, reference) === table.key ? { schema: to.schema, name: to.name } : reference;
  for (const other of fold.pointingAt(table.key)) {
    fold.edit(other, (draft) => {
      draft.foreignKeys = draft.foreignKeys.map((fk) => ({
        ...fk,
        references: { ...fk.references, table: renamed(fk.references.table) },
      }));
      draft.inherits = draft.inherits.map(renamed);
      if (draft.partitionOf !== undefined) draft.partitionOf = renamed(draft.partitionOf);
    });
  }
}

export function dropSchema(fold: FoldState, name: string): void {
  const inside = (object: ObjectName): boolean => object.schema === name;
  for (const table of [...fold.tables.values()]) if (inside(table)) dropTable(fold, table, true);
  for (const [key, type] of [...fold.enums]) if (inside(type)) fold.enums.delete(key);
  for (const [key, domain] of [...fold.domains]) if (inside(domain)) fold.domains.delete(key);
  for (const [key, view] of [...fold.views]) if (inside(view)) fold.views.delete(key);
}

export function renameSchema(fold: FoldState, name: string, to: string): void {
  for (const table of [...fold.tables.values()]) {
    if (table.schema === name) renameTable(fold, table, { schema: to, name: table.name }, false);
  }
}

function describeIndex(index: Index): string {
  const parts = index.parts.map((part) => `${part.column ?? part.expression?.text} ${part.order}`);
  return `${index.unique} ${index.method} ${parts.join()} ${index.where?.text ?? ''}`;
}

export function attachPartition(fold: FoldState, partition: ObjectName, of: ObjectName): void {
  fold.edit(partition, (table) => {
    table.partitionOf = of;
    const parent = fold.find(of);
    if (parent !== undefined) takeKeys(fold, table, parent);
  });
}

export function setInherits(fold: FoldState, table: Draft, parent: ObjectName, add: boolean): void {
  const others = table.inherits.filter((each) => !fold.same(each, parent));
  table.inherits = add ? [...others, parent] : others;
}

export function dropTrigger(fold: FoldState, name: string, from: ObjectName | undefined): void {
  const is = (trigger: string): boolean => fold.sameName(trigger, name);
  for (const table of fold.tablesWith(from)) {
    if (!table.triggers.some(is)) continue;
    fold.edit(table, (draft) => {
      draft.triggers = draft.triggers.filter((trigger) => !is(trigger));
    });
  }
}

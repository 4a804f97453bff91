import { foreignKeyName, keyName, postgresName } from '../../model/default-names.ts';
import { foldCase } from '../../model/dialect.ts';
import { anIndex } from '../../model/factories.ts';
import type { Table } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { printCheck, printExclusion, printForeignKey, printKey } from './print-constraint.ts';
import { printCreateIndex } from './print-index.ts';
import { printName, printObjectName } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';

type Added = ChangeOf<'add-primary-key' | 'add-unique' | 'add-foreign-key' | 'add-check' | 'add-exclusion'>;
type Dropped = ChangeOf<'drop-primary-key' | 'drop-constraint'>;

/**
 * ALTER TABLE … ADD constraint. A PostgreSQL constraint that asks not to be validated is added NOT VALID, which locks
 * the table only for a moment, and validated by a statement of its own, which lets writers go on.
 */
export function printAddConstraint(style: SqlStyle, change: Added): readonly string[] | undefined {
  if (style.dialect === 'sqlite') return change.kind === 'add-unique' ? printUniqueIndex(style, change) : undefined;
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table));
  const add = kw(style, 'ADD');
  switch (change.kind) {
    case 'add-primary-key':
    case 'add-unique': {
      const kind = change.kind === 'add-unique' ? 'UNIQUE' : 'PRIMARY KEY';
      if (change.usingIndex === undefined) return [words(head, add, printKey(style, kind, change.key))];
      if (style.dialect !== 'postgresql') return undefined;
      const name = printName(style, change.key.name ?? change.usingIndex);
      const using = words(kw(style, `${kind} USING INDEX`), printName(style, change.usingIndex));
      return [words(head, add, kw(style, 'CONSTRAINT'), name, using)];
    }
    case 'add-foreign-key': {
      const fk = change.foreignKey;
      if (fk.validated) return [words(head, add, printForeignKey(style, fk))];
      const name = fk.name ?? postgresName(change.table.name, fk.columns.join('_'), 'fkey');
      return unvalidated(style, head, name, printForeignKey(style, { ...fk, name }));
    }
    case 'add-check': {
      const { check } = change;
      if (check.validated) return [words(head, add, printCheck(style, check))];
      const name = check.name ?? postgresName(change.table.name, undefined, 'check');
      return unvalidated(style, head, name, printCheck(style, { ...check, name }));
    }
    case 'add-exclusion': {
      const exclusion = printExclusion(style, change.exclusion);
      return exclusion === undefined ? undefined : [words(head, add, exclusion)];
    }
  }
}

function unvalidated(style: SqlStyle, head: string, name: string, constraint: string): readonly string[] {
  switch (style.dialect) {
    case 'postgresql':
      return [
        words(head, kw(style, 'ADD'), constraint, kw(style, 'NOT VALID')),
        words(head, kw(style, 'VALIDATE CONSTRAINT'), printName(style, name)),
      ];
    case 'sqlserver':
      return [words(head, kw(style, 'WITH NOCHECK ADD'), constraint)];
    default:
      return [words(head, kw(style, 'ADD'), constraint)];
  }
}

/** SQLite adds no constraint to a table that exists; a unique index binds the rows just the same. */
function printUniqueIndex(style: SqlStyle, change: ChangeOf<'add-unique'>): readonly string[] | undefined {
  const { key, table } = change;
  const name = key.name ?? postgresName(table.name, key.columns.join('_'), 'key');
  const index = anIndex(key.columns, { name, unique: true });
  const statement = printCreateIndex(style, table, index, { ifNotExists: false, concurrently: false });
  return statement === undefined ? undefined : [statement];
}

/** ALTER TABLE … DROP constraint; `table` is the table before the change, which tells what a name stands for. */
export function printDropConstraint(
  style: SqlStyle,
  change: Dropped,
  table: Table | undefined,
): readonly string[] | undefined {
  const { dialect } = style;
  if (dialect === 'sqlite') return undefined;
  const head = words(kw(style, 'ALTER TABLE'), printObjectName(style, change.table));
  if (change.kind === 'drop-primary-key') {
    if (dialect === 'mysql') return [words(head, kw(style, 'DROP PRIMARY KEY'))];
    const given = table?.primaryKey?.name;
    const name = given ?? (dialect === 'postgresql' ? postgresName(change.table.name, undefined, 'pkey') : undefined);
    return name === undefined ? undefined : [words(head, kw(style, 'DROP CONSTRAINT'), printName(style, name))];
  }
  const noun = dialect === 'mysql' ? mysqlNoun(table, change.name) : 'CONSTRAINT';
  const cascade = dialect === 'postgresql' && change.cascade && kw(style, 'CASCADE');
  return [words(head, kw(style, `DROP ${noun}`), printName(style, change.name), cascade)];
}

/** MySQL drops each kind of constraint by another word. */
function mysqlNoun(table: Table | undefined, name: string): string {
  const is = (own: string | undefined): boolean =>
    own !== undefined && foldCase('mysql', own) === foldCase('mysql', name);
  if (table?.foreignKeys.some((fk) => is(foreignKeyName('mysql', table, fk)))) return 'FOREIGN KEY';
  if (table?.uniques.some((key) => is(keyName('mysql', table, key, 'unique')))) return 'INDEX';
  return 'CONSTRAINT';
}

import type { Check, Exclusion, ForeignKey, Key } from '../../model/table.ts';
import { printPart } from './print-index.ts';
import { printName, printNames, printObjectName } from './print-name.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { wrapped } from './written-text.ts';

/** Table constraints as they stand in CREATE TABLE and behind ALTER TABLE … ADD. */

export function printKey(style: SqlStyle, kind: 'PRIMARY KEY' | 'UNIQUE', key: Key): string {
  return words(printConstraintName(style, key.name), printUnnamedKey(style, kind, key));
}

function printUnnamedKey(style: SqlStyle, kind: 'PRIMARY KEY' | 'UNIQUE', key: Key): string {
  const columns = key.columns.map((column) => {
    const length = key.lengths !== undefined && Object.hasOwn(key.lengths, column) ? key.lengths[column] : undefined;
    return printName(style, column) + (length === undefined ? '' : `(${length})`);
  });
  return words(
    kw(style, kind),
    style.dialect === 'postgresql' && key.nullsNotDistinct && kw(style, 'NULLS NOT DISTINCT'),
    style.dialect === 'sqlserver' &&
      key.clustered !== undefined &&
      kw(style, key.clustered ? 'CLUSTERED' : 'NONCLUSTERED'),
    `(${columns.join(', ')})`,
    style.dialect === 'postgresql' &&
      key.include.length > 0 &&
      words(kw(style, 'INCLUDE'), printNames(style, key.include)),
    style.dialect === 'postgresql' && key.deferrable && kw(style, 'DEFERRABLE'),
  );
}

export function printForeignKey(style: SqlStyle, fk: ForeignKey): string {
  return words(
    printConstraintName(style, fk.name),
    kw(style, 'FOREIGN KEY'),
    printNames(style, fk.columns),
    printReferences(style, fk),
  );
}

/** REFERENCES and what follows, which a column definition may hold too. */
export function printReferences(style: SqlStyle, fk: ForeignKey): string {
  const { table, columns } = fk.references;
  const target = style.dialect === 'sqlite' ? printName(style, table.name) : printObjectName(style, table);
  return words(
    kw(style, 'REFERENCES'),
    columns.length === 0 ? target : words(target, printNames(style, columns)),
    fk.match !== 'simple' && style.dialect !== 'sqlserver' && kw(style, `MATCH ${fk.match.toUpperCase()}`),
    fk.onDelete !== 'no action' && kw(style, `ON DELETE ${fk.onDelete.toUpperCase()}`),
    fk.onUpdate !== 'no action' && kw(style, `ON UPDATE ${fk.onUpdate.toUpperCase()}`),
    fk.deferrable && kw(style, style.dialect === 'sqlite' ? 'DEFERRABLE INITIALLY DEFERRED' : 'DEFERRABLE'),
  );
}

export function printCheck(style: SqlStyle, check: Check): string {
  return words(
    printConstraintName(style, check.name),
    kw(style, 'CHECK'),
    wrapped(check.expression.text),
    style.dialect === 'mysql' && !check.validated && kw(style, 'NOT ENFORCED'),
  );
}

export function printExclusion(style: SqlStyle, exclusion: Exclusion): string | undefined {
  if (style.dialect !== 'postgresql') return undefined;
  const elements = exclusion.elements.map(
    (element) => `${printPart(style, element.part)} ${kw(style, 'WITH')} ${element.operator}`,
  );
  return words(
    printConstraintName(style, exclusion.name),
    kw(style, 'EXCLUDE USING'),
    exclusion.method,
    `(${elements.join(', ')})`,
    exclusion.where && words(kw(style, 'WHERE'), wrapped(exclusion.where.text)),
  );
}

function printConstraintName(style: SqlStyle, name: string | undefined): string | undefined {
  return name === undefined ? undefined : words(kw(style, 'CONSTRAINT'), printName(style, name));
}

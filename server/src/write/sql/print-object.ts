import type { ObjectName } from '../../model/names.ts';
import type { Domain, EnumType, View } from '../../model/schema.ts';
import type { Policy } from '../../model/table.ts';
import type { ChangeOf } from './change-of.ts';
import { printName, printNames, printObjectName, printString } from './print-name.ts';
import { printType } from './print-type.ts';
import { kw, type SqlStyle, words } from './sql-style.ts';
import { wrapped } from './written-text.ts';

/** What stands beside tables: types, views, policies, comments. */

export function printCreateEnum(style: SqlStyle, type: EnumType): string {
  const values = type.values.map((value) => printString(style, value)).join(', ');
  return words(kw(style, 'CREATE TYPE'), printObjectName(style, type), kw(style, 'AS ENUM'), `(${values})`);
}

export function printCreateDomain(style: SqlStyle, domain: Domain): string {
  const name = printObjectName(style, domain);
  const base = printType(style, domain.base);
  const required = !domain.nullable && kw(style, 'NOT NULL');
  // SQL Server calls it an alias type.
  if (style.dialect === 'sqlserver') return words(kw(style, 'CREATE TYPE'), name, kw(style, 'FROM'), base, required);
  const checks = domain.checks.map((check) => words(kw(style, 'CHECK'), wrapped(check.text)));
  return words(kw(style, 'CREATE DOMAIN'), name, kw(style, 'AS'), base, required, ...checks);
}

export function printCreateView(style: SqlStyle, view: View, orReplace: boolean): readonly string[] | undefined {
  if (view.materialized && style.dialect !== 'postgresql') return undefined;
  if (orReplace && style.dialect === 'sqlite') return undefined;
  return [
    words(
      kw(style, 'CREATE'),
      orReplace && kw(style, style.dialect === 'sqlserver' ? 'OR ALTER' : 'OR REPLACE'),
      view.materialized && kw(style, 'MATERIALIZED'),
      kw(style, 'VIEW'),
      printObjectName(style, view),
      view.columns.length > 0 && printNames(style, view.columns),
      kw(style, 'AS'),
      view.query.trim(),
    ),
  ];
}

export function printCreatePolicy(style: SqlStyle, table: ObjectName, policy: Policy): string {
  return words(
    kw(style, 'CREATE POLICY'),
    printName(style, policy.name),
    kw(style, 'ON'),
    printObjectName(style, table),
    !policy.permissive && kw(style, 'AS RESTRICTIVE'),
    policy.command !== 'all' && kw(style, `FOR ${policy.command.toUpperCase()}`),
    policy.using && words(kw(style, 'USING'), wrapped(policy.using.text)),
    policy.withCheck && words(kw(style, 'WITH CHECK'), wrapped(policy.withCheck.text)),
  );
}

/** A comment as a statement; undefined where comments belong to a definition, or there are none. */
export function printComment(
  style: SqlStyle,
  change: ChangeOf<'comment-on-table' | 'comment-on-column'>,
): readonly string[] | undefined {
  const table = printObjectName(style, change.table);
  if (style.dialect === 'mysql' && change.kind === 'comment-on-table') {
    const head = words(kw(style, 'ALTER TABLE'), table);
    return [words(head, kw(style, 'COMMENT'), printString(style, change.text ?? ''))];
  }
  if (style.dialect !== 'postgresql') return undefined;
  const text = change.text === undefined ? kw(style, 'NULL') : printString(style, change.text);
  const target =
    change.kind === 'comment-on-table'
      ? words(kw(style, 'TABLE'), table)
      : words(kw(style, 'COLUMN'), `${table}.${printName(style, change.column)}`);
  return [words(kw(style, 'COMMENT ON'), target, kw(style, 'IS'), text)];
}

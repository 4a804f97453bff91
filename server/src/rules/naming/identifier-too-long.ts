import type { Dialect } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { Table } from '../../model/table.ts';
import type { Severity } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { cutName, defaultNames } from './postgresql-name.ts';

/** A name is longer than the database keeps, so that it is cut or refused. */
export const identifierTooLong = defineRule({
  id: 'identifier-too-long',
  family: 'naming',
  severity: 'warning',
  summary: 'A name is longer than the database keeps, so that it is cut or refused.',
  dialects: ['postgresql', 'mysql', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    const { dialect } = ctx;
    const names = namesOf(table);
    for (const named of names) {
      if (fits(named.name, dialect)) continue;
      const fate = fateOf(named, names, dialect);
      yield {
        at: named.origin,
        state: { ...named, owner: displayName(table), fate },
        ...severityOf(fate, named.kind),
        ...(named.kind === 'column' && { columns: [named.name] }),
      };
    }
    if (dialect !== 'postgresql' || table.partitionOf !== undefined) return;
    for (const { cut, origins } of defaultNames(table)) {
      yield {
        at: origins[1]!,
        state: { kind: 'unnamed constraint or index', name: cut, owner: displayName(table), fate: 'numbered' as Fate },
        severity: 'info',
      };
    }
  },
  message({ kind, name, owner, fate }) {
    switch (fate) {
      case 'refused':
        return `The name of the ${kind} ${name} is longer than the database allows, so the statement is refused. Shorten it.`;
      case 'cut':
        return `PostgreSQL keeps 63 bytes of a name: the ${kind} becomes ${cutName(name)}, and whoever looks for the full name in the catalog finds nothing. Shorten it.`;
      case 'clash':
        return `PostgreSQL keeps 63 bytes of a name, and another ${kind} of ${owner} is then called ${cutName(name)} too, which it refuses. Shorten both.`;
      case 'numbered':
        return `PostgreSQL names two constraints or indexes of ${owner} by itself and would cut both to ${name}, so that the second gets a number, and which is which depends on the order. Name them.`;
    }
  },
});

/** Statements that repeat the long name of a constraint or an index are cut alike: only who reads the catalog misses it. */
function severityOf(fate: Fate, kind: string): { readonly severity?: Severity } {
  if (fate !== 'cut') return { severity: 'error' };
  return kind === 'constraint' || kind === 'index' ? { severity: 'info' } : {};
}

type Fate = 'refused' | 'cut' | 'clash' | 'numbered';

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly origin: Origin;
}

/** The names that the table's own statements give; a partition has its columns and constraints from its parent. */
function namesOf(table: Table): readonly Named[] {
  const own = { kind: 'table', name: table.name, origin: table.nameOrigin };
  if (table.partitionOf !== undefined) return [own];
  const constraints = [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
  ];
  return [
    own,
    ...table.columns.map(({ name, nameOrigin }) => ({ kind: 'column', name, origin: nameOrigin })),
    ...constraints.flatMap(({ name, origin }) => (name === undefined ? [] : [{ kind: 'constraint', name, origin }])),
    ...table.indexes.flatMap(({ name, nameOrigin }) =>
      name === undefined ? [] : [{ kind: 'index', name, origin: nameOrigin }],
    ),
  ];
}

function fits(name: string, dialect: Dialect): boolean {
  if (dialect === 'postgresql') return cutName(name) === name;
  return [...name].length <= (dialect === 'mysql' ? 64 : 128);
}

function fateOf(named: Named, all: readonly Named[], dialect: Dialect): Fate {
  if (dialect !== 'postgresql') return 'refused';
  const twin = (other: Named) =>
    other.kind === named.kind && other.name !== named.name && cutName(other.name) === cutName(named.name);
  return all.some(twin) ? 'clash' : 'cut';
}

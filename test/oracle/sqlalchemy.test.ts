import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lowerStatement } from '../../server/src/lower/sql/lower-statement.ts';
import { python } from '../../server/src/lower/sqlalchemy/python-language.ts';
import type { SqlDialect } from '../../server/src/model/dialect.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { splitStatements } from '../../server/src/syntax/sql/splitter.ts';
import { compareFacts, type Difference } from './catalog-table.ts';
import { enumFacts, factsOf } from './sqlalchemy-facts.ts';

const models = join(import.meta.dirname, 'sqlalchemy-models');

/** Prints the statements that `create_all` would execute, for all metadata of a module. */
const createAll = `
import runpy, sys
from sqlalchemy import MetaData, create_mock_engine
module = runpy.run_path(sys.argv[1])
engine = create_mock_engine(sys.argv[2] + "://", lambda statement, *args, **kw: print(str(statement.compile(dialect=engine.dialect)).strip() + ";"))
if engine.dialect.name == "mssql":
    # What it would learn from the server.
    engine.dialect.server_version_info = (15,)
    engine.dialect._setup_version_attributes()
found = {}
for value in module.values():
    metadata = value if isinstance(value, MetaData) else getattr(value, "metadata", None)
    if isinstance(metadata, MetaData):
        found[id(metadata)] = metadata
for metadata in found.values():
    metadata.create_all(engine, checkfirst=False)
`;

const engines = { postgresql: 'postgresql', mysql: 'mysql', sqlite: 'sqlite', sqlserver: 'mssql' } as const;

function writtenBySqlalchemy(file: string, dialect: SqlDialect): string {
  try {
    return execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', createAll, file, engines[dialect]], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(`Debian's python3-sqlalchemy must be installed for this test: ${String(error)}`);
  }
}

function readSql(sql: string, dialect: SqlDialect): Schema {
  const changes: SchemaChange[] = [];
  for (const { start, end, tokens } of splitStatements(sql, dialect)) {
    changes.push(...lowerStatement(tokens, sql.slice(start, end), { file: '', unit: 0 }, dialect, undefined).changes);
  }
  return foldChanges(changes, dialect);
}

function readModels(file: string, dialect: SqlDialect): Schema {
  const text = readFileSync(file, 'utf8');
  const program = python.newProgram(dialect);
  const units = python.split(text).map(({ start, end }, id) => ({ id, text: text.slice(start, end) }));
  program.setUnits(file, units);
  const lowered = units.map(({ id }) => program.lowered(file, id));
  expect(lowered.flatMap(({ gaps }) => gaps)).toEqual([]);
  return foldChanges(
    lowered.flatMap(({ changes }) => changes),
    dialect,
  );
}

/** Modules of one database say so in their name. */
function dialectsOf(file: string): readonly SqlDialect[] {
  if (file === 'postgres.py') return ['postgresql'];
  if (file === 'mysql.py') return ['mysql'];
  return ['postgresql', 'mysql', 'sqlite', 'sqlserver'];
}

describe.each(readdirSync(models).filter((file) => file.endsWith('.py')))('%s', (file) => {
  test.each(dialectsOf(file))('tables are those that SQLAlchemy creates in %s', (dialect) => {
    const path = join(models, file);
    const created = readSql(writtenBySqlalchemy(path, dialect), dialect);
    const read = readModels(path, dialect);
    const differences: (Difference | undefined)[] = [compareFacts('(enums)', enumFacts(created), enumFacts(read))];
    for (const key of new Set([...created.tables.keys(), ...read.tables.keys()])) {
      const one = created.tables.get(key);
      const other = read.tables.get(key);
      differences.push(
        compareFacts(
          key,
          one === undefined ? ['no such table'] : factsOf(one, dialect),
          other === undefined ? ['no such table'] : factsOf(other, dialect),
        ),
      );
      expect(other?.gaps ?? []).toEqual([]);
    }
    expect(created.tables.size).toBeGreaterThan(0);
    expect(differences.filter((difference) => difference !== undefined)).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lowerStatement } from '../../server/src/lower/sql/lower-statement.ts';
import { alembicRevision } from '../../server/src/lower/sqlalchemy/alembic-revision.ts';
import { python } from '../../server/src/lower/sqlalchemy/python-language.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { splitStatements } from '../../server/src/syntax/sql/splitter.ts';
import { orderRevisions } from '../../server/src/workspace/revisions.ts';
import { comparable } from '../write/comparable-schema.ts';
import { alterations, commonRevisions, postgresRevisions, type RevisionFile } from './alembic-revisions.ts';

const environment = `
from alembic import context
from sqlalchemy import MetaData
target_metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
context.configure(
    dialect_name=context.config.get_main_option("dialect"), as_sql=True, target_metadata=target_metadata
)
dialect = context.get_context().dialect
if dialect.name == "mssql":
    # What it would learn from the server.
    dialect.server_version_info = (15,)
    dialect._setup_version_attributes()
with context.begin_transaction():
    context.run_migrations()
`;

const run = `
import sys
from alembic import command
from alembic.config import Config
config = Config()
config.set_main_option("script_location", sys.argv[1])
config.set_main_option("dialect", sys.argv[2])
command.upgrade(config, "heads", sql=True)
`;

/** The SQL that Debian's Alembic writes for the revisions, in its own order. */
function writtenByAlembic(revisions: readonly RevisionFile[], dialect: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'alembic-'));
  try {
    mkdirSync(join(folder, 'versions'));
    writeFileSync(join(folder, 'env.py'), environment);
    for (const { file, text } of revisions) writeFileSync(join(folder, file), text);
    return execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', run, folder, dialect], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(`Debian's python3-alembic must be installed for this test: ${String(error)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readSql(sql: string, dialect: Dialect): Schema {
  const changes: SchemaChange[] = [];
  let currentSchema: string | undefined;
  for (const { start, end, tokens } of splitStatements(sql, dialect)) {
    const place = { file: '', unit: 0 };
    const lowered = lowerStatement(tokens, sql.slice(start, end), place, dialect, currentSchema);
    changes.push(...lowered.changes);
    currentSchema = lowered.currentSchema;
  }
  const isBookkeeping = (change: SchemaChange): boolean =>
    (change.kind === 'create-table' || change.kind === 'insert-rows') && change.table.name === 'alembic_version';
  return foldChanges(
    changes.filter((change) => !isBookkeeping(change)),
    dialect,
  );
}

function readRevisions(revisions: readonly RevisionFile[], dialect: Dialect): Schema {
  const files = revisions.map((each) => ({ ...each, revision: alembicRevision(each.text)! }));
  const program = python.newProgram(dialect);
  const pieces = new Map(
    [['env.py', environment] as const, ...files.map(({ file, text }) => [file, text] as const)].map(([file, text]) => [
      file,
      python.split(text).map(({ start, end }, id) => ({ id, text: text.slice(start, end) })),
    ]),
  );
  for (const [file, units] of pieces) program.setUnits(file, units);
  const changes = orderRevisions(files).flatMap(({ file }) =>
    pieces.get(file)!.flatMap(({ id }) => program.lowered(file, id).changes),
  );
  return foldChanges(changes, dialect);
}

/** Tables without what SQL cannot say of the revision. */
function described(schema: Schema): unknown {
  const tables = new Map(
    [...schema.tables].map(([key, table]) => [
      key,
      { ...table, indexes: table.indexes.map(({ orm: _, ...index }) => index) },
    ]),
  );
  return comparable({ ...schema, tables });
}

const cases: readonly {
  readonly dialect: Dialect;
  readonly name: string;
  readonly revisions: readonly RevisionFile[];
}[] = [
  { dialect: 'postgresql', name: 'postgresql', revisions: [...commonRevisions, ...alterations, ...postgresRevisions] },
  { dialect: 'mysql', name: 'mysql', revisions: [...commonRevisions, ...alterations] },
  { dialect: 'sqlite', name: 'sqlite', revisions: commonRevisions },
  // Renames are put together by the server there.
  { dialect: 'sqlserver', name: 'mssql', revisions: commonRevisions.slice(0, 3) },
];

describe('a chain of revisions', () => {
  it.each(cases)('is the schema that Alembic writes for $dialect', ({ dialect, name, revisions }) => {
    const theirs = readSql(writtenByAlembic(revisions, name), dialect);
    // The files come in no order.
    const ours = readRevisions([...revisions].reverse(), dialect);
    expect(ours.gaps).toEqual([]);
    expect([...ours.tables.values()].flatMap((table) => table.gaps)).toEqual([]);
    expect(described(ours)).toEqual(described(theirs));
    expect(theirs.tables.size).toBeGreaterThanOrEqual(3);
  });
});

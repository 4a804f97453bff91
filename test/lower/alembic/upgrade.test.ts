import { describe, expect, it } from 'vitest';
import { lowerUpgrade } from '../../../server/src/lower/sqlalchemy/alembic-upgrade.ts';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import { foldChanges } from '../../../server/src/model/fold.ts';
import type { SchemaChange } from '../../../server/src/model/schema-change.ts';
import { pieceText, pythonNames } from '../../kit/python-program.ts';

const head = 'from alembic import op, context\nimport sqlalchemy as sa\n\n';

function revision(body: string, before = ''): string {
  const lines = body.trim().split('\n');
  return `${head}${before}\n\ndef upgrade():\n${lines.map((line) => `    ${line}`).join('\n')}\n`;
}

function lower(
  text: string,
  { dialect = 'postgresql', files = {} }: { readonly dialect?: Dialect; readonly files?: Record<string, string> } = {},
) {
  return lowerUpgrade(pythonNames({ 'versions/a.py': text, ...files }), 'versions/a.py', dialect);
}

const kinds = (changes: readonly SchemaChange[]): readonly string[] => changes.map(({ kind }) => kind);

describe('conditions', () => {
  it('on the dialect are decided', () => {
    const text = revision(`
bind = op.get_bind()
if bind.dialect.name == "sqlite":
    op.drop_table("a")
elif op.get_context().dialect.name in ("postgresql", "mysql"):
    op.drop_table("b")
else:
    op.drop_table("c")
`);
    const dropped = (dialect: Dialect) =>
      lower(text, { dialect }).changes.map((change) =>
        change.kind === 'drop-table' ? change.table.name : change.kind,
      );
    expect(dropped('postgresql')).toEqual(['b']);
    expect(dropped('sqlite')).toEqual(['a']);
    expect(dropped('sqlserver')).toEqual(['c']);
  });

  it('on the beginning of the name of the dialect are decided', () => {
    const text = revision(`
connection = op.get_bind()
if connection.engine.name.startswith(("mysql", "maria")):
    op.drop_table("a")
if not connection.dialect.name.startswith("postgres"):
    op.drop_table("b")
if op.get_bind().dialect.name.endswith("sql"):
    op.drop_table("c")
`);
    const dropped = lower(text).changes.map((change) =>
      change.kind === 'drop-table' ? change.table.name : change.kind,
    );
    expect(dropped).toEqual(['c']);
  });

  it('on the schema of the version table take it that none is set', () => {
    const text = revision(`
schema = context.get_context().version_table_schema + "." if context.get_context().version_table_schema else ""
op.add_column("note", sa.Column("a", sa.Text()), schema=schema[:-1])
op.add_column("note", sa.Column("b", sa.Text()), schema=schema)
op.execute("ALTER TABLE %snote ADD COLUMN c text" % schema)
`);
    const { changes, gaps } = lower(text);
    expect(gaps).toEqual([]);
    expect(changes).toMatchObject(
      ['a', 'b', 'c'].map((name) => ({
        kind: 'add-column',
        table: { schema: undefined, name: 'note' },
        column: { name },
      })),
    );
  });

  it('on classes of dialects are decided', () => {
    const text = revision(
      `
if isinstance(op.get_bind().dialect, SQLiteDialect):
    op.drop_table("a")
`,
      'from sqlalchemy.dialects.sqlite.base import SQLiteDialect\n',
    );
    expect(kinds(lower(text).changes)).toEqual([]);
    expect(kinds(lower(text, { dialect: 'sqlite' }).changes)).toEqual(['drop-table']);
  });

  it('on the database are taken to hold', () => {
    const text = revision(`
inspector = sa.inspect(op.get_bind())
if "note" not in inspector.get_table_names():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
if context.is_offline_mode():
    op.drop_table("note")
`);
    const { changes, gaps } = lower(text);
    expect(kinds(changes)).toEqual(['create-table']);
    expect(gaps).toEqual([]);
  });

  it('that only leave do not end the revision', () => {
    const text = revision(`
if has_table("note"):
    print("there already")
    return
op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
`);
    expect(kinds(lower(text).changes)).toEqual(['create-table']);
  });

  it('with two ways leave open what the tables are like', () => {
    const text = revision(`
if check():
    op.add_column("note", sa.Column("a", sa.Text()))
else:
    op.add_column("note", sa.Column("b", sa.Text()))
`);
    const { changes } = lower(text);
    expect(kinds(changes)).toEqual(['add-column', 'add-column', 'gap']);
    expect(changes[2]).toMatchObject({ table: { name: 'note' } });
  });

  it('that a function of the program works out from the database stay open', () => {
    const helpers = `
def has_column(table, name):
    for column in sa.inspect(op.get_bind()).get_columns(table):
        if column["name"] == name:
            return True
    return False


def has_table(name):
    try:
        return op.get_bind().has(name)
    except Exception:
        return False
`;
    const text = revision(
      `
if has_column("note", "a"):
    op.drop_column("note", "a")
if not has_table("tag"):
    op.create_table("tag", sa.Column("id", sa.Integer(), primary_key=True))
`,
      helpers,
    );
    expect(kinds(lower(text).changes)).toEqual(['drop-column', 'create-table']);
  });
});

describe('what is put together', () => {
  it('by loops, functions and lists is followed', () => {
    const helpers = `
TABLES = ["a", "b"]


def add(table, *columns, prefix="ix", **options):
    names = []
    for column in columns:
        op.add_column(table, column)
        names.append(column.name)
    op.create_index(f"{prefix}_{table}", table, names, **options)
`;
    const text = revision(
      `
for table in TABLES:
    add(table, sa.Column("x", sa.Integer()), sa.Column("y", sa.Integer()), unique=True)
`,
      helpers,
    );
    const { changes } = lower(text);
    expect(kinds(changes)).toEqual([
      'add-column',
      'add-column',
      'create-index',
      'add-column',
      'add-column',
      'create-index',
    ]);
    expect(changes[5]).toMatchObject({
      table: { name: 'b' },
      index: { name: 'ix_b', unique: true, parts: [{ column: 'x' }, { column: 'y' }] },
    });
  });

  it('from other files of the program is followed', () => {
    const files = {
      'app/types.py': `
import enum
from sqlalchemy.types import TypeDecorator, CHAR
from sqlalchemy.dialects.postgresql import UUID

class GUID(TypeDecorator):
    impl = CHAR
    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(32))

class Color(enum.Enum):
    RED = "red"
    GREEN = "green"
`,
      'app/helpers.py': 'from alembic import op\n\ndef make(name, *items):\n    op.create_table(name, *items)\n',
    };
    const text = revision(
      'make("paint", sa.Column("id", GUID(), primary_key=True), sa.Column("color", sa.Enum(Color)))',
      'from app.types import GUID, Color\nfrom app.helpers import make\n',
    );
    const types = (dialect: Dialect) => {
      const schema = foldChanges(lower(text, { dialect, files }).changes, dialect);
      return schema.tables.get('paint')?.columns.map(({ type }) => type.text);
    };
    expect(types('postgresql')).toEqual(['UUID', 'color']);
    expect(types('mysql')).toEqual(['CHAR(32)', "ENUM('RED','GREEN')"]);
    expect(foldChanges(lower(text, { files }).changes, 'postgresql').enums.get('color')?.values).toEqual([
      'RED',
      'GREEN',
    ]);
  });

  it('while it runs leaves a gap where it may concern a table', () => {
    const gapsOf = (body: string) =>
      lower(revision(body)).changes.map((change) =>
        change.kind === 'gap' ? (change.table?.name ?? '*') : change.kind,
      );
    expect(gapsOf('op.execute(f"ALTER TABLE note ADD COLUMN {name} text")')).toEqual(['note']);
    expect(gapsOf('op.execute(f"ALTER TABLE {name} ADD COLUMN a text")')).toEqual(['*']);
    expect(gapsOf('op.execute("ALTER TABLE %s.note ADD a text" % schema())')).toEqual(['note']);
    // What stands before the name may be its schema.
    expect(gapsOf('op.execute("ALTER TABLE %snote ADD a text" % schema())')).toEqual(['*', 'note']);
    expect(gapsOf('op.execute(f"UPDATE note SET a = {value}")')).toEqual([]);
    expect(gapsOf('op.execute(sa.update(note).values(a=1))')).toEqual([]);
    expect(gapsOf('op.execute(open("a.sql").read())')).toEqual(['*']);
    expect(gapsOf('op.add_column("note", column())')).toEqual(['note']);
    expect(gapsOf('Base.metadata.create_all(bind=op.get_bind())')).toEqual(['*']);
    expect(gapsOf('op.drop_constraint(found(), "note")')).toEqual(['note']);
  });
});

describe('transactions', () => {
  it('say where a concurrent index is made', () => {
    const text = revision(`
op.create_index("a", "note", ["x"], postgresql_concurrently=True)
with op.get_context().autocommit_block():
    op.create_index("b", "note", ["x"], postgresql_concurrently=True)
    op.execute("CREATE INDEX CONCURRENTLY c ON note (x)")
op.execute("CREATE INDEX CONCURRENTLY d ON note (x)")
op.execute("COMMIT")
op.create_index("e", "note", ["x"], postgresql_concurrently=True)
`);
    const found = lower(text).changes.flatMap((change) =>
      change.kind === 'create-index'
        ? [[change.index.name, change.index.concurrently, change.index.orm?.inTransaction]]
        : [],
    );
    expect(found).toEqual([
      ['a', true, true],
      ['b', true, false],
      ['c', true, false],
      ['d', true, true],
      ['e', true, false],
    ]);
  });
});

describe('places', () => {
  it('stand at names, and inside SQL that is written as it runs', () => {
    const text = revision(`
op.add_column("note", sa.Column("title", sa.Text(), nullable=False))
op.execute("""
    CREATE TABLE plain (id integer)
""")
op.execute("CREATE TABLE " + "joined (id integer)")
`);
    const at = ({ unit, start, end }: { unit: number; start: number; end: number }) =>
      pieceText(text, unit).slice(start, end);
    const { changes, occurrences } = lower(text);
    const [add, plain, joined] = changes;
    expect(add?.kind === 'add-column' && at(add.column.nameOrigin)).toBe('title');
    expect(plain?.kind === 'create-table' && at(plain.table.nameOrigin)).toBe('plain');
    expect(joined?.kind === 'create-table' && at(joined.table.nameOrigin)).toBe(
      'op.execute("CREATE TABLE " + "joined (id integer)")',
    );
    expect(occurrences.map(({ origin }) => at(origin))).toEqual(expect.arrayContaining(['note', 'title', 'plain']));
  });
});

describe('columns', () => {
  it('without a default that are NOT NULL are seen as such', () => {
    const [change] = lower(revision('op.add_column("note", sa.Column("a", sa.Integer(), nullable=False))')).changes;
    expect(change).toMatchObject({ kind: 'add-column', column: { nullable: false } });
    expect(change?.kind === 'add-column' && change.column.default).toBeUndefined();
  });

  it('keep their default unless it is taken away', () => {
    const { changes } = lower(
      revision(`
op.alter_column("note", "a", server_default=False)
op.alter_column("note", "a", server_default=None)
op.alter_column("note", "a", nullable=True, server_default="x")
op.alter_column("note", "a", existing_type=sa.Text())
`),
    );
    expect(changes.map((change) => change.kind === 'alter-column' && Object.keys(change.set))).toEqual([
      ['default'],
      ['nullable', 'default'],
    ]);
  });
});

describe('any text', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['a function that calls itself', revision('f()', 'def f():\n    f()\n    f()\n')],
    [
      'loops in loops',
      revision(
        'for a in L:\n    for b in L:\n        for c in L:\n            op.drop_table(a)',
        `L = [${'"x", '.repeat(200)}]\n`,
      ),
    ],
    [
      'a text that doubles',
      revision('t = "xx"\nfor i in L:\n    t = t + t\nop.execute(t)', `L = [${'1, '.repeat(100)}]\n`),
    ],
    ['a list that grows', revision('for i in L:\n    L.append(i)\n    L.extend(L)', 'L = [1, 2, 3]\n')],
    ['values that need each other', revision('op.drop_table(A)', 'A = B\nB = A\n')],
    ['a format that explodes', revision('t = "{0}" * 3\nop.execute(("{0}" + t).format("x" * 9))')],
    [
      'a replacement that explodes',
      revision('t = "a"\nfor i in L:\n    t = t.replace("a", t + t)\nop.execute(t)', `L = [${'1, '.repeat(60)}]\n`),
    ],
    ['half a call', revision('op.create_table("a", sa.Column("id", sa.Integer(')],
    ['deep parentheses', revision(`op.execute(${'('.repeat(3_000)}"x"${')'.repeat(3_000)})`)],
  ];

  it.each(hostile)('is read: %s', (_, text) => {
    expect(Array.isArray(lower(text).changes)).toBe(true);
  });
});

describe('a revision that a program runs itself', () => {
  it('is handed the operations', () => {
    const text = (parameters: string) => `revision = "a"\n\ndef upgrade(${parameters}):\n    op.drop_table("a")\n`;
    for (const parameters of ['op', 'op=None', 'op, tables, tester']) {
      const { changes, gaps } = lower(text(parameters));
      expect([kinds(changes), gaps], parameters).toEqual([['drop-table'], []]);
    }
    expect(lower(text('engine_name')).gaps[0]?.reason).toBe('a revision of several databases');
  });

  it('is the one of the default database where Flask-Migrate looks it up', () => {
    const text = (parameter: string, other: string) =>
      `${head}def upgrade(${parameter}):
    globals().get(f"upgrade_{engine_name}", lambda: None)()

def upgrade_():
    op.drop_table("a")

def upgrade_places():
    ${other}
`;
    const own = lower(text('engine_name=""', 'pass'));
    expect([kinds(own.changes), own.gaps]).toEqual([['drop-table'], []]);
    for (const { changes, gaps } of [
      lower(text('engine_name', 'pass')),
      lower(text('engine_name=""', 'op.drop_table("b")')),
    ]) {
      expect([kinds(changes), gaps[0]?.reason]).toEqual([['gap', 'drop-table'], 'a revision of several databases']);
    }
  });
});

it('a constraint that is dropped by a name that none has leaves a gap', () => {
  const { changes } = lower(
    revision(`
op.create_table("a", sa.Column("b_id", sa.Integer()), sa.ForeignKeyConstraint(["b_id"], ["b.id"]))
op.drop_constraint("fk_made_by_code", "a")
op.create_table("c", sa.Column("b_id", sa.Integer()), sa.ForeignKeyConstraint(["b_id"], ["b.id"], name="fk_c"))
op.drop_constraint("fk_c", "c")
`),
  );
  const { tables } = foldChanges(changes, 'postgresql');
  expect(tables.get('a')?.gaps).toHaveLength(1);
  expect(tables.get('c')).toMatchObject({ gaps: [], foreignKeys: [] });
});

it('DDL with a context is the text with the context put in', () => {
  const { changes } = lower(
    revision(`
for table, column in [("a", "made"), ("b", "seen")]:
    op.get_bind().execute(
        sa.DDL('ALTER TABLE "%(table)s" DROP COLUMN "%(column)s"', context={"table": table, "column": column})
    )
`),
  );
  expect(changes).toMatchObject([
    { kind: 'drop-column', table: { name: 'a' }, column: 'made' },
    { kind: 'drop-column', table: { name: 'b' }, column: 'seen' },
  ]);
});

it('values of an enum stand behind the old ones, or before the columns', () => {
  const values = (call: string): readonly string[] | undefined => {
    const { changes } = lower(revision(`sa.Enum("x", name="e").create(op.get_bind())\n${call}`));
    return foldChanges(changes, 'postgresql').enums.get('e')?.values;
  };
  expect(values('op.sync_enum_values("public", "e", ["x"], ["x", "y"])')).toEqual(['x', 'y']);
  expect(values('op.sync_enum_values("public", "e", ["x", "z"], [("a", "b")])')).toEqual(['x', 'z']);
});

it('what classes of the revision change is not certain', () => {
  const { gaps } = lower(
    revision(
      'for each in renames:\n    each.upgrade()',
      `@dataclass
class Renamed:
    def __init__(self, table, column):
        self.table = table
        self.column = column
    def upgrade(self):
        op.alter_column(self.table, self.column, new_column_name="x")
renames = [Renamed("orders", "customer")]
`,
    ),
  );
  expect(gaps.length).toBeGreaterThan(0);
  expect(lower(revision('op.drop_table("a")', 'class Plain:\n    pass\n')).gaps).toEqual([]);
});

it.each([
  ['ON', 'source'],
  ['OFF', 'source_tmp'],
])("SQLite's legacy_alter_table=%s decides whether keys follow a renamed table", (setting, target) => {
  const text = revision(`
conn = op.get_bind()
conn.execute(sa.text("PRAGMA legacy_alter_table=${setting}"))
op.create_table("source", sa.Column("id", sa.Integer(), primary_key=True))
op.create_table("reply", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("source_id", sa.Integer(), sa.ForeignKey("source.id")))
op.rename_table("source", "source_tmp")
op.create_table("source", sa.Column("id", sa.Integer(), primary_key=True))
op.drop_table("source_tmp")
`);
  const { changes } = lower(text, { dialect: 'sqlite' });
  const { tables } = foldChanges(changes, 'sqlite');
  expect(tables.get('reply')?.foreignKeys.map(({ references }) => references.table.name)).toEqual([target]);
});

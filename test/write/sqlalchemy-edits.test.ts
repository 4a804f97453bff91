import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { lowerStatement } from '../../server/src/lower/sql/lower-statement.ts';
import { anIndex, aType, objectName } from '../../server/src/model/factories.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { splitStatements } from '../../server/src/syntax/sql/splitter.ts';
import type { Asked } from './fix-text.ts';
import { edited as filesEdited } from './program-kit.ts';
import * as cases from './sqlalchemy-cases.ts';
import { lineChanges, modelEdits, readModels } from './sqlalchemy-kit.ts';

function edited(text: string, asked: readonly Asked[]): string | undefined {
  const files = new Map([['models.py', text]]);
  const edits = modelEdits(files, asked, 'postgresql');
  return edits && filesEdited(files, edits).get('models.py');
}

function read(text: string): ReturnType<typeof readModels> {
  return readModels(new Map([['models.py', text]]), 'postgresql');
}

/** What a table is, whatever its indexes are called. */
function facts(schema: Schema): unknown {
  const tables = [...schema.tables.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return tables.map((table) => ({
    name: table.key,
    columns: table.columns
      .map(({ name, type, nullable, default: value }) => [name, type.name, type.args, nullable, value?.text].join())
      .sort(),
    key: table.primaryKey?.columns,
    uniques: table.uniques.map((key) => key.columns.join()).sort(),
    references: table.foreignKeys
      .map((fk) => [fk.columns, fk.references.table.name, fk.references.columns, fk.onDelete, fk.onUpdate].join())
      .sort(),
    checks: table.checks.map((check) => check.expression.text).sort(),
    indexes: table.indexes
      .map(({ parts, unique, method, where, include }) => {
        const list = parts.map((part) => [part.column, part.order, part.nulls, part.opclass].join());
        return JSON.stringify([list, unique, method, where?.text, include]);
      })
      .sort(),
  }));
}

const compiling = 'import json, sys\nfor text in json.load(sys.stdin): compile(text, "models.py", "exec")';

/** Prints what `create_all` executes for each module. */
const creating = `
import json, sys
from sqlalchemy import create_mock_engine
out = []
for text in json.load(sys.stdin):
    lines = []
    engine = create_mock_engine("postgresql://", lambda each, *args, **kw: lines.append(str(each.compile(dialect=engine.dialect)).strip() + ";"))
    module = {}
    exec(text, module)
    module["Base"].metadata.create_all(engine, checkfirst=False)
    out.append("\\n".join(lines))
print(json.dumps(out))
`;

function python(script: string, input: unknown): string {
  return execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
}

function readSql(sql: string): Schema {
  const changes: SchemaChange[] = [];
  for (const { start, end, tokens } of splitStatements(sql, 'postgresql')) {
    const text = sql.slice(start, end);
    changes.push(...lowerStatement(tokens, text, { file: '', unit: 0 }, 'postgresql', undefined).changes);
  }
  return foldChanges(changes, 'postgresql');
}

const manners = [
  ['declarative', cases.declarative, cases.declarativeCases],
  ['columns', cases.columns, cases.columnCases],
  ['sqlmodel', cases.sqlmodel, cases.sqlmodelCases],
  ['flask', cases.flask, cases.flaskCases],
] as const;

describe.each(manners)('%s', (manner, text, list) => {
  test('the edits', async () => {
    const shown = list.map(({ title, asked }) => {
      const after = edited(text, asked);
      return [`# ${title}`, ...(after === undefined ? ['cannot be written'] : lineChanges(text, after))].join('\n');
    });
    await expect(`${shown.join('\n\n')}\n`).toMatchFileSnapshot(`sqlalchemy-edits-${manner}.txt`);
  });

  test.each(list)('$title: what is written is what was asked', ({ asked }) => {
    const after = edited(text, asked);
    const { changes } = read(text);
    const wanted = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
    expect(facts(read(after!).schema)).toEqual(facts(foldChanges([...changes, ...wanted], 'postgresql')));
  });

  test('Python takes them', () => {
    python(
      compiling,
      list.map(({ asked }) => edited(text, asked)),
    );
  });
});

test('what SQLAlchemy 1.4 makes of the edited columns is what was asked', () => {
  const list = cases.columnCases;
  const [before, ...after] = JSON.parse(
    python(creating, [cases.columns, ...list.map(({ asked }) => edited(cases.columns, asked))]),
  ) as string[];
  const changes = readSqlChanges(before!);
  for (const [index, { title, asked }] of list.entries()) {
    const wanted = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
    expect(facts(readSql(after[index]!)), title).toEqual(facts(foldChanges([...changes, ...wanted], 'postgresql')));
  }
});

function readSqlChanges(sql: string): readonly SchemaChange[] {
  const changes: SchemaChange[] = [];
  for (const { start, end, tokens } of splitStatements(sql, 'postgresql')) {
    changes.push(
      ...lowerStatement(tokens, sql.slice(start, end), { file: '', unit: 0 }, 'postgresql', undefined).changes,
    );
  }
  return changes;
}

const composite: Asked = {
  kind: 'create-index',
  table: objectName('a'),
  index: anIndex(['x', 'y']),
  ifNotExists: false,
};

function classWith(before: string, args: string): string {
  return `from sqlalchemy import Column, Index, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()
${before}

class A(Base):
    __tablename__ = "a"
${args}
    id = Column(Integer, primary_key=True)
    x = Column(Integer)
    y = Column(Integer)
`;
}

describe('table arguments', () => {
  const changes = (text: string): readonly string[] => lineChanges(text, edited(text, [composite])!);
  test('of one element', () => {
    expect(changes(classWith('', '    __table_args__ = (Index("q", "x"),)\n'))).toEqual([
      '-     __table_args__ = (Index("q", "x"),)',
      '+     __table_args__ = (Index("q", "x"), Index("ix_a_x_y", "x", "y"))',
    ]);
  });
  test('empty', () => {
    expect(changes(classWith('', '    __table_args__ = ()\n'))).toEqual([
      '-     __table_args__ = ()',
      '+     __table_args__ = (Index("ix_a_x_y", "x", "y"),)',
    ]);
  });
  test('a dictionary of several lines', () => {
    expect(changes(classWith('', '    __table_args__ = {\n        "comment": "c",\n    }\n'))).toEqual([
      '-     __table_args__ = {',
      '-         "comment": "c",',
      '-     }',
      '+     __table_args__ = (',
      '+         Index("ix_a_x_y", "x", "y"),',
      '+         {',
      '+             "comment": "c",',
      '+         },',
      '+     )',
    ]);
  });
  test('given by a method', () => {
    const method = '\n    @declared_attr.directive\n    def __table_args__(cls):\n        return {"comment": "x"}\n';
    expect(changes(classWith('', method))).toEqual([
      '-         return {"comment": "x"}',
      '+         return (Index("ix_a_x_y", "x", "y"), {"comment": "x"})',
    ]);
  });
  test('of a base stay, and the index stands behind the class', () => {
    const base = '\n\nclass M:\n    __table_args__ = {"comment": "m"}\n';
    const text = classWith(base, '').replace('class A(Base)', 'class A(M, Base)');
    expect(edited(text, [composite])).toBe(`${text}\n\nIndex("ix_a_x_y", A.x, A.y)\n`);
  });
  test('lines end as the file ends them', () => {
    const text = classWith('', '').replaceAll('\n', '\r\n');
    expect(edited(text, [composite])!.replaceAll('\r\n', '')).not.toContain('\n');
  });
  test('go with their last element', () => {
    const dropped: Asked = { kind: 'drop-index', name: objectName('q'), table: objectName('a'), concurrently: false };
    const text = classWith('', '    __table_args__ = (Index("q", "x"),)\n');
    expect(lineChanges(text, edited(text, [dropped])!)).toEqual([
      '- from sqlalchemy import Column, Index, Integer',
      '+ from sqlalchemy import Column, Integer',
      '-     __table_args__ = (Index("q", "x"),)',
    ]);
  });
});

describe('names', () => {
  const mapped = (imports: string, more = ''): string => `${imports}
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass
${more}

class A(Base):
    __tablename__ = "a"

    x: Mapped[int] = mapped_column(primary_key=True)
    y: Mapped[int]
`;
  const changes = (text: string): readonly string[] => lineChanges(text, edited(text, [composite])!);
  test('by the alias of the module', () => {
    expect(changes(mapped('import sqlalchemy as sa'))).toEqual([
      '+     __table_args__ = (sa.Index("ix_a_x_y", "x", "y"),)',
    ]);
  });
  test('imported, one a line and in order', () => {
    expect(changes(mapped('from sqlalchemy import (\n    JSON,\n    Column,\n    func,\n)'))).toEqual([
      '+     Index,',
      '+     __table_args__ = (Index("ix_a_x_y", "x", "y"),)',
    ]);
  });
  test('under another name where they are taken', () => {
    expect(changes(mapped('from sqlalchemy import Column', '\n\nclass Index:\n    pass\n'))).toEqual([
      '- from sqlalchemy import Column',
      '+ from sqlalchemy import Column, Index as SaIndex',
      '+     __table_args__ = (SaIndex("ix_a_x_y", "x", "y"),)',
    ]);
  });
});

describe('not written', () => {
  const type = (column: string): Asked => ({
    kind: 'alter-column',
    table: objectName('a'),
    column,
    set: { type: aType('text', 'text') },
  });
  test('a type of the project does more than the database says', () => {
    const own = '\n\nclass Money(TypeDecorator):\n    impl = Integer\n';
    const text = classWith(own, '')
      .replace('x = Column(Integer)', 'x = Column(Money)')
      .replace('Index, Integer', 'Index, Integer, TypeDecorator');
    expect(edited(text, [type('x')])).toBeUndefined();
  });
  test('a column that a function makes', () => {
    const text = classWith('\n\ndef number():\n    return Column(Integer)\n', '').replace(
      'x = Column(Integer)',
      'x = number()',
    );
    expect(edited(text, [type('x')])).toBeUndefined();
  });
  test('a revision of a history', () => {
    const text = `from alembic import op
import sqlalchemy as sa

revision = "1"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("x", sa.Integer()), sa.Column("y", sa.Integer()))
`;
    expect(modelEdits(new Map([['versions/1.py', text]]), [composite], 'postgresql')).toBeUndefined();
  });
});

test('a type goes before a default that stands without a name', () => {
  const text = [
    'from sqlalchemy import Column, DefaultClause, Integer, Text',
    'from sqlalchemy.orm import declarative_base',
    'Base = declarative_base()',
    '',
    '',
    'class A(Base):',
    '    __tablename__ = "a"',
    '    id = Column(Integer, primary_key=True)',
    '    x = Column("x", DefaultClause("new"))',
    '',
  ].join('\n');
  const type: Asked = {
    kind: 'alter-column',
    table: objectName('a'),
    column: 'x',
    set: { type: aType('text', 'text') },
  };
  expect(edited(text, [type])).toBe(text.replace('"x", Def', '"x", Text, Def'));
});

test('an index beside its class goes with its line, and the next statement keeps its distance', () => {
  const model = [
    'from sqlalchemy import Column, Index, Integer',
    'from sqlalchemy.orm import declarative_base',
    'Base = declarative_base()',
    '',
    '',
    'class Hit(Base):',
    '    __tablename__ = "hits"',
    '    id = Column(Integer, primary_key=True)',
    '    n = Column(Integer)',
    '',
    '',
    'Index("ix_one", Hit.id)',
    'Index("ix_two", Hit.n)',
    '',
  ].join('\n');
  const drop = (name: string): Asked => ({
    kind: 'drop-index',
    name: objectName(name),
    table: objectName('hits'),
    concurrently: false,
  });
  expect(edited(model, [drop('ix_one')])).toBe(model.replace('Index("ix_one", Hit.id)\n', ''));
  expect(edited(model, [drop('ix_two')])).toBe(model.replace('Index("ix_two", Hit.n)\n', ''));
});

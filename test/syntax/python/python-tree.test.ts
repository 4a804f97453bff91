import { expect, test } from 'vitest';
import { readPython } from '../../../server/src/syntax/python/python-tree.ts';
import { dottedName, type Expression, stringValue } from '../../../server/src/syntax/python/syntax.ts';

function assigned(text: string): Expression {
  const [statement] = readPython(`x = ${text}`).statements;
  if (statement?.kind !== 'assign' || statement.value === undefined) throw new Error(`no value in ${text}`);
  return statement.value;
}

test('a class has its name, bases, keywords, decorators and body', () => {
  const [statement] = readPython(
    '@a.b(1)\nclass User(db.Model, table=True):\n    id: int = 1\n    def f(self): ...\n',
  ).statements;
  if (statement?.kind !== 'class') throw new Error('no class');
  expect(statement.name).toBe('User');
  expect(statement.args.map(({ name, value }) => [name, dottedName(value)])).toEqual([
    [undefined, 'db.Model'],
    ['table', undefined],
  ]);
  expect(statement.decorators).toHaveLength(1);
  expect(statement.body.map(({ kind }) => kind)).toEqual(['assign', 'def']);
});

test.each([
  ['"a" \'b\'', 'ab'],
  ['r"a\\n"', 'a\\n'],
  ['"a\\n\\x41\\u00e9\\\n"', 'a\nAé'],
  ['f"a{{b}}"', 'a{b}'],
  ['f"a{b}"', undefined],
  ['b"a"', undefined],
  ['("a"\n "b")', 'ab'],
])('the text %s is %o', (text, value) => {
  expect(stringValue(assigned(text))).toBe(value);
});

test('imports say their module, level and names', () => {
  const { statements } = readPython('from ..a.b import (c as d, e)\nfrom . import *\nimport x.y as z, w\n');
  expect(statements).toMatchObject([
    { kind: 'from-import', level: 2, module: 'a.b', names: [{ name: 'c', as: 'd' }, { name: 'e' }], star: false },
    { kind: 'from-import', level: 1, module: '', star: true },
    { kind: 'import', names: [{ name: 'x.y', as: 'z' }, { name: 'w' }] },
  ]);
});

test('what is not Python is told, and the rest is read', () => {
  const { statements, errors } = readPython('class A:\n    x = Column(Integer,\n    y = 2\n');
  expect(errors.length).toBeGreaterThan(0);
  expect(statements[0]?.kind).toBe('class');
});

test('hostile nesting ends', () => {
  for (const text of ['('.repeat(20_000), 'a.'.repeat(20_000), 'if x:\n'.repeat(2000), `x = ${'1+'.repeat(20_000)}1`]) {
    expect(readPython(text).statements).toBeDefined();
  }
});

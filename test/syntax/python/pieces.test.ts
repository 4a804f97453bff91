import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPython } from '../../../server/src/syntax/python/pieces.ts';

const cut = (text: string): readonly string[] => splitPython(text).map(({ start, end }) => text.slice(start, end));

test('decorators, branches and bodies belong to what they begin with', () => {
  expect(
    cut('import a\n\n@d\n# note\n@e(1)\nclass A:\n    x = 1\n\n    y = 2\n\nif x:\n    a\nelse:\n    b\n'),
  ).toEqual(['import a', '@d\n# note\n@e(1)\nclass A:\n    x = 1\n\n    y = 2', 'if x:\n    a\nelse:\n    b']);
});

test('brackets, strings and backslashes carry a statement over lines', () => {
  expect(cut('x = (1,\n2)\ny = """a\nclass B:\n"""\nz = 1 + \\\n  2\nw = "a\\"b" # c\n')).toEqual([
    'x = (1,\n2)',
    'y = """a\nclass B:\n"""',
    'z = 1 + \\\n  2',
    'w = "a\\"b"',
  ]);
});

test('a bracket without end costs the statement that it stands in', () => {
  expect(cut('class A:\n    x = Column(Integer,\n    y = 2\n\nclass B:\n    pass\n')).toEqual([
    'class A:\n    x = Column(Integer,\n    y = 2',
    'class B:\n    pass',
  ]);
});

test('a text without end costs the statement that it stands in', () => {
  expect(cut('class A:\n    """half\n\nclass B:\n    pass\n')).toEqual([
    'class A:\n    """half\n',
    'class B:\n    pass',
  ]);
});

test('messages to a linter are kept, with offsets from the start of their statement', () => {
  const [piece] = splitPython(
    '# noqa before\nclass A:  # noqa: E1\n    # plain\n    x = 1  # type: ignore\n# noqa behind\n',
  );
  expect(piece!.comments).toEqual([
    { start: -14, end: -1 },
    { start: 10, end: 20 },
    { start: 44, end: 58 },
  ]);
});

test('the pieces of any text cover it without gaps', () => {
  const words = fc.constantFrom(
    'class A:',
    '\n',
    '    ',
    '"',
    '"""',
    "'''",
    '(',
    ')',
    '# noqa',
    '\\',
    'def f():',
    'x = 1',
    '@d',
    'else:',
    '\r\n',
    'é',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      let at = 0;
      const pieces = splitPython(text);
      for (const { boundary, start, end, next } of pieces) {
        expect(boundary).toBe(at);
        expect(start).toBeGreaterThanOrEqual(boundary);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(next).toBeGreaterThanOrEqual(end);
        at = next;
      }
      if (pieces.length > 0) expect(at).toBe(text.length);
      else expect(text.trim()).toMatch(/^(?:#.*|)$/);
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { configurationOf, fileOf, pathOf } from '../../server/src/lsp/from-protocol.ts';
import { nameOf, rewritten } from '../../server/src/lsp/identifier.ts';
import { uriOfPath } from '../../server/src/lsp/to-protocol.ts';

describe('file names', () => {
  test.each([
    ['file:///work/a%20b/%C3%A9.sql', '/work/a b/é.sql'],
    ['file:///c%3A/work/a.sql', 'c:/work/a.sql'],
    ['file:///C:/work/a.sql', 'c:/work/a.sql'],
    ['file://server/share/a.sql', '//server/share/a.sql'],
    ['file:///work/folder/', '/work/folder'],
    ['file:///', '/'],
    ['file:///work/100%/a.sql', '/work/100%/a.sql'],
    ['untitled:Untitled-1', undefined],
  ])('%s', (uri, path) => {
    expect(pathOf(uri)).toBe(path);
  });

  test.each(['/work/a b/é#?%.sql', 'c:/work/a.sql', '//server/share/a.sql', "/it's/(a).sql"])('%s and back', (path) => {
    expect(pathOf(uriOfPath(path))).toBe(path);
  });

  test('documents that are no files lie in folders of their own', () => {
    expect(fileOf('untitled:Untitled-1')).toBe('untitled:Untitled-1/Untitled-1');
    expect(fileOf('untitled:/work/new.sql')).toBe('untitled:/work/new.sql/new.sql');
  });
});

describe('settings', () => {
  test('as the editor sends them', () => {
    const settings = {
      severity: 'warning',
      rules: { 'no-primary-key': 'off', 'wide-table': 'loud' },
      dialect: 'mysql',
    };
    expect(configurationOf(settings)).toEqual({
      severity: 'warning',
      rules: new Map([['no-primary-key', { severity: 'off', options: {} }]]),
      dialect: 'mysql',
      ignore: [],
      databases: [],
    });
  });

  test.each([undefined, null, 3, 'x', [], { rules: 3, dialect: 'auto', severity: 'all' }])(
    '%j is harmless',
    (settings) => {
      expect(configurationOf(settings)).toEqual({ severity: 'hint', rules: new Map(), ignore: [], databases: [] });
    },
  );
});

describe('names keep their quotes', () => {
  test.each([
    ['users', 'people', 'postgresql', 'people'],
    ['"users"', 'people', 'postgresql', '"people"'],
    ['users', 'People', 'postgresql', '"People"'],
    ['users', 'order', 'postgresql', '"order"'],
    ['`users`', 'a`b', 'mysql', '`a``b`'],
    ['users', 'a b', 'mysql', '`a b`'],
    ['[users]', 'a]b', 'sqlserver', '[a]]b]'],
    ['Users', 'People', 'sqlserver', 'People'],
  ] as const)('%s to %s in %s', (written, name, dialect, expected) => {
    expect(rewritten(written, name, dialect)).toBe(expected);
  });

  test.each([
    ['"a""b"', 'a"b'],
    ['[a]]b]', 'a]b'],
    ['`a`', 'a'],
    ['a', 'a'],
    ['"', '"'],
  ])('%s is %s', (written, name) => {
    expect(nameOf(written)).toBe(name);
  });
});

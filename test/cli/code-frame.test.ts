import { expect, test } from 'vitest';
import { codeFrame } from '../../server/src/cli/reporters/code-frame.ts';
import { sourcesOf } from '../../server/src/cli/sources.ts';

/** The frame of what stands between the brackets ⟦ and ⟧. */
function frame(marked: string, width = 60): string {
  const start = marked.indexOf('⟦');
  const text = marked.replace('⟦', '');
  const end = text.indexOf('⟧');
  const sources = sourcesOf(() => text.replace('⟧', ''), '/');
  return codeFrame(sources, '/a.sql', { start, end }, 'red', (plain) => plain, width).join('\n');
}

test('one line before and one behind', () => {
  expect(frame('one\ntwo\nth⟦re⟧e\nfour\nfive\n')).toBe(['2 │ two', '3 │ three', '  │   ^^', '4 │ four'].join('\n'));
});

test('empty neighbours are left out', () => {
  expect(frame('\n⟦two⟧\n\n')).toBe(['2 │ two', '  │ ^^^'].join('\n'));
});

test('line numbers of two lengths', () => {
  expect(frame(`${'\n'.repeat(7)}eight\n⟦nine⟧\nten`)).toBe(
    [' 8 │ eight', ' 9 │ nine', '   │ ^^^^', '10 │ ten'].join('\n'),
  );
});

test('several lines are marked on the first', () => {
  expect(frame('create ⟦table a (\n  id int\n)⟧;')).toBe(
    ['1 │ create table a (', '  │        ^^^^^^^^^', '2 │   id int'].join('\n'),
  );
});

test('an empty place has one caret, also at the end of a line and of the text', () => {
  expect(frame('ab⟦⟧')).toBe(['1 │ ab', '  │   ^'].join('\n'));
  expect(frame('a⟦⟧b')).toBe(['1 │ ab', '  │  ^'].join('\n'));
  expect(frame('ab\n⟦⟧')).toBe(['1 │ ab', '2 │', '  │ ^'].join('\n'));
});

test('tabs and letters of two columns move the carets', () => {
  expect(frame('\tid ⟦int⟧')).toBe(['1 │     id int', '  │        ^^^'].join('\n'));
  expect(frame("'日本' ⟦int⟧")).toBe(["1 │ '日本' int", '  │        ^^^'].join('\n'));
  expect(frame('e\u0301 ⟦int⟧')).toBe(['1 │ e\u0301 int', '  │   ^^^'].join('\n'));
  expect(frame('⟦😀⟧ int')).toBe(['1 │ 😀 int', '  │ ^^'].join('\n'));
});

test('line ends of Windows are not shown', () => {
  expect(frame('one\r\n⟦two⟧\r\n')).toBe(['1 │ one', '2 │ two', '  │ ^^^'].join('\n'));
});

test('a long line is shown around the place', () => {
  const shown = frame(`${'a'.repeat(100)} ⟦here⟧ ${'b'.repeat(100)}`, 40).split('\n');
  expect(shown[0]).toMatch(/^1 │ …a+ here b+…$/);
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(40);
  expect(shown[1]!.indexOf('^')).toBe(shown[0]!.indexOf('here'));
});

test('a line of millions costs nothing', () => {
  const started = performance.now();
  const shown = frame(`${'a'.repeat(3_000_000)} ⟦here⟧ ${'b'.repeat(3_000_000)}`, 40).split('\n');
  expect(shown[1]!.indexOf('^')).toBe(shown[0]!.indexOf('here'));
  expect(performance.now() - started).toBeLessThan(1000);
});

test('no frame without text', () => {
  expect(frame('⟦⟧')).toBe('');
});

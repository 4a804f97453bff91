import { expect, test } from 'vitest';
import { composeEdits } from '../../server/src/text/compose-edits.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/text-edit.ts';

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

function someEdits(length: number, next: (below: number) => number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = next(4); at <= length && edits.length < 5; at += 1 + next(6)) {
    const end = Math.min(length, at + next(4));
    edits.push({ span: { start: at, end }, newText: 'XYZ'.slice(0, next(4)) });
    at = end;
  }
  return edits;
}

test('edits behind edits come to the same as one after the other', () => {
  const text = 'abcdefghijklmnopqrstuvwxyz';
  for (let seed = 1; seed < 3000; seed++) {
    const source = numbers(seed);
    const next = (below: number): number => Math.floor(source.next().value / 1000) % below;
    const first = someEdits(text.length, next);
    const between = applyEdits(text, first);
    const second = someEdits(between.length, next);
    const told = JSON.stringify({ first, second });
    expect(applyEdits(text, composeEdits(text, first, second)), told).toBe(applyEdits(between, second));
  }
});

test('edits that do not touch each other stay as they are', () => {
  const first: TextEdit = { span: { start: 8, end: 9 }, newText: 'long' };
  expect(composeEdits('abcdefghijkl', [first], [{ span: { start: 1, end: 2 }, newText: '' }])).toEqual([
    { span: { start: 1, end: 2 }, newText: '' },
    first,
  ]);
});

import { expect, test } from 'vitest';
import { counted, harmless, jsonText, widthOf, wrap } from '../../server/src/cli/text-layout.ts';

test('width in columns', () => {
  expect(widthOf('abc')).toBe(3);
  expect(widthOf('日本')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
  expect(widthOf('😀')).toBe(2);
  expect(widthOf('é')).toBe(1);
});

test('wrapping at spaces', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('one', 2)).toEqual(['one']);
  expect(wrap('a_long_word b', 5)).toEqual(['a_long_word', 'b']);
  expect(wrap('one\ntwo', 20)).toEqual(['one', 'two']);
});

test('control characters are made visible', () => {
  expect(harmless('a\x1b[1mb\u202ec')).toBe('a\ufffd[1mb\ufffdc');
  expect(harmless('a\tb\nc é')).toBe('a\tb\nc é');
});

test('JSON keeps what it says without control characters', () => {
  const value = { text: 'a\x1b[1m\x9b31m\x7f\u202eb\n\té' };
  const json = jsonText(value, 2);
  expect(json).toMatch(/^[\n\x20-\x7eé]*$/);
  expect(JSON.parse(json)).toEqual(value);
});

test('numbers with their noun', () => {
  expect(counted(1, 'file')).toBe('1 file');
  expect(counted(0, 'file')).toBe('0 files');
  expect(counted(1234567, 'file')).toBe('1,234,567 files');
});

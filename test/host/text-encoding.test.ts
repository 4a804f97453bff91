import { expect, test } from 'vitest';
import { decodeText, encodeText, type TextEncoding } from '../../server/src/host/text-encoding.ts';

test.each<TextEncoding>(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'])('%s comes back as it was', (encoding) => {
  const text = 'create table straße (id int); -- ✓ 𝛑\r\n';
  const bytes = encodeText(text, encoding);
  expect(decodeText(bytes)).toEqual({ text, encoding });
  expect(encodeText(decodeText(bytes)!.text, encoding)).toEqual(bytes);
});

test('bytes with NULs are no text', () => {
  expect(decodeText(Uint8Array.of(0x53, 0x51, 0x4c, 0, 1, 2))).toBeUndefined();
});

test('wrong UTF-8 is read as far as it goes', () => {
  expect(decodeText(Uint8Array.of(0x61, 0xff, 0x62))?.text).toBe('a\uFFFDb');
});

test('an empty file is an empty text', () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
});

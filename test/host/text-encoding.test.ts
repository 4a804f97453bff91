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

test('what is no UTF-8 is read byte for byte, and comes back as it was', () => {
  expect(decodeText(Uint8Array.of(0x63, 0xe9, 0x80))).toEqual({ text: 'cé€', encoding: 'windows-1252' });
  const bytes = Buffer.from(Array.from({ length: 255 }, (_, i) => i + 1));
  const { text, encoding } = decodeText(bytes)!;
  expect(Buffer.from(encodeText(text, encoding))).toEqual(bytes);
});

test('an empty file is an empty text', () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
});

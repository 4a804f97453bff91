/** Bytes of a file to text and back, for the encodings that SQL files really come in. */

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without byte order mark, as editors count. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Undefined for bytes that are no text. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return undefined;
  if (encoding === 'utf-8') return decodeUtf8(bytes);
  const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
  return { text: new TextDecoder(label).decode(bytes), encoding };
}

/** Files from before UTF-8 are read as the commonest encoding of their time: no byte of them is lost when written. */
function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** The bytes of a text in the encoding its file had, byte order mark included. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text.replace(/[^\0-\xff]/g, singleByte), 'latin1');
  }
}

/** Where the encoding differs from ISO 8859-1. */
const specials = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i));

function singleByte(character: string): string {
  const at = specials.indexOf(character);
  return at === -1 ? '?' : String.fromCharCode(0x80 + at);
}

/** How much of a file is looked at to tell text from binary. */
const sample = 8192;

function encodingOf(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes.subarray(0, sample).includes(0) ? undefined : 'utf-8';
}

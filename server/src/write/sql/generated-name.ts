/**
 * The name that PostgreSQL gives where none is written: table, columns and a label, cut to 63 bytes by shortening the
 * longer of the first two.
 */
export function generatedName(table: string, columns: string, label: string): string {
  const room = 63 - label.length - (columns === '' ? 1 : 2);
  let first = table;
  let second = columns;
  while (bytes(first) + bytes(second) > room) {
    if (bytes(first) > bytes(second)) first = first.slice(0, -1);
    else second = second.slice(0, -1);
  }
  return [first, second, label].filter((part) => part !== '').join('_');
}

/** Length in UTF-8. */
function bytes(text: string): number {
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}

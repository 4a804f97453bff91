/** Names for a sentence: all of them up to four, the first, second and last of more. */
export function nameList(names: readonly string[]): string {
  if (names.length > 4) return `${names[0]}, ${names[1]} … ${names.at(-1)}`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The first of the texts in order; for a few out of many without sorting them all. */
export function firstInOrder(texts: readonly string[], most: number): readonly string[] {
  if (texts.length <= most || most > 50) return [...texts].sort().slice(0, most);
  const first: string[] = [];
  for (const text of texts) {
    if (first.length === most && text >= first[most - 1]!) continue;
    let at = first.length;
    while (at > 0 && first[at - 1]! > text) at--;
    first.splice(at, 0, text);
    if (first.length > most) first.pop();
  }
  return first;
}

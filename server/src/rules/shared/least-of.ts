/** The first of the texts in order; empty for none. */
export function leastOf(texts: Iterable<string>): string {
  let least: string | undefined;
  for (const text of texts) if (least === undefined || text < least) least = text;
  return least ?? '';
}

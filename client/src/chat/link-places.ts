/** Makes links of the places (`path:line`) that an answer names. */
import type { Consulted } from '../../../server/src/protocol.ts';

/** Code blocks stay as they are: what is in them is for copying. */
export function linkPlaces(markdown: string, places: Consulted['places']): string {
  if (places.length === 0) return markdown;
  const byName = new Map(places.map((place) => [place.name, place]));
  // Longest first: `a.sql:1` is the beginning of `a.sql:12`.
  const names = [...byName.keys()].sort((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`^\`\`\`[\\s\\S]*?^\`\`\`|(\`?)(?<![\\w./-])(${names.join('|')})(?!\\d)\\1`, 'gm');
  return markdown.replace(pattern, (whole, _tick: string | undefined, name: string | undefined) => {
    const place = name === undefined ? undefined : byName.get(name);
    return place === undefined ? whole : `[${name}](${place.uri}#L${place.line + 1})`;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

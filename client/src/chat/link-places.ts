/** Makes links of the places (`path:line`) that an answer names. */
import type { Consulted } from '../../../server/src/protocol.ts';

/**
 * A link shows as much of the path as tells its file from the others: the Chat view is narrow. Code blocks stay as they
 * are: what is in them is for copying.
 */
export function linkPlaces(markdown: string, places: Consulted['places']): string {
  if (places.length === 0) return markdown;
  const byName = new Map(places.map((place) => [place.name, place]));
  const labels = shortNames(places);
  // Longest first: `a.sql:1` is the beginning of `a.sql:12`.
  const names = [...byName.keys()].sort((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`^\`\`\`[\\s\\S]*?^\`\`\`|(\`?)(?<![\\w./-])(${names.join('|')})(?!\\d)\\1`, 'gm');
  return markdown.replace(pattern, (whole, _tick: string | undefined, name: string | undefined) => {
    const place = name === undefined ? undefined : byName.get(name);
    return place === undefined ? whole : `[${labels.get(place.name)}](${place.uri}#L${place.line + 1})`;
  });
}

/** The last segments of each path, as many as no other file of the answer shares. */
function shortNames(places: Consulted['places']): ReadonlyMap<string, string> {
  const filesOf = new Map<string, Set<string>>();
  for (const { name, uri } of places) {
    for (const ending of endings(name.replace(/:\d+$/, ''))) {
      filesOf.set(ending, (filesOf.get(ending) ?? new Set()).add(uri));
    }
  }
  return new Map(
    places.map(({ name }) => {
      const [path, line = ''] = name.split(/(?=:\d+$)/);
      const short = endings(path ?? name).find((ending) => filesOf.get(ending)?.size === 1);
      return [name, `${short ?? path}${line}`];
    }),
  );
}

/** Shortest first: `c.sql`, `b/c.sql`, `a/b/c.sql`. */
function endings(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, at) => segments.slice(segments.length - 1 - at).join('/'));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

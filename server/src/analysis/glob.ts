/**
 * Path patterns as settings use them: `*` and `?` within a name, `**` for any number of folders, `{a,b}` for a choice.
 * A backslash in a pattern divides folders as a slash does. Matching goes back to the last star only, so no pattern can
 * make it slow.
 */

export type PathMatcher = (path: string) => boolean;

/** Matches whole '/'-separated paths, without regard to case. */
export function globMatcher(pattern: string): PathMatcher {
  const choices = alternatives(pattern).map(segments);
  return (path) => {
    const names = segments(path);
    return choices.some((choice) => matches(choice, names));
  };
}

/**
 * Matches what should be left out, as in a `.gitignore`: a pattern without a slash counts at any depth, and a folder
 * that matches takes everything below it along.
 */
export function ignoreMatcher(patterns: readonly string[]): PathMatcher {
  const choices = patterns.flatMap(alternatives).map((pattern) => {
    const names = segments(pattern);
    if (names.at(-1) !== '**') names.push('**');
    return /\/./.test(pattern) ? names : ['**', ...names];
  });
  return (path) => {
    const names = segments(path);
    return choices.some((choice) => matches(choice, names));
  };
}

function segments(path: string): string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((name) => name !== '' && name !== '.');
}

const mostAlternatives = 256;

/** `{a,b}` written out; a brace without partner stays as it is. */
function alternatives(written: string): string[] {
  const pattern = written.replaceAll('\\', '/');
  let found = [''];
  let at = 0;
  for (const choice of pattern.matchAll(/\{([^{}]*)\}/g)) {
    const before = pattern.slice(at, choice.index);
    const options = choice[1]!.split(',');
    found = found.flatMap((start) => options.map((option) => start + before + option)).slice(0, mostAlternatives);
    at = choice.index + choice[0].length;
  }
  return found.map((start) => start + pattern.slice(at));
}

function matches(pattern: readonly string[], names: readonly string[]): boolean {
  return wildcard(pattern, names, '**', (part, name) => wildcard([...part], [...name], '*', isCharacter));
}

function isCharacter(part: string, character: string): boolean {
  return part === '?' || part === character;
}

/** Whether `pattern` covers all of `items`, where `star` stands for any number of them. */
function wildcard(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  equal: (part: string, item: string) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let lastStar = -1;
  let resume = 0;
  while (item < items.length) {
    if (pattern[part] === star) {
      lastStar = part++;
      resume = item;
    } else if (part < pattern.length && equal(pattern[part]!, items[item]!)) {
      part++;
      item++;
    } else if (lastStar !== -1) {
      part = lastStar + 1;
      item = ++resume;
    } else return false;
  }
  while (pattern[part] === star) part++;
  return part === pattern.length;
}

/** One string that holds several files and marks: the shape in which tests give their input. */
import type { Dialect } from '../../server/src/model/dialect.ts';

export interface FixtureFile {
  readonly file: string;
  readonly dialect: Dialect | undefined;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A marker line `-- ^^^^ rule-id` below the line it speaks of, behind `#` or `//` where the language has those. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/**
 * Splits `//- path.sql dialect=mysql` sections; without one the file is `schema.sql`. Marker lines are taken out and
 * their carets become offsets in the nearest line above.
 */
export function readFixture(source: string): readonly FixtureFile[] {
  const lines = dedent(source).split('\n');
  const files: FixtureFile[] = [];
  let file = 'schema.sql';
  let dialect: Dialect | undefined;
  let kept: string[] = [];
  let marks: Mark[] = [];
  const flush = (): void => {
    if (kept.some((line) => line.trim() !== ''))
      files.push({ file, dialect, text: `${kept.join('\n').trimEnd()}\n`, marks });
    kept = [];
    marks = [];
  };
  for (const line of lines) {
    const header = /^\/\/-\s*(\S+)(?:\s+dialect=(\w+))?\s*$/.exec(line.trim());
    if (header !== null) {
      flush();
      file = header[1]!;
      dialect = header[2] as Dialect | undefined;
      continue;
    }
    const mark = /^\s*(?:--|#|\/\/)[ ^]*?(\^+)\s+([a-z][a-z0-9-]*)\s*$/.exec(line);
    if (mark !== null && kept.length > 0) {
      const lineStart = kept.slice(0, -1).reduce((sum, each) => sum + each.length + 1, 0);
      const column = line.indexOf(mark[1]!);
      marks.push({ start: lineStart + column, end: lineStart + column + mark[1]!.length, rule: mark[2]! });
      continue;
    }
    kept.push(line);
  }
  flush();
  return files;
}

/** Takes away the first line break and the indentation that all lines share. */
export function dedent(source: string): string {
  const lines = source.replace(/^\n/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const shared = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(shared, line.length))).join('\n');
}

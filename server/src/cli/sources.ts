/** Texts of files with their lines counted once, and the names under which files are reported. */
import { LineIndex } from '../text/line-index.ts';
import type { Sources } from './check-report.ts';
import { nameFrom } from './paths.ts';

export function sourcesOf(textOf: (file: string) => string | undefined, cwd: string): Sources {
  const lines = new Map<string, LineIndex>();
  const names = new Map<string, string>();
  return {
    textOf: (file) => textOf(file) ?? '',
    linesOf(file) {
      let index = lines.get(file);
      if (index === undefined) {
        index = new LineIndex(textOf(file) ?? '');
        lines.set(file, index);
      }
      return index;
    },
    nameOf(file) {
      let name = names.get(file);
      if (name === undefined) {
        name = nameFrom(cwd, file);
        names.set(file, name);
      }
      return name;
    },
  };
}

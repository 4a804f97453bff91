import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real schemas that lie beside the checkout on the team's machines and in CI; nobody else has them. */
export const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');

export const hasCorpus = existsSync(corpus);

/** Says why nothing was compared, so that a run without the corpus is not mistaken for one with it. */
export const corpusNote = hasCorpus ? '' : ' (the corpus is not here: only the built-in schemas are compared)';

export interface CorpusProject {
  readonly name: string;
  readonly files: readonly { readonly file: string; readonly text: string }[];
}

/** The projects of one kind (`pg-sql`, `sqlite-sql`, `mysql-sql`, `tsql`) with their SQL files, read as UTF-8. */
export function corpusProjects(kind: string): readonly CorpusProject[] {
  const root = join(corpus, kind);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .map((name) => ({
      name,
      files: [...sqlFiles(join(root, name))].map((file) => ({ file, text: decode(readFileSync(file)) })),
    }));
}

function* sqlFiles(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sqlFiles(path);
    else if (entry.name.endsWith('.sql')) yield path;
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Databases that exist for tests alone: what they set up breaks rules on purpose, and is no schema of the project. */
import { commonFolder, type FileFeatures } from './file-group.ts';
import type { DatabaseLayout } from './layout.ts';

const kinds = 'unit|system|integration|functional|regression|acceptance|smoke|load|perf|performance|e2e';
const testFolder = new RegExp(
  `^(?:(?:.*\\.)?(?:${kinds})?[-_.]?tests?|specs?|__tests__|testing|e2e|(?:test[-_]?|__)?fixtures?_*|test[-_]?(?:data|cases?|resources|schemas?|migrations))$`,
  'i',
);

/** Marks databases all of whose files lie in folders of tests, where the project has a schema anywhere else. */
export function markTests(
  databases: readonly DatabaseLayout[],
  featuresOf: (file: string) => FileFeatures | undefined,
): readonly DatabaseLayout[] {
  if (databases.length < 2) return databases;
  // Folders above all files say nothing: somebody works on the tests.
  const above = commonFolder(databases.flatMap(({ files }) => files.map(({ file }) => folderOf(file))));
  const isTest = ({ files }: DatabaseLayout): boolean =>
    files.every(({ file }) => !file.endsWith('.py') && isInTests(file.slice(above.length)));
  const tests = databases.filter(isTest);
  const hasOwn = databases.some(
    (database) =>
      !tests.includes(database) && database.files.some(({ file }) => (featuresOf(file)?.creates.length ?? 0) > 0),
  );
  if (tests.length === 0 || !hasOwn) return databases;
  return databases.map((database) =>
    tests.includes(database) ? { ...database, id: `${database.id}#tests`, isOfTests: true } : database,
  );
}

function isInTests(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => testFolder.test(folder));
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

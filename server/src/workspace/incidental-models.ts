/** Models beside those of the program: what its tests make for themselves, and copies that generators leave. */

interface ModelFile {
  readonly folder: string;
  readonly name: string;
  readonly creates: readonly string[];
}

interface ModelGroup {
  readonly dialect: string;
  readonly files: readonly ModelFile[];
}

const testFolder = /^(?:tests?|specs?|__tests__|testing|testdata|fixtures?)$/i;
const testName = /^(?:test_.*|.*_tests?|conftest)\.py$/i;
/** Where Prisma's client and its like are written to, with the schema that they were made from, and what is explained. */
const generatedFolder =
  /^(?:__)?(?:generated|gen|client|\.?prisma-client|\.prisma|dist|build|out|docs?|documentation)(?:__)?$/i;

/**
 * Files of one base without those of its tests, whose tables no database of the program has. `above` is the folder
 * that they share.
 */
export function withoutTests<File extends ModelFile>(files: readonly File[], above: string): readonly File[] {
  const own = files.filter(
    ({ folder, name }) =>
      !testName.test(name) &&
      !folder
        .slice(above.length)
        .split('/')
        .some((part) => testFolder.test(part)),
  );
  return own.some(({ creates }) => creates.length > 0) ? own : files;
}

/** What is left when there is anything but tests and copies. */
export function withoutIncidental<Group extends ModelGroup>(groups: readonly Group[]): readonly Group[] {
  const own = groups.filter((group) => !group.files.every(({ name }) => testName.test(name)));
  return (own.length > 0 ? own : groups).filter((group) => !isGenerated(group, groups));
}

/** A schema in a folder of generated files, most of whose tables another schema outside of such folders has. */
function isGenerated<Group extends ModelGroup>(group: Group, groups: readonly Group[]): boolean {
  if (!isInGenerated(group)) return false;
  const tables = group.files.flatMap(({ creates }) => creates);
  return groups.some((other) => {
    if (other.dialect !== group.dialect || !isPrisma(other) || isInGenerated(other)) return false;
    const known = new Set(other.files.flatMap(({ creates }) => creates));
    return tables.length > 0 && tables.filter((table) => known.has(table)).length >= tables.length * 0.8;
  });
}

function isPrisma({ files }: ModelGroup): boolean {
  return files.every(({ name }) => name.endsWith('.prisma'));
}

function isInGenerated(group: ModelGroup): boolean {
  return (
    isPrisma(group) && group.files.every(({ folder }) => folder.split('/').some((part) => generatedFolder.test(part)))
  );
}

/** Which Prisma files are one schema. */

/**
 * For each file the name of its schema. A file with a `datasource` is the root of one, which takes in the files beside
 * and below it; what lies below none is one schema a folder.
 */
export function prismaSchemas(
  files: readonly { readonly file: string; readonly isRoot: boolean }[],
): ReadonlyMap<string, string> {
  const rootsIn = new Map<string, number>();
  for (const { file, isRoot } of files) {
    if (isRoot) rootsIn.set(folderOf(file), (rootsIn.get(folderOf(file)) ?? 0) + 1);
  }
  const schemas = new Map<string, string>();
  for (const { file, isRoot } of files) {
    let folder = folderOf(file);
    // Several whole schemas in one folder share nothing.
    if (isRoot && rootsIn.get(folder) !== 1) {
      schemas.set(file, file);
      continue;
    }
    while (folder !== '' && !rootsIn.has(folder)) folder = folderOf(folder);
    schemas.set(file, rootsIn.get(folder) === 1 ? folder : folderOf(file));
  }
  return schemas;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

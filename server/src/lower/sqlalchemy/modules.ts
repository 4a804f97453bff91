/** Which file a dotted module name means, by the paths of the files alone. */

/** `a/b/__init__.py` and `a/b.py` are both the module `a/b`. */
export function modulePath(file: string): string {
  return file.replace(/\.pyi?$/, '').replace(/\/__init__$/, '');
}

/** Files by the last part of their module's name. */
export type ModuleIndex = ReadonlyMap<string, readonly string[]>;

export function indexModules(files: readonly string[]): ModuleIndex {
  const index = new Map<string, string[]>();
  for (const file of files) {
    const path = modulePath(file);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const same = index.get(name);
    if (same === undefined) index.set(name, [file]);
    else same.push(file);
  }
  return index;
}

/** The file of `module` as `from` imports it: relative with leading dots, else from any root, the nearest one first. */
export function findModule(index: ModuleIndex, from: string, module: string): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    const folders = from.split('/').slice(0, -1);
    if (dots - 1 > folders.length) return undefined;
    const path = [...folders.slice(0, folders.length - dots + 1), ...parts].join('/');
    return candidates(index, path).find((file) => modulePath(file) === path);
  }
  const path = parts.join('/');
  const found = candidates(index, path).filter((file) => {
    const own = modulePath(file);
    return own === path || own.endsWith(`/${path}`);
  });
  let best: string | undefined;
  for (const file of found) if (best === undefined || shared(file, from) > shared(best, from)) best = file;
  return best;
}

function candidates(index: ModuleIndex, path: string): readonly string[] {
  return index.get(path.slice(path.lastIndexOf('/') + 1)) ?? [];
}

function shared(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

const libraries: ReadonlySet<string> = new Set(
  'sqlalchemy sqlmodel alembic flask_sqlalchemy geoalchemy2 pgvector sqlalchemy_utils typing typing_extensions datetime enum decimal uuid pydantic ipaddress pathlib'.split(
    ' ',
  ),
);

/** Packages that a folder of the same name (`db/sqlalchemy`) does not stand for. */
export function isLibrary(module: string): boolean {
  return libraries.has(module.split('.', 1)[0]!);
}

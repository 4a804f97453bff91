/** Databases of groups: what is declared, and the histories that lead there. */
import { baseOf, buildsAll, currentState, namedDeclaration } from './current-state.ts';
import { type DeclaredDatabase, pairDeclarations } from './declarations.ts';
import { byFirstFile, commonFolder, type Group, isUndo, lastPart, type Placed } from './file-group.ts';
import type { DatabaseLayout, FileRole, LaidOutFile } from './layout.ts';

/**
 * A schema file in, or right above, the folder of a history says where the history led: it is what counts. So do files
 * elsewhere that create what the history creates.
 */
export function withDeclarations(groups: readonly Group[], declared: readonly Group[]): DatabaseLayout[] {
  const layouts: DatabaseLayout[] = [];
  const led = new Map<Group, Group[]>();
  const named = new Set<Group>();
  const alone: Group[] = [];
  const histories = groups.filter(({ kind }) => kind === 'history');
  const modelled = pairDeclarations(declared, histories.toSorted(byFirstFile));
  const paired = new Set(modelled.flatMap((database) => database.histories));
  for (const database of modelled) layouts.push(layoutOfModels(database));
  for (const group of groups) {
    if (group.kind === 'loose' || paired.has(group)) continue;
    const byName = group.kind === 'history' ? namedDeclaration(group, groups) : undefined;
    const declaration = byName !== undefined && !named.has(byName) ? byName : currentState(group, groups);
    if (declaration === undefined) {
      alone.push(group);
      continue;
    }
    if (declaration === byName) named.add(byName);
    led.set(declaration, [...(led.get(declaration) ?? []), group]);
  }
  for (const [declaration, histories] of led) {
    layouts.push({
      id: `${declaration.folder}#${declaration.dialect}`,
      name: lastPart(declaration.folder),
      dialect: declaration.dialect,
      files: [
        ...declaration.files.map(looseRole),
        ...histories.flatMap((steps) => {
          const role = buildsAll(steps, declaration) ? 'history' : 'upgrade';
          return steps.files.map((file): LaidOutFile => ({ file: file.file, role }));
        }),
      ],
      isPart: false,
    });
  }
  const bases = new Set<Group>();
  for (const group of alone) {
    if (group.kind !== 'history') continue;
    const base = baseOf(group, groups);
    const isFree = base !== undefined && !bases.has(base) && !led.has(base);
    if (isFree) bases.add(base);
    const id = `${group.folder}#${group.dialect}`;
    layouts.push({
      id: layouts.some((layout) => layout.id === id) ? `${id}#${group.files[0]!.name}` : id,
      name: lastPart(isFree ? base.folder : group.folder),
      dialect: group.dialect,
      files: [...(isFree ? base.files.map(baseRole) : []), ...group.files.map(stepRole)],
      isPart: group.isPartial === true,
    });
  }
  const ids = new Map<string, number>();
  for (const group of groups) {
    if (
      group.kind === 'history' ||
      paired.has(group) ||
      led.has(group) ||
      bases.has(group) ||
      (group.kind === 'upgrade' && !alone.includes(group))
    )
      continue;
    const base = `${group.folder}#${group.dialect}`;
    const count = ids.get(base) ?? 0;
    ids.set(base, count + 1);
    layouts.push({
      id: count === 0 && !layouts.some((layout) => layout.id === base) ? base : `${base}#${group.files[0]!.name}`,
      name: group.files.length === 1 || count > 0 ? group.files[0]!.name : lastPart(group.folder),
      dialect: group.dialect,
      files: group.files.map(looseRole),
      isPart: false,
    });
  }
  return layouts;
}

function layoutOfModels({ declarations, histories, counterparts }: DeclaredDatabase<Group>): DatabaseLayout {
  const files = declarations.flatMap((group) => group.files);
  const [first] = files;
  const folder = commonFolder(declarations.map((group) => group.folder));
  const { dialect } = declarations[0]!;
  const inRole = (groups: readonly Group[], role: FileRole): readonly LaidOutFile[] =>
    groups.flatMap((group) => group.files.map(({ file }) => ({ file, role })));
  return {
    id: `${first!.declaration}#${dialect}`,
    name: files.length === 1 ? first!.name : lastPart(folder),
    dialect,
    files: [
      ...inRole(declarations, 'schema'),
      // Of SQL that begins with what it does not create the end is not known.
      ...histories.flatMap((steps) => inRole([steps], beginsInMidst(steps, files) ? 'upgrade' : 'history')),
      ...inRole(counterparts, 'counterpart'),
    ],
    isPart: false,
  };
}

function beginsInMidst(steps: Group, declared: readonly Placed[]): boolean {
  const [first] = steps.files;
  return first?.language === 'sql' && !buildsAll(steps, { ...steps, files: declared });
}

function stepRole(file: Placed): LaidOutFile {
  return { file: file.file, role: file.takesBack || file.migration?.direction === 'down' ? 'rollback' : 'migration' };
}

/** What an installation begins with is in use once steps build upon it, and changes by further steps. */
function baseRole(file: Placed): LaidOutFile {
  const { role } = looseRole(file);
  return { file: file.file, role: role === 'schema' ? 'migration' : role };
}

function looseRole(file: Placed): LaidOutFile {
  if (isUndo(file)) return { file: file.file, role: 'rollback' };
  return { file: file.file, role: file.creates.length > 0 || file.refers.length > 0 ? 'schema' : 'queries' };
}

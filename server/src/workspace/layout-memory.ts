/** Lays files out again and again while they change, and sees where a change of names leads to the same layout. */
import { deepEqual } from '../model/deep-equal.ts';
import { type FileFeatures, type Group, isUndo, place } from './file-group.ts';
import { type DatabaseLayout, type FixedDatabase, type Layout, layOut } from './layout.ts';
import { areLaterChanges, type UnknownTables } from './unknown-tables.ts';

/** A file before and after another name was written in it. */
interface Edited {
  readonly before: FileFeatures;
  readonly after: FileFeatures;
}

export class LayoutMemory {
  #files: readonly FileFeatures[] = [];
  #fixed: readonly FixedDatabase[] = [];
  #layout: Layout | undefined;
  #homes: ReadonlyMap<string, Group> | undefined;

  /** The layout of the files: the same array as before where it stays the same. */
  of(files: readonly FileFeatures[], fixed: readonly FixedDatabase[]): readonly DatabaseLayout[] {
    const known = fixed === this.#fixed ? this.#layout : undefined;
    const same = known === undefined ? undefined : this.#unchanged(known, files);
    if (same === undefined) this.#homes = undefined;
    this.#layout = same ?? layOut(files, fixed);
    this.#files = files;
    this.#fixed = fixed;
    return this.#layout.databases;
  }

  /** The known layout as one of these files; undefined where it may be another one. */
  #unchanged(known: Layout, files: readonly FileFeatures[]): Layout | undefined {
    const before = this.#files;
    if (files.length !== before.length) return undefined;
    const changed = files.findIndex((features, at) => features !== before[at]);
    if (changed < 0) return known;
    const last = files.findLastIndex((features, at) => features !== before[at]);
    return last === changed
      ? this.#renamed(known, { before: before[changed]!, after: files[changed]! }, files)
      : undefined;
  }

  /**
   * A layout looks at names only to see which are equal. Another name in place of a table's is the same to it where no
   * other file says either, or where only files that are one group anyway do, and groups are all there is.
   */
  #renamed(known: Layout, edited: Edited, files: readonly FileFeatures[]): Layout | undefined {
    const { before, after } = edited;
    if (!areAlikeButNames(before, after)) return undefined;
    const renamed = inOnlyOne(before.creates, after.creates);
    const pointed = [...inOnlyOne(before.refers, after.refers), ...inOnlyOne(before.alters, after.alters)];
    const names = [...new Set([...renamed, ...pointed])];
    // Typing changes a name or two; they are looked for in all files.
    if (names.length > mostNames || hasOne(after.removes, names)) return undefined;
    const staying = (all: readonly string[]): readonly string[] => all.filter((name) => !names.includes(name));
    if (!deepEqual(staying(before.refers), staying(after.refers))) return undefined;
    const mentioning: FileFeatures[] = [];
    for (const file of files) {
      if (file === after) continue;
      if (hasOne(file.creates, renamed)) return undefined;
      if (hasOne(file.creates, pointed) || hasOne(file.refers, names) || hasOne(file.removes, names))
        mentioning.push(file);
    }
    if (pointed.length === 0 && mentioning.length === 0) return known;
    const home = this.#homeOf(known, after);
    if (home === undefined || mentioning.some((file) => this.#homeOf(known, file) !== home)) return undefined;
    return countedAgain(known, edited, names, mentioning);
  }

  /** The group that a file is in by itself; undefined where other things than groups of loose files were laid out. */
  #homeOf({ loose }: Layout, { file }: FileFeatures): Group | undefined {
    if (loose === undefined || this.#fixed.length > 0) return undefined;
    this.#homes ??= new Map(loose.flatMap((group) => group.files.map((member) => [member.file, group] as const)));
    return this.#homes.get(file);
  }
}

/** Whether two states of a file differ in nothing but which names of tables they have. */
function areAlikeButNames(before: FileFeatures, after: FileFeatures): boolean {
  const { creates, refers, alters, ...others } = after;
  const { creates: created, refers: referred, alters: altered, ...othersBefore } = before;
  return (
    creates.length === created.length && refers.length > 0 === referred.length > 0 && deepEqual(others, othersBefore)
  );
}

/** The layout with the unknown tables of the file's database counted anew; undefined where they then say something else. */
function countedAgain(
  layout: Layout,
  { before, after }: Edited,
  names: readonly string[],
  others: readonly FileFeatures[],
): Layout | undefined {
  const at = layout.databases.findIndex(({ files }) => files.some(({ file }) => file === after.file));
  const counted = layout.unknown[at];
  if (counted === undefined) return undefined;
  const folded = (files: readonly FileFeatures[]): readonly FileFeatures[] =>
    files.filter((file) => !isUndo(place(file)));
  const [former, now] = [folded([before, ...others]), folded([after, ...others])];
  const change = (said: 'alters' | 'refers'): number =>
    countUnknown(names, now, said) - countUnknown(names, former, said);
  const unknown: UnknownTables = {
    known: counted.known,
    altered: counted.altered + change('alters'),
    missing: counted.missing + change('refers'),
  };
  if (areLaterChanges(unknown) !== areLaterChanges(counted)) return undefined;
  return { ...layout, unknown: layout.unknown.with(at, unknown) };
}

/** How many of the names the files say and do not create. */
function countUnknown(names: readonly string[], files: readonly FileFeatures[], said: 'alters' | 'refers'): number {
  return names.filter(
    (name) => files.some((file) => file[said].includes(name)) && !files.some((file) => file.creates.includes(name)),
  ).length;
}

function inOnlyOne(one: readonly string[], other: readonly string[]): readonly string[] {
  const [left, right] = [new Set(one), new Set(other)];
  return [...one.filter((name) => !right.has(name)), ...other.filter((name) => !left.has(name))];
}

function hasOne(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((name) => names.includes(name));
}

const mostNames = 8;

/** What a name means in a file: followed through imports, re-exports and assignments, never executed. */

import { deepEqual } from '../../model/deep-equal.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { ClassStatement, Expression } from '../../syntax/python/syntax.ts';
import { type ChangedUnits, changedUnits } from '../changed-units.ts';
import { Definers } from '../definers.ts';
import type { SourceUnit } from '../program.ts';
import { type Input, Queries } from '../queries.ts';
import { contentsOf, type Definition, readEdited } from './definitions.ts';
import { isLibraryFile } from './library-mixins.ts';
import { findModule, indexModules, isLibrary, modulePath } from './modules.ts';

/** A definition of the program: the piece it stands in, and which of the piece's definitions it is. */
export interface DefinitionRef {
  readonly file: string;
  readonly unit: number;
  readonly index: number;
}

export type Meaning =
  /** A class, function or assigned value of the program. */
  | { readonly kind: 'definition'; readonly ref: DefinitionRef }
  | { readonly kind: 'module'; readonly file: string }
  /** Defined elsewhere, or nowhere: `sqlalchemy.Column`, `int`. */
  | { readonly kind: 'external'; readonly name: string };

/** An assigned value, with the file whose names it uses. */
export interface Placed<Value> {
  readonly file: string;
  readonly unit: number;
  readonly value: Value;
}

export class Names {
  readonly queries = new Queries();
  readonly #files: Input<readonly string[]>;
  readonly #units: Input<readonly SourceUnit[]>;
  readonly #unit: Input<SourceUnit>;
  /** Where a file defines a name, by `file\nname`. */
  readonly #owns: Input<Omit<DefinitionRef, 'file'>>;
  /** Modules of which a file imports all names. */
  readonly #stars: Input<readonly string[]>;
  /** The classes of a name, in all files. */
  readonly #classes: Input<readonly DefinitionRef[]>;
  readonly #classPlaces = new Map<string, Map<SourceUnit, DefinitionRef>>();
  readonly #known = new Map<string, readonly SourceUnit[]>();
  readonly #definers = new Map<string, Definers>();
  #filesChanged = false;

  constructor() {
    this.#files = this.queries.input<readonly string[]>(deepEqual);
    this.#units = this.queries.input<readonly SourceUnit[]>();
    this.#unit = this.queries.input<SourceUnit>();
    this.#owns = this.queries.input<Omit<DefinitionRef, 'file'>>(deepEqual, (key) => this.#placeOf(key));
    this.#stars = this.queries.input<readonly string[]>(deepEqual);
    this.#classes = this.queries.input<readonly DefinitionRef[]>(deepEqual, (name) => [
      ...(this.#classPlaces.get(name)?.values() ?? []),
    ]);
  }

  /** Returns the ids of the units that are gone. */
  setUnits(file: string, units: readonly SourceUnit[]): readonly number[] {
    const isNew = !this.#known.has(file);
    const gone = this.#change(file, units);
    this.#known.set(file, units);
    if (isNew) {
      this.#units.set(file, units);
      this.#filesChanged = true;
    }
    return gone;
  }

  /** Returns the ids of the units that are gone. */
  removeFile(file: string): readonly number[] {
    const gone = this.#change(file, []);
    this.#units.set(file, undefined);
    this.#definers.delete(file);
    if (this.#known.delete(file)) this.#filesChanged = true;
    return gone;
  }

  #change(file: string, units: readonly SourceUnit[]): readonly number[] {
    const changed = changedUnits(this.#known.get(file) ?? [], units);
    const { gone, come } = changed;
    if (gone.length === 0 && come.length === 0) return [];
    if (gone.length === 1 && come.length === 1) readEdited(gone[0]!, come[0]!);
    const stays = new Set(come.map(({ id }) => id));
    const lost = gone.flatMap(({ id }) => (stays.has(id) ? [] : [id]));
    for (const id of lost) this.#unit.set(`${file}\n${id}`, undefined);
    for (const unit of come) this.#unit.set(`${file}\n${unit.id}`, unit);
    this.#units.set(file, units);
    const definers = this.#definers.get(file) ?? new Definers(namesIn);
    this.#definers.set(file, definers);
    for (const name of definers.change(changed, units)) this.#owns.renew(`${file}\n${name}`);
    if (!isLibraryFile(file)) this.#changeClasses(file, changed);
    const stars = units.flatMap((unit) => contentsOf(unit).stars);
    this.#stars.set(file, stars.length === 0 ? undefined : stars);
    return lost;
  }

  #changeClasses(file: string, { gone, come }: ChangedUnits): void {
    const names = new Set<string>();
    for (const unit of gone) {
      for (const { name } of classesIn(unit)) {
        names.add(name);
        const places = this.#classPlaces.get(name);
        places?.delete(unit);
        if (places?.size === 0) this.#classPlaces.delete(name);
      }
    }
    for (const unit of come) {
      for (const { name, index } of classesIn(unit)) {
        names.add(name);
        const places = this.#classPlaces.get(name) ?? new Map<SourceUnit, DefinitionRef>();
        this.#classPlaces.set(name, places.set(unit, { file, unit: unit.id, index }));
      }
    }
    for (const name of names) this.#classes.renew(name);
  }

  /** The classes of a name wherever they are, those of libraries left out. */
  classesNamed(name: string): readonly DefinitionRef[] {
    return this.#classes.get(name) ?? [];
  }

  #placeOf(key: string): Omit<DefinitionRef, 'file'> | undefined {
    const [file, name] = split(key);
    const last = this.#definers.get(file)?.last(name);
    if (last === undefined) return undefined;
    return { unit: last.id, index: contentsOf(last).definitions.length === 1 ? 0 : lastDefinitions(last).get(name)! };
  }

  /** Must be called before questions are asked: files come by the hundred, their list is made once. */
  settle(): void {
    if (this.#filesChanged) this.#files.set('', [...this.#known.keys()].sort());
    this.#filesChanged = false;
    this.queries.settle();
  }

  files(): readonly string[] {
    return this.#files.get('') ?? [];
  }

  unitsOf(file: string): readonly SourceUnit[] {
    return this.#units.get(file) ?? [];
  }

  unit(file: string, id: number): SourceUnit | undefined {
    return this.#unit.get(`${file}\n${id}`);
  }

  definition(ref: DefinitionRef): Definition | undefined {
    const unit = this.unit(ref.file, ref.unit);
    return unit === undefined ? undefined : contentsOf(unit).definitions[ref.index];
  }

  readonly #modules = this.#derived(
    () => indexModules(this.files()),
    () => new Map(),
    Object.is,
  );

  readonly #folders = this.#derived<ReadonlySet<string>>(
    () =>
      new Set(
        this.files()
          .filter((file) => !isLibraryFile(file))
          .flatMap((file) => modulePath(file).split('/')),
      ),
    () => new Set(),
    Object.is,
  );

  /** Whether a folder or file of the program has that name, so that an import of it may mean the project itself. */
  hasFolder(name: string): boolean {
    return this.#folders('').has(name);
  }

  readonly #moduleFile = this.#derived<string | undefined>(
    (key) => {
      const [from, module] = split(key);
      return findModule(this.#modules(''), from, module);
    },
    () => undefined,
    Object.is,
  );

  /** Undefined where the file says nothing of the name. */
  readonly #named: (key: string) => Meaning | undefined = this.#derived<Meaning | undefined>(
    (key) => {
      const [file, name] = split(key);
      // Modules that import everything of one another are no circle: each is looked through once.
      const seen = new Set<string>();
      const open = [file];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (seen.has(at)) continue;
        seen.add(at);
        const own = this.#owns.get(`${at}\n${name}`);
        const found = own === undefined ? undefined : this.#followed({ file: at, ...own });
        if (found !== undefined) return found;
        for (const module of this.#stars.get(at) ?? []) {
          const target = this.#moduleFile(`${at}\n${module}`);
          if (target !== undefined) open.push(target);
        }
      }
      return undefined;
    },
    () => undefined,
    deepEqual,
  );

  #derived<Value>(
    compute: (key: string) => Value,
    whenCircular: (key: string) => Value,
    same: (one: Value, other: Value) => boolean,
  ): (key: string) => Value {
    return this.queries.derived(compute, whenCircular, same);
  }

  #followed(ref: DefinitionRef): Meaning | undefined {
    const definition = this.definition(ref);
    if (definition === undefined) return undefined;
    const { imported, value } = definition;
    if (imported !== undefined) return this.imported(ref.file, imported.module, imported.name);
    // `Column = sa.Column`: another name for the same thing.
    if (value?.kind === 'name' || value?.kind === 'attribute') {
      const meaning =
        value.kind === 'name' && value.name === definition.name ? undefined : this.meaning(ref.file, value);
      if (meaning !== undefined && (meaning.kind !== 'external' || meaning.name.includes('.'))) return meaning;
    }
    return { kind: 'definition', ref };
  }

  /** What `from module import name` in a file brings; `module` with a dot for each level before it. */
  imported(from: string, module: string, name: string | undefined): Meaning {
    if (isLibrary(module)) return { kind: 'external', name: name === undefined ? module : `${module}.${name}` };
    const file = this.#moduleFile(`${from}\n${module}`);
    if (name === undefined) return file === undefined ? { kind: 'external', name: module } : { kind: 'module', file };
    if (file !== undefined) {
      const found = file === from ? undefined : this.#named(`${file}\n${name}`);
      if (found !== undefined) return found;
    }
    const separator = /\.$/.test(module) ? '' : '.';
    const submodule = this.#moduleFile(`${from}\n${module}${separator}${name}`);
    if (submodule !== undefined) return { kind: 'module', file: submodule };
    return { kind: 'external', name: `${module}${separator}${name}` };
  }

  /** What a name or dotted name means; undefined for any other expression. Unknown names are external. */
  meaning(file: string, expression: Expression): Meaning | undefined {
    if (expression.kind === 'name') {
      return this.#named(`${file}\n${expression.name}`) ?? { kind: 'external', name: expression.name };
    }
    if (expression.kind !== 'attribute') return undefined;
    const object = this.meaning(file, expression.object);
    if (object?.kind === 'external') return this.#externalMember(file, `${object.name}.${expression.name}`);
    if (object?.kind === 'module') {
      return this.member(object.file, expression.name);
    }
    return undefined;
  }

  /** `import a.b` binds `a`, and `a.b` may be a file although `a` is none. */
  #externalMember(file: string, name: string): Meaning {
    if (isLibrary(name)) return { kind: 'external', name };
    const module = this.#moduleFile(`${file}\n${name}`);
    if (module !== undefined) return { kind: 'module', file: module };
    return { kind: 'external', name };
  }

  member(file: string, name: string): Meaning {
    const found = this.#named(`${file}\n${name}`);
    if (found !== undefined) return found;
    if (/(?:^|\/)__init__\.py$/.test(file)) return this.imported(file, '.', name);
    return { kind: 'external', name: `${modulePath(file).replaceAll('/', '.')}.${name}` };
  }

  /** The meaning of a name that a text gives: `relationship("User")`. */
  named(file: string, name: string): Meaning | undefined {
    return this.#named(`${file}\n${name}`);
  }
}

/** Of each name that a piece defines the last definition. */
const lastDefinitions = rememberedByElement(
  (unit: SourceUnit): ReadonlyMap<string, number> =>
    new Map(contentsOf(unit).definitions.map(({ name }, index) => [name, index])),
);

/** The classes that a piece defines, with their places among its definitions. */
export const classesIn = rememberedByElement(
  (
    unit: SourceUnit,
  ): readonly { readonly name: string; readonly index: number; readonly statement: ClassStatement }[] =>
    contentsOf(unit).definitions.flatMap(({ name, statement }, index) =>
      statement.kind === 'class' ? [{ name, index, statement }] : [],
    ),
);

const unitKeys = new WeakMap<SourceUnit, string>();

/** `unit:file`, by which a piece is asked for: always the same string, which is found faster than an equal one. */
export function unitKey(file: string, unit: SourceUnit): string {
  let key = unitKeys.get(unit);
  if (key === undefined) {
    key = `${unit.id}:${file}`;
    unitKeys.set(unit, key);
  }
  return key;
}

function namesIn(unit: SourceUnit): readonly string[] {
  return contentsOf(unit).definitions.map(({ name }) => name);
}

function split(key: string): readonly [string, string] {
  const at = key.lastIndexOf('\n');
  return [key.slice(0, at), key.slice(at + 1)];
}

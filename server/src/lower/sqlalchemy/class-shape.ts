/** How classes of the program hang together, and what is asked of them. */
import { deepEqual } from '../../model/deep-equal.ts';
import type { Origin } from '../../model/origin.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { ClassStatement, Expression } from '../../syntax/python/syntax.ts';
import type { SourceUnit } from '../program.ts';
import { type Ancestry, findAncestry } from './class-ancestry.ts';
import { columnlessBases, declarativeBases, isAsDeclarative } from './class-bases.ts';
import { keyOfRef, refOf } from './class-key.ts';
import { findMapping, type Mapping } from './class-mapping.ts';
import { assignedIn, isColumnStatement, methodIn } from './class-parts.ts';
import { isLibraryFile } from './library-mixins.ts';
import { classesIn, type Names } from './names.ts';
import { returnedBy } from './returned.ts';
import {
  type At,
  type ClassContext,
  classAt,
  lastPart,
  libraryName,
  meaningOf,
  originOf,
  type Source,
  sourceOf,
  valueAt,
} from './source.ts';

/** Classes of a piece that do not say themselves what their table is called, by their places among its definitions. */
const withoutOwnName = rememberedByElement((unit: SourceUnit): readonly number[] =>
  classesIn(unit).flatMap(({ index, statement }) =>
    assignedIn(statement, '__tablename__')?.kind === 'string' ? [] : [index],
  ),
);

const assignsConvention = rememberedByElement(({ text }: SourceUnit) => /\.naming_convention\s*=/.test(text));

export class Classes {
  readonly names: Names;
  readonly #ancestry: (key: string) => Ancestry;
  readonly mapping: (key: string) => Mapping;
  /** Classes that live in the table of the class with this key, directly or below. */
  readonly singleTableChildren: (key: string) => readonly string[];
  readonly #conventions: (key: string) => { readonly file: string; readonly unit: number } | undefined;
  /** Whether a line of models begins with the class. */
  readonly isRoot: (key: string) => boolean;

  constructor(names: Names) {
    this.names = names;
    const { queries } = names;
    const nothing: Ancestry = { classes: [], external: [], assigned: [], unknown: false };
    this.#ancestry = queries.derived(
      (key) => findAncestry(this, key),
      () => nothing,
      deepEqual,
    );
    this.mapping = queries.derived<Mapping>(
      (key) => findMapping(this, key),
      () => ({ kind: 'none' }),
      deepEqual,
    );
    this.#conventions = queries.derived(
      () => this.#findConvention(),
      () => undefined,
      deepEqual,
    );
    this.isRoot = queries.derived<boolean>(
      (key) => this.#beginsLine(key),
      () => false,
    );
    const singles = queries.gathered<readonly string[]>(() => this.#findSingles(), deepEqual);
    this.singleTableChildren = (key) => singles(key) ?? [];
  }

  ancestry(key: string): Ancestry {
    return this.#ancestry(key);
  }

  at(key: string): At<ClassStatement> | undefined {
    const ref = refOf(key);
    return classAt(sourceOf(this.names, ref), { kind: 'definition', ref });
  }

  keyAt(source: Source, expression: Expression): string | undefined {
    const meaning = meaningOf(source, expression);
    if (meaning?.kind === 'definition')
      return this.at(keyOfRef(meaning.ref)) === undefined ? undefined : keyOfRef(meaning.ref);
    // A package that is not part of the program may have handed the class on.
    if (meaning?.kind !== 'external' || !meaning.name.includes('.')) return undefined;
    const folder = meaning.name.replace(/^\.+/, '').split('.')[0]!;
    if (!meaning.name.startsWith('.') && !this.names.hasFolder(folder)) return undefined;
    const same = this.names.classesNamed(lastPart(meaning.name)).map(keyOfRef);
    return same.length === 1 ? same[0] : undefined;
  }

  /** The class of that name: in the file, or the only one of the program. */
  keyNamed(source: Source, name: string): string | undefined {
    const short = lastPart(name);
    const here = this.names.named(source.file, short);
    if (here?.kind === 'definition' && this.at(keyOfRef(here.ref)) !== undefined) return keyOfRef(here.ref);
    const same = this.names.classesNamed(short).map(keyOfRef);
    const mapped = same.length > 1 ? same.filter((key) => this.mapping(key).kind === 'table') : same;
    return mapped.length === 1 ? mapped[0] : undefined;
  }

  /** The class and what it inherits, nearest first. */
  line(key: string): readonly string[] {
    return [key, ...this.#ancestry(key).classes];
  }

  /** The names of the class's own body, in a context where `cls` is the class with this key. */
  sourceFor(owner: string, user: string): Source | undefined {
    const found = this.at(owner);
    if (found === undefined) return undefined;
    const standsAt = isLibraryFile(found.source.file) ? this.#placeOf(user) : undefined;
    return { ...found.source, ...(standsAt !== undefined && { standsAt }), cls: this.contextOf(user) };
  }

  #placeOf(key: string): Origin | undefined {
    const found = this.at(key);
    return found === undefined ? undefined : originOf(found.source, found.value.nameSpan);
  }

  contextOf(key: string): ClassContext {
    return {
      name: this.at(key)?.value.name ?? '',
      tableName: () => {
        const mapping = this.mapping(key);
        return mapping.kind === 'table' ? mapping.name : undefined;
      },
      constant: (name) => this.constant(key, name),
    };
  }

  /** What a class or one it derives from assigns to a name. */
  constant(key: string, name: string): { readonly source: Source; readonly value: Expression } | undefined {
    for (const owner of this.line(key)) {
      const found = this.at(owner);
      const value = found === undefined ? undefined : assignedIn(found.value, name);
      if (found !== undefined && value !== undefined)
        return { source: { ...found.source, cls: this.contextOf(key) }, value };
    }
    return undefined;
  }

  isMapped(key: string): boolean {
    const { kind } = this.mapping(key);
    return kind === 'table' || kind === 'single' || kind === 'nameless';
  }

  /** The piece that assigns a `naming_convention` to metadata that exists already. */
  conventionPlace(): { readonly file: string; readonly unit: number } | undefined {
    return this.#conventions('');
  }

  #findConvention(): { readonly file: string; readonly unit: number } | undefined {
    for (const file of this.names.files()) {
      for (const unit of this.names.unitsOf(file)) {
        if (assignsConvention(unit)) return { file, unit: unit.id };
      }
    }
    return undefined;
  }

  #findSingles(): ReadonlyMap<string, readonly string[]> {
    const children = new Map<string, string[]>();
    for (const file of this.names.files()) {
      if (isLibraryFile(file)) continue;
      for (const unit of this.names.unitsOf(file)) {
        for (const index of withoutOwnName(unit)) {
          const key = keyOfRef({ file, unit: unit.id, index });
          const mapping = this.mapping(key);
          const root = mapping.kind === 'single' ? this.tableOwner(mapping.parent) : undefined;
          if (root !== undefined) children.set(root, [...(children.get(root) ?? []), key]);
        }
      }
    }
    return children;
  }

  /** The class whose table holds the rows of this one. */
  tableOwner(key: string): string | undefined {
    let owner = key;
    for (let depth = 0; depth < 30; depth++) {
      const mapping = this.mapping(owner);
      if (mapping.kind === 'table') return owner;
      if (mapping.kind !== 'single') return undefined;
      owner = mapping.parent;
    }
    return undefined;
  }

  /** `__table_args__` as the class itself has it, a function's result included; `table` where the mapping is not known yet. */
  tableArgs(owner: string, user: string, table?: string): At<Expression> | undefined {
    const context = this.sourceFor(owner, user);
    const source =
      context?.cls === undefined || table === undefined
        ? context
        : { ...context, cls: { ...context.cls, tableName: () => table } };
    const found = this.at(owner);
    if (source === undefined || found === undefined) return undefined;
    const written = assignedIn(found.value, '__table_args__');
    if (written !== undefined) return valueAt(source, written) ?? { source, value: written };
    const method = methodIn(found.value, '__table_args__');
    if (method === undefined) return undefined;
    return (
      returnedBy({ source, value: method }) ?? {
        source,
        value: { kind: 'other', start: method.start, end: method.end },
      }
    );
  }

  /** The file and name of the declarative base, or of the metadata. */
  baseOf(key: string): string {
    const { classes, assigned, external } = this.#ancestry(key);
    const root = assigned.at(-1) ?? classes.findLast((other) => this.isRoot(other));
    if (root !== undefined) {
      const shared = this.#sharedMetadata(root);
      if (shared !== undefined) return shared;
      const ref = refOf(root);
      return `${ref.file}:${this.names.definition(ref)?.name ?? ''}`;
    }
    return external.findLast((name) => /base/i.test(lastPart(name))) ?? external.at(-1) ?? '';
  }

  /** A class with columns whose base, which may make a table of it, is not part of the program. */
  mayBeTable(key: string): boolean {
    const found = this.at(key);
    if (found === undefined || this.mapping(key).kind !== 'none') return false;
    const { external, unknown } = this.#ancestry(key);
    if (!unknown && external.every((name) => columnlessBases.test(lastPart(name)))) return false;
    return found.value.body.some((statement) => isColumnStatement(found.source, statement));
  }

  /** `metadata = SQLModel.metadata`, `metadata = Other.metadata`: the tables stand beside those of that base. */
  #sharedMetadata(root: string): string | undefined {
    const own = this.constant(root, 'metadata');
    if (own?.value.kind !== 'attribute' || own.value.name !== 'metadata') return undefined;
    const holder = own.value.object;
    const key = this.keyAt(own.source, holder);
    if (key !== undefined) return key === root ? undefined : this.baseOf(key);
    const meaning = this.names.meaning(own.source.file, holder);
    return meaning?.kind === 'external' ? meaning.name : undefined;
  }

  /** The class where a line of models begins. */
  rootOf(key: string): string | undefined {
    const { classes, assigned } = this.#ancestry(key);
    return classes.findLast((other) => this.isRoot(other)) ?? assigned.at(-1);
  }

  #beginsLine(key: string): boolean {
    const found = this.at(key);
    if (found === undefined) return false;
    return (
      found.value.args.some((arg) => declarativeBases.has(libraryName(found.source, arg.value) ?? '')) ||
      found.value.decorators.some(({ expression }) => isAsDeclarative(found.source, expression))
    );
  }
}

/** How classes of the program hang together, and which of them are tables. */

import { deepEqual } from '../../model/deep-equal.ts';
import type { Origin } from '../../model/origin.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { ClassStatement, Expression } from '../../syntax/python/syntax.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import type { SourceUnit } from '../program.ts';
import { assignedIn, hasPrimaryKey, isColumnStatement, methodIn } from './class-parts.ts';
import { isLibraryFile } from './library-mixins.ts';
import { classesIn, type DefinitionRef, type Names } from './names.ts';
import { returnedBy } from './returned.ts';
import {
  type At,
  booleanOf,
  type ClassContext,
  calleeName,
  classAt,
  definitionAt,
  externalName,
  lastPart,
  libraryName,
  meaningOf,
  originOf,
  type Source,
  sourceOf,
  stringOf,
  valueAt,
} from './source.ts';
import { schemaOption } from './table-arguments.ts';
import { isTableCall } from './table-call.ts';
import { nameOfMethod, nameWritten, snakeCase } from './table-name.ts';

/** What a class inherits, nearest first, without itself. */
export interface Ancestry {
  /** Keys of classes of the program. */
  readonly classes: readonly string[];
  /** Dotted names of bases that the program does not define. */
  readonly external: readonly string[];
  /** Keys of assigned bases: `Base = declarative_base()`. */
  readonly assigned: readonly string[];
  /** Bases that are no names: made by a call. */
  readonly unknown: boolean;
}

export type Mapping =
  | { readonly kind: 'none' }
  /** A declarative base, a mixin or an abstract class. */
  | { readonly kind: 'abstract' }
  | {
      readonly kind: 'table';
      readonly name: string;
      /** As written; `undefined` where the metadata's schema counts. */
      readonly schema: string | undefined;
      /** Code that is not followed may set the schema. */
      readonly openSchema: boolean;
      readonly style: 'declarative' | 'sqlmodel';
      readonly base: string;
      /** What of the class could not be known. */
      readonly gaps: readonly string[];
      /** Where columns that are not known may come from. */
      readonly more: readonly string[];
    }
  /** Rows of the class live in the table of the one it derives from. */
  | { readonly kind: 'single'; readonly parent: string }
  /** A table whose name nobody can tell from the text. */
  | { readonly kind: 'nameless' };

/** No table can be called so. */
const unknownName = '\0';

const declarativeBases: ReadonlySet<string> = new Set([
  'DeclarativeBase',
  'DeclarativeBaseNoMeta',
  'declarative_base',
  'automap_base',
  'generate_base',
]);

/** Classes of libraries without columns. */
const plainBases =
  /^(?:object|ABC|Generic|Protocol|AsyncAttrs|MappedAsDataclass|UserMixin|AnonymousUserMixin|RoleMixin|Model|SQLModel|BaseModel|LoggingMixin|Dictable|dict|Representable|ModelBase|NamedTuple|TypedDict|ABCMeta|ModelIteratorMixin|DeferredReflection|AbstractConcreteBase|ConcreteBase|SerializerMixin|Serializer|QueryMixin|Base)$/;

/** Bases of which no table is made. */
const columnlessBases =
  /^(?:object|ABC|Generic|Protocol|AsyncAttrs|MappedAsDataclass|UserMixin|AnonymousUserMixin|RoleMixin|dict|NamedTuple|TypedDict|BaseModel)$/;

/** Columns that classes of well-known libraries bring along are not read: such a table has a gap. */
const mappedDecorators: ReadonlySet<string> = new Set(['mapped', 'mapped_as_dataclass', 'as_declarative_base']);

/** Classes of a piece that do not say themselves what their table is called, by their places among its definitions. */
const withoutOwnName = rememberedByElement((unit: SourceUnit): readonly number[] =>
  classesIn(unit).flatMap(({ index, statement }) =>
    assignedIn(statement, '__tablename__')?.kind === 'string' ? [] : [index],
  ),
);

const assignsConvention = rememberedByElement(({ text }: SourceUnit) => /\.naming_convention\s*=/.test(text));

/** More classes than any class has behind it. */
const mostAncestors = 200;

export class Classes {
  readonly names: Names;
  readonly #ancestry: (key: string) => Ancestry;
  readonly mapping: (key: string) => Mapping;
  /** Classes that live in the table of the class with this key, directly or below. */
  readonly singleTableChildren: (key: string) => readonly string[];
  readonly #conventions: (key: string) => { readonly file: string; readonly unit: number } | undefined;
  readonly #isRoot: (key: string) => boolean;

  constructor(names: Names) {
    this.names = names;
    const { queries } = names;
    const nothing: Ancestry = { classes: [], external: [], assigned: [], unknown: false };
    this.#ancestry = queries.derived(
      (key) => this.#findAncestry(key),
      () => nothing,
      deepEqual,
    );
    this.mapping = queries.derived<Mapping>(
      (key) => this.#findMapping(key),
      () => ({ kind: 'none' }),
      deepEqual,
    );
    this.#conventions = queries.derived(
      () => this.#findConvention(),
      () => undefined,
      deepEqual,
    );
    this.#isRoot = queries.derived<boolean>(
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

  /** Python's method resolution order, near enough: depth first, what comes again counts where it comes last. */
  #findAncestry(key: string): Ancestry {
    const found = this.at(key);
    if (found === undefined) return { classes: [], external: [], assigned: [], unknown: false };
    const classes: string[] = [];
    const external: string[] = [];
    const assigned: string[] = [];
    let unknown = false;
    for (const arg of found.value.args) {
      if (arg.name !== undefined) continue;
      if (arg.star !== undefined) {
        unknown = true;
        continue;
      }
      const base = arg.value.kind === 'subscript' ? arg.value.object : arg.value;
      const own = this.keyAt(found.source, base);
      if (own !== undefined && own !== key) {
        const inherited = this.#ancestry(own);
        classes.push(own, ...inherited.classes);
        external.push(...inherited.external);
        assigned.push(...inherited.assigned);
        unknown ||= inherited.unknown;
        continue;
      }
      this.#flaskBase(found.source, base, { classes, assigned });
      const name =
        externalName(found.source, base) ?? (base.kind === 'call' ? calleeName(found.source, base) : undefined);
      if (name !== undefined) external.push(name);
      else {
        const definition = definitionAt(found.source, meaningOf(found.source, base));
        const meaning = meaningOf(found.source, base);
        if (definition?.value.value !== undefined && meaning?.kind === 'definition') {
          this.#assignedBase(meaning.ref, { classes, external, assigned });
        } else unknown = true;
      }
    }
    const ancestors = lastOfEach(classes);
    return {
      classes: ancestors.slice(0, mostAncestors),
      external: lastOfEach(external),
      assigned: lastOfEach(assigned),
      unknown: unknown || ancestors.length > mostAncestors,
    };
  }

  /** `db.Model`, where `db = SQLAlchemy(model_class=Base)`. */
  #flaskBase(
    source: Source,
    base: Expression,
    into: { readonly classes: string[]; readonly assigned: string[] },
  ): void {
    if (base.kind !== 'attribute' || base.name !== 'Model') return;
    const meaning = meaningOf(source, base.object);
    const value = valueAt(source, base.object);
    if (meaning?.kind !== 'definition' || value?.value.kind !== 'call') return;
    into.assigned.push(keyOfRef(meaning.ref));
    const handed = keyword(value.value.args, 'model_class')?.value;
    const own = handed === undefined ? undefined : this.keyAt(value.source, handed);
    if (own !== undefined) into.classes.push(own, ...this.#ancestry(own).classes);
  }

  /** `Base = declarative_base(cls=Mixin)`, `Base = registry.generate_base()`. */
  #assignedBase(
    ref: DefinitionRef,
    into: { readonly classes: string[]; readonly external: string[]; readonly assigned: string[] },
  ): void {
    const source = sourceOf(this.names, ref);
    const value = this.names.definition(ref)?.value;
    into.assigned.push(keyOfRef(ref));
    // `BaseModel = db.Model`
    const other = value?.kind === 'attribute' ? externalName(source, value) : undefined;
    if (other !== undefined) into.external.push(other);
    if (value?.kind !== 'call') return;
    const callee = libraryName(source, value.callee) ?? (value.callee.kind === 'attribute' ? value.callee.name : '');
    into.external.push(callee === '' ? 'unknown' : callee);
    const mixin = keyword(value.args, 'cls')?.value ?? keyword(value.args, 'model_class')?.value;
    const own = mixin === undefined ? undefined : this.keyAt(source, mixin);
    if (own === undefined) return;
    into.classes.push(own, ...this.#ancestry(own).classes);
    into.external.push(...this.#ancestry(own).external);
  }

  #findMapping(key: string): Mapping {
    const found = this.at(key);
    if (found === undefined) return { kind: 'none' };
    const { source, value: statement } = found;
    const own = (name: string): Expression | undefined => assignedIn(statement, name);
    if (booleanOf(source, own('__abstract__')) === true) return { kind: 'abstract' };
    const ancestry = this.#ancestry(key);
    const bases = ancestry.external.map(lastPart);
    const isSqlmodel = ancestry.external.some((name) => lastPart(name) === 'SQLModel');
    const table = keyword(statement.args, 'table');
    if (isSqlmodel && (table === undefined || booleanOf(source, table.value) !== true)) {
      return { kind: 'abstract' };
    }
    const decorated = statement.decorators.some(({ expression }) => {
      const callee = expression.kind === 'call' ? expression.callee : expression;
      return callee.kind === 'attribute' && mappedDecorators.has(callee.name);
    });
    const isFlask = ancestry.external.some((name) => isFlaskModel(name));
    const declarative =
      isSqlmodel ||
      isFlask ||
      decorated ||
      bases.some((base) => declarativeBases.has(base)) ||
      this.#hasDeclarativeRoot(key);
    const directBase = statement.args.some(
      (arg) => arg.name === undefined && declarativeBases.has(libraryName(source, arg.value) ?? ''),
    );
    const isBase = directBase || statement.decorators.some(({ expression }) => isAsDeclarative(source, expression));
    if (isBase) return { kind: 'abstract' };
    if (own('__table__') !== undefined) return this.#tableOf(key, found, isSqlmodel);
    const parent = ancestry.classes.find((other) => this.isMapped(other));
    if (!declarative && parent === undefined && !this.#looksMapped(found)) return { kind: 'none' };
    return this.#mapped(key, found, { ancestry, isSqlmodel, isFlask, parent });
  }

  #mapped(
    key: string,
    { source, value: statement }: At<ClassStatement>,
    known: { ancestry: Ancestry; isSqlmodel: boolean; isFlask: boolean; parent: string | undefined },
  ): Mapping {
    const { ancestry, isSqlmodel, isFlask, parent } = known;
    const name = this.#tableName(key, parent);
    const style = isSqlmodel ? 'sqlmodel' : 'declarative';
    const made = (table: string): Mapping => ({
      kind: 'table',
      name: table,
      ...this.#schema(key, table),
      style,
      base: this.baseOf(key),
      gaps: this.#gaps(key),
      more: moreColumns(ancestry),
    });
    if (name === unknownName) return { kind: 'nameless' };
    if (name !== undefined) return made(name);
    if (isSqlmodel) return made(statement.name.toLowerCase());
    if (parent !== undefined && (!isFlask || !hasPrimaryKey(source, statement))) return { kind: 'single', parent };
    if (isFlask) return made(snakeCase(statement.name));
    return { kind: 'abstract' };
  }

  /** `unknownName` for one that cannot be known, undefined where there is none. */
  #tableName(key: string, parent: string | undefined): string | undefined {
    const aside = new Set(parent === undefined ? [] : this.line(parent).filter((other) => other !== parent));
    for (const owner of this.line(key)) {
      const found = this.at(owner);
      if (found === undefined) continue;
      if (owner !== key && (this.isMapped(owner) || aside.has(owner))) {
        // A declared attribute cascades only where it says so.
        continue;
      }
      const written = nameWritten(found, { ...found.source, cls: this.#bare(key) });
      if (written !== undefined) return written === 'none' ? undefined : (written.name ?? unknownName);
    }
    return this.#inheritedFunction(key, aside);
  }

  /** `__tablename__` as a declared attribute of a mixin that a mapped class brought along counts for subclasses too. */
  #inheritedFunction(key: string, aside: ReadonlySet<string>): string | undefined {
    for (const owner of this.line(key)) {
      const found = aside.has(owner) ? this.at(owner) : undefined;
      const method = found === undefined ? undefined : methodIn(found.value, '__tablename__');
      if (found === undefined || method === undefined) continue;
      const written = nameOfMethod({ ...found.source, cls: this.#bare(key) }, method);
      return written === 'none' ? undefined : (written.name ?? unknownName);
    }
    return undefined;
  }

  /** `cls` before its table is known. */
  #bare(key: string): ClassContext {
    return {
      name: this.at(key)?.value.name ?? '',
      tableName: () => undefined,
      constant: (name) => this.constant(key, name),
    };
  }

  #tableOf(key: string, found: At<ClassStatement>, isSqlmodel: boolean): Mapping {
    const value = assignedIn(found.value, '__table__');
    if (!isTableCall(found.source, value)) return { kind: 'none' };
    const name = stringOf(found.source, positional(value.args)[0]);
    if (name === undefined) return { kind: 'nameless' };
    const schema = stringOf(found.source, keyword(value.args, 'schema')?.value);
    const style = isSqlmodel ? 'sqlmodel' : 'declarative';
    return { kind: 'table', name, schema, openSchema: false, style, base: this.baseOf(key), gaps: [], more: [] };
  }

  #gaps(key: string): readonly string[] {
    const hasMapper = this.line(key).some((owner) => {
      const found = this.at(owner);
      return found !== undefined && methodIn(found.value, '__mapper_cls__') !== undefined;
    });
    return hasMapper ? ['a mapper of its own may add columns'] : [];
  }

  #schema(key: string, table: string): { readonly schema: string | undefined; readonly openSchema: boolean } {
    for (const owner of this.line(key)) {
      if (owner !== key && this.isMapped(owner)) continue;
      const args = this.tableArgs(owner, key, table);
      if (args === undefined) continue;
      const { name, open } = schemaOption(args);
      return { schema: name, openSchema: open };
    }
    return { schema: undefined, openSchema: false };
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
    const root = assigned.at(-1) ?? classes.findLast((other) => this.#isRoot(other));
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
    return classes.findLast((other) => this.#isRoot(other)) ?? assigned.at(-1);
  }

  #beginsLine(key: string): boolean {
    const found = this.at(key);
    if (found === undefined) return false;
    return (
      found.value.args.some((arg) => declarativeBases.has(libraryName(found.source, arg.value) ?? '')) ||
      found.value.decorators.some(({ expression }) => isAsDeclarative(found.source, expression))
    );
  }

  #hasDeclarativeRoot(key: string): boolean {
    return this.#ancestry(key).classes.some((other) => this.#isRoot(other));
  }

  /** Bases that nobody knows, and yet a table's name and columns. */
  #looksMapped({ source, value }: At<ClassStatement>): boolean {
    if (value.args.length === 0) return false;
    const named = assignedIn(value, '__tablename__') !== undefined || methodIn(value, '__tablename__') !== undefined;
    return named && value.body.some((statement) => isColumnStatement(source, statement));
  }
}

/** Bases that may bring columns nobody can see. */
function moreColumns({ external, unknown }: Ancestry): readonly string[] {
  const hidden = external.filter((name) => {
    const short = lastPart(name);
    return !plainBases.test(short) && !declarativeBases.has(short) && !isFlaskModel(name);
  });
  return [
    ...hidden.map((name) => `columns of ${name} are not known here`),
    ...(unknown ? ['a base class is made by code'] : []),
  ];
}

function isFlaskModel(name: string): boolean {
  return /(?:^|\.)(?:flask_sqlalchemy|db|database)(?:\.\w+)*\.Model$/.test(name);
}

function isAsDeclarative(source: Source, expression: Expression): boolean {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  return (
    libraryName(source, callee) === 'as_declarative' ||
    (callee.kind === 'attribute' && callee.name === 'as_declarative_base')
  );
}

export function keyOfRef({ file, unit, index }: DefinitionRef): string {
  return `${unit}:${index}:${file}`;
}

export function refOf(key: string): DefinitionRef {
  const first = key.indexOf(':');
  const second = key.indexOf(':', first + 1);
  return {
    unit: Number(key.slice(0, first)),
    index: Number(key.slice(first + 1, second)),
    file: key.slice(second + 1),
  };
}

function lastOfEach(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.toReversed())].reverse();
}

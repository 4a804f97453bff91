/** What a class inherits. */
import { type Expression, keyword } from '../../syntax/python/syntax.ts';
import { keyOfRef } from './class-key.ts';
import type { Classes } from './class-shape.ts';
import type { DefinitionRef } from './names.ts';
import {
  calleeName,
  definitionAt,
  externalName,
  libraryName,
  meaningOf,
  type Source,
  sourceOf,
  valueAt,
} from './source.ts';

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

/** More classes than any class has behind it. */
const mostAncestors = 200;

/** Python's method resolution order, near enough: depth first, what comes again counts where it comes last. */
export function findAncestry(all: Classes, key: string): Ancestry {
  const found = all.at(key);
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
    const own = all.keyAt(found.source, base);
    if (own !== undefined && own !== key) {
      const inherited = all.ancestry(own);
      classes.push(own, ...inherited.classes);
      external.push(...inherited.external);
      assigned.push(...inherited.assigned);
      unknown ||= inherited.unknown;
      continue;
    }
    flaskBase(all, found.source, base, { classes, assigned });
    const name =
      externalName(found.source, base) ?? (base.kind === 'call' ? calleeName(found.source, base) : undefined);
    if (name !== undefined) external.push(name);
    else {
      const definition = definitionAt(found.source, meaningOf(found.source, base));
      const meaning = meaningOf(found.source, base);
      if (definition?.value.value !== undefined && meaning?.kind === 'definition') {
        assignedBase(all, meaning.ref, { classes, external, assigned });
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
function flaskBase(
  all: Classes,
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
  const own = handed === undefined ? undefined : all.keyAt(value.source, handed);
  if (own !== undefined) into.classes.push(own, ...all.ancestry(own).classes);
}

/** `Base = declarative_base(cls=Mixin)`, `Base = registry.generate_base()`. */
function assignedBase(
  all: Classes,
  ref: DefinitionRef,
  into: { readonly classes: string[]; readonly external: string[]; readonly assigned: string[] },
): void {
  const source = sourceOf(all.names, ref);
  const value = all.names.definition(ref)?.value;
  into.assigned.push(keyOfRef(ref));
  // `BaseModel = db.Model`
  const other = value?.kind === 'attribute' ? externalName(source, value) : undefined;
  if (other !== undefined) into.external.push(other);
  if (value?.kind !== 'call') return;
  const callee = libraryName(source, value.callee) ?? (value.callee.kind === 'attribute' ? value.callee.name : '');
  into.external.push(callee === '' ? 'unknown' : callee);
  const mixin = keyword(value.args, 'cls')?.value ?? keyword(value.args, 'model_class')?.value;
  const own = mixin === undefined ? undefined : all.keyAt(source, mixin);
  if (own === undefined) return;
  into.classes.push(own, ...all.ancestry(own).classes);
  into.external.push(...all.ancestry(own).external);
}

function lastOfEach(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.toReversed())].reverse();
}

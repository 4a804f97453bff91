/** Names of constraints that revisions leave to the metadata's naming convention. */
import type { Dialect } from '../../model/dialect.ts';
import type { ObjectName } from '../../model/names.ts';
import type { Check, ForeignKey, Key } from '../../model/table.ts';
import type { Classes } from './class-shape.ts';
import { metadataAt } from './metadata.ts';
import {
  type ConstraintKind,
  conventionalName,
  defaultConvention,
  type NamingConvention,
} from './naming-convention.ts';
import { expressionIn, sourceOf } from './source.ts';

/** The convention of the metadata that the history's `env.py` hands to Alembic; SQLAlchemy's own where none is found. */
export function revisionConvention(classes: Classes, file: string): NamingConvention {
  const { names } = classes;
  for (let folder = parentOf(file), level = 0; level < 4; folder = parentOf(folder), level++) {
    const env = folder === '' ? 'env.py' : `${folder}/env.py`;
    for (const { id, text } of names.unitsOf(env)) {
      const written = /\btarget_metadata\s*=\s*([A-Za-z_][\w.]*)/.exec(text)?.[1];
      if (written === undefined) continue;
      for (const name of ['target_metadata', written]) {
        const expression = expressionIn(name);
        if (expression === undefined) continue;
        const { convention } = metadataAt(sourceOf(names, { file: env, unit: id, index: 0 }), expression, classes);
        if (convention !== undefined) return convention;
      }
    }
  }
  return defaultConvention;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export class ConstraintNames {
  readonly #convention: NamingConvention;
  readonly #dialect: Dialect;
  /** Elements whose names `op.f(…)` says to be whole. */
  readonly #final = new WeakSet<object>();

  constructor(convention: NamingConvention, dialect: Dialect) {
    this.#convention = convention;
    this.#dialect = dialect;
  }

  markFinal(element: object): void {
    this.#final.add(element);
  }

  index(table: ObjectName, columns: readonly string[]): string | undefined {
    return this.#name('ix', table, columns, undefined, false);
  }

  key(kind: 'pk' | 'uq', table: ObjectName, key: Key): Key {
    return this.#named(key, this.#name(kind, table, key.columns, key.name, this.#final.has(key)));
  }

  foreignKey(table: ObjectName, foreignKey: ForeignKey): ForeignKey {
    const { columns, references, name } = foreignKey;
    return this.#named(foreignKey, this.#name('fk', table, columns, name, this.#final.has(foreignKey), references));
  }

  check(table: ObjectName, check: Check): Check {
    return this.#named(check, this.checkName(table, check.name, this.#final.has(check)));
  }

  checkName(table: ObjectName, name: string | undefined, isFinal: boolean): string | undefined {
    return this.#name('ck', table, [], name, isFinal);
  }

  #named<Element extends { readonly name?: string }>(element: Element, name: string | undefined): Element {
    return name === undefined || name === element.name ? element : { ...element, name };
  }

  #name(
    kind: ConstraintKind,
    { name: table, schema }: ObjectName,
    columns: readonly string[],
    name: string | undefined,
    isFinal: boolean,
    references?: ForeignKey['references'],
  ): string | undefined {
    const referred =
      references === undefined ? {} : { referredTable: references.table.name, referredColumns: references.columns };
    return conventionalName(
      { kind, table, schema, columns, name, isFinal, ...referred },
      this.#convention,
      this.#dialect,
    );
  }
}

/** `relationship(…)`: no part of the database, but of what rules compare with it. */
import type { ObjectName } from '../../model/names.ts';
import type { Relationship } from '../../model/orm.ts';
import type { Call, Expression } from '../../syntax/python/syntax.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import {
  type At,
  booleanOf,
  expressionIn,
  lastPart,
  libraryName,
  originOf,
  type Source,
  stringOf,
  valueAt,
} from './source.ts';

export interface TablesByName {
  /** The table of the class that an expression or a text names. */
  tableOfClass(source: Source, target: Expression | string): ObjectName | undefined;
  /** The table that `secondary` names. */
  tableOf(source: Source, target: Expression): ObjectName | undefined;
}

const relationshipCalls: ReadonlySet<string> = new Set(['relationship', 'Relationship', 'relation', 'dynamic_loader']);

/** The call in what is assigned to an attribute; undefined where that is no relationship. */
export function relationshipCall(source: Source, value: Expression | undefined): Call | undefined {
  if (value?.kind !== 'call') return undefined;
  const name = libraryName(source, value.callee);
  return name !== undefined && relationshipCalls.has(name) ? value : undefined;
}

const allCascades = ['save-update', 'merge', 'refresh-expire', 'expunge', 'delete'];

export function readRelationship(
  name: string,
  { source, value: call }: At<Call>,
  annotation: Expression | undefined,
  tables: TablesByName,
): Relationship {
  const options = new Options(source, call);
  const cascade = options.arg('cascade');
  const cascadeText = stringOf(source, cascade?.value);
  const annotated = annotation === undefined ? undefined : annotatedTarget(annotation);
  const target = positional(call.args)[0] ?? keyword(call.args, 'argument')?.value;
  const secondary = options.arg('secondary')?.value ?? keyword(call.args, 'link_model')?.value;
  const passive = options.arg('passive_deletes')?.value;
  const deletes = booleanOf(source, keyword(call.args, 'cascade_delete')?.value) === true;
  return {
    name,
    target: targetTable(source, target, annotated?.name, tables),
    secondary: secondary === undefined ? undefined : tables.tableOf(source, secondary),
    cascade: deletes ? [...allCascades, 'delete-orphan'] : cascadesIn(cascadeText),
    cascadeWritten: deletes || cascade !== undefined,
    passiveDeletes: stringOf(source, passive) === 'all' ? 'all' : (booleanOf(source, passive) ?? false),
    viewOnly: booleanOf(source, options.arg('viewonly')?.value) ?? false,
    list:
      booleanOf(source, options.arg('uselist')?.value) ??
      (options.arg('collection_class') === undefined ? annotated?.list : true),
    backPopulates:
      stringOf(source, options.arg('back_populates')?.value) ?? stringOf(source, options.arg('backref')?.value),
    lazy: stringOf(source, options.arg('lazy')?.value),
    foreignKeys: foreignKeysIn(options.arg('foreign_keys')?.value),
    customJoin: options.arg('primaryjoin') !== undefined || options.arg('secondaryjoin') !== undefined,
    origin: originOf(source, call),
    cascadeOrigin: cascade === undefined ? undefined : originOf(source, cascade.span),
  };
}

/** SQLModel hands arguments of the real relationship on in a dictionary. */
class Options {
  readonly #source: Source;
  readonly #call: Call;

  constructor(source: Source, call: Call) {
    this.#source = source;
    this.#call = call;
  }

  arg(
    name: string,
  ): { readonly value: Expression; readonly span: { readonly start: number; readonly end: number } } | undefined {
    const arg = keyword(this.#call.args, name);
    if (arg !== undefined) return { value: arg.value, span: arg };
    const handed = keyword(this.#call.args, 'sa_relationship_kwargs')?.value;
    const dict = handed === undefined ? undefined : valueAt(this.#source, handed)?.value;
    if (dict?.kind !== 'dict') return undefined;
    const entry = dict.entries.find(({ key }) => key?.kind === 'string' && key.value === name);
    return entry === undefined ? undefined : { value: entry.value, span: entry };
  }
}

function cascadesIn(text: string | undefined): readonly string[] {
  if (text === undefined) return ['save-update', 'merge'];
  const parts = text.split(',').map((part) => part.trim());
  if (parts.includes('none')) return [];
  return [...new Set(parts.flatMap((part) => (part === 'all' ? allCascades : part === '' ? [] : [part])))];
}

function targetTable(
  source: Source,
  target: Expression | undefined,
  annotated: Expression | string | undefined,
  tables: TablesByName,
): ObjectName | undefined {
  const written = target?.kind === 'lambda' ? target.body : target;
  if (written === undefined) return annotated === undefined ? undefined : tables.tableOfClass(source, annotated);
  const text = written.kind === 'string' ? stringOf(source, written) : undefined;
  return tables.tableOfClass(source, text === undefined ? written : lastPart(text));
}

/** The class in `Mapped[List["Child"]]`, and whether there may be several. */
function annotatedTarget(
  annotation: Expression,
): { readonly name: Expression | string; readonly list: boolean | undefined } | undefined {
  let part: Expression | undefined = annotation;
  let list: boolean | undefined;
  for (let depth = 0; part !== undefined && depth < 12; depth++) {
    if (part.kind === 'string') {
      const inner: Expression | undefined = expressionIn(part.value ?? '');
      if (inner === undefined) return undefined;
      if (inner.kind === 'name') return { name: inner.name, list: list ?? false };
      part = inner;
    } else if (part.kind === 'subscript') {
      const head: string = part.object.kind === 'name' || part.object.kind === 'attribute' ? part.object.name : '';
      // Whatever else holds classes is a collection: `OrderingList[Child]`.
      if (!/^(?:Mapped|Optional|Union|Annotated)$/.test(head)) list = true;
      part = /dict$|^Mapping$/i.test(head) ? part.items[1] : part.items[0];
    } else if (part.kind === 'binary') {
      part = part.left.kind === 'none' ? part.right : part.left;
    } else if (part.kind === 'name' || part.kind === 'attribute') return { name: part, list: list ?? false };
    else return undefined;
  }
  return undefined;
}

function foreignKeysIn(value: Expression | undefined): readonly string[] {
  if (value === undefined) return [];
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : [value];
  return items.flatMap((item) => {
    if (item.kind === 'name' || item.kind === 'attribute') return [item.name];
    if (item.kind !== 'string' || item.value === undefined) return [];
    return item.value
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((part) => lastPart(part.trim()));
  });
}

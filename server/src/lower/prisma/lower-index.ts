/** Keys and indexes of a model: `@id`, `@unique`, `@@id`, `@@unique`, `@@index`, `@@fulltext`. */
import { aKey, anIndex } from '../../model/factories.ts';
import type { Index, IndexPart, Key } from '../../model/table.ts';
import type { Argument, Attribute, Block, Value } from '../../syntax/prisma/block.ts';
import type { Span } from '../../text/span.ts';
import { expressionIn, stringLiteral } from '../sql/read-fragment.ts';
import { argumentValue, fieldsNamed, type NamedField, stringOf, textOf } from './attributes.ts';
import type { BlockSummary } from './block-summary.ts';
import { type ConstraintSuffix, constraintName } from './constraint-names.ts';
import type { LoweringContext } from './lowering-context.ts';

export interface KeysAndIndexes {
  readonly primaryKey: Key | undefined;
  readonly uniques: readonly Key[];
  readonly indexes: readonly Index[];
}

/** An attribute that makes a key or index, with the fields that it covers. */
interface Declaration {
  readonly kind: string;
  readonly attribute: Attribute;
  readonly fields: readonly NamedField[];
}

export function keysAndIndexesOf(context: LoweringContext, block: Block, summary: BlockSummary): KeysAndIndexes {
  const reader = new IndexReader(context, summary);
  const declarations = [...fieldDeclarations(block), ...blockDeclarations(block)].filter(({ fields }) =>
    fields.every(({ name }) => reader.columnOf(name) !== undefined),
  );
  const ofKind = (...kinds: readonly string[]) => declarations.filter(({ kind }) => kinds.includes(kind));
  const id = ofKind('id')[0];
  // PostgreSQL and SQLite get indexes for what the others get constraints for.
  const uniquesAreKeys = context.dialect === 'mysql' || context.dialect === 'sqlserver';
  const indexKinds = uniquesAreKeys ? ['index', 'fulltext'] : ['unique', 'index', 'fulltext'];
  return {
    primaryKey: id && reader.primaryKey(id),
    uniques: uniquesAreKeys ? ofKind('unique').map((each) => reader.unique(each)) : [],
    indexes: ofKind(...indexKinds).map((each) => reader.index(each)),
  };
}

function fieldDeclarations(block: Block): readonly Declaration[] {
  return block.fields.flatMap(({ name, attributes }) =>
    attributes
      .filter((attribute) => attribute.name.text === 'id' || attribute.name.text === 'unique')
      .map((attribute) => ({
        kind: attribute.name.text,
        attribute,
        fields: [{ name: name.text, start: name.start, end: name.end, options: attribute.arguments }],
      })),
  );
}

const blockKinds: ReadonlySet<string> = new Set(['id', 'unique', 'index', 'fulltext']);

function blockDeclarations(block: Block): readonly Declaration[] {
  return block.attributes
    .filter(({ name }) => blockKinds.has(name.text))
    .map((attribute) => ({
      kind: attribute.name.text,
      attribute,
      fields: fieldsNamed(argumentValue(attribute.arguments, 'fields', 0)),
    }))
    .filter(({ fields }) => fields.length > 0);
}

const suffixes: Readonly<Record<string, ConstraintSuffix>> = { id: 'pkey', unique: 'key' };

class IndexReader {
  readonly #context: LoweringContext;
  readonly #summary: BlockSummary;
  readonly #columns: ReadonlyMap<string, string>;

  constructor(context: LoweringContext, summary: BlockSummary) {
    this.#context = context;
    this.#summary = summary;
    this.#columns = new Map(summary.fields.map(({ name, mapped }) => [name, mapped]));
  }

  /** Undefined for a field that is no column. A part of a composite value, as MongoDB indexes it, keeps its path. */
  columnOf(field: string): string | undefined {
    const [first = '', ...path] = field.split('.');
    const column = this.#columns.get(first);
    return column === undefined ? undefined : [column, ...path].join('.');
  }

  primaryKey(declaration: Declaration): Key {
    const { dialect } = this.#context;
    // The others' primary keys have no name of their own.
    const hasName = dialect === 'postgresql' || dialect === 'sqlserver';
    return this.#key(declaration, hasName ? this.#name(declaration, []) : undefined, true);
  }

  unique(declaration: Declaration): Key {
    return this.#key(declaration, this.#name(declaration), false);
  }

  index(declaration: Declaration): Index {
    const { attribute, kind } = declaration;
    const type = textOf(argumentValue(attribute.arguments, 'type'));
    const where = this.#where(argumentValue(attribute.arguments, 'where'));
    const name = argumentValue(attribute.arguments, 'map');
    const origin = this.#context.at(attribute);
    return anIndex(
      declaration.fields.map((field) => this.#part(field)),
      {
        name: this.#name(declaration),
        unique: kind === 'unique',
        method: kind === 'fulltext' ? 'fulltext' : (type?.toLowerCase() ?? 'btree'),
        ...(where !== undefined && { where }),
        ...this.#clustered(attribute, false),
        origin,
        nameOrigin: name === undefined ? origin : this.#context.at(name),
      },
    );
  }

  #key(declaration: Declaration, name: string | undefined, isPrimary: boolean): Key {
    const lengths = declaration.fields.flatMap(({ name: field, options }) => {
      const length = Number(textOf(argumentValue(options, 'length')));
      return Number.isInteger(length) ? [[this.#columns.get(field)!, length] as const] : [];
    });
    return aKey(
      declaration.fields.map((field) => this.columnOf(field.name)!),
      {
        ...(name !== undefined && { name }),
        ...(lengths.length > 0 && { lengths: Object.fromEntries(lengths) }),
        ...this.#clustered(declaration.attribute, isPrimary),
        origin: this.#context.at(declaration.attribute),
      },
    );
  }

  #clustered(attribute: Attribute, otherwise: boolean): { clustered?: boolean } {
    if (this.#context.dialect !== 'sqlserver') return {};
    const written = argumentValue(attribute.arguments, 'clustered');
    return { clustered: written?.kind === 'boolean' ? written.value : otherwise };
  }

  /** The written name, or the one that Prisma makes. */
  #name({ attribute, kind, fields }: Declaration, columns = fields.map(({ name }) => this.columnOf(name)!)): string {
    const given = stringOf(argumentValue(attribute.arguments, 'map'));
    const { provider } = this.#context;
    return given ?? constraintName(provider, this.#summary.mapped, columns, suffixes[kind] ?? 'idx');
  }

  #part({ name, options }: NamedField): IndexPart {
    const order = textOf(argumentValue(options, 'sort'))?.toLowerCase() === 'desc' ? 'desc' : 'asc';
    const length = Number(textOf(argumentValue(options, 'length')));
    const opclass = opclassOf(argumentValue(options, 'ops'));
    const column = this.columnOf(name)!;
    return {
      ...(this.#columns.has(name)
        ? { column }
        : { expression: { text: column, expression: { kind: 'opaque', text: column } as const } }),
      order,
      nulls: order === 'desc' ? 'first' : 'last',
      ...(opclass !== undefined && { opclass }),
      ...(Number.isInteger(length) && { length }),
    };
  }

  /** `where: raw("…")` or `where: { field: value }`. */
  #where(value: Value | undefined) {
    if (value === undefined) return undefined;
    const text =
      value.kind === 'call'
        ? stringOf(value.arguments[0]?.value)
        : value.kind === 'object'
          ? this.#conditions(value.entries)
          : undefined;
    return text === undefined ? undefined : expressionIn(text, this.#context.dialect);
  }

  #conditions(entries: readonly Argument[]): string | undefined {
    const conditions = entries.map((entry) => this.#condition(entry));
    return conditions.length === 0 || conditions.includes(undefined) ? undefined : conditions.join(' AND ');
  }

  #condition({ name, value }: Argument): string | undefined {
    const column = this.#columns.get(name?.text ?? '');
    if (column === undefined || value === undefined) return undefined;
    const left = `"${column.replaceAll('"', '""')}"`;
    const not = value.kind === 'object' ? value.entries.find((entry) => entry.name?.text === 'not') : undefined;
    if (value.kind === 'object' && not === undefined) return undefined;
    const right = this.#operand(not === undefined ? value : not.value);
    if (right === undefined) return undefined;
    if (right === 'NULL') return `${left} IS ${not === undefined ? '' : 'NOT '}NULL`;
    return `${left} ${not === undefined ? '=' : '<>'} ${right}`;
  }

  #operand(value: Value | undefined): string | undefined {
    if (value?.kind === 'string') return stringLiteral(value.value);
    if (value?.kind === 'path') return value.text === 'null' ? 'NULL' : undefined;
    if (value?.kind === 'boolean' && this.#context.dialect === 'sqlserver') return String(Number(value.value));
    return textOf(value);
  }
}

/** PostgreSQL's name of an operator class: `JsonbPathOps` is jsonb_path_ops, `raw("x")` is x. */
function opclassOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'call') return stringOf(value.arguments[0]?.value);
  if (value?.kind !== 'path') return undefined;
  return value.text
    .replace(/MinMax|TimestampTz|TimeTz|TsVector|TsQuery|VarBit/g, (word) => word[0] + word.slice(1).toLowerCase())
    .replace(/(?<=.)[A-Z]/g, '_$&')
    .toLowerCase();
}

/** Where the fields of an attribute's list stand, with the attribute. */
export function listedFields(block: Block): readonly (NamedField & Span)[] {
  return block.attributes
    .filter(({ name }) => blockKinds.has(name.text))
    .flatMap((attribute) => fieldsNamed(argumentValue(attribute.arguments, 'fields', 0)));
}

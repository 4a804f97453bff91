/** Classes and `Table(…)` calls of one piece as schema changes. */
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Origin } from '../../model/origin.ts';
import type { SqlalchemyTable } from '../../model/orm.ts';
import type { SchemaChange } from '../../model/schema-change.ts';
import type { Gap } from '../../model/table.ts';
import type { Expression } from '../../syntax/python/syntax.ts';
import type { Span } from '../../text/span.ts';
import type { LoweredPiece } from '../program.ts';
import { type BuiltTable, buildTable, hasComments, type TableParts } from './build-table.ts';
import type { Catalog, CoreTable, TablePlace } from './catalog.ts';
import { columnsOfClass } from './class-columns.ts';
import { keyOfRef, refOf } from './class-key.ts';
import type { ColumnSpec } from './column-spec.ts';
import { contentsOf } from './definitions.ts';
import type { Metadata } from './metadata.ts';
import { readRelationship } from './relationship.ts';
import { type At, isSelf, originOf, type Source, stringOf } from './source.ts';
import {
  optionText,
  persistenceOf,
  readTableArgs,
  readTableCall,
  type TableArguments,
  tableOptions,
} from './table-arguments.ts';
import { type Item, isItemCall, readItem, type TableContext } from './table-items.ts';

const noArguments: TableArguments = { calls: [], options: new Map(), unknown: false };

export function lowerTables(catalog: Catalog, file: string, unit: number): LoweredPiece {
  const changes: SchemaChange[] = [];
  const gaps: Gap[] = [];
  for (const place of catalog.placesIn(`${unit}:${file}`)) {
    const built = place.kind === 'class' ? lowerClass(catalog, place.key, place.name) : lowerCall(catalog, place);
    if (built === undefined) continue;
    for (const type of built.enums) changes.push({ kind: 'create-enum', type, origin: type.origin });
    changes.push({
      kind: 'create-table',
      table: built.table,
      ifNotExists: false,
      like: [],
      origin: built.table.origin,
    });
  }
  gaps.push(...namelessIn(catalog, file, unit));
  // Names that are not found may be those of such tables.
  for (const { reason, origin } of gaps) changes.push({ kind: 'gap', reason, origin });
  return { changes, gaps, extensions: [] };
}

/**
 * `type("AEvent", (Event, Base), {"__tablename__": …})` in a method of a mixin, a mapper of its own as in SQLAlchemy's
 * example of versioned rows, the histories of SQLAlchemy-Continuum.
 */
function makesTables(text: string): boolean {
  if (/\b__mapper_cls__\b|^[ \t]+__versioned__\s*=/m.test(text)) return true;
  return /\btype\(\s*[^\s)][^()]*,/.test(text) && /["']__tablename__["']\s*:/.test(text);
}

/** Tables are there, and nobody can tell their names. */
function namelessIn(catalog: Catalog, file: string, id: number): readonly Gap[] {
  const unit = catalog.names.unit(file, id);
  if (unit === undefined) return [];
  const source: Source = { names: catalog.names, file, unit: id };
  const gaps: Gap[] = [];
  for (const [index, { statement }] of contentsOf(unit).definitions.entries()) {
    if (statement.kind !== 'class') continue;
    const key = keyOfRef({ file, unit: id, index });
    const maker = [key, ...catalog.classes.ancestry(key).classes].find((each) => {
      const ref = refOf(each);
      return makesTables(catalog.names.unit(ref.file, ref.unit)?.text ?? '');
    });
    if (maker !== undefined) {
      gaps.push({
        reason: `class ${statement.name} makes tables by code`,
        origin: originOf(source, statement.nameSpan),
      });
    }
    const origin = originOf(source, statement.nameSpan);
    if (catalog.classes.mapping(key).kind === 'nameless') {
      gaps.push({ reason: `the table name of class ${statement.name} is made by code`, origin });
    } else if (catalog.classes.mayBeTable(key)) {
      gaps.push({
        reason: `the base of class ${statement.name} is not known here, and may make a table of it`,
        origin,
      });
    }
  }
  for (const { call } of catalog.coreTablesIn(file, id)) {
    if (catalog.nameOfCall({ source, value: call }) === undefined) {
      gaps.push({ reason: 'the name of a table is made by code', origin: originOf(source, call) });
    }
  }
  return gaps;
}

function lowerClass(catalog: Catalog, key: string, name: ObjectName): BuiltTable | undefined {
  const { classes } = catalog;
  const found = classes.at(key);
  const mapping = classes.mapping(key);
  if (found === undefined || mapping.kind !== 'table') return undefined;
  const { source, value: statement } = found;
  const metadata = catalog.metadataOf(key);
  const own = catalog.ownTableCall(key);
  const table = own === undefined ? undefined : catalog.columnsOfCall(own);
  const attributes = columnsOfClass(classes, key);
  const written = own === undefined ? tableArgsOf(catalog, key) : undefined;
  const args = table?.args ?? (written === undefined ? noArguments : readTableArgs(written));
  const columns = table?.columns ?? attributes.columns;
  const unit = catalog.names.unit(source.file, source.unit);
  const isBroken = unit !== undefined && brokenAt(contentsOf(unit).errors, statement);
  return build(catalog, {
    name,
    columns,
    args,
    attributes: columns,
    metadata,
    owner: key,
    more: mapping.more,
    gaps: [
      ...mapping.gaps,
      ...(table?.gaps ?? attributes.gaps),
      ...(args.unknown ? ['a part of __table_args__ is made by code'] : []),
      ...(isBroken ? ['the class has a syntax error'] : []),
    ],
    origin: originOf(source, statement),
    nameOrigin: originOf(source, statement.nameSpan),
    orm: {
      language: 'sqlalchemy',
      style: mapping.style,
      model: statement.name,
      namingConvention: conventionKinds(metadata),
      relationships: attributes.relationships.map(({ name: attribute, source: at, call, annotation }) =>
        readRelationship(attribute, { source: at, value: call }, annotation, catalog),
      ),
    },
  });
}

function brokenAt(errors: readonly Span[], span: Span): boolean {
  return errors.some(({ start, end }) => start >= span.start && end <= span.end + 1);
}

/** The nearest `__table_args__` of the class and its mixins. */
function tableArgsOf({ classes }: Catalog, key: string): At<Expression> | undefined {
  const line = classes.line(key);
  const parents = line.filter((other) => other !== key && classes.isMapped(other));
  const aside = new Set(parents.flatMap((parent) => classes.line(parent)));
  for (const owner of line) {
    const args = aside.has(owner) ? undefined : classes.tableArgs(owner, key);
    if (args !== undefined) return args;
  }
  return undefined;
}

function lowerCall(catalog: Catalog, place: TablePlace & { readonly kind: 'call' }): BuiltTable | undefined {
  const call = catalog.callAt(place);
  const read = catalog.columnsOfCall(call);
  const core = catalog.coreTablesIn(place.file, place.unit).find((each: CoreTable) => each.call.start === place.start);
  if (call === undefined || read === undefined || core === undefined) return undefined;
  const metadata = catalog.metadataOfCall(call);
  const { source } = call;
  const first = core.call.args[0];
  const { variable } = core;
  return build(catalog, {
    name: place.name,
    columns: read.columns,
    args: readTableCall(call),
    attributes: read.columns,
    metadata,
    owner: undefined,
    more: [],
    gaps: read.gaps,
    origin: originOf(source, core.statement),
    nameOrigin: originOf(source, first?.value ?? core.call),
    orm: {
      language: 'sqlalchemy',
      style: 'table',
      model: variable?.kind === 'name' ? variable.name : undefined,
      namingConvention: conventionKinds(metadata),
      relationships: [],
    },
  });
}

function conventionKinds({ convention }: Metadata): readonly string[] | undefined {
  return convention === undefined ? undefined : [...convention.keys()];
}

interface Description {
  readonly name: ObjectName;
  readonly columns: readonly ColumnSpec[];
  readonly args: TableArguments;
  readonly attributes: readonly ColumnSpec[];
  readonly metadata: Metadata;
  readonly owner: string | undefined;
  readonly gaps: readonly string[];
  readonly more: readonly string[];
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  readonly orm: SqlalchemyTable;
}

function build(catalog: Catalog, description: Description): BuiltTable {
  const context = contextOf(catalog, description);
  const { name, columns, args, gaps, more, origin, nameOrigin, orm } = description;
  const items: Item[] = [];
  for (const call of args.calls) {
    if (isItemCall(call.source, call.value)) items.push(readItem(call, context));
    else if (!isColumnOf(columns, call)) {
      items.push({ kind: 'gap', reason: 'a constraint or column is made by code' });
    }
  }
  for (const call of catalog.attachedTo(name)) items.push(readItem(call, context));
  const parts: TableParts = {
    name,
    columns,
    items,
    options: tableOptions(args, catalog.dialect),
    comment: hasComments(catalog.dialect) ? optionText(args, 'comment') : undefined,
    persistence: persistenceOf(args),
    partitionBy: catalog.dialect === 'postgresql' ? optionText(args, 'postgresql_partition_by') : undefined,
    gaps,
    more,
    origin,
    nameOrigin,
    orm,
  };
  return buildTable(parts, context, (table, column) =>
    keyOf(catalog.dialect, table) === keyOf(catalog.dialect, name)
      ? columns.find((spec) => spec.name === column)?.type
      : catalog.typeElsewhere(table, column),
  );
}

function isColumnOf(
  columns: readonly ColumnSpec[],
  call: At<{ readonly start: number; readonly end: number }>,
): boolean {
  return columns.some(
    ({ origin }) =>
      origin.file === call.source.file &&
      origin.unit === call.source.unit &&
      origin.start === call.value.start &&
      origin.end === call.value.end,
  );
}

function contextOf(catalog: Catalog, { name, attributes, metadata, owner }: Description): TableContext {
  const byAttribute = new Map(attributes.map((spec) => [spec.attribute, spec.name]));
  const names = new Set(attributes.map((spec) => spec.name));
  const known = (attribute: string): string | undefined =>
    byAttribute.get(attribute) ?? (names.has(attribute) ? attribute : undefined);
  return {
    dialect: catalog.dialect,
    name: name.name,
    schema: name.schema,
    convention: metadata.convention,
    columnOf: (source, expression) => {
      if (expression.kind === 'name') return known(expression.name);
      if (expression.kind === 'subscript') {
        const { object } = expression;
        const isColumns = object.kind === 'attribute' && (object.name === 'c' || object.name === 'columns');
        return isColumns ? known(stringOf(source, expression.items[0]) ?? '') : undefined;
      }
      if (expression.kind !== 'attribute') return undefined;
      const { object } = expression;
      if (isSelf(object)) return known(expression.name);
      if (object.kind === 'attribute' && (object.name === 'c' || object.name === 'columns'))
        return known(expression.name);
      const key = catalog.classes.keyAt(source, object);
      if (key === undefined) return undefined;
      return key === owner ||
        catalog.classes.tableOwner(key) === owner ||
        (owner !== undefined && catalog.classes.line(owner).includes(key))
        ? known(expression.name)
        : undefined;
    },
    targetOf: (source, expression) => {
      const target = catalog.targetOf(source, expression, name, metadata.schema);
      const isOwn =
        target?.column !== undefined && keyOf(catalog.dialect, target.table) === keyOf(catalog.dialect, name);
      return isOwn ? { ...target, column: known(target.column!) ?? target.column } : target;
    },
  };
}

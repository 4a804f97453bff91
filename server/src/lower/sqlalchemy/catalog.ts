/** All tables of a program: where they are described, and how other places name them. */

import { deepEqual } from '../../model/deep-equal.ts';
import type { Dialect } from '../../model/dialect.ts';
import { defaultSchema } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import { rememberedByElement } from '../../model/remembered.ts';
import type { Call, Expression, Statement } from '../../syntax/python/syntax.ts';
import { keyword, positional } from '../../syntax/python/syntax.ts';
import type { SourceUnit } from '../program.ts';
import { alembicRevision } from './alembic-revision.ts';
import { columnCallIn, columnNames, columnsOfClass } from './class-columns.ts';
import { keyOfRef, refOf } from './class-key.ts';
import { Classes } from './class-shape.ts';
import { type ColumnSpec, readColumnCall } from './column-spec.ts';
import type { TypeExpression } from './column-types-expression.ts';
import { contentsOf } from './definitions.ts';
import { isLibraryFile, libraryFiles } from './library-mixins.ts';
import { type Metadata, metadataAt, metadataOfClass } from './metadata.ts';
import { Names, unitKey } from './names.ts';
import { type At, isNone, isSelf, libraryName, type Source, stringOf, valueAt } from './source.ts';
import { readTableCall, type TableArguments } from './table-arguments.ts';
import { isTableCall } from './table-call.ts';
import type { Target } from './table-items.ts';

/** Where a table is described. */
export type TablePlace =
  | { readonly kind: 'class'; readonly name: ObjectName; readonly key: string }
  | {
      readonly kind: 'call';
      readonly name: ObjectName;
      readonly file: string;
      readonly unit: number;
      /** Offset of the call in its unit. */
      readonly start: number;
    };

/** An `Index(…)` statement of a module. */
interface Attached {
  /** Key of the table. */
  readonly table: string;
  readonly file: string;
  readonly unit: number;
  /** Offset of the call in its unit. */
  readonly start: number;
}

/** A `Table(…)` call of a piece. */
export interface CoreTable {
  readonly call: Call;
  /** The statement that it stands in. */
  readonly statement: Statement;
  readonly variable: Expression | undefined;
}

/** Calls of a piece, and of the bodies of its classes, that stand alone or are assigned, where one of them may make an index. */
const callsAlone = rememberedByElement((unit: SourceUnit): readonly Call[] => {
  if (!unit.text.includes('Index')) return none;
  const statements = contentsOf(unit).statements.flatMap((statement) =>
    statement.kind === 'class' ? statement.body : [statement],
  );
  return statements.flatMap((statement) => {
    const value = statement.kind === 'assign' || statement.kind === 'expression' ? statement.value : undefined;
    return value?.kind === 'call' && !makesAttribute(value.callee) ? [value] : [];
  });
});

const none: readonly never[] = [];

/** `name = mapped_column(…)`, as nearly all of a class is. */
function makesAttribute(callee: Expression): boolean {
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  return name === 'mapped_column' || name === 'Column' || name === 'relationship' || name === 'Field';
}

/** The tables that foreign keys of a piece name with their schema. */
const tablesReferenced = rememberedByElement(
  ({ text }: SourceUnit): readonly { readonly schema: string; readonly table: string }[] => {
    if (!text.includes('ForeignKey(')) return none;
    const named = text.matchAll(/ForeignKey\(\s*["'](\w+)\.(\w+)\.\w+["']/g);
    return Array.from(named, ([, schema, table]) => ({ schema: schema!, table: table! }));
  },
);

const namesRevision = rememberedByElement(({ text }: SourceUnit) => text.includes('down_revision'));

function isRevision(units: readonly SourceUnit[]): boolean {
  if (!units.some(namesRevision)) return false;
  return alembicRevision(units.map(({ text }) => text).join('\n')) !== undefined;
}

export class Catalog {
  readonly names = new Names();
  readonly classes = new Classes(this.names);
  readonly dialect: Dialect;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    for (const [file, units] of libraryFiles()) this.names.setUnits(file, units);
  }

  readonly #revisions = this.names.queries.input<boolean>();

  /** Returns the ids of the units that are gone. */
  setUnits(file: string, units: readonly SourceUnit[]): readonly number[] {
    this.#revisions.set(file, isRevision(units));
    return this.names.setUnits(file, units);
  }

  /** Returns the ids of the units that are gone. */
  removeFile(file: string): readonly number[] {
    this.#revisions.set(file, undefined);
    return this.names.removeFile(file);
  }

  /** Whether a file is a step of Alembic's history: the tables that it names are as they were then. */
  isRevision(file: string): boolean {
    return this.#revisions.get(file) === true;
  }

  /** The schema of each table that foreign keys name with one and the same schema. */
  readonly #schemaReferenced = this.names.queries.gathered<string>(() => this.#findSchemasReferenced(), Object.is);

  /** The tables that a piece describes, in order. Key: `unit:file`. */
  readonly placesIn = this.names.queries.derived<readonly TablePlace[]>(
    (key) => this.#findPlaces(key),
    () => [],
    deepEqual,
  );

  readonly #placesInFile = this.names.queries.derived<readonly TablePlace[]>(
    (file) =>
      this.isRevision(file) ? [] : this.names.unitsOf(file).flatMap((unit) => this.placesIn(unitKey(file, unit))),
    () => [],
    deepEqual,
  );

  readonly #placeNamed = this.names.queries.gathered<TablePlace>(() => {
    const places = new Map<string, TablePlace>();
    for (const file of this.names.files()) {
      for (const place of this.#placesInFile(file)) {
        const key = keyOf(this.dialect, place.name);
        if (!places.has(key)) places.set(key, place);
      }
    }
    return places;
  }, deepEqual);

  readonly #attributeName = this.names.queries.derived<string | undefined>(
    (key) => {
      const at = key.indexOf(' ');
      return columnNames(this.classes, key.slice(at + 1)).get(key.slice(0, at));
    },
    () => undefined,
  );

  /** Asked by `column table-key`. */
  readonly #columnType: (key: string) => TypeExpression | undefined = this.names.queries.derived<
    TypeExpression | undefined
  >(
    (key) => this.#findColumnType(key),
    () => undefined,
    deepEqual,
  );

  /** `Index(…)` statements of a piece, with the keys of their tables. Key: `unit:file`. */
  readonly #attachedIn = this.names.queries.derived<readonly Attached[]>(
    (key) => this.#findAttached(key),
    () => [],
    deepEqual,
  );

  readonly #attachedTo = this.names.queries.gathered<readonly Attached[]>(() => {
    const attached = new Map<string, Attached[]>();
    for (const file of this.names.files()) {
      for (const unit of this.names.unitsOf(file)) {
        if (callsAlone(unit).length === 0) continue;
        for (const each of this.#attachedIn(unitKey(file, unit))) {
          const list = attached.get(each.table);
          if (list === undefined) attached.set(each.table, [each]);
          else list.push(each);
        }
      }
    }
    return attached;
  }, deepEqual);

  objectName(name: string, schema: string | undefined): ObjectName {
    // An empty text is no schema to SQLAlchemy.
    return { schema: schema === defaultSchema(this.dialect) || schema === '' ? undefined : schema, name };
  }

  #findPlaces(key: string): readonly TablePlace[] {
    const at = key.indexOf(':');
    const file = key.slice(at + 1);
    const id = Number(key.slice(0, at));
    const unit = this.names.unit(file, id);
    if (unit === undefined) return [];
    const places: TablePlace[] = [];
    for (const [index, { statement }] of contentsOf(unit).definitions.entries()) {
      if (statement.kind !== 'class') continue;
      const own = keyOfRef({ file, unit: id, index });
      const name = this.tableOfClassKey(own);
      if (name !== undefined) places.push({ kind: 'class', name, key: own });
    }
    for (const { call } of this.coreTablesIn(file, id)) {
      const name = this.nameOfCall({ source: { names: this.names, file, unit: id }, value: call });
      if (name !== undefined) places.push({ kind: 'call', name, file, unit: id, start: call.start });
    }
    return places;
  }

  coreTablesIn(file: string, id: number): readonly CoreTable[] {
    const unit = this.names.unit(file, id);
    if (unit === undefined || !unit.text.includes('Table')) return [];
    const source: Source = { names: this.names, file, unit: id };
    const found: CoreTable[] = [];
    const look = (statement: Statement, inClass: boolean): void => {
      if (statement.kind === 'class') {
        for (const inner of statement.body) if (!inClass) look(inner, true);
        return;
      }
      const value = statement.kind === 'assign' || statement.kind === 'expression' ? statement.value : undefined;
      if (!isTableCall(source, value)) return;
      const variable = statement.kind === 'assign' ? statement.targets[0] : undefined;
      if (inClass && variable?.kind === 'name' && variable.name === '__table__') return;
      if (value.args.length > 1) found.push({ call: value, statement, variable });
    };
    for (const statement of contentsOf(unit).statements) look(statement, false);
    return found;
  }

  /** The table that the class itself describes. */
  tableOfClassKey(key: string): ObjectName | undefined {
    const mapping = this.classes.mapping(key);
    if (mapping.kind !== 'table') return undefined;
    const own = this.ownTableCall(key);
    if (own !== undefined) return this.nameOfCall(own);
    const referenced = mapping.openSchema ? this.#schemaReferenced(mapping.name) : undefined;
    return this.objectName(mapping.name, mapping.schema ?? referenced ?? this.metadataOf(key).schema);
  }

  metadataOf(key: string): Metadata {
    return metadataOfClass(this.classes, key);
  }

  metadataOfCall({ source, value }: At<Call>): Metadata {
    const second = positional(value.args)[1] ?? keyword(value.args, 'metadata')?.value;
    return second === undefined
      ? { convention: undefined, schema: undefined }
      : metadataAt(source, second, this.classes);
  }

  nameOfCall(call: At<Call>): ObjectName | undefined {
    const { source, value } = call;
    const name = stringOf(source, positional(value.args)[0] ?? keyword(value.args, 'name')?.value);
    if (name === undefined) return undefined;
    const schema = keyword(value.args, 'schema')?.value;
    if (schema === undefined) return this.objectName(name, this.metadataOfCall(call).schema);
    const written = stringOf(source, schema);
    return written === undefined && !isNone(schema) ? undefined : this.objectName(name, written);
  }

  /** The table in which the rows of a class live. */
  tableOfClass(source: Source, target: Expression | string): ObjectName | undefined {
    const key = typeof target === 'string' ? this.classes.keyNamed(source, target) : this.classes.keyAt(source, target);
    const owner = key === undefined ? undefined : this.classes.tableOwner(key);
    return owner === undefined ? undefined : this.tableOfClassKey(owner);
  }

  /** The table of a `Table(…)` variable, of a class, or of that name. */
  tableOf(source: Source, target: Expression): ObjectName | undefined {
    if (target.kind === 'lambda') return this.tableOf(source, target.body);
    const text = target.kind === 'string' ? stringOf(source, target) : undefined;
    if (text !== undefined) return this.#parsed(text, undefined);
    if (target.kind === 'attribute' && target.name === '__table__') return this.tableOfClass(source, target.object);
    const value = valueAt(source, target);
    if (value !== undefined && isTableCall(value.source, value.value)) {
      return this.nameOfCall({ source: value.source, value: value.value });
    }
    return this.tableOfClass(source, target) ?? this.#tableInClass(source, target);
  }

  /** A `Table(…)` beside it in the body of a class. */
  #tableInClass(source: Source, target: Expression): ObjectName | undefined {
    if (target.kind !== 'name') return undefined;
    const found = this.coreTablesIn(source.file, source.unit).find(
      ({ variable }) => variable?.kind === 'name' && variable.name === target.name,
    );
    return found === undefined ? undefined : this.nameOfCall({ source, value: found.call });
  }

  #parsed(text: string, schema: string | undefined): ObjectName {
    const dot = text.lastIndexOf('.');
    return dot === -1 ? this.objectName(text, schema) : this.objectName(text.slice(dot + 1), text.slice(0, dot));
  }

  /** Where a foreign key of a table in `schema` points; `own` is that table. */
  targetOf(source: Source, expression: Expression, own: ObjectName, schema: string | undefined): Target | undefined {
    const text = stringOf(source, expression);
    if (text !== undefined && (expression.kind === 'string' || !this.#isColumn(source, expression))) {
      const dot = text.lastIndexOf('.');
      if (dot === -1) return { table: this.objectName(text, schema), column: undefined };
      return { table: this.#parsed(text.slice(0, dot), schema), column: text.slice(dot + 1) };
    }
    if (expression.kind === 'subscript') {
      const column = stringOf(source, expression.items[0]);
      const table = this.#ofColumns(source, expression.object);
      return table === undefined || column === undefined ? undefined : { table, column };
    }
    if (expression.kind === 'name') return { table: own, column: expression.name };
    if (expression.kind !== 'attribute') return undefined;
    const { object, name } = expression;
    if (isSelf(object)) return { table: own, column: name };
    const core = this.#ofColumns(source, object);
    if (core !== undefined) return { table: core, column: name };
    const key = this.classes.keyAt(source, object);
    const owner = key === undefined ? undefined : this.classes.tableOwner(key);
    const table = owner === undefined ? undefined : this.tableOfClassKey(owner);
    if (owner === undefined || table === undefined) return undefined;
    const column = this.#attributeName(`${name} ${owner}`) ?? name;
    return { table, column, ...(isLibraryFile(refOf(owner).file) && { isOfPackage: true as const }) };
  }

  #isColumn(source: Source, expression: Expression): boolean {
    return expression.kind === 'attribute' && this.classes.keyAt(source, expression.object) !== undefined;
  }

  /** `users.c`, `User.__table__.columns` */
  #ofColumns(source: Source, expression: Expression): ObjectName | undefined {
    if (expression.kind !== 'attribute' || (expression.name !== 'c' && expression.name !== 'columns')) return undefined;
    return this.tableOf(source, expression.object);
  }

  place(name: ObjectName): TablePlace | undefined {
    return this.#placeNamed(keyOf(this.dialect, name));
  }

  typeElsewhere(table: ObjectName, column: string): TypeExpression | undefined {
    return this.#columnType(`${column}\n${keyOf(this.dialect, table)}`);
  }

  #findColumnType(key: string): TypeExpression | undefined {
    const at = key.indexOf('\n');
    const column = key.slice(0, at);
    const place = this.#placeNamed(key.slice(at + 1));
    if (place === undefined) return undefined;
    const columns =
      place.kind === 'class' ? this.columnsOf(place.key) : this.columnsOfCall(this.callAt(place))?.columns;
    const spec = columns?.find(({ name }) => name === column);
    if (spec === undefined || spec.type !== undefined || spec.typeName !== undefined) return spec?.type;
    const call = spec.foreignKeys[0];
    const target =
      call === undefined ? undefined : (positional(call.value.args)[0] ?? keyword(call.value.args, 'column')?.value);
    const schema = place.name.schema;
    const pointed =
      call === undefined || target === undefined ? undefined : this.targetOf(call.source, target, place.name, schema);
    return pointed === undefined ? undefined : this.typeElsewhere(pointed.table, pointed.column ?? column);
  }

  /** Columns of the class's table: those of its `__table__` where it has one. */
  columnsOf(key: string): readonly ColumnSpec[] {
    const call = this.ownTableCall(key);
    return call === undefined ? columnsOfClass(this.classes, key).columns : (this.columnsOfCall(call)?.columns ?? []);
  }

  /** `__table__ = Table(…)` */
  ownTableCall(key: string): At<Call> | undefined {
    const found = this.classes.at(key);
    const written = found?.value.body.findLast(
      (statement) =>
        statement.kind === 'assign' &&
        statement.targets.some((target) => target.kind === 'name' && target.name === '__table__'),
    );
    const value = written?.kind === 'assign' ? written.value : undefined;
    return found !== undefined && value?.kind === 'call' ? { source: found.source, value } : undefined;
  }

  callAt(place: TablePlace): At<Call> | undefined {
    if (place.kind !== 'call') return undefined;
    const core = this.coreTablesIn(place.file, place.unit).find(({ call }) => call.start === place.start);
    return core === undefined
      ? undefined
      : { source: { names: this.names, file: place.file, unit: place.unit }, value: core.call };
  }

  /** The base or metadata of a `Table(…)`: `file:name`. */
  baseOfCall(place: TablePlace): string {
    const call = this.callAt(place);
    const metadata = call === undefined ? undefined : positional(call.value.args)[1];
    if (call === undefined || metadata === undefined) return '';
    const holder = metadata.kind === 'attribute' && metadata.name === 'metadata' ? metadata.object : metadata;
    const meaning = this.names.meaning(call.source.file, holder);
    if (meaning?.kind !== 'definition') return meaning?.kind === 'external' ? meaning.name : '';
    return `${meaning.ref.file}:${this.names.definition(meaning.ref)?.name ?? ''}`;
  }

  columnsOfCall(
    call: At<Call> | undefined,
  ):
    | { readonly columns: readonly ColumnSpec[]; readonly args: TableArguments; readonly gaps: readonly string[] }
    | undefined {
    if (call === undefined) return undefined;
    const args = readTableCall(call);
    const columns: ColumnSpec[] = [];
    const gaps = args.unknown || call.value.args.some(({ star }) => star === '**') ? ['columns are made by code'] : [];
    for (const item of args.calls) {
      const found = columnCallIn(item.source, item.value);
      const spec =
        found === undefined
          ? undefined
          : readColumnCall(found, item.source, { attribute: undefined, origin: item.value, nameOrigin: undefined });
      if (spec !== undefined) columns.push(spec);
    }
    return { columns, args, gaps };
  }

  attachedTo(name: ObjectName): readonly At<Call>[] {
    return (this.#attachedTo(keyOf(this.dialect, name)) ?? []).flatMap(({ file, unit, start }) => {
      const source = { names: this.names, file, unit };
      const call = this.#indexCalls(source).find((each) => each.start === start);
      return call === undefined ? [] : [{ source, value: call }];
    });
  }

  #indexCalls(source: Source): readonly Call[] {
    const unit = this.names.unit(source.file, source.unit);
    return unit === undefined ? [] : callsAlone(unit).filter(({ callee }) => libraryName(source, callee) === 'Index');
  }

  #findAttached(key: string): readonly Attached[] {
    const at = key.indexOf(':');
    const file = key.slice(at + 1);
    const unit = Number(key.slice(0, at));
    const source = { names: this.names, file, unit };
    return this.#indexCalls(source).flatMap((call) => {
      const columns = call.args.map(({ value }) => value);
      const table = this.#tableAmong(source, columns, 0);
      return table === undefined ? [] : [{ table: keyOf(this.dialect, table), file, unit, start: call.start }];
    });
  }

  #findSchemasReferenced(): ReadonlyMap<string, string> {
    const schemas = new Map<string, Set<string>>();
    for (const file of this.names.files()) {
      for (const unit of this.names.unitsOf(file)) {
        for (const { schema, table } of tablesReferenced(unit)) {
          schemas.set(table, (schemas.get(table) ?? new Set()).add(schema));
        }
      }
    }
    return new Map([...schemas].flatMap(([table, [only, ...others]]) => (others.length > 0 ? [] : [[table, only!]])));
  }

  /** The table whose columns stand in an expression. */
  #tableAmong(source: Source, expressions: readonly Expression[], depth: number): ObjectName | undefined {
    for (const expression of expressions) {
      if (depth > 8) return undefined;
      let found: ObjectName | undefined;
      if (expression.kind === 'attribute') {
        found =
          this.#ofColumns(source, expression.object) ??
          this.tableOfClass(source, expression.object) ??
          this.#tableAmong(source, [expression.object], depth + 1);
      } else if (expression.kind === 'subscript') found = this.#ofColumns(source, expression.object);
      else if (expression.kind === 'call') {
        found = this.#tableAmong(source, [expression.callee, ...expression.args.map(({ value }) => value)], depth + 1);
      }
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

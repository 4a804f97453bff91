import { withoutGivenNames } from '../../model/default-names.ts';
import { keyOf } from '../../model/names.ts';
import type { EnumType, Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import type { Present, PresentBase } from '../present-base.ts';
import { call } from './arguments.ts';
import { ImportList } from './import-list.ts';
import { attributeNames, classNames } from './model-names.ts';
import { isPlainEnum } from './plain-enum.ts';
import { type Printing, printTable } from './print-model.ts';
import { wrapped } from './wrap-lines.ts';

/** As black breaks lines. */
const lineLength = 88;

/**
 * A whole database as declarative models of SQLAlchemy 2.0, or of SQLModel where the project has those. A table without a primary key is a `Table`. What SQLAlchemy
 * cannot say (views, policies, partitions, triggers) stands there as a comment.
 */
export function printSqlalchemyModels(written: Schema, { modelBase: presentBase }: Present = {}): string {
  const tables = [...written.tables].map(([key, table]) => [key, withoutGivenNames(table, written.dialect)] as const);
  const schema: Schema = { ...written, tables: new Map(tables) };
  // Names are known once all is printed; what is named like an import is then named anew.
  const first = new ImportList();
  print(schema, first, new Set(), presentBase);
  const taken = new Set([...first.bound, 'Base', 'Raw']);
  return print(
    schema,
    new ImportList(presentBase?.isLibrary === false ? presentBase.module : undefined),
    taken,
    presentBase,
  );
}

/** What classes derive from, and the block that defines it where the module has to. */
function baseOf(
  present: PresentBase | undefined,
  names: ImportList,
): { readonly name: string; readonly block: string } {
  if (present === undefined) {
    return { name: 'Base', block: `class Base(${names.of('sqlalchemy.orm', 'DeclarativeBase')}):\n    pass` };
  }
  const name = names.of(present.module, present.name);
  return { name: name === 'db' ? 'db.Model' : name, block: '' };
}

function print(
  schema: Schema,
  names: ImportList,
  taken: ReadonlySet<string>,
  present: PresentBase | undefined,
): string {
  const classes = classNames(schema, taken);
  const base = baseOf(present, names);
  const printing: Printing = {
    base: base.name,
    isSqlmodel: present?.isLibrary === true,
    schema,
    names,
    classes,
    attributes: (table) =>
      attributeNames(
        table,
        new Set([...taken, ...classes.tables.values(), ...classes.enums.values()]),
        present?.isLibrary === true,
      ),
    columnClass: { used: false },
  };
  const enums = [...schema.enums.values()].flatMap((type) => printEnum(type, printing));
  const tables = [...schema.tables.values()].map((table) => printTable(table, printing));
  const unused = [...schema.enums.values()].flatMap((type) => printUnusedEnum(type, printing));
  const notes = [...views(schema)];
  const raw = printing.columnClass.used ? [rawType(names)] : [];
  const blocks = [base.block, ...raw, ...enums, ...tables, ...unused, ...notes].filter((block) => block !== '');
  return `${[names.print(lineLength), ...blocks].join('\n\n\n')}\n`;
}

/** A type whose name goes into the DDL as it stands. */
function rawType(names: ImportList): string {
  return `class Raw(${names.of('sqlalchemy.types', 'UserDefinedType')}):
    """A type that SQLAlchemy has no name for."""

    cache_ok = True

    def __init__(self, spec: str) -> None:
        self.spec = spec

    def get_col_spec(self, **kw: object) -> str:
        return self.spec`;
}

function printEnum(type: EnumType, { names, classes }: Printing): readonly string[] {
  if (!isPlainEnum(type)) return [];
  const members = type.values.map((value) => `    ${value} = ${names.string(value)}`);
  return [`class ${classes.enums.get(type.key)!}(${names.of('enum', 'Enum')}):\n${members.join('\n')}`];
}

/** A type that no column has exists all the same once the metadata knows it. */
function printUnusedEnum(type: EnumType, printing: Printing): readonly string[] {
  const { schema, names, classes, base } = printing;
  const isUsed = [...schema.tables.values()].some((table) => usesEnum(table, type, schema));
  if (isUsed) return [];
  const values = isPlainEnum(type) ? [classes.enums.get(type.key)!] : type.values.map((value) => names.string(value));
  const place = type.schema === undefined ? [] : [`schema=${names.string(type.schema)}`];
  const args = [...values, `name=${names.string(type.name)}`, ...place, `metadata=${base}.metadata`];
  return [wrapped(`${pythonVariable(type.name)}_type = ${call(names.of('sqlalchemy', 'Enum'), args)}`, lineLength)];
}

function pythonVariable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_');
}

function usesEnum(table: Table, type: EnumType, { dialect }: Schema): boolean {
  return table.columns.some(
    (column) => keyOf(dialect, { schema: column.type.schema, name: column.type.name }) === type.key,
  );
}

function* views(schema: Schema): Iterable<string> {
  for (const view of schema.views.values()) {
    const kind = view.materialized ? 'Materialized view' : 'View';
    const name = view.schema === undefined ? view.name : `${view.schema}.${view.name}`;
    yield [`${kind} ${name}, which SQLAlchemy does not create:`, ...view.query.split('\n')].map(comment).join('\n');
  }
}

function comment(line: string): string {
  return `# ${line}`.trimEnd();
}

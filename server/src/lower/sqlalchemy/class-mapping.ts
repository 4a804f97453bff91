/** Which classes are tables, and what they are called. */
import { type ClassStatement, type Expression, keyword, positional } from '../../syntax/python/syntax.ts';
import type { Ancestry } from './class-ancestry.ts';
import { declarativeBases, isAsDeclarative, isFlaskModel, moreColumns } from './class-bases.ts';
import { assignedIn, hasPrimaryKey, isColumnStatement, methodIn } from './class-parts.ts';
import type { Classes } from './class-shape.ts';
import { type At, booleanOf, type ClassContext, lastPart, libraryName, stringOf } from './source.ts';
import { schemaOption } from './table-arguments.ts';
import { isTableCall } from './table-call.ts';
import { nameOfMethod, nameWritten, snakeCase } from './table-name.ts';

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

/** Methods of a registry that map the class below them. */
const mappedDecorators: ReadonlySet<string> = new Set(['mapped', 'mapped_as_dataclass', 'as_declarative_base']);

export function findMapping(all: Classes, key: string): Mapping {
  const found = all.at(key);
  if (found === undefined) return { kind: 'none' };
  const { source, value: statement } = found;
  const own = (name: string): Expression | undefined => assignedIn(statement, name);
  if (booleanOf(source, own('__abstract__')) === true) return { kind: 'abstract' };
  const ancestry = all.ancestry(key);
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
    hasDeclarativeRoot(all, key);
  const directBase = statement.args.some(
    (arg) => arg.name === undefined && declarativeBases.has(libraryName(source, arg.value) ?? ''),
  );
  const isBase = directBase || statement.decorators.some(({ expression }) => isAsDeclarative(source, expression));
  if (isBase) return { kind: 'abstract' };
  if (own('__table__') !== undefined) return tableOf(all, key, found, isSqlmodel);
  const parent = ancestry.classes.find((other) => all.isMapped(other));
  if (!declarative && parent === undefined && !looksMapped(found)) return { kind: 'none' };
  return mapped(all, key, found, { ancestry, isSqlmodel, isFlask, parent });
}

function mapped(
  all: Classes,
  key: string,
  { source, value: statement }: At<ClassStatement>,
  known: { ancestry: Ancestry; isSqlmodel: boolean; isFlask: boolean; parent: string | undefined },
): Mapping {
  const { ancestry, isSqlmodel, isFlask, parent } = known;
  const name = tableName(all, key, parent);
  const style = isSqlmodel ? 'sqlmodel' : 'declarative';
  const made = (table: string): Mapping => ({
    kind: 'table',
    name: table,
    ...schema(all, key, table),
    style,
    base: all.baseOf(key),
    gaps: gaps(all, key),
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
function tableName(all: Classes, key: string, parent: string | undefined): string | undefined {
  const aside = new Set(parent === undefined ? [] : all.line(parent).filter((other) => other !== parent));
  for (const owner of all.line(key)) {
    const found = all.at(owner);
    if (found === undefined) continue;
    if (owner !== key && (all.isMapped(owner) || aside.has(owner))) {
      // A declared attribute cascades only where it says so.
      continue;
    }
    const written = nameWritten(found, { ...found.source, cls: bare(all, key) });
    if (written !== undefined) return written === 'none' ? undefined : (written.name ?? unknownName);
  }
  return inheritedFunction(all, key, aside);
}

/** `__tablename__` as a declared attribute of a mixin that a mapped class brought along counts for subclasses too. */
function inheritedFunction(all: Classes, key: string, aside: ReadonlySet<string>): string | undefined {
  for (const owner of all.line(key)) {
    const found = aside.has(owner) ? all.at(owner) : undefined;
    const method = found === undefined ? undefined : methodIn(found.value, '__tablename__');
    if (found === undefined || method === undefined) continue;
    const written = nameOfMethod({ ...found.source, cls: bare(all, key) }, method);
    return written === 'none' ? undefined : (written.name ?? unknownName);
  }
  return undefined;
}

/** `cls` before its table is known. */
function bare(all: Classes, key: string): ClassContext {
  return {
    name: all.at(key)?.value.name ?? '',
    tableName: () => undefined,
    constant: (name) => all.constant(key, name),
  };
}

function tableOf(all: Classes, key: string, found: At<ClassStatement>, isSqlmodel: boolean): Mapping {
  const value = assignedIn(found.value, '__table__');
  if (!isTableCall(found.source, value)) return { kind: 'none' };
  const name = stringOf(found.source, positional(value.args)[0]);
  if (name === undefined) return { kind: 'nameless' };
  const schema = stringOf(found.source, keyword(value.args, 'schema')?.value);
  const style = isSqlmodel ? 'sqlmodel' : 'declarative';
  return { kind: 'table', name, schema, openSchema: false, style, base: all.baseOf(key), gaps: [], more: [] };
}

function gaps(all: Classes, key: string): readonly string[] {
  const hasMapper = all.line(key).some((owner) => {
    const found = all.at(owner);
    return found !== undefined && methodIn(found.value, '__mapper_cls__') !== undefined;
  });
  return hasMapper ? ['a mapper of its own may add columns'] : [];
}

function schema(
  all: Classes,
  key: string,
  table: string,
): { readonly schema: string | undefined; readonly openSchema: boolean } {
  for (const owner of all.line(key)) {
    if (owner !== key && all.isMapped(owner)) continue;
    const args = all.tableArgs(owner, key, table);
    if (args === undefined) continue;
    const { name, open } = schemaOption(args);
    return { schema: name, openSchema: open };
  }
  return { schema: undefined, openSchema: false };
}

function hasDeclarativeRoot(all: Classes, key: string): boolean {
  return all.ancestry(key).classes.some((other) => all.isRoot(other));
}

/** Bases that nobody knows, and yet a table's name and columns. */
function looksMapped({ source, value }: At<ClassStatement>): boolean {
  if (value.args.length === 0) return false;
  const named = assignedIn(value, '__tablename__') !== undefined || methodIn(value, '__tablename__') !== undefined;
  return named && value.body.some((statement) => isColumnStatement(source, statement));
}

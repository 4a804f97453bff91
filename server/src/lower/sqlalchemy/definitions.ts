/** What the pieces of a Python file bind to names at the top level of the module. */
import { readPython } from '../../syntax/python/python-tree.ts';
import { rereadClass } from '../../syntax/python/reread-class.ts';
import type {
  Assignment,
  ClassStatement,
  Expression,
  FromImportStatement,
  FunctionStatement,
  ImportStatement,
  PythonSyntax,
  Statement,
} from '../../syntax/python/syntax.ts';
import { withoutBodies } from '../../syntax/python/without-bodies.ts';
import type { SourceUnit } from '../program.ts';
import { functionPiece } from './function-piece.ts';

export interface Definition {
  readonly name: string;
  readonly statement: ClassStatement | FunctionStatement | Assignment | ImportStatement | FromImportStatement;
  /** Of an assignment. */
  readonly value?: Expression;
  /** Of an import: what is imported under the name. `module` is dotted, with a dot for each level before it. */
  readonly imported?: { readonly module: string; readonly name: string | undefined };
}

export interface UnitContents {
  readonly errors: PythonSyntax['errors'];
  readonly definitions: readonly Definition[];
  /** Modules of `from … import *`. */
  readonly stars: readonly string[];
  /** Statements that run when the module is imported, those in branches included. */
  readonly statements: readonly Statement[];
}

const known = new WeakMap<SourceUnit, UnitContents>();

/** Half of a history's text is the way back, which nobody goes. */
const wayBack = /^(?:async[ \t]+)?def[ \t]+downgrade\b/;

const nothing: UnitContents = {
  errors: [],
  definitions: [],
  stars: [],
  statements: [],
};

export function contentsOf(unit: SourceUnit): UnitContents {
  let contents = known.get(unit);
  if (contents === undefined) {
    contents = wayBack.test(unit.text) ? nothing : read(unit.text);
    known.set(unit, contents);
  }
  return contents;
}

/** Reads a piece that another one became by an edit: often with less work than one that nobody has seen. */
export function readEdited(before: SourceUnit, unit: SourceUnit): void {
  const former = known.get(before);
  const [only, ...others] = former?.statements ?? [];
  if (only?.kind !== 'class' || others.length > 0 || former?.errors.length !== 0) return;
  if (!before.text.startsWith('class') || !unit.text.startsWith('class')) return;
  const statement = rereadClass({ text: before.text, statement: only }, unit.text);
  if (statement === undefined) return;
  known.set(unit, {
    errors: [],
    definitions: definitionsIn(statement),
    stars: [],
    statements: [statement],
  });
}

function read(text: string): UnitContents {
  const own = functionPiece(text);
  if (own !== undefined) {
    return { errors: [], definitions: [{ name: own.name, statement: own }], stars: [], statements: [own] };
  }
  const { statements: written, errors } = readPython(withoutBodies(text, saysSomething));
  const statements: Statement[] = [];
  collectStatements(written, statements);
  const definitions: Definition[] = [];
  const stars: string[] = [];
  for (const statement of statements) {
    definitions.push(...definitionsIn(statement));
    if (statement.kind === 'from-import' && statement.star) stars.push(moduleOf(statement));
  }
  return { errors, definitions, stars, statements };
}

/** Methods that say what a table is like; the others are the program's own. */
function saysSomething(name: string, decorators: string): boolean {
  return mapperNames.has(name) || decorators.includes('declared_attr');
}

const mapperNames: ReadonlySet<string> = new Set([
  'load_dialect_impl',
  '_generate_next_value_',
  '__tablename__',
  '__table_args__',
  '__mapper_args__',
  '__table__',
  '__table_cls__',
]);

/** Later ones hide earlier ones: what only a type checker sees comes first, what runs otherwise last. */
function collectStatements(statements: readonly Statement[], into: Statement[]): void {
  for (const statement of statements) {
    if (statement.kind === 'if') {
      const branches = statement.branches.map(({ body }) => body);
      const first = statement.branches[0]?.test;
      if (!isTypeChecking(first)) branches.reverse();
      for (const body of branches) collectStatements(body, into);
    } else if (statement.kind === 'try') {
      for (const body of statement.others) collectStatements(body, into);
      collectStatements(statement.body, into);
    } else if (statement.kind === 'with') {
      collectStatements(statement.body, into);
    } else into.push(statement);
  }
}

/** `if TYPE_CHECKING:`, which does not run. */
export function isTypeChecking(test: Expression | undefined): boolean {
  return (
    (test?.kind === 'name' && test.name === 'TYPE_CHECKING') ||
    (test?.kind === 'attribute' && test.name === 'TYPE_CHECKING')
  );
}

function definitionsIn(statement: Statement): readonly Definition[] {
  switch (statement.kind) {
    case 'class':
    case 'def':
      return [{ name: statement.name, statement }];
    case 'assign': {
      const { value, operator } = statement;
      if (value === undefined || operator !== '=') return [];
      return statement.targets.flatMap((target) =>
        target.kind === 'name' ? [{ name: target.name, statement, value }] : unpacked(target, value, statement),
      );
    }
    case 'import':
      return statement.names.map((imported) => {
        const module = imported.as === undefined ? imported.name.split('.')[0]! : imported.name;
        return { name: imported.as ?? module, statement, imported: { module, name: undefined } };
      });
    case 'from-import': {
      const module = moduleOf(statement);
      return statement.names.map(({ name, as }) => ({ name: as ?? name, statement, imported: { module, name } }));
    }
    default:
      return [];
  }
}

/** `a, b = 1, 2` */
function unpacked(target: Expression, value: Expression, statement: Assignment): readonly Definition[] {
  if (target.kind !== 'tuple' || value.kind !== 'tuple' || target.items.length !== value.items.length) return [];
  return target.items.flatMap((item, index) =>
    item.kind === 'name' ? [{ name: item.name, statement, value: value.items[index]! }] : [],
  );
}

function moduleOf(statement: FromImportStatement): string {
  return `${'.'.repeat(statement.level)}${statement.module}`;
}

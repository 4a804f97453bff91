/** The names of one Python file, as its functions see them. */
import type { Origin } from '../../model/origin.ts';
import type { Expression, FromImportStatement, ImportStatement, Statement } from '../../syntax/python/syntax.ts';
import type { Scope, Value } from './alembic-value.ts';

/** One top-level piece of the file, read. */
export interface ModuleUnit {
  readonly id: number;
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** What other files of the program offer, by full name (`app.types.Color`). */
export interface OtherModules {
  /** The module's own file, as imports name it; undefined for packages outside of the program. */
  lookup(fullName: string): Value | undefined;
  /** The package that a relative import of `level` dots starts from. */
  packageOf(file: string, level: number): string;
}

export const noOtherModules: OtherModules = { lookup: () => undefined, packageOf: () => '' };

type Evaluate = (expression: Expression, scope: Scope) => Value;

type Definition =
  | { readonly kind: 'import'; readonly name: string; readonly at: Origin }
  | { readonly kind: 'value'; readonly expression: Expression; readonly unit: UnitScope }
  | { readonly kind: 'ready'; readonly value: Value };

export class ModuleScope {
  readonly file: string;
  readonly #definitions = new Map<string, Definition>();
  readonly #values = new Map<string, Value>();
  /** Names whose values are being worked out. */
  readonly #open = new Set<string>();
  readonly #evaluate: Evaluate;
  readonly #others: OtherModules;

  constructor(file: string, units: readonly ModuleUnit[], evaluate: Evaluate, others: OtherModules) {
    this.file = file;
    this.#evaluate = evaluate;
    this.#others = others;
    for (const unit of units) {
      const scope = new UnitScope(this, unit);
      for (const statement of unit.statements) this.#define(statement, scope);
    }
  }

  lookup(name: string): Value | undefined {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const definition = this.#definitions.get(name);
    if (definition === undefined || this.#open.has(name)) return undefined;
    this.#open.add(name);
    const value = this.#valueOf(definition);
    this.#open.delete(name);
    this.#values.set(name, value);
    return value;
  }

  /** What an import of this scope brings, through the other files where they have it. */
  imported(name: string, at: Origin): Value {
    return this.#others.lookup(name) ?? { kind: 'named', name, at };
  }

  importsOf(statement: ImportStatement | FromImportStatement): readonly (readonly [name: string, full: string])[] {
    if (statement.kind === 'import') {
      return statement.names.map(({ name, as }) =>
        as === undefined ? [name.split('.')[0]!, name.split('.')[0]!] : [as, name],
      );
    }
    const base = statement.level === 0 ? '' : this.#others.packageOf(this.file, statement.level);
    const module = [base, statement.module].filter((part) => part !== '').join('.');
    return statement.names.map(({ name, as }) => [as ?? name, module === '' ? name : `${module}.${name}`]);
  }

  #valueOf(definition: Definition): Value {
    switch (definition.kind) {
      case 'import':
        return this.imported(definition.name, definition.at);
      case 'value':
        return this.#evaluate(definition.expression, definition.unit);
      case 'ready':
        return definition.value;
    }
  }

  #define(statement: Statement, scope: UnitScope): void {
    const at: Origin = { file: this.file, unit: scope.unit, start: statement.start, end: statement.end };
    switch (statement.kind) {
      case 'import':
      case 'from-import':
        for (const [name, full] of this.importsOf(statement)) {
          this.#definitions.set(name, { kind: 'import', name: full, at });
        }
        break;
      case 'assign':
        if (statement.value === undefined || statement.operator !== '=') break;
        for (const target of statement.targets) {
          if (target.kind === 'name') {
            this.#definitions.set(target.name, { kind: 'value', expression: statement.value, unit: scope });
          }
        }
        break;
      case 'def':
        this.#definitions.set(statement.name, { kind: 'ready', value: { kind: 'function', statement, scope, at } });
        break;
      case 'class':
        this.#definitions.set(statement.name, { kind: 'ready', value: { kind: 'class', statement, scope, at } });
        break;
      case 'try':
        for (const inner of statement.body) this.#define(inner, scope);
        break;
      case 'if':
        for (const branch of [...statement.branches].reverse()) {
          for (const inner of branch.body) this.#define(inner, scope);
        }
        break;
      default:
        break;
    }
  }
}

/** The module as a piece of it sees it: places count in that piece. */
class UnitScope implements Scope {
  readonly file: string;
  readonly unit: number;
  readonly text: string;
  readonly module: ModuleScope;

  constructor(module: ModuleScope, { id, text }: ModuleUnit) {
    this.module = module;
    this.file = module.file;
    this.unit = id;
    this.text = text;
  }

  lookup(name: string): Value | undefined {
    return this.module.lookup(name);
  }

  /** `global` is not followed. */
  assign(): void {}
}

/** Variables of a function that runs. */
export class FunctionScope implements Scope {
  readonly file: string;
  readonly unit: number;
  readonly text: string;
  readonly #outer: Scope;
  readonly #variables = new Map<string, Value>();

  constructor(outer: Scope) {
    this.#outer = outer;
    this.file = outer.file;
    this.unit = outer.unit;
    this.text = outer.text;
  }

  lookup(name: string): Value | undefined {
    return this.#variables.get(name) ?? this.#outer.lookup(name);
  }

  assign(name: string, value: Value): void {
    this.#variables.set(name, value);
  }

  /** The module that the function stands in. */
  get module(): ModuleScope | undefined {
    const outer = this.#outer;
    return outer instanceof FunctionScope ? outer.module : outer instanceof UnitScope ? outer.module : undefined;
  }
}

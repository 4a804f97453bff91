/** The names that the functions of a revision see: their own, then those of the program. */
import type { Origin } from '../../model/origin.ts';
import type { Expression, FromImportStatement, ImportStatement } from '../../syntax/python/syntax.ts';
import type { Scope, Value } from './alembic-value.ts';
import type { DefinitionRef, Meaning, Names } from './names.ts';

type Evaluate = (expression: Expression, scope: Scope) => Value;

/** All files of the program, with the values of their names as far as somebody asked. */
export class Modules {
  readonly #names: Names;
  readonly #evaluate: Evaluate;
  readonly #values = new Map<string, Value>();
  /** Names whose values are being worked out. */
  readonly #open = new Set<string>();

  constructor(names: Names, evaluate: Evaluate) {
    this.#names = names;
    this.#evaluate = evaluate;
  }

  lookup(scope: Scope, name: string): Value | undefined {
    const at: Origin = { file: scope.file, unit: scope.unit, start: 0, end: 0 };
    return this.#valueOf(this.#names.meaning(scope.file, { kind: 'name', name, start: 0, end: 0 }), at);
  }

  /** What an import inside a function binds. */
  imports(statement: ImportStatement | FromImportStatement, at: Origin): readonly (readonly [string, Value])[] {
    const bound: (readonly [string, Value])[] = [];
    for (const { name, as } of statement.names) {
      const meaning =
        statement.kind === 'import'
          ? this.#names.imported(at.file, as === undefined ? name.split('.', 1)[0]! : name, undefined)
          : this.#names.imported(at.file, `${'.'.repeat(statement.level)}${statement.module}`, name);
      const value = this.#valueOf(meaning, at);
      if (value !== undefined) bound.push([as ?? name.split('.', 1)[0]!, value]);
    }
    return bound;
  }

  #valueOf(meaning: Meaning | undefined, at: Origin): Value | undefined {
    switch (meaning?.kind) {
      case 'external':
        return { kind: 'named', name: meaning.name, at };
      case 'module': {
        const { file } = meaning;
        return { kind: 'module', member: (name) => this.#valueOf(this.#names.member(file, name), at), at };
      }
      case 'definition':
        return this.#defined(meaning.ref);
      default:
        return undefined;
    }
  }

  #defined(ref: DefinitionRef): Value | undefined {
    const key = `${ref.file}\n${ref.unit}\n${ref.index}`;
    const known = this.#values.get(key);
    if (known !== undefined || this.#open.has(key)) return known;
    const definition = this.#names.definition(ref);
    if (definition === undefined) return undefined;
    const { statement } = definition;
    const scope = this.scopeOf(ref.file, ref.unit);
    const at: Origin = { file: ref.file, unit: ref.unit, start: statement.start, end: statement.end };
    this.#open.add(key);
    let value: Value | undefined;
    if (statement.kind === 'def') value = { kind: 'function', statement, scope, at };
    else if (statement.kind === 'class') value = { kind: 'class', statement, scope, at };
    else if (definition.value !== undefined) value = this.#evaluate(definition.value, scope);
    this.#open.delete(key);
    if (value !== undefined) this.#values.set(key, value);
    return value;
  }

  scopeOf(file: string, unit: number): Scope {
    return new UnitScope(this, file, unit, this.#names.unit(file, unit)?.text ?? '');
  }
}

/** The module as a piece of it sees it: places count in that piece. */
class UnitScope implements Scope {
  readonly file: string;
  readonly unit: number;
  readonly text: string;
  readonly #modules: Modules;

  constructor(modules: Modules, file: string, unit: number, text: string) {
    this.#modules = modules;
    this.file = file;
    this.unit = unit;
    this.text = text;
  }

  lookup(name: string): Value | undefined {
    return this.#modules.lookup(this, name);
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
}

/** Goes through `upgrade()` as if it ran: what it would do to the schema, in order. */
import { type Dialect, defaultSchema } from '../../model/dialect.ts';
import { keyOf, type ObjectName } from '../../model/names.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { Origin } from '../../model/origin.ts';
import type { FunctionStatement, IfStatement, Statement, WithStatement } from '../../syntax/python/syntax.ts';
import type { LoweredPiece } from '../program.ts';
import { classOf, ElementReader } from './alembic-elements.ts';
import { type CallHandler, Evaluator, originOf } from './alembic-evaluator.ts';
import { mayReturn, onlyLeaves } from './alembic-flow.ts';
import { FunctionScope, Modules } from './alembic-module.ts';
import { ConstraintNames } from './alembic-names.ts';
import { Operations } from './alembic-operations.ts';
import { textMethod } from './alembic-text.ts';
import { TypeReader } from './alembic-types.ts';
import { isTrue, type Scope, textOf, textsOf, unknownAt, type Value } from './alembic-value.ts';
import type { Names } from './names.ts';
import { defaultConvention, type NamingConvention, shortened } from './naming-convention.ts';

export interface LoweredUpgrade extends LoweredPiece {
  readonly occurrences: readonly Occurrence[];
}

/**
 * What the revision in this file does to the schema; `names` knows its pieces and those of all it imports from.
 * `convention` names the constraints that have no name.
 */
export function lowerUpgrade(
  names: Names,
  file: string,
  dialect: Dialect,
  convention: NamingConvention = defaultConvention,
): LoweredUpgrade {
  return new Upgrade(names, dialect, convention).run(file);
}

/** Deeper calls are not followed. */
const deepest = 12;

class Upgrade implements CallHandler {
  readonly evaluator: Evaluator;
  readonly #dialect: Dialect;
  readonly #operations: Operations;
  readonly #types: TypeReader;
  readonly #modules: Modules;
  readonly #names: Names;
  #depth = 0;
  /** A `return` stands behind a condition that is not known, in the function that runs. */
  #mayHaveLeft = false;

  constructor(names: Names, dialect: Dialect, convention: NamingConvention) {
    this.#dialect = dialect;
    this.#names = names;
    this.evaluator = new Evaluator(dialect, this);
    this.#modules = new Modules(names, (expression, scope) => this.evaluator.evaluate(expression, scope));
    this.#types = new TypeReader(this.evaluator, dialect);
    const objectName = (name: string, schema: string | undefined): ObjectName => ({
      // An empty text is no schema to SQLAlchemy.
      schema: schema === defaultSchema(dialect) || schema === '' ? undefined : schema,
      name,
    });
    const elements = new ElementReader(dialect, this.#types, new ConstraintNames(convention, dialect), objectName);
    this.#operations = new Operations(elements, objectName);
  }

  run(file: string): LoweredUpgrade {
    const upgrade = this.#modules.scopeOf(file, 0).lookup('upgrade');
    if (upgrade?.kind === 'function') {
      const { parameters } = upgrade.statement;
      // Programs with plugins run revisions themselves, and hand them what others import.
      const takesOperations = parameters.some(({ name }) => name === 'op');
      const takesDatabase = !takesOperations && parameters.some(({ value }) => value === undefined);
      const ofDefault = this.#upgradeOfDefault(file);
      if (takesDatabase || ofDefault?.isWhole === false)
        this.#operations.gap('a revision of several databases', undefined, upgrade.at);
      if (ofDefault?.upgrade !== undefined) this.#function(ofDefault.upgrade, [], new Map(), upgrade.at);
      const operations: Value = { kind: 'named', name: 'alembic.op', at: upgrade.at };
      this.#function(upgrade, [], new Map(takesOperations ? [['op', operations]] : []), upgrade.at);
      this.#unreadClasses(file, upgrade.at);
    }
    const { changes, gaps, extensions, occurrences } = this.#operations;
    return { changes, gaps, extensions, occurrences };
  }

  /**
   * Flask-Migrate has a function for each database, which `upgrade` looks up in `globals()`; that of the default one is
   * `upgrade_`. Undefined where `upgrade` does its work itself; not whole where others have work of their own.
   */
  #upgradeOfDefault(file: string) {
    const texts = this.#names.unitsOf(file).map(({ text }) => text);
    if (!texts.some((text) => /^def upgrade\b/.test(text) && /\bglobals\s*\(/.test(text))) return undefined;
    const found = this.#modules.scopeOf(file, 0).lookup('upgrade_');
    const hasOthers = texts.some((text) => /^def upgrade_\w+/.test(text) && operationsInside.test(text));
    return found?.kind === 'function' ? { upgrade: found, isWhole: !hasOthers } : { isWhole: false };
  }

  /** Methods of classes are not followed: where they change tables, those that the file names may be others now. */
  #unreadClasses(file: string, at: Origin): void {
    const texts = this.#names.unitsOf(file).map(({ text }) => text);
    if (!texts.some((text) => /^(?:@[^\n]*\n)*class\b/.test(text) && operationsInside.test(text))) return;
    const words = new Set(texts.flatMap((text) => [...text.matchAll(/["'](\w+)["']/g)].map(([, word]) => word!)));
    for (const name of [...words].slice(0, mostWords)) {
      this.#operations.gap('a class that changes tables is not followed', { schema: undefined, name }, at);
    }
  }

  call(callee: Value, args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): Value | undefined {
    switch (callee.kind) {
      case 'function':
        return this.#function(callee, args, keywords, at);
      case 'named':
        return this.#named(callee.name, args, keywords, at);
      case 'method':
        return this.#method(callee.object, callee.name, args, keywords, at);
      default:
        return undefined;
    }
  }

  #named(name: string, args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): Value | undefined {
    const operation = /^alembic\.op\.(\w+)$/.exec(name)?.[1];
    if (operation !== undefined) return this.#operation(operation, args, keywords, at);
    if (name === 'alembic.context.is_offline_mode') return { kind: 'boolean', value: false, at };
    if (/^alembic\.context\.get_(?:context|bind)$/.test(name)) return { kind: 'connection', at };
    if (/^sqlalchemy\.orm\.(?:session\.)?Session$/.test(name)) return { kind: 'connection', at };
    if (/(?:^|\.)(?:metadata\.create_all|__table__\.(?:create|drop))$/.test(name)) {
      this.#operations.gap('tables that are made from classes', undefined, at);
    }
    if (isHelper(name)) this.#unreadHelper(name, args, keywords, at);
    return undefined;
  }

  /** A function whose code is not there, and whose name says that it changes tables. */
  #unreadHelper(name: string, args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): void {
    const own = name.slice(name.lastIndexOf('.') + 1);
    const tables = [...args, ...keywords.values()].map(textOf).filter((text) => text !== undefined);
    const reason = `${own}() is not read`;
    // A table that it makes is one that nobody else knows.
    if (tables.length === 0 || /create.*table/.test(own)) this.#operations.gap(reason, undefined, at);
    for (const table of tables) this.#operations.gap(reason, { schema: undefined, name: table }, at);
  }

  #operation(
    operation: string,
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    at: Origin,
    batch?: ObjectName,
  ): Value {
    switch (operation) {
      case 'f':
        return this.#finalName(args[0] ?? keywords.get('name'), at);
      case 'inline_literal':
        return { kind: 'call', name: 'sqlalchemy.literal', args, keywords, at };
      case 'get_bind':
      case 'get_context':
        return { kind: 'connection', at };
      case 'batch_alter_table': {
        const name = textOf(args[0] ?? keywords.get('table_name'));
        const schema = textOf(keywords.get('schema') ?? args[1]);
        const table =
          name === undefined
            ? undefined
            : { schema: schema === defaultSchema(this.#dialect) ? undefined : schema, name };
        return { kind: 'batch', table, at };
      }
      case 'execute':
      case 'exec_driver_sql':
        this.#execute(args[0] ?? keywords.get('sqltext') ?? keywords.get('sql'), at);
        return unknownAt(at);
      case 'bulk_insert':
      case 'batch':
        return unknownAt(at);
      case 'sync_enum_values':
        this.#syncEnum(args, keywords, at);
        return unknownAt(at);
      default:
        if (!this.#operations.run(operation, args, keywords, at, batch)) {
          if (!/entity|sequence|function|trigger|view|grant|policy/.test(operation)) {
            this.#operations.gap(`op.${operation} is not understood`, batch, at);
          }
        }
        if (operation !== 'create_table') return unknownAt(at);
        // It answers the table, for inserts.
        return { kind: 'call', name: 'sqlalchemy.table', args, keywords, at };
    }
  }

  /** Reading SQL takes time: long texts in long loops end as other loops do. */
  #execute(value: Value | undefined, at: Origin): void {
    const [inner] = value?.kind === 'call' ? value.args : [value];
    if (value?.kind === 'call' && /(?:^|\.)DDL$/.test(value.name) && value.keywords.has('context')) {
      this.#execute(inner && textMethod(inner, '%', [value.keywords.get('context')!], new Map(), at), at);
      return;
    }
    const length = inner?.kind === 'text' ? inner.value.length : 0;
    if (this.evaluator.step(1 + Math.floor(length / 100))) this.#operations.execute(value, at);
    else this.#operations.gap('more than can be followed', undefined, at);
  }

  #finalName(name: Value | undefined, at: Origin): Value {
    if (name?.kind !== 'text') return name ?? unknownAt(at);
    const value = shortened(name.value, this.#dialect);
    return value === name.value ? { ...name, isFinal: true } : { kind: 'text', value, at, isFinal: true };
  }

  /** alembic-postgresql-enum: the type is made anew with these values. */
  #syncEnum(args: readonly Value[], keywords: ReadonlyMap<string, Value>, at: Origin): void {
    const given = (name: string, position: number): Value | undefined => keywords.get(name) ?? args[position];
    const name = textOf(given('enum_name', 1));
    // Behind the new values stand the columns that are concerned; alembic-autogenerate-enums has the old values first.
    const last = args[3] === undefined ? undefined : textsOf(args[3]);
    const values = last !== undefined && last.length > 0 ? last : textsOf(given('new_values', 2));
    if (name === undefined || values === undefined) return;
    const schema = textOf(given('enum_schema', 0));
    const type = {
      name,
      schema: schema === defaultSchema(this.#dialect) ? undefined : schema,
      values,
      isCreated: true,
    };
    this.#operations.dropEnum(type, at);
    this.#operations.createEnum(type, at);
  }

  #method(
    object: Value,
    name: string,
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    at: Origin,
  ): Value | undefined {
    if (object.kind === 'batch') {
      if (object.table === undefined) {
        this.#operations.gap('a batch of a table that is not known', undefined, at);
        return unknownAt(at);
      }
      return this.#operation(name, args, keywords, at, object.table);
    }
    if (object.kind === 'connection') {
      if (name === 'execute' || name === 'exec_driver_sql') {
        this.#execute(args[0], at);
        return unknownAt(at);
      }
      if (name === 'autocommit_block') return { kind: 'call', name: '.autocommit_block', args: [], keywords, at };
      return /^(?:begin|begin_nested|connect|execution_options|get_bind|connection)$/.test(name)
        ? { kind: 'connection', at }
        : undefined;
    }
    if (name === 'create_all') {
      this.#operations.gap('tables that are made from classes', undefined, at);
      return unknownAt(at);
    }
    if (name !== 'create' && name !== 'drop') return undefined;
    if (object.kind === 'call') return this.#object(object, name, at);
    if (object.kind === 'method' && object.name === '__table__') {
      this.#operations.gap('tables that are made from classes', undefined, at);
    }
    return undefined;
  }

  /** `sa.Enum(…).create(bind)`, `table.drop(bind)`. */
  #object(object: Value & { readonly kind: 'call' }, action: 'create' | 'drop', at: Origin): Value | undefined {
    if (/(?:^|\.)Table$/.test(object.name)) {
      if (action === 'create') this.#operations.table(object, at);
      else this.#operations.dropTable(object.args[0], textOf(object.keywords.get('schema')), at);
      return unknownAt(at);
    }
    if (/(?:^|\.)Index$/.test(object.name)) {
      this.#operations.gap('an index that is made without op', undefined, at);
      return unknownAt(at);
    }
    if (!/enum$/i.test(classOf(object)) || this.#dialect !== 'postgresql') return undefined;
    const { nativeEnum } = this.#types.read(object);
    if (nativeEnum === undefined) return undefined;
    if (action === 'create') this.#operations.createEnum(nativeEnum, at);
    else this.#operations.dropEnum(nativeEnum, at);
    return unknownAt(at);
  }

  #function(
    callee: Value & { readonly kind: 'function' },
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    at: Origin,
  ): Value {
    if (this.#depth >= deepest) return unknownAt(at);
    this.#depth++;
    const scope = new FunctionScope(callee.scope);
    this.#bind(callee.statement, args, keywords, scope, at);
    const outer = this.#mayHaveLeft;
    this.#mayHaveLeft = false;
    const returned = this.#block(callee.statement.body, scope);
    // Where it might have left before, what it answers at the end is one of several answers.
    const isCertain = !this.#mayHaveLeft;
    this.#mayHaveLeft = outer;
    this.#depth--;
    return isCertain ? (returned ?? { kind: 'none', at }) : unknownAt(at);
  }

  #bind(
    { parameters }: FunctionStatement,
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    scope: Scope,
    at: Origin,
  ): void {
    const names = new Set(parameters.map(({ name }) => name));
    let places: readonly Value[] = args;
    parameters.forEach(({ name, value, start }, index) => {
      if (scope.text.startsWith('**', start)) {
        const entries = [...keywords].filter(([key]) => !names.has(key));
        const texts = entries.map(([key, item]): [Value, Value] => [{ kind: 'text', value: key, at }, item]);
        scope.assign(name, { kind: 'dict', entries: texts, at });
      } else if (scope.text.startsWith('*', start)) {
        scope.assign(name, { kind: 'list', items: args.slice(index), at });
        // What stands behind it is given by name only.
        places = [];
      } else {
        const given = places[index] ?? keywords.get(name);
        scope.assign(name, given ?? (value === undefined ? unknownAt(at) : this.evaluator.evaluate(value, scope)));
      }
    });
  }

  /** Answers what a `return` gives, as soon as one is met. */
  #block(statements: readonly Statement[], scope: Scope): Value | undefined {
    for (const statement of statements) {
      if (!this.evaluator.step()) {
        this.#operations.gap('more than can be followed', undefined, originOf(statement, scope));
        return undefined;
      }
      const returned = this.#statement(statement, scope);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  #statement(statement: Statement, scope: Scope): Value | undefined {
    switch (statement.kind) {
      case 'expression':
        this.evaluator.evaluate(statement.value, scope);
        return undefined;
      case 'assign':
        this.#assign(statement, scope);
        return undefined;
      case 'return':
        return statement.value === undefined
          ? { kind: 'none', at: originOf(statement, scope) }
          : this.evaluator.evaluate(statement.value, scope);
      case 'if':
        return this.#if(statement, scope);
      case 'for':
        return this.#for(statement, scope);
      case 'with':
        return this.#with(statement, scope);
      case 'try':
        if (statement.others.some(mayReturn)) this.#mayHaveLeft = true;
        return this.#block(statement.body, scope);
      case 'def':
        scope.assign(statement.name, { kind: 'function', statement, scope, at: originOf(statement, scope) });
        return undefined;
      case 'class':
        scope.assign(statement.name, { kind: 'class', statement, scope, at: originOf(statement, scope) });
        return undefined;
      case 'import':
      case 'from-import':
        for (const [name, value] of this.#modules.imports(statement, originOf(statement, scope))) {
          scope.assign(name, value);
        }
        return undefined;
      default:
        return undefined;
    }
  }

  #assign(statement: Statement & { readonly kind: 'assign' }, scope: Scope): void {
    if (statement.value === undefined) return;
    const value = this.evaluator.evaluate(statement.value, scope);
    for (const target of statement.targets) {
      if (statement.operator === '=') this.evaluator.bind(target, value, scope);
      else this.evaluator.bind(target, unknownAt(value.at), scope);
    }
  }

  /**
   * A condition that nobody knows before the database is asked is taken to hold: it guards what the revision is for. A
   * branch that only leaves is taken not to. Where both ways change something, the tables they touch are not certain.
   */
  #if({ branches }: IfStatement, scope: Scope): Value | undefined {
    const from = this.#operations.changes.length;
    let uncertainBranches = 0;
    for (const { test, body } of branches) {
      const truth = test === undefined ? true : isTrue(this.evaluator.evaluate(test, scope));
      if (truth === false) continue;
      const before = this.#operations.changes.length;
      const isKnown = truth === true && uncertainBranches === 0;
      const returned = isKnown || !onlyLeaves(body) ? this.#block(body, scope) : undefined;
      if (isKnown) return returned;
      if (mayReturn(body)) this.#mayHaveLeft = true;
      if (this.#operations.changes.length > before) uncertainBranches++;
      if (truth === true) break;
    }
    if (uncertainBranches > 1) this.#markUncertain(from);
    return undefined;
  }

  #markUncertain(from: number): void {
    const touched = new Map<string, { readonly table: ObjectName; readonly origin: Origin }>();
    for (const change of this.#operations.changes.slice(from)) {
      const table = change.kind === 'gap' || !('table' in change) ? undefined : change.table;
      if (table !== undefined && !touched.has(keyOf(this.#dialect, table))) {
        touched.set(keyOf(this.#dialect, table), { table, origin: change.origin });
      }
    }
    for (const { table, origin } of touched.values()) {
      this.#operations.gap('one of two ways, which the database decides', table, origin);
    }
  }

  #for({ target, iterable, body }: Statement & { readonly kind: 'for' }, scope: Scope): Value | undefined {
    const source = this.evaluator.evaluate(iterable, scope);
    const items = this.evaluator.iterated(source);
    if (items === undefined && mayReturn(body)) this.#mayHaveLeft = true;
    for (const item of items ?? [unknownAt(source.at)]) {
      this.evaluator.bind(target, item, scope);
      const returned = this.#block(body, scope);
      if (returned !== undefined && items !== undefined) return returned;
    }
    return undefined;
  }

  #with({ items, body }: WithStatement, scope: Scope): Value | undefined {
    const { inTransaction } = this.#operations;
    for (const { value, as } of items) {
      const entered = this.evaluator.evaluate(value, scope);
      if (entered.kind === 'call' && entered.name === '.autocommit_block') this.#operations.inTransaction = false;
      if (as !== undefined) this.evaluator.bind(as, entered, scope);
    }
    const returned = this.#block(body, scope);
    this.#operations.inTransaction = inTransaction;
    return returned;
  }
}

const operationsInside = /\bop\.(?:rename|alter|add|drop|create|execute|batch)/;

/** More than a revision names. */
const mostWords = 1000;

const packages = /^(?:sqlalchemy|sqlmodel|alembic|logging|json|uuid|datetime|os|re|time|textwrap|typing|math|random)\b/;

const changing =
  /^_?(?:(?:safe|safely|maybe|try)_)?(?:create|drop|add|alter|rename|modify|change|remove)_.*(?:table|column|index|indexes|constraint|fk|fks|key|keys|enum|schema|unique)/;

function isHelper(name: string): boolean {
  const own = name.slice(name.lastIndexOf('.') + 1);
  return name.includes('.') && !packages.test(name) && changing.test(own);
}

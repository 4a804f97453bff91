/** Reads `db-architect.jsonc`: text in, settings and problems with their places out. Never throws. */

import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Dialect, sqlDialects } from '../model/dialect.ts';
import { catalogue } from '../rules/catalogue.ts';
import { severities } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { mostSimilar } from '../text/similar-name.ts';
import type { ReportedFinding } from './analyzer.ts';
import {
  type Configuration,
  type ConfigurationProblem,
  type ConfiguredDatabase,
  defaultConfiguration,
  type RuleSetting,
} from './configuration.ts';

export const configurationFileName = 'db-architect.jsonc';

/** The problems of a settings file as hosts show them, beside those of the schema. */
export function configurationFindings(
  file: string,
  problems: readonly ConfigurationProblem[],
): readonly ReportedFinding[] {
  return problems.map(({ message, span }) => ({
    rule: 'configuration',
    severity: 'warning',
    message,
    file,
    span,
    table: undefined,
    columns: [],
    related: [],
    fixable: false,
  }));
}

export interface ConfigurationReading {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * What the file says, laid over `base` (the editor's settings, or the defaults). A value that is not understood is
 * reported and left out; everything else counts.
 */
export function readConfiguration(
  text: string,
  base: Configuration = defaultConfiguration,
  rules: readonly Rule[] = catalogue,
): ConfigurationReading {
  const reader = new Reader(rules);
  const root = reader.tree(text);
  const configuration = root === undefined ? base : reader.configuration(root, base);
  return { configuration, problems: reader.problems };
}

/** Deeper than any sensible settings, and no danger for a parser that calls itself. */
const deepest = 100;
const ruleSeverities = [...severities, 'off', 'default'] as const;

class Reader {
  readonly problems: ConfigurationProblem[] = [];
  readonly #rules: ReadonlyMap<string, Rule>;
  #length = 0;

  constructor(rules: readonly Rule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  tree(text: string): Node | undefined {
    this.#length = text.length;
    if (isDeeperThan(deepest, text)) {
      this.#report('These settings are nested too deeply to be read.', { offset: 0, length: Math.min(1, text.length) });
      return undefined;
    }
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
    for (const error of errors) this.#report(syntaxMessage(error), error);
    if (root !== undefined && root.type !== 'object') {
      this.#report('The settings are an object: { "rules": { … } }.', root);
      return undefined;
    }
    return root;
  }

  configuration(root: Node, base: Configuration): Configuration {
    const read: { -readonly [Name in keyof Configuration]: Configuration[Name] } = { ...base };
    for (const { name, key, value } of properties(root)) {
      switch (name) {
        case '$schema':
          break;
        case 'dialect':
          this.#dialect(value, (dialect) => {
            if (dialect === undefined) delete read.dialect;
            else read.dialect = dialect;
          });
          break;
        case 'severity':
          read.severity = this.#choice(value, severities) ?? read.severity;
          break;
        case 'rules':
          read.rules = new Map([...base.rules, ...this.#ruleSettings(value)]);
          break;
        case 'ignore':
          read.ignore = this.#strings(value);
          break;
        case 'databases':
          read.databases = this.#items(value).flatMap((item) => this.#database(item) ?? []);
          break;
        default:
          this.#unknown('setting', name, key, ['dialect', 'severity', 'rules', 'ignore', 'databases']);
      }
    }
    return read;
  }

  #ruleSettings(node: Node): [string, RuleSetting][] {
    if (!this.#is(node, 'object')) return [];
    return properties(node).flatMap(({ name, key, value }): [string, RuleSetting][] => {
      const rule = this.#rules.get(name);
      if (rule === undefined) {
        this.#unknown('rule', name, key, [...this.#rules.keys()]);
        return [];
      }
      return [[name, this.#ruleSetting(value, rule)]];
    });
  }

  /** `"warning"`, `["warning", { "max": 3 }]`, or the options alone. */
  #ruleSetting(node: Node, rule: Rule): RuleSetting {
    if (node.type === 'object') return { severity: 'default', options: this.#options(node, rule) };
    if (node.type !== 'array') return { severity: this.#choice(node, ruleSeverities) ?? 'default', options: {} };
    const [severity, options, ...rest] = node.children ?? [];
    for (const item of rest) this.#report('A rule takes a severity and its options, nothing more.', item);
    return {
      severity: (severity && this.#choice(severity, ruleSeverities)) ?? 'default',
      options: options === undefined ? {} : this.#options(options, rule),
    };
  }

  #options(node: Node, rule: Rule): RuleSetting['options'] {
    const options: Record<string, number | readonly string[]> = {};
    if (!this.#is(node, 'object')) return options;
    for (const { name, key, value } of properties(node)) {
      const known = rule.options ?? {};
      const standard = Object.hasOwn(known, name) ? known[name] : undefined;
      if (standard === undefined) this.#unknown(`option of ${rule.id}`, name, key, Object.keys(known));
      else if (typeof standard !== 'number') options[name] = this.#strings(value);
      else if (this.#is(value, 'number')) options[name] = value.value;
    }
    return options;
  }

  #database(node: Node): ConfiguredDatabase | undefined {
    if (!this.#is(node, 'object')) return undefined;
    const read: { name?: string; files?: readonly string[]; dialect?: Dialect } = {};
    for (const { name, key, value } of properties(node)) {
      if (name === 'name') {
        if (this.#is(value, 'string')) read.name = value.value;
      } else if (name === 'files') read.files = this.#strings(value);
      else if (name === 'dialect') {
        this.#dialect(value, (dialect) => {
          if (dialect !== undefined) read.dialect = dialect;
        });
      } else this.#unknown('setting of a database', name, key, ['name', 'files', 'dialect']);
    }
    if (read.name === undefined || read.files === undefined) {
      this.#report('A database needs a "name" and its "files".', node);
      return undefined;
    }
    return { name: read.name, files: read.files, ...(read.dialect !== undefined && { dialect: read.dialect }) };
  }

  /** Calls `set` with the dialect, or with undefined for `auto`; a wrong value sets nothing. */
  #dialect(node: Node, set: (dialect: Dialect | undefined) => void): void {
    const choice = this.#choice(node, ['auto', ...sqlDialects] as const);
    if (choice !== undefined) set(choice === 'auto' ? undefined : choice);
  }

  #choice<Choice extends string>(node: Node, choices: readonly Choice[]): Choice | undefined {
    const found = choices.find((choice) => choice === node.value);
    if (found === undefined) this.#report(`Expected one of ${list(choices)}.`, node);
    return found;
  }

  #strings(node: Node): readonly string[] {
    return this.#items(node).flatMap((item) => (this.#is(item, 'string') ? [item.value as string] : []));
  }

  #items(node: Node): readonly Node[] {
    return this.#is(node, 'array') ? (node.children ?? []) : [];
  }

  #is(node: Node, type: 'object' | 'array' | 'string' | 'number'): boolean {
    if (node.type === type) return true;
    this.#report(`Expected ${nouns[type]}.`, node);
    return false;
  }

  #unknown(what: string, name: string, at: Node, known: readonly string[]): void {
    const similar = mostSimilar(name, known);
    const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
    this.#report(`There is no ${what} "${name}".${hint}`, at);
  }

  #report(message: string, { offset, length }: { readonly offset: number; readonly length: number }): void {
    // The parser does not count a byte order mark when it tells how long a comment without end is.
    const end = Math.min(offset + length, this.#length);
    this.problems.push({ message, span: { start: Math.min(offset, end), end } });
  }
}

const nouns = { object: 'an object', array: 'a list', string: 'a text', number: 'a number' } as const;

/** Half-typed properties have no value yet; the syntax error tells. */
function properties(node: Node): { readonly name: string; readonly key: Node; readonly value: Node }[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [{ name: String(key.value), key, value }];
  });
}

function isDeeperThan(limit: number, text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  // Kinds of token: 1 and 3 open, 2 and 4 close, 17 is the end. The enum is const and cannot be imported.
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind === 1 || kind === 3) depth++;
    else if (kind === 2 || kind === 4) depth--;
    if (depth > limit) return true;
  }
  return false;
}

/** `CommaExpected` → `Comma expected.` */
function syntaxMessage({ error }: ParseError): string {
  const words = printParseErrorCode(error).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words}.`;
}

function list(choices: readonly string[]): string {
  return choices.map((choice) => `"${choice}"`).join(', ');
}

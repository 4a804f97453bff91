/** New tables in the language of the workspace; what exists already is named, not printed again. */
import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Column, Table } from '../../model/table.ts';
import { schemaFormats } from '../../write/schema-formats.ts';
import type { SchemaLanguage } from '../case.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';
import type { AdaptedSchema } from './adapt-schema.ts';
import { referableKey } from './match-tables.ts';

export interface PrintedSchema {
  /** As a fenced block names it. */
  readonly language: string;
  readonly code: string;
  /** Lines that present Prisma models need, by model. */
  readonly additions: readonly { readonly model: string; readonly lines: readonly string[] }[];
}

export function printAdapted(adapted: AdaptedSchema, language: SchemaLanguage): PrintedSchema {
  const format = schemaFormats[language];
  const tables = [...adapted.schema.tables].filter(([, { partitionOf }]) => partitionOf === undefined);
  const whole = { ...adapted.schema, tables: new Map(tables) };
  if (language === 'sql') return { language: 'sql', code: printSql(whole, adapted.schema), additions: [] };
  const stubs = stubsOf(adapted);
  const text = format.print({ ...whole, tables: new Map([...stubs, ...tables]) });
  const printed = language === 'prisma' ? withoutModels(text, stubs) : withoutClasses(text, stubs);
  return { language: format.languageId, ...printed };
}

/** With what the model does not hold: the partition that takes every row, and policies that hold for owners too. */
function printSql(whole: Schema, { tables }: Schema): string {
  const more = [...tables.values()].flatMap((table) => [
    ...(table.partitionOf === undefined
      ? []
      : [`CREATE TABLE ${name(table.name)} PARTITION OF ${name(table.partitionOf.name)} DEFAULT;`]),
    ...(table.rowSecurity ? [`ALTER TABLE ${name(table.name)} FORCE ROW LEVEL SECURITY;`] : []),
  ]);
  return [schemaFormats.sql.print(whole).trimEnd(), ...more].join('\n\n');
}

function name(text: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text}"`;
}

/** Present tables with their key alone: references can then be said. */
function stubsOf({ schema, existing }: AdaptedSchema): ReadonlyMap<string, Table> {
  const stubs = new Map<string, Table>();
  for (const { present } of existing) {
    const key = referableKey(present);
    const column = present.columns.find(({ name }) => name === key);
    if (column === undefined || !isReferred(schema, present)) continue;
    const table = stub(present, column, schema);
    stubs.set(table.key, table);
  }
  return stubs;
}

function isReferred(schema: Schema, { name }: Table): boolean {
  return [...schema.tables.values()].some(({ foreignKeys }) =>
    foreignKeys.some(({ references }) => references.table.name === name),
  );
}

function stub(present: Table, column: Column, { dialect }: Schema): Table {
  const { default: _, ...key } = column;
  return {
    ...present,
    key: keyOf(dialect, present),
    columns: [key],
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    policies: [],
    rowSecurity: false,
    triggers: [],
    gaps: [],
    inherits: [],
  };
}

/** The data source is there; a present model gets its back relations as lines to add. */
function withoutModels(text: string, stubs: ReadonlyMap<string, Table>) {
  const names = new Set([...stubs.values()].map(({ name }) => name));
  const kept: string[] = [];
  const additions: { model: string; lines: readonly string[] }[] = [];
  for (const block of text.trimEnd().split(/\n\n(?=\S)/)) {
    const model = /^(?:\/\/.*\n)*model (\w+) \{\n([\s\S]*)\n\}$/.exec(block);
    if (/^datasource /.test(block)) continue;
    if (model === null || !names.has(tableOfModel(model[1]!, model[2]!))) kept.push(block);
    else {
      const lines = model[2]!
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/@id|^@@/.test(line));
      if (lines.length > 0) additions.push({ model: model[1]!, lines: lines.map((line) => line.replace(/\s+/g, ' ')) });
    }
  }
  const models = new Set([...text.matchAll(/^model (\w+) \{/gm)].map((match) => match[1]!));
  return {
    code: kept.map((block) => fieldsNamed(block, models)).join('\n\n'),
    additions: additions.map(({ model, lines }) => ({ model, lines: lines.map((line) => fieldsNamed(line, models)) })),
  };
}

/** Introspection calls a relation like its model; people write `user User` and `posts Post[]`. */
function fieldsNamed(block: string, models: ReadonlySet<string>): string {
  return block.replace(/^( *)([A-Z]\w*)( +)([A-Z]\w*)(\[\])?/gm, (line, indent, field, space, type, many) => {
    if (field !== type || !models.has(type)) return line;
    const name = field[0].toLowerCase() + pluralIf(field.slice(1), many !== undefined);
    const width = Math.max(1, space.length + field.length - name.length);
    return `${indent}${name}${' '.repeat(width)}${type}${many ?? ''}`;
  });
}

function pluralIf(text: string, many: boolean): string {
  if (!many) return text;
  return /[^aeiou]y$/.test(text) ? `${text.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(text) ? `${text}es` : `${text}s`;
}

function tableOfModel(model: string, body: string): string {
  return /@@map\("([^"]+)"\)/.exec(body)?.[1] ?? model;
}

/** The classes of present tables stand in their own modules. */
function withoutClasses(text: string, stubs: ReadonlyMap<string, Table>) {
  const names = [...stubs.values()].map(({ name }) => `__tablename__ = "${name}"`);
  const blocks = text.trimEnd().split('\n\n\n');
  const kept = blocks.filter((block) => !names.some((each) => block.includes(each)));
  return { code: kept.map(classSingular).join('\n\n\n'), additions: [] };
}

/** Tables are named for their rows, a class for one of them. References go by the table's name. */
function classSingular(block: string): string {
  return block.replace(/^class (\w+)\(Base\):/m, (_, className: string) => {
    const words = wordsOfName(className);
    const last = words.at(-1)!;
    return `class ${className.slice(0, className.length - last.length)}${capital(singular(last))}(Base):`;
  });
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

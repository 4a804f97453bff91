/** New tables in the language of the workspace; what exists already is named, not printed again. */
import { columnsAlone } from '../../model/factories.ts';
import { keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Column, Table } from '../../model/table.ts';
import type { Present } from '../../write/present-base.ts';
import { type SchemaFormat, schemaFormats } from '../../write/schema-formats.ts';
import { printObjectName } from '../../write/sql/print-name.ts';
import { plainStyle } from '../../write/sql/sql-style.ts';
import { singular, wordsOfName } from '../relevant-tables.ts';
import type { SchemaLanguage } from '../understanding/language.ts';
import type { AdaptedSchema } from './adapt-schema.ts';
import { extensionsFor, unsaidByPrisma, unsaidOf } from './unsaid-sql.ts';

export interface PrintedSchema {
  /** As a fenced block names it. */
  readonly language: string;
  readonly code: string;
  /** Statements for the migration: what the language cannot say. Empty in SQL. */
  readonly unsaid: readonly string[];
  /** Lines that present Prisma models need, by model. */
  readonly additions: readonly { readonly model: string; readonly lines: readonly string[] }[];
}

export function printAdapted(adapted: AdaptedSchema, language: SchemaLanguage, present?: Present): PrintedSchema {
  const format: SchemaFormat = schemaFormats[language];
  const tables = [...adapted.schema.tables].filter(([, { partitionOf }]) => partitionOf === undefined);
  const whole = { ...adapted.schema, tables: new Map(tables) };
  if (language === 'sql') return { language: 'sql', code: printSql(whole, adapted.schema), additions: [], unsaid: [] };
  const stubs = stubsOf(adapted);
  const schema = { ...whole, tables: new Map([...stubs, ...tables]) };
  const text = format.print(schema, present);
  const printed = language === 'prisma' ? withoutModels(text, stubs) : withoutClasses(text, stubs);
  // Prisma makes a partitioned table whole: there is nothing that a partition could be of.
  const rest = language === 'prisma' ? whole : adapted.schema;
  return { language: format.languageId, ...printed, unsaid: [...printed.unsaid, ...unsaidOf(rest)] };
}

/** With what the model does not hold: the partition that takes every row, and policies that hold for owners too. */
function printSql(whole: Schema, { tables }: Schema): string {
  const style = plainStyle(whole.dialect);
  const more = [...tables.values()].flatMap((table) => [
    ...(table.partitionOf === undefined
      ? []
      : [
          `CREATE TABLE ${printObjectName(style, table)} PARTITION OF ${printObjectName(style, table.partitionOf)} DEFAULT;`,
        ]),
    ...(table.rowSecurity ? [`ALTER TABLE ${printObjectName(style, table)} FORCE ROW LEVEL SECURITY;`] : []),
  ]);
  const made = [schemaFormats.sql.print(whole).trimEnd(), ...more];
  return [...(whole.dialect === 'postgresql' ? extensionsFor(made) : []), ...made].join('\n\n');
}

/** Present tables with their key alone: references can then be said. */
function stubsOf({ schema, existing }: AdaptedSchema): ReadonlyMap<string, Table> {
  const stubs = new Map<string, Table>();
  for (const { present } of existing) {
    const key = new Set(present.primaryKey?.columns ?? []);
    const columns = present.columns.filter(({ name }) => key.has(name));
    if (columns.length === 0 || !isReferred(schema, present)) continue;
    const table = stub(present, columns, schema);
    stubs.set(table.key, table);
  }
  return stubs;
}

function isReferred(schema: Schema, { name }: Table): boolean {
  return [...schema.tables.values()].some(({ foreignKeys }) =>
    foreignKeys.some(({ references }) => references.table.name === name),
  );
}

function stub(present: Table, columns: readonly Column[], { dialect }: Schema): Table {
  return {
    ...present,
    key: keyOf(dialect, present),
    columns: columns.map(({ default: _, ...column }) => column),
    ...columnsAlone,
    rowSecurity: false,
    triggers: [],
    gaps: [],
  };
}

/** The data source is there; a present model gets its back relations as lines to add. */
function withoutModels(text: string, stubs: ReadonlyMap<string, Table>) {
  const names = new Set([...stubs.values()].map(({ name }) => name));
  const models = new Set([...text.matchAll(/^model (\w+) \{/gm)].map((match) => match[1]!));
  const kept: string[] = [];
  const unsaid: string[] = [];
  const additions: { model: string; lines: readonly string[] }[] = [];
  for (const block of text.trimEnd().split(/\n\n(?=\S)/)) {
    const model = /^(?:\/\/.*\n)*model (\w+) \{\n([\s\S]*)\n\}$/.exec(block);
    if (/^datasource /.test(block)) continue;
    if (model === null) kept.push(block);
    else if (!names.has(tableOfModel(model[1]!, model[2]!))) {
      const said = unsaidByPrisma(block, tableOfModel(model[1]!, model[2]!));
      kept.push(said.model);
      unsaid.push(...said.sql);
    } else {
      const lines = model[2]!
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => models.has(/^\w+\s+(\w+)/.exec(line)?.[1] ?? ''));
      if (lines.length > 0) additions.push({ model: model[1]!, lines: lines.map((line) => line.replace(/\s+/g, ' ')) });
    }
  }
  return {
    code: kept.map((block) => fieldsNamed(block, models)).join('\n\n'),
    unsaid,
    additions: additions.map(({ model, lines }) => ({
      model,
      lines: lines.map((line) => fieldsNamed(line, models, text)),
    })),
  };
}

/** Introspection calls a relation like its model; people write `user User` and `posts Post[]`. */
function fieldsNamed(block: string, models: ReadonlySet<string>, beside = block): string {
  const named = block.replace(/^( *)(\w+)( +)([A-Z]\w*)(\[\])?/gm, (line, indent, field, space, type, many) => {
    if (lowered(field) !== lowered(type) || !models.has(type)) return line;
    const name = asFields(pluralIf(lowered(shortName(type)), many !== undefined), beside);
    const isTaken = new RegExp(`^ {2}${name} `, 'm').test(block) && field !== name;
    return `${indent}${isTaken ? pluralIf(lowered(type), many !== undefined) : name}${space}${type}${many ?? ''}`;
  });
  return aligned(selfNamed(relationsNamed(named)));
}

/** Relations are written as the columns beside them: `stored_files` beside `user_id`. */
function asFields(name: string, block: string): string {
  const isSnake =
    /^ *[a-z]+_\w+ +[A-Z]/m.test(block) && !/^ *[a-z]+[A-Z]\w* +(?:String|Int|BigInt|DateTime|Json)\b/m.test(block);
  return isSnake ? wordsOfName(name).join('_') : name;
}

/** The way back of a table's reference to itself: `children` of a parent, `managerOf` of a manager. */
function selfNamed(block: string): string {
  const [, stem] = /^ *(\w+) +(\w+)\?? +@relation\("(\w+)To\3", fields/m.exec(block) ?? [];
  if (stem === undefined) return block;
  const name = stem === 'parent' ? 'children' : asFields(`${stem}Of`, block);
  return block.replace(/^( *)other_\w+( +\w+\[\])/m, (_, indent: string, rest: string) => `${indent}${name}${rest}`);
}

/** A relation is called after its column, `author` for `author_id`; the way back of one of several, after it too. */
function relationsNamed(block: string): string {
  const taken = new Set([...block.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name!));
  return block
    .replace(
      /^( *)(\w+)( +\w+\?? +@relation\((?:"[^"]*", )?fields: \[(?:\w+, )*(\w+?)(?:_id|Id)\],)/gm,
      (line, indent, field, rest, stem) => {
        if (field === stem || taken.has(stem)) return line;
        taken.add(stem);
        return `${indent}${stem}${rest}`;
      },
    )
    .replace(
      /^( *)(\w+)( +(\w+)\[\] +@relation\("\w+?_([a-zA-Z]\w*?)(?:_id|Id)To\w+"\))/gm,
      (line, indent, field, rest, type, column) => {
        const by = asFields(
          `${pluralIf(lowered(shortName(type)), true)}By${capital(column.split('_').at(-1)!)}`,
          block,
        );
        if (taken.has(by)) return line;
        taken.add(by);
        return field === by ? line : `${indent}${by}${rest}`;
      },
    );
}

/** `LiteLLM_UserTable` is about a user. */
function shortName(model: string): string {
  return model.replace(/^[\p{L}\p{N}]+_(?=\p{L})/u, '').replace(/(?<=.)Table$/, '');
}

function lowered(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}

/** Names, types and attributes below one another, as Prisma's formatter puts them. */
function aligned(block: string): string {
  const field = /^ {2}(\w+) +(\S+)(?: +(.*))?$/;
  const fields = block.split('\n').flatMap((line) => {
    const [, name = '', type = ''] = field.exec(line) ?? [];
    return name === '' ? [] : [[name.length, type.length] as const];
  });
  const widths = [0, 1].map((at) => Math.max(0, ...fields.map((each) => each[at]!)));
  return block.replaceAll(new RegExp(field.source, 'gm'), (_, name: string, type: string, rest: string | undefined) =>
    `  ${name.padEnd(widths[0]!)} ${type.padEnd(widths[1]!)} ${rest ?? ''}`.trimEnd(),
  );
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
  const names = new Set([...stubs.values()].map(({ name }) => name));
  const [imports = '', ...blocks] = text.trimEnd().split('\n\n\n');
  const kept = blocks
    .filter((block) => !names.has(tableOfClass(block) ?? ''))
    .map((block) => block.replace(/^# \S+: (?:row level security is on|the policy \S+ is left out)\n/gm, ''));
  const head = importsOf(imports, kept.join('\n'));
  const taken = new Set(`${head.join('\n')}\n${blocks.join('\n')}`.match(/\b[A-Z]\w*/g));
  return {
    code: [head.join('\n'), ...kept.map((block) => classSingular(block, taken))].join('\n\n\n'),
    additions: [],
    unsaid: [],
  };
}

const lineLength = 88;

/** The imports of which the code has a word; classes of present tables had others. */
function importsOf(imports: string, code: string): readonly string[] {
  const statements = imports
    .replace(/\(\s*([^)]*?),?\s*\)/g, (_, names: string) => names.replace(/\s+/g, ' '))
    .split('\n');
  return statements.flatMap((statement) => {
    const [, module, members] = /^from (\S+) import (.+)$/.exec(statement) ?? [];
    const [, whole] = /^import (\S+)$/.exec(statement) ?? [];
    if (whole !== undefined) return code.includes(`${whole}.`) ? [statement] : [];
    if (module === undefined || members === undefined) return [statement];
    const used = members.split(', ').filter((name) => new RegExp(`\\b${name}\\b`).test(code));
    if (used.length === 0) return [];
    const line = `from ${module} import ${used.join(', ')}`;
    return [line.length <= lineLength ? line : `from ${module} import (\n    ${used.join(',\n    ')},\n)`];
  });
}

/** The line of a class; a model of SQLModel has the lower case of its name for a table unless it says another. */
const classLine = /^class (\w+)\((\w[\w.]*)(, table=True)?\):\n(?: {4}__tablename__ = "(.+)"\n)?/m;

function tableOfClass(block: string): string | undefined {
  const [, className, , isTable, name] = classLine.exec(block) ?? [];
  return name ?? (isTable === undefined ? undefined : className?.toLowerCase());
}

/** Tables are named for their rows, a class for one of them, unless its base or an import has that name. */
function classSingular(block: string, taken: ReadonlySet<string>): string {
  const table = tableOfClass(block);
  if (table === undefined) return block;
  return block.replace(classLine, (line, className: string, base: string, isTable = '', said?: string) => {
    const words = wordsOfName(className);
    const last = words.at(-1)!;
    const single = `${className.slice(0, className.length - last.length)}${capital(singular(last))}`;
    const one = taken.has(single) ? className : single;
    const head = `class ${one}(${base}${isTable}):\n`;
    if (said === undefined && one.toLowerCase() === table) return head;
    const gap = said === undefined && !block.includes(`${line}    __table_args__`) ? '\n' : '';
    return `${head}    __tablename__ = "${table}"\n${gap}`;
  });
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

import { foldCase } from '../../model/dialect.ts';
import type { Table } from '../../model/table.ts';
import { Kind } from '../../syntax/sql/lexer.ts';
import type { Statement } from '../../syntax/sql/splitter.ts';
import { bareName, type SourceFile } from './source-file.ts';
import { plainStyle, type SqlStyle } from './sql-style.ts';
import { shapeOf, statementsAbout } from './statement-shape.ts';

/** The habits of a file, as shown above all by the statement that creates the table a change is about. */
export function styleOf(source: SourceFile, table: Table | undefined): SqlStyle {
  const plain = plainStyle(source.dialect);
  const statement = table && creationOf(source, table);
  return {
    ...plain,
    qualifier: source.changesSearchPath ? 'public' : undefined,
    keywords: keywordCase(source, statement),
    ...(table !== undefined && statement !== undefined && namesIn(source, statement, table)),
  };
}

/** The statement in the file that creates the table. */
export function creationOf(source: SourceFile, table: Table): Statement | undefined {
  return statementsAbout(source, table).find((statement) => shapeOf(source, statement).kind === 'create table');
}

/** Words that are keywords wherever they stand. */
const telling: ReadonlySet<string> = new Set([
  'create',
  'table',
  'not',
  'null',
  'primary',
  'key',
  'unique',
  'index',
  'constraint',
  'references',
  'default',
  'alter',
  'add',
  'foreign',
  'on',
  'delete',
  'insert',
  'into',
  'values',
]);

function keywordCase(source: SourceFile, preferred: Statement | undefined): SqlStyle['keywords'] {
  const own = preferred && balance(source, [preferred]);
  const sign = own === undefined || own === 0 ? balance(source, source.statements.slice(0, 200)) : own;
  return sign < 0 ? 'lower' : 'upper';
}

/** How many more keywords are in upper than in lower case. */
function balance(source: SourceFile, statements: readonly Statement[]): number {
  let sum = 0;
  for (const { start, tokens } of statements) {
    for (let index = 0; index < tokens.length; index++) {
      if (tokens.kinds[index] !== Kind.word || !telling.has(tokens.texts[index]!)) continue;
      const first = source.text.charCodeAt(start + tokens.starts[index]!);
      sum += first >= 97 ? -1 : 1;
    }
  }
  return sum;
}

type NameStyle = Pick<SqlStyle, 'types' | 'quoting' | 'qualifier' | 'spelling'>;

/** How the statement spells its own names and types. */
function namesIn(source: SourceFile, statement: Statement, table: Table): NameStyle {
  const { dialect } = source;
  const shape = shapeOf(source, statement);
  const raw = (index: number): string => source.slice(source.spanOf(statement, index, index + 1));
  const spelling = new Map<string, string>();
  const own = shape.table.at(-1);
  const schema = shape.table.at(-2);
  if (own !== undefined) spelling.set(table.name, raw(own.from));
  const isQualified = schema !== undefined && table.schema === undefined;
  const qualifier = isQualified ? bareName(raw(schema.from)) : source.changesSearchPath ? 'public' : undefined;
  if (schema !== undefined) spelling.set(isQualified ? qualifier! : table.schema!, raw(schema.from));
  const columns = new Map(table.columns.map((column) => [foldCase(dialect, column.name), column.name]));
  let quoted = 0;
  let bare = 0;
  let upper = 0;
  let lower = 0;
  for (const item of shape.items) {
    const written = raw(item.from);
    const name = columns.get(
      foldCase(
        dialect,
        statement.tokens.kinds[item.from] === Kind.word ? statement.tokens.texts[item.from]! : bareName(written),
      ),
    );
    if (name === undefined) continue;
    spelling.set(name, written);
    if (statement.tokens.kinds[item.from] === Kind.word) bare++;
    else quoted++;
    const type =
      item.to > item.from + 1 && statement.tokens.kinds[item.from + 1] === Kind.word ? raw(item.from + 1) : '';
    if (/^[A-Z]/.test(type)) upper++;
    else if (/^[a-z]/.test(type)) lower++;
  }
  return {
    types: upper > lower ? 'upper' : 'as asked',
    quoting: quoted > bare ? 'always' : 'needed',
    qualifier,
    spelling,
  };
}

/** Types and expressions of a database, from the SQL text that Prisma would send it. */
import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { WrittenExpression } from '../../model/expression.ts';
import { rememberedByText } from '../../model/remembered.ts';
import { tokenize } from '../../syntax/sql/lexer.ts';
import { typeEnds } from '../sql/read-column.ts';
import { readExpression } from '../sql/read-expression.ts';
import { StatementReader } from '../sql/statement-reader.ts';

const nowhere = { file: '', unit: -1 };

const readers: Readonly<Record<Dialect, (text: string) => DataType | undefined>> = {
  postgresql: rememberedByText((text) => readType(text, 'postgresql')),
  mysql: rememberedByText((text) => readType(text, 'mysql')),
  sqlite: rememberedByText((text) => readType(text, 'sqlite')),
  sqlserver: rememberedByText((text) => readType(text, 'sqlserver')),
};

/** The type that the text names, without a place; undefined when it names none. */
export function typeWritten(text: string, dialect: Dialect): DataType | undefined {
  return readers[dialect](text);
}

export function expressionWritten(text: string, dialect: Dialect): WrittenExpression {
  const reader = readerOf(text, dialect);
  return readExpression(reader.cursor, reader.cursor.tokens.length, reader.names);
}

function readType(text: string, dialect: Dialect): DataType | undefined {
  return readerOf(text, dialect).dataType(typeEnds);
}

function readerOf(text: string, dialect: Dialect): StatementReader {
  return new StatementReader(tokenize(text, dialect), text, nowhere, dialect, undefined);
}

export function stringLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Types of a database, from the SQL text that Prisma would send it. */
import type { DataType } from '../../model/data-type.ts';
import type { Dialect } from '../../model/dialect.ts';
import { rememberedByText } from '../../model/remembered.ts';
import { typeEnds } from '../sql/read-column.ts';
import { fragmentReader } from '../sql/read-fragment.ts';

const readers: Readonly<Record<Dialect, (text: string) => DataType | undefined>> = {
  postgresql: rememberedByText((text) => readType(text, 'postgresql')),
  mysql: rememberedByText((text) => readType(text, 'mysql')),
  sqlite: rememberedByText((text) => readType(text, 'sqlite')),
  sqlserver: rememberedByText((text) => readType(text, 'sqlserver')),
  mongodb: rememberedByText((text) => readType(text, 'mongodb')),
};

/** The type that the text names, without a place; undefined when it names none. */
export function typeWritten(text: string, dialect: Dialect): DataType | undefined {
  return readers[dialect](text);
}

function readType(text: string, dialect: Dialect): DataType | undefined {
  return fragmentReader(text, dialect).dataType(typeEnds);
}

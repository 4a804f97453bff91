import { productNames } from '../../model/dialect.ts';
import { displayName } from '../../model/names.ts';
import { reservedWords } from '../../model/reserved-words.ts';
import { defineRule } from '../rule.ts';
import { columnName } from '../shared/column-name.ts';
import { languageOf } from '../shared/description-language.ts';
import { isWellReadTable } from '../shared/well-read-table.ts';

/** A table or column is named like a reserved word, so that every statement must quote it. */
export const reservedWord = defineRule({
  id: 'reserved-word',
  family: 'naming',
  severity: 'info',
  summary: 'A table or column is named like a reserved word, so that every statement must quote it.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'none',
  visits: 'table',
  *check(table, ctx) {
    if (!isWellReadTable(table)) return;
    const { dialect } = ctx;
    // In PostgreSQL a capital letter asks for quotes by itself, in a schema that settled for them.
    const folded = (name: string) => (dialect === 'postgresql' ? name : name.toLowerCase());
    const isReserved = (name: string) => reservedWords[dialect].has(folded(name));
    if (isReserved(table.name)) {
      yield {
        at: table.nameOrigin,
        state: { what: 'The table', name: displayName(table), dialect },
        // Prisma and SQLAlchemy quote names by themselves.
        ...(languageOf(table) !== 'sql' && { severity: 'hint' }),
      };
    }
    for (const column of table.columns) {
      if (!isReserved(column.name)) continue;
      yield {
        at: column.nameOrigin,
        state: { what: 'The column', name: columnName(table, column), dialect },
        severity: 'hint',
        columns: [column.name],
      };
    }
  },
  message: ({ what, name, dialect }) =>
    `${what} ${name} bears a reserved word of ${productNames[dialect]}: it must be quoted in every statement, and one that forgets fails or, worse, means something else. Choose another name while few queries use it.`,
});

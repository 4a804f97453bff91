/** In which language new tables are written: as asked, as the file in front is written, as the database is. */
import type { DescribedDatabase, Question, WorkspaceFacts } from '../consultation.ts';

export type SchemaLanguage = 'sql' | 'prisma' | 'sqlalchemy';

const python = /\b(?:SQLAlchemy|SQLModel|FastAPI|Flask|Alembic)\b/i;

/**
 * `isNamed`: the question names tables of the database. In a database that models declare, SQL stands in the history
 * that is made of them.
 */
export function languageOf(
  database: DescribedDatabase | undefined,
  isNamed: boolean,
  { databases, stack }: WorkspaceFacts,
  { text, active }: Pick<Question, 'text' | 'active'>,
): SchemaLanguage {
  const asked = languageAsked(text);
  if (asked !== undefined) return asked;
  const inFront = active === undefined ? undefined : languageInFront(active, databases);
  if (inFront !== undefined) return inFront;
  // New tables are no documents.
  if (database?.schema.dialect === 'mongodb') return 'sql';
  if (database !== undefined) return isNamed ? declaredIn(database) : mostUsed(databases, database);
  if (python.test(text)) return 'sqlalchemy';
  if (/\bPrisma\b/i.test(text)) return 'prisma';
  if (stack.some(({ name }) => /^Prisma/.test(name))) return 'prisma';
  return stack.some(({ name }) => python.test(name)) ? 'sqlalchemy' : 'sql';
}

/** "In Prisma, please", "as SQLAlchemy models", "the plain SQL"; undefined where no form is asked for. */
export function languageAsked(text: string): SchemaLanguage | undefined {
  const read = text.slice(0, 20_000);
  const [, form] =
    /\b(?:in|as|to|into)\s+(?:(?:plain|raw|pure|a|the)\s+)?(prisma|sqlalchemy|sqlmodel|sql)\b(?!\s+(?:server|databases?))/i.exec(
      read,
    ) ??
    /\b(prisma|sqlalchemy|sqlmodel|sql)\s+(?:schema|models?|version|ddl|scripts?)\b/i.exec(read) ??
    [];
  if (form === undefined) return undefined;
  const lower = form.toLowerCase();
  return lower === 'sqlmodel' ? 'sqlalchemy' : (lower as SchemaLanguage);
}

/** Undefined for a file that says nothing of a database, and for migrations that a mapper makes of its models. */
function languageInFront(file: string, databases: readonly DescribedDatabase[]): SchemaLanguage | undefined {
  const owner = databases.find(({ files }) => files.some((each) => each.file === file));
  if (file.endsWith('.prisma')) return 'prisma';
  if (file.endsWith('.py')) return owner === undefined ? undefined : 'sqlalchemy';
  if (!file.endsWith('.sql')) return undefined;
  const isHistory = /(?:^|\/)(?:migrations?|versions|alembic)\//i.test(file);
  return owner !== undefined && isHistory ? declaredIn(owner) : 'sql';
}

function declaredIn({ files }: DescribedDatabase): SchemaLanguage {
  if (files.some(({ language }) => language === 'prisma')) return 'prisma';
  return files.some(({ language }) => language === 'python') ? 'sqlalchemy' : 'sql';
}

/** By tables; of two with as many, that of the database in question. */
function mostUsed(databases: readonly DescribedDatabase[], database: DescribedDatabase): SchemaLanguage {
  const counted = new Map<SchemaLanguage, number>([[declaredIn(database), 0]]);
  for (const each of databases) {
    if (each.schema.dialect === 'mongodb') continue;
    const language = declaredIn(each);
    counted.set(language, (counted.get(language) ?? 0) + each.schema.tables.size);
  }
  return [...counted].sort(([, one], [, other]) => other - one)[0]![0];
}

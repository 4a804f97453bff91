import { createRequire } from 'node:module';
import { prisma } from '../../server/src/lower/prisma/prisma-language.ts';
import { prismaSources } from '../../server/src/lower/prisma/prisma-sources.ts';
import { dialectOf, providerNamed } from '../../server/src/lower/prisma/provider.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import type { FileEdit } from '../../server/src/text/text-edit.ts';
import { nextMigration } from '../../server/src/workspace/next-migration.ts';
import { prismaEditsFor } from '../../server/src/write/prisma/prisma-edits.ts';
import type { WriteContext } from '../../server/src/write/write-context.ts';
import { type Asked, filesIn } from './fix-text.ts';
import { edited, type Files, readProgram } from './program-kit.ts';

interface PrismaTools {
  format(files: string, params: string): string;
  validate(params: string): void;
}

const tools: PrismaTools = createRequire(import.meta.url)('@prisma/prisma-schema-wasm');

/** The files as `prisma format` leaves them. */
export function formatted(files: Files): Files {
  const params = { textDocument: { uri: 'file:/schema.prisma' }, options: { tabSize: 2, insertSpaces: true } };
  const answer = tools.format(JSON.stringify([...files]), JSON.stringify(params));
  return new Map(JSON.parse(answer) as [string, string][]);
}

/** What Prisma finds wrong, one line a mistake. */
export function mistakes(files: Files): readonly string[] {
  try {
    tools.validate(JSON.stringify({ prismaSchema: [...files] }));
    return [];
  } catch (error) {
    const { message } = JSON.parse((error as Error).message) as { readonly message: string };
    const plain = message.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), '');
    return plain.split('\n').filter((line) => line.startsWith('error: '));
  }
}

/** A Prisma schema as it is read, and a context to write in. */
export function readPrismaFiles(files: Files): { readonly schema: Schema; readonly context: WriteContext } {
  const main = [...files.values()].map(prismaSources).find(({ hasDatasource }) => hasDatasource);
  const dialect = dialectOf(providerNamed(main?.provider) ?? 'postgresql') ?? 'postgresql';
  const sources = new Map([...files].filter(([file]) => file.endsWith('.prisma')));
  const { schema, places } = readProgram(prisma, sources, dialect);
  const migrations = [...files.keys()].filter((file) => file.endsWith('.sql')).sort();
  const context: WriteContext = {
    dialect,
    schema,
    files: [...files.keys()],
    textOf: (file) => files.get(file),
    ...places,
    isSettled: () => false,
    isMigration: (file) => file.endsWith('.sql'),
    newMigration: (beside, slug) => {
      const file = nextMigration(migrations.at(-1) ?? beside, slug);
      return file === undefined
        ? undefined
        : {
            file,
            header: '',
            footer: '',
            noTransaction: undefined,
            isTransaction: false,
            splits: false,
            separator: '',
          };
    },
  };
  return { schema, context };
}

export function prismaEdits(files: Files, asked: readonly Asked[]): readonly FileEdit[] | undefined {
  const changes = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
  return prismaEditsFor(changes, readPrismaFiles(files).context);
}

/** The blocks around which a test turns. */
export const header = `datasource db {
  provider = "postgresql"
}

`;

/**
 * The text after the changes, of one file schema.prisma below the datasource or of all files that are touched;
 * undefined where the changes cannot be made.
 */
export function afterPrismaFix(text: string, asked: readonly Asked[]): string | undefined {
  const isWhole = text.includes('//- ') || text.includes('datasource ');
  const files = isWhole ? filesIn(text) : new Map([['schema.prisma', header + text]]);
  const edits = prismaEdits(files, asked);
  if (edits === undefined) return undefined;
  const after = edited(files, edits);
  if (!isWhole) return after.get('schema.prisma')!.slice(header.length);
  const touched = [...after].filter(([file, content]) => files.get(file) !== content);
  return touched.map(([file, content]) => `//- ${file}\n${content}`).join('');
}

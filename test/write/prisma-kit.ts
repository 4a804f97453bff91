import { createRequire } from 'node:module';
import { prisma } from '../../server/src/lower/prisma/prisma-language.ts';
import { prismaSources } from '../../server/src/lower/prisma/prisma-sources.ts';
import { dialectOf, providerNamed } from '../../server/src/lower/prisma/provider.ts';
import { foldChanges } from '../../server/src/model/fold.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { applyEdits, type FileEdit } from '../../server/src/text/text-edit.ts';
import { nextMigration } from '../../server/src/workspace/next-migration.ts';
import { prismaEditsFor } from '../../server/src/write/prisma/prisma-edits.ts';
import type { WriteContext } from '../../server/src/write/write-context.ts';
import { type Asked, filesIn } from './fix-text.ts';

interface PrismaTools {
  format(files: string, params: string): string;
  validate(params: string): void;
}

const tools: PrismaTools = createRequire(import.meta.url)('@prisma/prisma-schema-wasm');

type Files = ReadonlyMap<string, string>;

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
  const sources = [...files.values()].map(prismaSources).find(({ hasDatasource }) => hasDatasource);
  const dialect = dialectOf(providerNamed(sources?.provider) ?? 'postgresql') ?? 'postgresql';
  const program = prisma.newProgram(dialect);
  const schemas = [...files].filter(([file]) => file.endsWith('.prisma'));
  const units = new Map(
    schemas.map(([file, text]) => [
      file,
      prisma.split(text).map(({ start, end }, id) => ({ id, start, text: text.slice(start, end) })),
    ]),
  );
  for (const [file, list] of units) program.setUnits(file, list);
  const changes = [...units].flatMap(([file, list]) => list.flatMap(({ id }) => program.lowered(file, id).changes));
  const schema = foldChanges(changes, dialect);
  const migrations = [...files.keys()].filter((file) => file.endsWith('.sql')).sort();
  const unit = (file: string, id: number) => units.get(file)?.[id];
  const context: WriteContext = {
    dialect,
    schema,
    files: [...files.keys()],
    textOf: (file) => files.get(file),
    spanOf: ({ file, unit: id, start, end }) => {
      const found = unit(file, id);
      return found && { start: found.start + start, end: found.start + end };
    },
    unitSpan: ({ file, unit: id }) => {
      const found = unit(file, id);
      return found && { start: found.start, end: found.start + found.text.length };
    },
    isSettled: () => false,
    isMigration: (file) => file.endsWith('.sql'),
    newMigration: (beside, slug) => {
      const file = nextMigration(migrations.at(-1) ?? beside, slug);
      return file === undefined ? undefined : { file, header: '', footer: '', noTransaction: undefined };
    },
  };
  return { schema, context };
}

export function prismaEdits(files: Files, asked: readonly Asked[]): readonly FileEdit[] | undefined {
  const changes = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
  return prismaEditsFor(changes, readPrismaFiles(files).context);
}

/** The files with the edits made. */
export function edited(files: Files, edits: readonly FileEdit[]): Files {
  const after = new Map(files);
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    after.set(file, applyEdits(own.some(({ creates }) => creates) ? '' : files.get(file)!, own));
  }
  return after;
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

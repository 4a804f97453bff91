/** The languages whose files are understood together, as the properties try them. */
import type fc from 'fast-check';
import { prismaOf, randomPrisma } from '../kit/random-prisma.ts';
import { pythonOf, randomPython } from '../kit/random-python.ts';
import type { SketchedSchema } from '../kit/random-schema.ts';

export interface ProgramFiles {
  readonly language: 'Prisma' | 'Python';
  readonly random: fc.Arbitrary<string>;
  /** Each way in which a schema can be written. */
  readonly written: readonly ((schema: SketchedSchema) => string)[];
  /** Files that are understood together. */
  readonly names: readonly [string, string];
}

export const programFiles: readonly ProgramFiles[] = [
  {
    language: 'Prisma',
    random: randomPrisma,
    written: [prismaOf],
    names: ['prisma/schema/main.prisma', 'prisma/schema/more.prisma'],
  },
  {
    language: 'Python',
    random: randomPython,
    written: [
      (schema) => pythonOf(schema, 'mapped'),
      (schema) => pythonOf(schema, 'column'),
      (schema) => pythonOf(schema, 'core'),
    ],
    names: ['app/models.py', 'app/more.py'],
  },
];

import { splitPrisma, splitPrismaFrom } from '../../syntax/prisma/pieces.ts';
import type { ProgramLanguage } from '../program.ts';
import { PrismaProgram } from './prisma-program.ts';

export const prisma: ProgramLanguage = {
  concerns: (text) => /^[ \t]*(?:model|view|type|enum|datasource|generator)\b/m.test(text),
  split: splitPrisma,
  splitFrom: splitPrismaFrom,
  newProgram: (dialect) => new PrismaProgram(dialect),
};

/** The languages in which a whole database can be written. */
import type { Schema } from '../model/schema.ts';
import { printDbml } from './dbml.ts';
import { mermaid } from './mermaid.ts';
import { type Present, sqlmodelBase } from './present-base.ts';
import { printPrismaSchema } from './prisma/print-schema.ts';
import { printSchema } from './sql/print-schema.ts';
import { printSqlalchemyModels } from './sqlalchemy/print-models.ts';

export interface SchemaFormat {
  /** For people. */
  readonly title: string;
  /** What begins a comment. */
  readonly comment: string;
  /** As editors name the language. */
  readonly languageId: string;
  print(schema: Schema, present?: Present): string;
}

export const schemaFormats = {
  sql: { title: 'SQL', comment: '--', languageId: 'sql', print: printSchema },
  prisma: { title: 'Prisma schema', comment: '//', languageId: 'prisma', print: printPrismaSchema },
  sqlalchemy: { title: 'SQLAlchemy models', comment: '#', languageId: 'python', print: printSqlalchemyModels },
  sqlmodel: {
    title: 'SQLModel models',
    comment: '#',
    languageId: 'python',
    print: (schema) => printSqlalchemyModels(schema, { modelBase: sqlmodelBase }),
  },
  dbml: { title: 'DBML', comment: '//', languageId: 'dbml', print: printDbml },
  mermaid: { title: 'Mermaid diagram', comment: '%%', languageId: 'mermaid', print: mermaid },
} as const satisfies Readonly<Record<string, SchemaFormat>>;

export type SchemaFormatName = keyof typeof schemaFormats;

/** Prisma itself takes the Prisma examples of all pages, and would not write them otherwise. */
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { pageOf } from '../kit/rule-page.ts';

interface SchemaTool {
  validate(params: string): void;
  format(files: string, params: string): string;
}

const prisma: SchemaTool = createRequire(import.meta.url)('@prisma/prisma-schema-wasm');

function refusal(text: string, provider: Dialect): string | undefined {
  const source = /^datasource /m.test(text) ? '' : `datasource db {\n  provider = "${provider}"\n}\n`;
  try {
    prisma.validate(JSON.stringify({ prismaSchema: [['schema.prisma', source + text]], noColor: true }));
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function formatted(text: string): string {
  const options = { textDocument: { uri: 'file:/schema.prisma' }, options: { tabSize: 2, insertSpaces: true } };
  const files: [string, string][] = JSON.parse(
    prisma.format(JSON.stringify([['schema.prisma', text]]), JSON.stringify(options)),
  );
  return files[0]![1].trim();
}

const examples = catalogue.flatMap((rule) => {
  const { flagged, instead } = pageOf(rule);
  return [...flagged, ...instead].flatMap(({ dialect, files }) =>
    files.filter(({ file }) => file.endsWith('.prisma')).map(({ text }) => ({ id: rule.id, dialect, text })),
  );
});

test.for(examples)('an example of $id', ({ dialect, text }) => {
  expect(refusal(text, dialect)).toBeUndefined();
  expect(formatted(text)).toBe(text.trim());
});

test('a schema that is wrong, or written otherwise, is noticed', () => {
  const right = 'model User {\n  id Int @id\n}';
  expect(refusal(right, 'postgresql')).toBeUndefined();
  expect(refusal(right.replace('Int', 'Number'), 'postgresql')).toContain('Number');
  expect(formatted(right.replace('  id', ' id'))).toBe(right);
});

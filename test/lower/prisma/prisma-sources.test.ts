import { expect, test } from 'vitest';
import { prisma } from '../../../server/src/lower/prisma/prisma-language.ts';
import { prismaSources } from '../../../server/src/lower/prisma/prisma-sources.ts';

test('what datasource and generators say', () => {
  const text = `// datasource of everything
generator client {
  provider        = "prisma-client-js"
  previewFeatures = ["views", "partialIndexes"]
}
datasource db {
  provider     = "postgresql"
  url          = env("DATABASE_URL")
  relationMode = "prisma"
  extensions   = [pg_trgm, uuidOssp(map: "uuid-ossp"), vector(schema: "x")]
}
model A {
  id Int @id
}`;
  expect(prismaSources(text)).toEqual({
    hasDatasource: true,
    provider: 'postgresql',
    relationMode: 'prisma',
    extensions: ['pg_trgm', 'uuid-ossp', 'vector'],
    previewFeatures: ['views', 'partialIndexes'],
  });
  const program = prisma.newProgram('postgresql');
  program.setUnits(
    'a.prisma',
    prisma.split(text).map(({ start, end }, id) => ({ id, text: text.slice(start, end) })),
  );
  expect(program.lowered('a.prisma', 1).extensions).toEqual(['pg_trgm', 'uuid-ossp', 'vector']);
});

test('files without a datasource, and half-typed ones', () => {
  const none = {
    hasDatasource: false,
    provider: undefined,
    relationMode: undefined,
    extensions: [],
    previewFeatures: [],
  };
  expect(prismaSources('model A {\n  datasource String\n}')).toEqual(none);
  expect(prismaSources('')).toEqual(none);
  expect(prismaSources('datasource db {\n  provider = \nmodel A {\n')).toEqual({ ...none, hasDatasource: true });
});

test('a cheap look tells whether a text can say anything', () => {
  expect(prisma.concerns('// a schema\nmodel A {\n}')).toBe(true);
  expect(prisma.concerns('just some text')).toBe(false);
});

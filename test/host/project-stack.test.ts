import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectStack, stackIn } from '../../server/src/host/project-stack.ts';

const names = (file: string, text: string) => stackIn(file, text).map(({ name }) => name);

test.each([
  [
    '/a/package.json',
    '{ "dependencies": { "next": "15", "@prisma/client": "6" }, "scripts": { "pg": "x" } }',
    ['Next.js', 'Prisma'],
  ],
  [
    '/a/requirements.txt',
    'fastapi==0.1\n# celery\nsqlalchemy[asyncio]>=2 ; python_version > "3"\n-r other.txt\n',
    ['FastAPI', 'SQLAlchemy'],
  ],
  ['/a/requirements-dev.txt', 'alembic\n', ['Alembic']],
  ['/a/pyproject.toml', '[project]\ndependencies = ["fastapi>=0.1", "asyncpg"]\n', ['FastAPI', 'asyncpg']],
  ['/a/pyproject.toml', '[tool.poetry.dependencies]\nlitellm = "^1"\n', ['LiteLLM']],
  ['/a/Cargo.toml', '[dependencies]\nsqlx = { version = "0.8" }\n', ['SQLx']],
  [
    '/a/docker-compose.yml',
    'services:\n  db:\n    image: "docker.io/library/postgres:17"\n  c:\n    image: redis\n',
    ['PostgreSQL', 'Redis'],
  ],
  ['/a/compose.dev.yaml', 'services:\n  db:\n    image: mongo:8\n', ['MongoDB']],
  ['/a/package.json', 'not json {', []],
  ['/a/notes.txt', 'fastapi', []],
] as const)('%s %#', (file, text, expected) => expect(names(file, text)).toEqual(expected));

test('manifests of a project and its packages are found, those of others are not', async () => {
  const root = mkdtempSync(join(tmpdir(), 'db-architect-stack-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{ "dependencies": { "express": "5" } }');
  write('apps/api/requirements.txt', 'fastapi\n');
  write('node_modules/x/package.json', '{ "dependencies": { "mongoose": "8" } }');
  expect((await projectStack([root])).map(({ name, file }) => [name, file.slice(root.length)])).toEqual([
    ['Express', '/package.json'],
    ['FastAPI', '/apps/api/requirements.txt'],
  ]);
  expect(await projectStack([join(root, 'nowhere')])).toEqual([]);
});

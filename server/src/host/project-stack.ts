/** What a project's manifests say of its frameworks, drivers, ORMs and services. */
import { promises as fs } from 'node:fs';
import type { StackPart } from '../architect/consultation.ts';

/** Names of packages as manifests write them, with the makers' spelling. */
const known: Readonly<Record<string, string>> = {
  fastapi: 'FastAPI',
  flask: 'Flask',
  django: 'Django',
  sqlalchemy: 'SQLAlchemy',
  sqlmodel: 'SQLModel',
  alembic: 'Alembic',
  asyncpg: 'asyncpg',
  psycopg: 'psycopg',
  'psycopg2-binary': 'psycopg2',
  psycopg2: 'psycopg2',
  pymysql: 'PyMySQL',
  aiosqlite: 'aiosqlite',
  motor: 'Motor',
  beanie: 'Beanie',
  pymongo: 'PyMongo',
  redis: 'Redis',
  celery: 'Celery',
  litellm: 'LiteLLM',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  langchain: 'LangChain',
  'llama-index': 'LlamaIndex',
  pgvector: 'pgvector',
  duckdb: 'DuckDB',
  elasticsearch: 'Elasticsearch',
  next: 'Next.js',
  express: 'Express',
  fastify: 'Fastify',
  hono: 'Hono',
  '@nestjs/core': 'NestJS',
  prisma: 'Prisma',
  '@prisma/client': 'Prisma',
  'drizzle-orm': 'Drizzle',
  typeorm: 'TypeORM',
  sequelize: 'Sequelize',
  knex: 'Knex',
  kysely: 'Kysely',
  pg: 'node-postgres',
  postgres: 'Postgres.js',
  mysql2: 'mysql2',
  'better-sqlite3': 'better-sqlite3',
  mongoose: 'Mongoose',
  mongodb: 'MongoDB',
  ioredis: 'ioredis',
  bullmq: 'BullMQ',
  '@elastic/elasticsearch': 'Elasticsearch',
  '@neondatabase/serverless': 'Neon',
  '@libsql/client': 'libSQL',
  '@supabase/supabase-js': 'Supabase',
  sqlx: 'SQLx',
  diesel: 'Diesel',
};

/** Images of services in a compose file. */
const services: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  postgis: 'PostgreSQL',
  pgvector: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  mongo: 'MongoDB',
  redis: 'Redis',
  valkey: 'Valkey',
  elasticsearch: 'Elasticsearch',
  opensearch: 'OpenSearch',
  clickhouse: 'ClickHouse',
  'clickhouse-server': 'ClickHouse',
  pgbouncer: 'PgBouncer',
};

type Reader = (text: string) => Iterable<string>;

const readers: readonly {
  readonly name: RegExp;
  readonly read: Reader;
  readonly names: Readonly<Record<string, string>>;
}[] = [
  { name: /^package\.json$/, read: packagesOfJson, names: known },
  { name: /^requirements[\w.-]*\.txt$/, read: packagesOfLines, names: known },
  { name: /^(?:pyproject\.toml|Pipfile|Cargo\.toml)$/, read: packagesOfToml, names: known },
  { name: /^(?:docker-)?compose[\w.-]*\.ya?ml$/, read: imagesOf, names: services },
];

const foreign = /^(?:\.|node_modules$|vendor$|dist$|build$|target$|venv$|site-packages$|__pycache__$)/;
/** Manifests stand at the top of a project or of one of its packages. */
const deepest = 3;
const mostFolders = 400;
const largest = 1_000_000;

/** Parts below the folders, each once for a file; what cannot be read is left out, as it says nothing. */
export async function projectStack(folders: readonly string[]): Promise<readonly StackPart[]> {
  const parts: StackPart[] = [];
  let open = folders.map((folder) => ({ folder, depth: 0 }));
  let visited = 0;
  while (open.length > 0 && visited < mostFolders) {
    const next: typeof open = [];
    for (const { folder, depth } of open) {
      if (++visited > mostFolders) break;
      const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
        const path = `${folder === '/' ? '' : folder}/${entry.name}`;
        if (entry.isDirectory() && depth < deepest && !foreign.test(entry.name))
          next.push({ folder: path, depth: depth + 1 });
        else if (entry.isFile()) parts.push(...(await partsOfFile(path, entry.name)));
      }
    }
    open = next;
  }
  return parts;
}

async function partsOfFile(file: string, name: string): Promise<readonly StackPart[]> {
  if (!readers.some((reader) => reader.name.test(name))) return [];
  const stat = await fs.stat(file).catch(() => undefined);
  if (stat === undefined || stat.size > largest) return [];
  return stackIn(file, await fs.readFile(file, 'utf8').catch(() => ''));
}

/** What one manifest names; nothing for a file that is no manifest. */
export function stackIn(file: string, text: string): readonly StackPart[] {
  const reader = readers.find((each) => each.name.test(file.slice(file.lastIndexOf('/') + 1)));
  if (reader === undefined) return [];
  const found = new Map<string, StackPart>();
  for (const written of reader.read(text)) {
    const dependency = written.toLowerCase();
    const name = Object.hasOwn(reader.names, dependency) ? reader.names[dependency] : undefined;
    if (name !== undefined) found.set(dependency, { name, dependency, file });
  }
  return [...found.values()];
}

/** A file that is no JSON names nothing. */
function packagesOfJson(text: string): readonly string[] {
  return [...text.matchAll(/"(?:dependencies|devDependencies|peerDependencies)"\s*:\s*\{([^}]*)\}/g)].flatMap((group) =>
    [...group[1]!.matchAll(/"([^"\s]+)"\s*:/g)].map((match) => match[1]!),
  );
}

function packagesOfLines(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z0-9][\w.-]*)/gm)].map((match) => match[1]!);
}

/** Keys of tables of dependencies, and strings of lists: `fastapi = "^0.110"`, `"fastapi>=0.110"`. */
function packagesOfToml(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z][\w.-]*)[ \t]*=|"([A-Za-z][\w.-]*)[^"\n]*"/gm)].map(
    (match) => match[1] ?? match[2]!,
  );
}

function imagesOf(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*image:[ \t]*["']?([\w./-]+)/gm)].map((match) =>
    match[1]!.slice(match[1]!.lastIndexOf('/') + 1),
  );
}

/**
 * The embedded PostgreSQL that checks answers, as files beside the bundles: PGlite's WebAssembly, its support files, and
 * a data directory with the extensions installed and a role without privileges. Starting from that directory takes a
 * third of the time that initdb does. Kept in .cache, because packing takes seconds.
 */
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** By file name; in SQL `uuid-ossp` keeps its dash. pgcrypto is left out: it is larger than all others together. */
const extensions = [
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'earthdistance',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'ltree',
  'pg_trgm',
  'seg',
  'tablefunc',
  'unaccent',
  'uuid-ossp',
];

/** What SQL under test runs as: it may make what it likes in its own database and reach nothing outside of it. */
const setUp = `
create role architect login createrole;
alter database postgres owner to architect;
grant all on schema public to architect;
create schema extensions;
grant usage on schema extensions to public;
${extensions.map((name) => `create extension "${name}" schema extensions;`).join('\n')}
create function extensions.digest(bytea, text) returns bytea language sql immutable as 'select null::bytea';
create function extensions.digest(text, text) returns bytea language sql immutable as 'select null::bytea';
create function extensions.hmac(text, text, text) returns bytea language sql immutable as 'select null::bytea';
create function extensions.hmac(bytea, bytea, text) returns bytea language sql immutable as 'select null::bytea';
create function extensions.crypt(text, text) returns text language sql immutable as 'select null::text';
create function extensions.gen_salt(text) returns text language sql as 'select null::text';
create function extensions.gen_salt(text, integer) returns text language sql as 'select null::text';
create function extensions.gen_random_bytes(integer) returns bytea language sql as 'select null::bytea';
create function extensions.pgp_sym_encrypt(text, text) returns bytea language sql as 'select null::bytea';
create function extensions.pgp_sym_encrypt(text, text, text) returns bytea language sql as 'select null::bytea';
create function extensions.pgp_sym_decrypt(bytea, text) returns text language sql immutable as 'select null::text';
checkpoint;
`;

/** The package that it comes from. */
export const embeddedPostgresSource = 'node_modules/@electric-sql/pglite/dist';

/** Writes everything into `target`; returns the names of the files. */
export async function copyEmbeddedPostgres(root, target) {
  const source = join(root, embeddedPostgresSource);
  const cache = join(root, '.cache/embedded-postgres', await fingerprint(root));
  const names = await readdir(cache).catch(() => undefined);
  if (names === undefined) {
    const fresh = `${cache}-${process.pid}`;
    await mkdir(fresh, { recursive: true });
    await pack(source, fresh);
    // Another build may have been quicker; its files are the same.
    await rename(fresh, cache).catch(() => rm(fresh, { recursive: true }));
  }
  await mkdir(target, { recursive: true });
  await cp(cache, target, { recursive: true });
  return readdir(cache);
}

async function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of ['scripts/embedded-postgres.mjs', 'node_modules/@electric-sql/pglite/package.json']) {
    hash.update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function pack(source, target) {
  await writePacked(join(target, 'postgres.wasm.br'), await readFile(join(source, 'pglite.wasm')));
  await writePacked(join(target, 'support.data.br'), await readFile(join(source, 'pglite.data')));
  await writePacked(join(target, 'data.tar.br'), await dataDirectory(source));
  for (const name of extensions) await copyFile(join(source, `${name}.tar.gz`), join(target, `${name}.tar.gz`));
}

async function writePacked(file, bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(file, await promisify(brotliCompress)(bytes, { params }));
}

async function dataDirectory(source) {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create({
    // A log of the standard 16 MB would be most of the directory.
    initDbStartParams: ['--wal-segsize=1'],
    postgresqlconf: ['min_wal_size=2MB', 'max_wal_size=8MB'],
    extensions: Object.fromEntries(extensions.map((name) => [name, new URL(`file://${source}/${name}.tar.gz`)])),
  });
  await database.exec(setUp);
  const dumped = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  return withoutTemplates(dumped);
}

/** A tar archive without the files of template0 and template1, which nobody connects to. */
function withoutTemplates(archive) {
  const kept = [];
  for (let at = 0; at < archive.length && archive[at] !== 0; ) {
    const name = archive.toString('latin1', at, archive.indexOf(0, at));
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    const end = at + 512 + Math.ceil(size / 512) * 512;
    const isFolder = archive[at + 156] === '5'.charCodeAt(0);
    if (isFolder || !/^\/?base\/[14]\//.test(name)) kept.push(archive.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(1024)]);
}

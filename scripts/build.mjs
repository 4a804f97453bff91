/**
 * Bundles the extension, the language server and the command line into dist/.
 * `--production` minifies and leaves source maps out; `--watch` rebuilds on change; `--only verify.js` builds one bundle.
 */
import { createHash } from 'node:crypto';
import { appendFile, chmod, copyFile, glob, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { copyEmbeddedPostgres, embeddedPostgresSource } from './embedded-postgres.mjs';
import { collectKnowledge } from './knowledge.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: flags } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
    only: { type: 'string', multiple: true },
  },
});
const outdir = join(root, flags.outdir);

/** One bundle per process or per lazily loaded part: nothing is shared at run time, so nothing can be loaded twice. */
const allBundles = [
  { out: 'extension.js', entry: 'client/src/extension.ts', external: ['vscode'] },
  { out: 'language-client.js', entry: 'client/src/language-client.ts', external: ['vscode'] },
  { out: 'chat.js', entry: 'client/src/chat/chat.ts', external: ['vscode'] },
  { out: 'models.js', entry: 'client/src/models/models.ts', external: ['vscode'] },
  { out: 'server.js', entry: 'server/src/lsp/main.ts', external: [] },
  { out: 'cli.js', entry: 'server/src/cli/main.ts', external: [], executable: true },
  {
    out: 'command-line.js',
    entry: 'server/src/cli/command-line.ts',
    external: [],
    stamped: true,
    options: asFunction(),
  },
  { out: 'model-answer.js', entry: 'server/src/cli/model-answer.ts', external: [] },
  { out: 'verify.js', entry: 'server/src/verify/main.ts', external: [], options: ownAddress() },
  { out: 'mcp.js', entry: 'server/src/mcp/main.ts', external: [] },
];
const bundles = allBundles.filter(({ out }) => flags.only === undefined || flags.only.includes(out));

/** PGlite asks for the address of its module, which only ES modules know, and makes a `require` of its own of it. */
function ownAddress() {
  return {
    supported: {},
    define: { 'import.meta.url': 'ownAddress' },
    banner: { js: 'const ownAddress = require("node:url").pathToFileURL(__filename).href;' },
  };
}

/** What cli.js runs itself, and reads at each start: the function that Node makes of a module, and no more bytes than needed. */
function asFunction() {
  return {
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    minifyWhitespace: true,
  };
}

/**
 * Writes as escapes what esbuild leaves beyond ASCII: in comments, where it does not matter, and in regular expressions
 * and their raw templates, where an escape means the same. An engine keeps the source of what it runs in memory, and
 * takes two bytes for every character of a text that has one such character.
 */
const ascii = {
  name: 'ascii',
  setup(build) {
    build.onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const file = build.initialOptions.outfile;
      const content = await readFile(file, 'utf8');
      const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      await writeFile(file, content.replace(/[^\0-\x7f]/g, escaped));
    });
  },
};

/** Writes a last line into a bundle that says which one it is: cli.js keeps what V8 makes of it under that name. */
const stamp = {
  name: 'stamp',
  setup(build) {
    build.onEnd(async () => {
      const file = build.initialOptions.outfile;
      const content = await readFile(file);
      await appendFile(file, `//# build=${createHash('sha256').update(content).digest('hex').slice(0, 32)}\n`);
    });
  },
};

/** Files the bundles read at run time. A pattern that matches nothing fails the build. */
const assets = [
  { from: 'node_modules/libpg-query/wasm/libpg-query.wasm', to: '.' },
  { from: 'node_modules/node-sql-parser/build/{mysql,mariadb,sqlite,transactsql}.js', to: 'grammars' },
  { from: 'server/src/rules/*/*.md', to: 'rules' },
];

const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** The sources are ES modules, the bundles are not: Node goes by the nearest package.json. */
const moduleKind = '{ "type": "commonjs" }\n';

/**
 * Parts that are bundles of their own: extension.js loads the language client only when a schema file appears and
 * the chat or a model at the first question, and command-line.js needs the client of a model only where one is set up.
 * esbuild cannot split CommonJS output, so their dynamic imports are pointed at the other bundle by hand.
 */
const lazyParts = {
  name: 'lazy-parts',
  setup(build) {
    build.onResolve({ filter: /\/(?:language-client|chat|models|model-answer)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/**
 * What only Python files need comes with the first of them: a module that is required is run when `require` is called.
 * The sources cannot say it, as they stay ES modules without anything of Node.
 */
const lateParser = {
  name: 'late-parser',
  setup(build) {
    build.onLoad({ filter: /\/syntax\/python\/python-parser\.ts$/ }, async () => {
      // By its path, as the package has another module for `require`, with another copy of what it imports.
      const { path } = await build.resolve('@lezer/python', { kind: 'import-statement', resolveDir: root });
      return {
        contents: `export const pythonParser = () => require(${JSON.stringify(path)}).parser;`,
        resolveDir: root,
      };
    });
  },
};

function optionsFor(bundle) {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: join(outdir, bundle.out),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: bundle.external,
    // ESM builds first: the UMD files some packages name as `main` hide their requires from the bundler.
    mainFields: ['module', 'main'],
    loader: { '.md': 'text' },
    plugins: bundle.stamped ? [lazyParts, lateParser, ascii, stamp] : [lazyParts, lateParser, ascii],
    // In the extension host `require` is the loader that knows `vscode`; a native import() would go around it.
    supported: { 'dynamic-import': false },
    minify: flags.production,
    sourcemap: flags.production ? false : 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    ...bundle.options,
  };
}

/** Returns the copies' paths within the output folder. */
async function copyAssets() {
  const copies = [];
  for (const asset of assets) {
    const target = join(outdir, asset.to);
    await mkdir(target, { recursive: true });
    const before = copies.length;
    for await (const file of glob(asset.from, { cwd: root })) {
      await copyFile(join(root, file), join(target, basename(file)));
      copies.push(join(asset.to, basename(file)));
    }
    if (copies.length === before) throw new Error(`asset not found: ${asset.from}`);
  }
  for (const file of await copyEmbeddedPostgres(root, join(outdir, 'postgres'))) copies.push(join('postgres', file));
  await writeFile(join(outdir, 'knowledge.json'), JSON.stringify(await collectKnowledge(join(root, 'prompts'))));
  return [...copies, 'knowledge.json'];
}

/** Paths, from the root, of what got into a bundle or lies beside it. */
function whatShips(built) {
  const bundled = built.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    ),
  );
  return [...bundled, ...assets.map(({ from }) => from), embeddedPostgresSource];
}

/** Clears leftovers of earlier builds last, so that dist/ is usable while a build runs. */
async function removeOthers(wanted) {
  const keep = new Set(wanted);
  for (const entry of await readdir(outdir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(relative(outdir, file))) await rm(file, { force: true });
  }
}

async function missingEntries() {
  const missing = [];
  for (const { entry } of bundles) {
    const found = await stat(join(root, entry)).catch(() => undefined);
    if (!found) missing.push(entry);
  }
  return missing;
}

async function main() {
  const missing = await missingEntries();
  if (missing.length > 0) throw new Error(`entry point not found: ${missing.join(', ')}`);

  if (flags.watch) {
    await copyAssets();
    await writeFile(join(outdir, 'package.json'), moduleKind);
    for (const bundle of bundles) await (await esbuild.context(optionsFor(bundle))).watch();
    console.log('watching; stop with Ctrl+C');
    return;
  }

  const built = await Promise.all(bundles.map((bundle) => esbuild.build(optionsFor(bundle))));
  await writeFile(join(outdir, 'package.json'), moduleKind);
  const copied = ['package.json', noticesFile, ...(await copyAssets())];
  await writeFile(join(outdir, noticesFile), await thirdPartyNotices(root, whatShips(built)));
  await removeOthers([...bundles.flatMap(({ out }) => (flags.production ? [out] : [out, `${out}.map`])), ...copied]);
  for (const bundle of bundles) {
    const file = join(outdir, bundle.out);
    if (bundle.executable) await chmod(file, 0o755);
    const { size } = await stat(file);
    console.log(`${relative(root, file).padEnd(26)} ${(size / 1024).toFixed(0).padStart(6)} KB`);
  }
}

main().catch((error) => {
  console.error(`build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});

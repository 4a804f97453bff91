/** `npm run package`: production bundles into database-architect.vsix, and a check of what went into it. */
import { spawnSync } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';

const vsix = 'database-architect.vsix';
const megabyte = 1024 * 1024;
/** Of the package, and of all in it but the embedded PostgreSQL, whose files are packed already. */
const limits = { whole: 9 * megabyte, own: 2.5 * megabyte };

function run(args, stdio = 'inherit') {
  const result = spawnSync(process.execPath, args, { stdio, encoding: 'utf8' });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    throw new Error(`${args.join(' ')} ended with ${result.status}`);
  }
  return result.stdout ?? '';
}

try {
  const vsce = 'node_modules/@vscode/vsce/vsce';
  run(['scripts/build.mjs', '--production']);
  run([vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '-o', vsix]);

  const listed = run([vsce, 'ls', '--no-dependencies'], 'pipe').trim().split('\n');
  const stray = listed.filter(
    (file) => !/^(package\.json|[A-Z]+(\.md)?|(agents|dist|media|schemas|skills)\/[\w./-]+)$/.test(file),
  );
  if (stray.length > 0) throw new Error(`unexpected files in the package: ${stray.join(', ')}`);
  for (const needed of [
    'dist/package.json',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/extension.js',
    'dist/language-client.js',
    'dist/chat.js',
    'dist/models.js',
    'dist/server.js',
    'dist/knowledge.json',
    'dist/libpg-query.wasm',
    'dist/verify.js',
    'dist/mcp.js',
    'dist/postgres/postgres.wasm.br',
    'dist/postgres/support.data.br',
    'dist/postgres/data.tar.br',
  ]) {
    if (!listed.includes(needed)) throw new Error(`missing from the package: ${needed}`);
  }

  const { size } = await stat(vsix);
  let embedded = 0;
  for await (const file of glob('dist/postgres/*')) embedded += (await stat(file)).size;
  const own = size - embedded;
  const sizes = `${(size / megabyte).toFixed(2)} MB, ${(own / megabyte).toFixed(2)} MB without PostgreSQL`;
  if (size > limits.whole || own > limits.own) throw new Error(`${vsix} is too large: ${sizes}`);
  console.log(`${vsix}: ${listed.length} files, ${sizes}`);
} catch (error) {
  console.error(`package failed: ${error.message}`);
  process.exitCode = 1;
}

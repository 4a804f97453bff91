/** `npm run package`: production bundles into database-architect.vsix, and a check of what went into it. */
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';

const vsix = 'database-architect.vsix';
/** Of which the embedded PostgreSQL takes 6 MB. */
const limit = 9 * 1024 * 1024;

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
  const megabytes = (size / 1024 / 1024).toFixed(2);
  if (size > limit) throw new Error(`${vsix} has ${megabytes} MB, the limit is ${limit / 1024 / 1024} MB`);
  console.log(`${vsix}: ${listed.length} files, ${megabytes} MB`);
} catch (error) {
  console.error(`package failed: ${error.message}`);
  process.exitCode = 1;
}

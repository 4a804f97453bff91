/**
 * What a user downloads and what the editor loads, in bytes.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { figure, table } from './report.mjs';
import { ROOT } from './servers.mjs';

/** @param {string} folder @param {(name: string) => boolean} wanted */
function sizesIn(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(wanted)
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}

export async function size() {
  return {
    packages: sizesIn(ROOT, (name) => name.endsWith('.vsix')),
    bundles: sizesIn(join(ROOT, 'dist'), (name) => /\.(c|m)?js$|\.wasm$/.test(name)),
  };
}

/** @param {Awaited<ReturnType<typeof size>>} results */
export function printSize({ packages, bundles }) {
  const rows = [...packages, ...bundles.map(({ name, bytes }) => ({ name: `dist/${name}`, bytes }))].map(
    ({ name, bytes }) => [name, figure(bytes / 1024)],
  );
  const note = packages.length === 0 ? 'no *.vsix in the root: not packaged yet\n\n' : '';
  return `## Size\n\n${note}${rows.length > 0 ? table(['file', 'KB'], rows) : 'nothing is built'}`;
}

/** The licences of what is inside the bundles and beside them, from the installed packages' own licence files. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Compiled into packages whose own licence files do not speak of it. */
const compiledIn = [
  {
    name: 'PostgreSQL',
    within: ['@electric-sql/pglite', 'libpg-query'],
    licence: 'PostgreSQL',
    file: 'postgresql.txt',
  },
  { name: 'libpg_query', within: ['libpg-query'], licence: 'BSD-3-Clause', file: 'libpg_query.txt' },
];

const licenceFile = /^(?:licen[cs]e|copying|notice|third-?party-?notices)(?:[.-].*)?$/i;

/**
 * The file's text. `inputs` are paths of what was bundled or copied, from the root, with slashes; those outside of
 * node_modules are ours. Throws for a package without a licence file: what cannot be shown must not be shipped.
 */
export async function thirdPartyNotices(root, inputs) {
  const folders = [...new Set(inputs.flatMap(packageFolder))];
  const found = await Promise.all(folders.map((folder) => readPackage(join(root, folder))));
  // The same package may be reached on two ways, by a link.
  const packages = [...new Map(found.map((each) => [`${each.name} ${each.version}`, each])).values()];
  packages.sort((one, other) => (one.name < other.name ? -1 : 1));
  const names = new Set(packages.map(({ name }) => name));
  const inside = compiledIn.filter(({ within }) => within.some((name) => names.has(name)));
  for (const { name, within, licence, file } of inside) {
    const text = await readFile(join(root, 'scripts', 'licences', file), 'utf8');
    packages.push({ name, version: `within ${within.join(' and ')}`, licence, texts: [text] });
  }
  const intro =
    'Database Architect contains the software below, under the licences that follow it. Its own licence is in LICENSE.\n';
  return [intro, ...packages.map(section)].join('\n');
}

/** Of `node_modules/a/node_modules/@b/c/x.js` the folder of `@b/c`. */
function packageFolder(input) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input);
  return found === null ? [] : [found[0]];
}

async function readPackage(folder) {
  const { name, version, license: licence } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} ${version} has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, licence, texts };
}

function section({ name, version, licence, texts }) {
  const title = `${name} ${version} (${licence})`;
  const body = texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
  return `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n\n${body}\n`;
}

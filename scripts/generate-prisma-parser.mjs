/** Makes the parser of Prisma blocks from its grammar; `--check` only tells whether the files are current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildParserFile } from '@lezer/generator';

const folder = join(import.meta.dirname, '..', 'server', 'src', 'syntax', 'prisma');
const at = (option) => process.argv[process.argv.indexOf(option) + 1];
const out = process.argv.includes('--out') ? at('--out') : folder;

const { parser, terms } = buildParserFile(readFileSync(join(folder, 'block.grammar'), 'utf8'), {
  fileName: 'block.grammar',
  typeScript: true,
  warn: (message) => {
    throw new Error(message);
  },
});
const header = `// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// biome-ignore-all assist: generated
`;

for (const [name, text] of [
  ['block-parser.ts', parser],
  ['block-terms.ts', terms],
]) {
  const file = join(out, name);
  if (!process.argv.includes('--check')) writeFileSync(file, header + text);
  else if (readFileSync(file, 'utf8') !== header + text) {
    console.error(`${name} is out of date: run node scripts/generate-prisma-parser.mjs`);
    process.exitCode = 1;
  }
}

/**
 * Runs the benchmark and prints its tables.
 *
 *   node bench/run.mjs [--only keystroke,flat,cold,languages,architect,activation,noise,size]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { activations, printActivations } from './activation.mjs';
import { architect, printArchitect } from './architect.mjs';
import { cold, printCold } from './cold.mjs';
import { flat, printFlat } from './flat.mjs';
import { keystroke, printKeystroke } from './keystroke.mjs';
import { languages, printLanguages } from './languages.mjs';
import { noise, printNoise } from './noise.mjs';
import { printSize, size } from './size.mjs';

/** In the order of printing. Each part is measured alone: nothing else of ours runs meanwhile. */
const PARTS = {
  keystroke: { measure: keystroke, print: printKeystroke },
  flat: { measure: flat, print: printFlat },
  cold: { measure: cold, print: printCold },
  languages: { measure: languages, print: printLanguages },
  architect: { measure: architect, print: printArchitect },
  activation: { measure: activations, print: printActivations },
  noise: { measure: noise, print: printNoise },
  size: { measure: size, print: printSize },
};

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const wanted = values.only?.flatMap((list) => list.split(',')) ?? Object.keys(PARTS);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

const machine = {
  date: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  cpus: cpus().length,
  memoryMb: Math.round(totalmem() / 1024 / 1024),
  loadBefore: loadavg()[0],
};
console.log(
  `# Benchmark\n\n${machine.cpus} cores, ${machine.platform}, load ${machine.loadBefore.toFixed(2)} at the start. Compare figures of one run only.`,
);

/** @type {Record<string, unknown>} */
const results = { machine };
for (const [name, { measure, print }] of Object.entries(PARTS)) {
  if (!wanted.includes(name)) continue;
  const result = await measure();
  results[name] = result;
  console.log(`\n${print(/** @type {any} */ (result))}`);
}
const folder = join(dirname(fileURLToPath(import.meta.url)), 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(results, null, 2)}\n`);

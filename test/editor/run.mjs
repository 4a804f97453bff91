/**
 * `npm run test:editor`: the suites in the real editor. Anything that keeps one from running is a failure. With names
 * of suites as arguments only those run.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAgentJourney } from './agent.mjs';
import { runChatJourney } from './chat.mjs';
import { runExtensionHostSuite } from './extension-host.mjs';
import { provision, root } from './provision.mjs';
import { runUserJourney } from './user.mjs';

const allSuites = [
  ['user', runUserJourney],
  ['chat', runChatJourney],
  ['agent', runAgentJourney],
  ['extension host', runExtensionHostSuite],
];
const wanted = process.argv.slice(2);
const suites = allSuites.filter(([suite]) => wanted.length === 0 || wanted.includes(suite));

const totals = [];
try {
  const editor = await provision();
  for (const [suite, run] of suites) {
    console.log(`\n${suite}`);
    try {
      totals.push(await run(editor));
    } catch (error) {
      console.error(error);
      totals.push({ suite, passed: 0, failed: 1 });
    }
  }
} catch (error) {
  console.error(`the editor suites cannot run: ${error.message}`);
  process.exitCode = 1;
}

await mkdir(join(root, '.cache'), { recursive: true });
if (totals.length === allSuites.length) {
  await writeFile(join(root, '.cache', 'editor-totals.json'), JSON.stringify(totals));
}
for (const { suite, passed, failed } of totals) console.log(`${suite}: ${passed} passed, ${failed} failed`);
if (totals.length === 0 || totals.some(({ passed, failed }) => failed > 0 || passed === 0)) process.exitCode = 1;

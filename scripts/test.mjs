/**
 * `npm test`: everything that has to be true before a change is merged, cheapest first.
 * A failed step does not hide the later ones, except those that need what it makes.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

const unitReport = '.cache/vitest.json';
const npm = process.env.npm_execpath;
const npmRun = (script, ...args) => [npm ?? 'npm', 'run', '--silent', script, ...(args.length ? ['--', ...args] : [])];

const steps = [
  { name: 'build', command: npmRun('build') },
  { name: 'typecheck', command: npmRun('typecheck') },
  { name: 'lint', command: npmRun('lint') },
  { name: 'python', command: [process.execPath, 'scripts/provision-python.mjs'] },
  {
    name: 'unit',
    command: npmRun('test:unit', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
    totals: unitTotals,
  },
  { name: 'editor', needs: 'build', command: npmRun('test:editor'), totals: editorTotals },
];

const results = new Map();
await rm(unitReport, { force: true });
await rm('.cache/editor-totals.json', { force: true });

for (const step of steps) {
  console.log(`\n── ${step.name} ${'─'.repeat(70 - step.name.length)}`);
  if (step.needs && results.get(step.needs)?.passed !== true) {
    console.log(`cannot run: ${step.needs} failed`);
    results.set(step.name, { passed: false, note: `did not run, ${step.needs} failed` });
    continue;
  }
  const started = performance.now();
  const code = await run(step.command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // A runner that reports no totals has not run its tests, whatever its exit code says.
  const totals = step.totals ? await step.totals().catch(() => undefined) : '';
  const passed = code === 0 && totals !== undefined;
  results.set(step.name, { passed, note: `${totals ?? 'no totals reported'}${totals ? ', ' : ' '}${seconds} s` });
}

console.log(`\n── totals ${'─'.repeat(64)}`);
for (const [name, { passed, note }] of results)
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${note}`);
process.exitCode = [...results.values()].every(({ passed }) => passed) ? 0 : 1;

/** npm is a script of its own that needs Node; npm_execpath names it when npm started us. */
function run([program, ...args]) {
  const command = program.endsWith('js') ? [process.execPath, program, ...args] : [program, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function unitTotals() {
  const report = JSON.parse(await readFile(unitReport, 'utf8'));
  if (report.numTotalTests === 0) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`;
}

async function editorTotals() {
  const suites = JSON.parse(await readFile('.cache/editor-totals.json', 'utf8'));
  const again = ({ attempts }) => (attempts > 1 ? ' at the second attempt' : '');
  return suites
    .map((totals) => `${totals.suite}: ${totals.passed} passed, ${totals.failed} failed${again(totals)}`)
    .join('; ');
}

/** Entry of the suite in the extension host: `run()` is what code-server and @vscode/test-electron both call. */
import { format } from 'node:util';
import Mocha from 'mocha';

/** Tells the suite's lines from everything else that the extension host writes to the console. */
const mark = '[suite] ';

export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => console.log(mark + format(...parts));
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 150_000, slow: 5_000 });
  // Mocha's `describe` and `it` belong to a suite only after this event, hence the imports below it.
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./activation.ts');
  await import('./findings.ts');
  await import('./typing.ts');
  await import('./fixes.ts');
  await import('./navigation.ts');
  await import('./languages.ts');
  await import('./settings.ts');
  await import('./settings-file.ts');
  await import('./commands.ts');
  await import('./chat.ts');

  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failures) => resolve({ passed: runner.stats?.passes ?? 0, failed: failures }));
  });
  console.log(`${mark}totals: ${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
  if (passed === 0) throw new Error('no test ran');
}

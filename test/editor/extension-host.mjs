/** Runs the suite inside the extension host of the real editor and brings back its totals. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { whatIsShown } from './page-report.mjs';
import { cache, root } from './provision.mjs';
import { bundleSuite } from './suite-bundle.mjs';
import { lastErrors, openWorkbench, startWorkbench } from './workbench.mjs';

const timeLimit = 600_000;

export async function runExtensionHostSuite(editor) {
  const suite = await bundleSuite();
  const workbench = await startWorkbench(editor, { files: join(root, 'samples'), smokeTestDriver: true });
  const log = [];
  let view;
  try {
    const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers();
    const timer = setTimeout(() => fail(new Error(`the suite did not end within ${timeLimit / 1000} s`)), timeLimit);
    let totals;
    const remote = (path) => `vscode-remote://127.0.0.1:${workbench.port}${path}`;
    view = await openWorkbench(editor, workbench, {
      payload: [
        ['extensionDevelopmentPath', remote(root)],
        ['extensionTestsPath', remote(suite)],
        ['skipWelcome', 'true'],
      ],
      before: async (page) => {
        await page.exposeFunction('codeAutomationLog', (_type, args) => {
          const line = format(...args);
          log.push(line);
          const [marked, text] = /^\[suite\] (.*)$/s.exec(line) ?? [];
          const reported = /^totals: (\d+) passed, (\d+) failed$/.exec(text ?? '');
          if (reported) totals = { passed: Number(reported[1]), failed: Number(reported[2]) };
          else if (marked) console.log(text);
        });
        await page.exposeFunction('codeAutomationExit', end);
      },
    });
    const code = await ended.catch(async (error) => {
      console.log(await whatIsShown(view.page));
      console.log(await lastErrors(workbench.logs));
      throw error;
    });
    clearTimeout(timer);
    if (code !== 0) console.log(await lastErrors(workbench.logs));
    if (!totals) throw new Error(`the suite ended with ${code} and reported no totals`);
    return { suite: 'extension host', passed: totals.passed, failed: totals.failed || (code === 0 ? 0 : 1) };
  } finally {
    await view?.close();
    await workbench.stop();
    await writeFile(join(cache, 'extension-host.log'), log.join('\n'));
  }
}

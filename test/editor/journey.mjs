/** Installs the packaged extension in a fresh editor and goes through the steps of a person with it. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { whatIsShown } from './page-report.mjs';
import { Person } from './person.mjs';
import { cache, root } from './provision.mjs';
import { lastErrors, openWorkbench, startWorkbench } from './workbench.mjs';

/**
 * @param suite its name in totals, logs and pictures
 * @param files folder copied into the workspace; an empty workspace when left out
 * @param stepsOf returns `[name, step]` pairs for `{ person, page, workbench, pictures }`
 */
export async function playJourney(editor, { suite, files, settings, profile }, stepsOf) {
  const workbench = await startWorkbench(editor, { vsix: packagedExtension(), files, settings, profile });
  const pictures = join(cache, 'screenshots');
  await mkdir(pictures, { recursive: true });
  const view = await openWorkbench(editor, workbench);
  const person = new Person(view.page);
  const steps = stepsOf({ person, page: view.page, workbench, pictures });

  let passed = 0;
  try {
    for (const [name, step] of steps) {
      await step();
      passed++;
      console.log(`  ✔ ${name}`);
    }
    return { suite, passed, failed: 0 };
  } catch (error) {
    console.log(`  ✘ ${steps[passed][0]}\n${error.stack}\n\n${await whatIsShown(view.page)}`);
    console.log(await lastErrors(workbench.logs));
    await keepPicture(person, join(pictures, `${suite}-failed.png`));
    await cp(workbench.logs, join(cache, `${suite}-logs`), { recursive: true });
    // The steps after a failed one did not run: they are not passed.
    return { suite, passed, failed: steps.length - passed };
  } finally {
    await view.close();
    await workbench.stop();
  }
}

/** A page that has broken down has no picture any more, which must not hide why the step failed. */
async function keepPicture(person, path) {
  await person.screenshot(path).catch((error) => console.log(`no picture: ${error.message}`));
}

let vsix;

/** Built once for all journeys of a run. */
export function packagedExtension() {
  if (vsix === undefined) {
    const packaged = spawnSync(process.execPath, ['scripts/package.mjs'], { cwd: root, encoding: 'utf8' });
    if (packaged.status !== 0) throw new Error(`npm run package failed:\n${packaged.stdout}${packaged.stderr}`);
    vsix = join(root, 'database-architect.vsix');
  }
  return vsix;
}

/** Works as a person would with the packaged extension: sees a problem, applies its fix, and the problem is gone. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { playJourney } from './journey.mjs';
import { root } from './provision.mjs';

const orders = 'shop/migrations/0003_orders.sql';

/** The problem of the sample that the journey mends, and the title of its fix. */
const problem = /no index.*order_line \(product_id\)/i;
const fix = /index on order_line \(product_id\)/i;

export function runUserJourney(editor) {
  return playJourney(editor, { suite: 'user', files: join(root, 'samples') }, journey);
}

function journey({ person, workbench, pictures }) {
  let before = [];
  const isTheProblem = (text) => problem.test(text);
  return [
    [
      'opens a migration and sees squiggles',
      async () => {
        await person.openFile(orders);
        assert.ok((await person.squiggles()) > 0);
      },
    ],
    [
      'reads the problem in the Problems view',
      async () => {
        await person.filterProblems('order_line');
        before = await person.problemsUntil((problems) => problems.some(isTheProblem), 'no foreign key problem');
        await person.screenshot(join(pictures, 'problems.png'));
      },
    ],
    [
      'is offered a fix by the light bulb',
      async () => {
        await person.goToProblem(before.find(isTheProblem));
        const titles = await person.openLightBulb();
        assert.ok(
          titles.some((title) => fix.test(title)),
          `offered: ${titles.join(', ')}`,
        );
        await person.screenshot(join(pictures, 'light-bulb.png'));
      },
    ],
    [
      'applies it, and the problem is gone',
      async () => {
        await person.chooseAction(fix);
        await person.problemsUntil((problems) => !problems.some(isTheProblem), 'the problem is still there');
        await person.screenshot(join(pictures, 'fixed.png'));
      },
    ],
    [
      'finds the index in a new migration, the old ones as they were',
      async () => {
        await person.runCommand('File: Save All Files');
        const folder = dirname(orders);
        const added = (await readdir(join(workbench.workspace, folder))).filter((name) => name.startsWith('0006_'));
        assert.equal(added.length, 1);
        const migration = await readFile(join(workbench.workspace, folder, added[0]), 'utf8');
        assert.match(migration, /create index[^;]*order_line \(product_id\)/i);
        assert.equal(
          await readFile(join(workbench.workspace, orders), 'utf8'),
          await readFile(join(root, 'samples', orders), 'utf8'),
        );
      },
    ],
    [
      'reads about the rule behind a problem',
      async () => {
        assert.match(await person.readAbout('no-primary-key'), /primary key/i);
        await person.screenshot(join(pictures, 'rule.png'));
      },
    ],
    [
      'finds the extension in the list of running ones',
      async () => {
        // Reported, not judged: the time depends on the machine.
        console.log(`    ${await person.activationTime('Database Architect')}`);
        await person.screenshot(join(pictures, 'running.png'));
      },
    ],
  ];
}

/**
 * `npm run screenshots`: takes the walkthrough's pictures in the real editor and draws the icon from its SVG.
 * Needs a packaged extension. The pictures are committed; look at them before you do.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { palettePng } from './palette-png.mjs';
import { Person } from './person.mjs';
import { provision, root } from './provision.mjs';
import { openWorkbench, startWorkbench } from './workbench.mjs';

const media = join(root, 'media');
const editor = await provision();
await drawIcon();
if (!process.argv.includes('--icon')) await takeWalkthroughPictures();

async function drawIcon() {
  const browser = await editor.playwright.chromium.launch({ executablePath: editor.chromium, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body{margin:0}</style>${await readFile(join(media, 'icon.svg'), 'utf8')}`);
  await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
  await browser.close();
}

async function takeWalkthroughPictures() {
  const workbench = await startWorkbench(editor, {
    vsix: join(root, 'database-architect.vsix'),
    files: join(root, 'samples'),
    settings: {
      'breadcrumbs.enabled': false,
      'editor.minimap.enabled': false,
      'editor.scrollBeyondLastLine': false,
      'workbench.activityBar.location': 'hidden',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor fills it in
      'window.title': '${activeEditorShort}',
      'workbench.statusBar.visible': false,
    },
  });
  // Small, because the walkthrough and the README show the pictures in half of a window.
  const view = await openWorkbench(editor, workbench, { viewport: { width: 820, height: 560 } });
  const person = new Person(view.page);
  const picture = async (name) => {
    await sleep(800);
    const png = await palettePng(view.page, await view.page.screenshot());
    await writeFile(join(media, `walkthrough-${name}.png`), png);
    console.log(`media/walkthrough-${name}.png ${Math.round(png.length / 1024)} KB`);
  };
  try {
    await person.openFile('shop/migrations/0003_orders.sql');
    await person.runCommand('View: Close Primary Side Bar');
    await person.squiggles();
    await person.filterProblems('order_line');
    const problems = await person.problemsUntil((found) => found.length > 0, 'nothing found');
    await picture('problems');
    const missing = problems.find((text) => /no index/i.test(text)) ?? problems[0];
    await person.goToProblem(missing);
    await person.openLightBulb();
    await picture('fix');
    await view.page.keyboard.press('Escape');
    await person.filterProblems('');
    await person.runCommand('Database Architect: Check Workspace');
    await view.page.locator('.notification-list-item', { hasText: 'Database Architect:' }).first().waitFor();
    await picture('workspace');
    await person.closeNotifications();
    await person.runCommand('Database Architect: Explain Rule…');
    await view.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    await view.page.keyboard.type('fk-without-index');
    await view.page.keyboard.press('Enter');
    await view.page.waitForSelector('iframe.webview.ready');
    await view.page.keyboard.press('Control+j');
    await sleep(2_000);
    await picture('rule');
    await person.openFile('shop/migrations/0003_orders.sql');
    await person.filterProblems('order_line');
    await person.goToProblem(missing);
    await person.openLightBulb();
    await person.chooseAction('Add an index');
    await person.problemsUntil((found) => !found.includes(missing), 'the problem is still there');
    await picture('fixed');
  } finally {
    await view.close();
    await workbench.stop();
  }
}

/**
 * `npm run screenshots`: takes the pictures of the README and the walkthrough in the real editor and draws the icon from
 * its SVG. Needs a packaged extension. With names of series (`walkthrough`, `languages`, `chat`, `icon`) as arguments
 * only those are taken. The pictures are committed; look at them before you do.
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
const chatSettings = { 'chat.disableAIFeatures': false, 'chat.viewSessions.enabled': false };
const wanted = process.argv.slice(2);
const isWanted = (series) => wanted.length === 0 || wanted.includes(series);

if (isWanted('icon')) await drawIcon();
if (isWanted('walkthrough')) await inEditor({}, takeWalkthrough);
if (isWanted('languages')) await inEditor({ width: 1000 }, takeLanguages);
if (isWanted('chat')) await inEditor({ height: 900, settings: chatSettings }, takeChat);

async function drawIcon() {
  const browser = await editor.playwright.chromium.launch({ executablePath: editor.chromium, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body{margin:0}</style>${await readFile(join(media, 'icon.svg'), 'utf8')}`);
  await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
  await browser.close();
}

/** Opens the samples in a fresh editor and hands over a person, the page and how to take a picture. */
async function inEditor({ width = 820, height = 560, settings = {} }, series) {
  const workbench = await startWorkbench(editor, {
    vsix: join(root, 'database-architect.vsix'),
    files: join(root, 'samples'),
    settings: {
      'breadcrumbs.enabled': false,
      'editor.minimap.enabled': false,
      'editor.scrollBeyondLastLine': false,
      'editor.stickyScroll.enabled': false,
      'workbench.activityBar.location': 'hidden',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor fills it in
      'window.title': '${activeEditorShort}',
      'workbench.statusBar.visible': false,
      ...settings,
    },
  });
  // Small, because the walkthrough and the README show the pictures in half of a window.
  const view = await openWorkbench(editor, workbench, { viewport: { width, height } });
  const picture = async (name) => {
    await sleep(800);
    const png = await palettePng(view.page, await view.page.screenshot());
    await writeFile(join(media, `${name}.png`), png);
    console.log(`media/${name}.png ${Math.round(png.length / 1024)} KB`);
  };
  try {
    await series({ person: new Person(view.page), page: view.page, picture });
  } finally {
    await view.close();
    await workbench.stop();
  }
}

async function takeWalkthrough({ person, page, picture }) {
  await person.openFile('shop/migrations/0003_orders.sql');
  await person.runCommand('View: Close Primary Side Bar');
  await person.squiggles();
  await person.filterProblems('order_line');
  const problems = await person.problemsUntil((found) => found.length > 0, 'nothing found');
  await picture('walkthrough-problems');
  const missing = problems.find((text) => /no index/i.test(text)) ?? problems[0];
  await person.goToProblem(missing);
  await openSteadyLightBulb(person, page);
  await picture('walkthrough-fix');
  await page.keyboard.press('Escape');
  await person.filterProblems('');
  await person.runCommand('Database Architect: Check Workspace');
  await page.locator('.notification-list-item', { hasText: 'Database Architect:' }).first().waitFor();
  await picture('walkthrough-workspace');
  await person.closeNotifications();
  await person.runCommand('Database Architect: Explain Rule…');
  await page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
  await page.keyboard.type('fk-without-index');
  await page.keyboard.press('Enter');
  await page.waitForSelector('iframe.webview.ready');
  await page.keyboard.press('Control+j');
  await sleep(2_000);
  await picture('walkthrough-rule');
}

/** Whatever takes the focus, such as a view that is filled, closes the menu: it has to be there for a while. */
async function openSteadyLightBulb(person, page) {
  const menu = page.locator('.action-widget .monaco-list-row.action').first();
  do {
    await person.openLightBulb();
    await sleep(1_500);
  } while (!(await menu.isVisible()));
}

async function takeLanguages({ person, page, picture }) {
  const goTo = async (file, word) => {
    await person.openFile(file);
    await person.squiggles();
    await person.filterProblems(word);
    const isMeant = (problem) => problem.includes(word);
    const problems = await person.problemsUntil((found) => found.some(isMeant), `nothing found about ${word}`);
    const problem = problems.find(isMeant);
    await person.goToProblem(problem);
    await page.waitForSelector('.monaco-editor.focused .selected-text');
    return problem;
  };
  await person.openFile('clinic/prisma/schema.prisma');
  await person.runCommand('View: Close Primary Side Bar');
  await goTo('clinic/prisma/schema.prisma', 'reminded');
  await page.locator('.view-line', { hasText: 'reminded' }).hover({ position: { x: 40, y: 8 } });
  await page.locator('.monaco-hover:visible', { hasText: 'migrations' }).first().waitFor();
  await picture('drift');
  await page.keyboard.press('Escape');
  await goTo('clinic/prisma/schema.prisma', 'patient_id');
  await openSteadyLightBulb(person, page);
  await picture('prisma-fix');
  await page.keyboard.press('Escape');
  const missing = await goTo('courses/models.py', 'lesson (course_id)');
  await person.openLightBulb();
  await person.chooseAction('Add an index');
  await person.problemsUntil((found) => !found.includes(missing), 'the problem is still there');
  await person.filterProblems('');
  await picture('sqlalchemy-fixed');
}

async function takeChat({ person, page, picture }) {
  await person.openFile('shop/migrations/0003_orders.sql');
  await person.runCommand('View: Close Primary Side Bar');
  await person.runCommand('Chat: Focus on Chat View');
  await person.runCommand('View: Maximize Secondary Side Bar');
  await person.chat.ask('@architect What should we mend first in our schema?');
  // The beginning of the answer: VS Code shows its end.
  await page
    .locator('.interactive-list')
    .first()
    .hover({ position: { x: 4, y: 200 } });
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, -200);
  await page.mouse.move(300, 10);
  await picture('chat');
}

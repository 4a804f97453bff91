/** What a person does in the workbench, with the handles that hold in VS Code 1.139. */
import { setTimeout as sleep } from 'node:timers/promises';

const patience = 30_000;

export class Person {
  #page;

  constructor(page) {
    this.#page = page;
  }

  async openFile(name) {
    await this.#choose('Control+p', name);
    await this.#page.waitForSelector(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`, {
      timeout: patience,
    });
  }

  async runCommand(title) {
    await this.#choose('F1', title);
  }

  /** The messages listed in the Problems view, which is opened first. */
  async problems() {
    await this.#showProblems();
    return this.#page.locator('.markers-panel .monaco-list-row .marker-message-details-container').allInnerTexts();
  }

  /** Waits until the Problems view satisfies the predicate; returns its messages. */
  async problemsUntil(predicate, what) {
    const deadline = Date.now() + patience;
    for (;;) {
      const problems = await this.problems();
      if (predicate(problems)) return problems;
      if (Date.now() > deadline) throw new Error(`${what}; the Problems view has: ${JSON.stringify(problems)}`);
      await sleep(300);
    }
  }

  async squiggles() {
    const found = '.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint';
    await this.#page.waitForSelector(found, { timeout: patience });
    return this.#page.locator(found).count();
  }

  /** Goes to the problem as a click in the Problems view does. */
  async goToProblem(text) {
    await this.#showProblems();
    await this.#page.locator('.markers-panel .monaco-list-row', { hasText: text }).first().dblclick();
  }

  /** Opens the light bulb menu at the cursor and returns the titles in it. */
  async openLightBulb() {
    await this.#page.keyboard.press('Control+.');
    await this.#page.waitForSelector('.action-widget .monaco-list-row.action', { timeout: patience });
    return this.#page.locator('.action-widget .monaco-list-row.action').allInnerTexts();
  }

  async chooseAction(title) {
    await this.#page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click();
    await this.#page.waitForSelector('.action-widget', { state: 'detached', timeout: patience });
  }

  async save() {
    await this.runCommand('File: Save');
    await this.#page.waitForSelector('.tab.active:not(.dirty)', { timeout: patience });
  }

  async closeNotifications() {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  screenshot(path) {
    return this.#page.screenshot({ path });
  }

  async #showProblems() {
    const panel = this.#page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.runCommand('Problems: Focus on Problems View');
      await panel.waitFor({ timeout: patience });
    }
  }

  /** The palette and quick open are the same box; it answers keys only once its list is filled. */
  async #choose(key, text) {
    const box = this.#page.locator('.quick-input-widget');
    const deadline = Date.now() + patience;
    for (;;) {
      await this.#page.keyboard.press(key);
      try {
        await box.locator('input').first().waitFor({ timeout: 2_000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
    await this.#page.keyboard.type(text);
    const row = box.locator('.monaco-list-row', { hasText: text.split('/').at(-1) }).first();
    await row.waitFor({ timeout: patience });
    await row.click();
    await box.waitFor({ state: 'hidden', timeout: patience });
  }
}

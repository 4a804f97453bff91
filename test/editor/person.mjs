/** What a person does in the workbench, with the handles that hold in VS Code 1.139. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ChatView } from './chat-view.mjs';
import { DiagramView } from './diagram-view.mjs';

const patience = 30_000;

export class Person {
  #page;

  constructor(page) {
    this.#page = page;
    this.chat = new ChatView(page, this);
    this.diagram = new DiagramView(page);
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
    const rows = this.#page.locator('.markers-panel .monaco-list-row .marker-message-details-container');
    // Below the message come its source, code and place, each on a line of its own.
    return (await rows.allInnerTexts()).map((text) => text.split('\n')[0]);
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

  /** Shows only problems with the text (all, when it is empty): the view draws no more rows than fit. */
  async filterProblems(text) {
    await this.#showProblems();
    const filter = this.#page.locator('.viewpane-filter');
    const deadline = Date.now() + patience;
    for (;;) {
      await filter.locator('input').first().fill(text);
      if (text === '') return;
      try {
        // "Showing 3 of 17". A view that is still being built takes the text and does nothing with it.
        await filter.locator('.viewpane-filter-badge:not(.hidden)').first().waitFor({ timeout: 2_000 });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await filter.locator('input').first().fill('');
      }
    }
  }

  /** Goes to the problem as a click in the Problems view does. */
  async goToProblem(text) {
    await this.#showProblems();
    const message = this.#page.locator('.markers-panel .marker-message-details-container', { hasText: text }).first();
    // At its beginning: further right there is the link to the rule's explanation.
    await message.dblclick({ position: { x: 10, y: 10 } });
    // A hover over the row would take the focus, and with it close whatever menu is opened next.
    await this.#page.mouse.move(300, 10);
  }

  /** Follows the link behind a problem to the explanation of its rule, which opens as a rendered page. */
  async readAbout(rule) {
    await this.#showProblems();
    await this.#page.locator('.markers-panel a', { hasText: rule }).first().click();
    await this.#page.waitForSelector(`.tab.active[data-resource-name="${rule}.md"]`, { timeout: patience });
    await this.#page.waitForSelector('iframe.webview.ready', { timeout: patience });
    const page = this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    return page.locator('.markdown-body').innerText({ timeout: patience });
  }

  /** Opens the light bulb menu at the cursor and returns the titles in it. */
  async openLightBulb() {
    const action = this.#page.locator('.action-widget .monaco-list-row.action');
    const deadline = Date.now() + patience;
    await this.#page.keyboard.press('Control+1');
    for (;;) {
      // The keys do nothing while the editor is still taking the focus, hence again until the menu is there.
      await this.#page.keyboard.press('Control+.');
      try {
        await action.first().waitFor({ timeout: 3_000 });
        return action.allInnerTexts();
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  async chooseAction(title) {
    const action = this.#page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
    const deadline = Date.now() + patience;
    for (;;) {
      try {
        await action.click({ timeout: 2_000 });
        break;
      } catch (error) {
        // The menu closes when anything in the workbench takes the focus; a person opens it again.
        if (Date.now() > deadline) throw error;
        await this.openLightBulb();
      }
    }
    await action.waitFor({ state: 'hidden', timeout: patience });
  }

  async closeNotifications() {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** How long VS Code took to activate the extension, as its own list of running extensions says. */
  async activationTime(extension) {
    await this.runCommand('Developer: Show Running Extensions');
    const list = this.#page.locator('.runtime-extensions-editor');
    const row = list.locator('.extension', { hasText: extension });
    await list.locator('.activation-time').first().waitFor({ timeout: patience });
    await list.hover();
    // Slowest first, and only the rows that fit are drawn.
    for (let scrolled = 0; scrolled < 20 && (await row.count()) === 0; scrolled++) {
      await this.#page.mouse.wheel(0, 300);
      await sleep(200);
    }
    return row.locator('.activation-time').innerText({ timeout: patience });
  }

  /** Answers the box that a command asks in: a row of its list, or text. */
  async pick(text) {
    const row = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
    await row.click({ timeout: patience });
  }

  /** Marks a row of a list with check boxes, and accepts the list. */
  async tick(text) {
    await this.pick(text);
    await this.#page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click({ timeout: patience });
  }

  async fill(prompt, text) {
    const box = this.#page.locator('.quick-input-widget', { hasText: prompt });
    await box.locator('input').first().fill(text, { timeout: patience });
    await this.#page.keyboard.press('Enter');
  }

  /** What the box says that asks for this. */
  async readBox(prompt) {
    const box = this.#page.locator('.quick-input-widget', { hasText: prompt });
    await box.waitFor({ timeout: patience });
    return box.innerText();
  }

  async pressInDialog(button) {
    await this.#page
      .locator('.monaco-dialog-box .monaco-button', { hasText: button })
      .first()
      .click({ timeout: patience });
  }

  /** Waits for a notification with the text. */
  async notified(text) {
    await this.#page.locator('.notification-toast', { hasText: text }).first().waitFor({ timeout: patience });
  }

  /** Turns a setting on that is off by default. */
  async turnOn(setting) {
    await this.runCommand('Preferences: Open Settings (UI)');
    await this.#page.locator('.settings-header .monaco-editor.focused').waitFor({ timeout: patience });
    await this.#page.keyboard.type(setting);
    // Before the search is done the list is drawn anew under the mouse.
    await this.#page.locator('.settings-count-widget', { hasText: '1 Setting Found' }).waitFor({ timeout: patience });
    const item = `.setting-item-contents[data-key="${setting}"]`;
    await this.#page.locator(`${item} .setting-value-checkbox`).click({ timeout: patience });
    await this.#page.locator(`${item}.is-configured`).waitFor({ timeout: patience });
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Escape');
  }

  async pressInNotification(button) {
    const toast = this.#page.locator('.notification-toast .monaco-button', { hasText: button });
    await toast.first().click({ timeout: patience });
  }

  /** Takes what a box proposes. */
  async accept() {
    await this.#page.locator('.quick-input-widget input:visible').first().waitFor({ timeout: patience });
    // A dialog of files fills itself in.
    await sleep(1_000);
    await this.#page.keyboard.press('Enter');
  }

  /** Waits until the editor in front shows the file and takes what is typed. */
  async isShown(name) {
    await this.#page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, { timeout: patience });
    await this.#page.waitForSelector('.editor-instance .monaco-editor.focused', { timeout: patience });
  }

  /** The lines of the editor in front that fit. */
  async readOpenText() {
    const lines = this.#page.locator('.editor-instance .view-lines').last();
    await lines.locator('.view-line').first().waitFor({ timeout: patience });
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }

  /** Selects the line with the text in the editor in front. */
  async selectLine(text) {
    await this.#page.locator('.editor-instance .view-line', { hasText: text }).first().click({ clickCount: 3 });
  }

  /** Waits until a list that a command shows has the row, and leaves it. */
  async sees(command, row) {
    const deadline = Date.now() + patience;
    for (;;) {
      await this.runCommand(command);
      const found = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: row }).first();
      const isThere = await found.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      await this.#page.keyboard.press('Escape');
      if (isThere) return;
      if (Date.now() > deadline) throw new Error(`${command} does not show ${row}`);
    }
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

  /**
   * The palette and quick open are the same box. It answers keys only once its list is filled, and closes when anything
   * else takes the focus; a person opens it again.
   */
  async #choose(key, text) {
    const box = this.#page.locator('.quick-input-widget');
    const row = box.locator('.monaco-list-row', { hasText: text.split('/').at(-1) }).first();
    const deadline = Date.now() + patience;
    for (;;) {
      await this.#page.keyboard.press(key);
      try {
        // Into the box and not by keys, which would go wherever the focus is by then.
        await box
          .locator('input')
          .first()
          .fill(key === 'F1' ? `>${text}` : text, { timeout: 2_000 });
        await row.click({ timeout: 4_000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await this.#page.keyboard.press('Escape');
      }
    }
    // Not the box: a command may ask something next, in the same one.
    await row.waitFor({ state: 'hidden', timeout: patience });
  }
}

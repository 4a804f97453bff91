/** What a person does in the workbench, with the handles that hold in VS Code 1.139. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ChatView } from './chat-view.mjs';
import { DiagramView } from './diagram-view.mjs';
import { patience, persist } from './patience.mjs';

export class Person {
  #page;

  constructor(page) {
    this.#page = page;
    this.chat = new ChatView(page, this);
    this.diagram = new DiagramView(page);
  }

  async openFile(name) {
    await this.#choose('Control+p', name);
    await this.#page.waitForSelector(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`);
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
    await this.#page.waitForSelector(found);
    return this.#page.locator(found).count();
  }

  /** Shows only problems with the text (all, when it is empty): the view draws no more rows than fit. */
  async filterProblems(text) {
    await this.#showProblems();
    const filter = this.#page.locator('.viewpane-filter');
    const input = filter.locator('input').first();
    await input.fill(text);
    if (text === '') return;
    // "Showing 3 of 17". A view that is still being built takes the text and does nothing with it.
    const badge = filter.locator('.viewpane-filter-badge:not(.hidden)').first();
    await persist((timeout) => badge.waitFor({ timeout }), {
      otherwise: async () => {
        await input.fill('');
        await input.fill(text);
      },
    });
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
    await persist(
      async (timeout) => {
        await this.#page.locator('.markers-panel a', { hasText: rule }).first().click({ timeout });
        await this.#page.locator(`.tab.active[data-resource-name="${rule}.md"]`).waitFor({ timeout });
      },
      { time: 10_000 },
    );
    await this.#page.waitForSelector('iframe.webview.ready');
    const page = this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    return page.locator('.markdown-body').innerText();
  }

  /** Opens the light bulb menu at the cursor and returns the titles in it. */
  async openLightBulb() {
    const action = this.#page.locator('.action-widget .monaco-list-row.action');
    return persist(async (timeout) => {
      // The keys do nothing while the editor is still taking the focus, hence again until the menu is there.
      await this.#page.keyboard.press('Control+1');
      await this.#page.keyboard.press('Control+.');
      await action.first().waitFor({ timeout });
      return action.allInnerTexts();
    });
  }

  async chooseAction(title) {
    const action = this.#page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
    await persist(
      async (timeout) => {
        await action.click({ timeout });
        await action.waitFor({ state: 'hidden' });
      },
      // The menu closes when anything in the workbench takes the focus; a person opens it again.
      { otherwise: () => this.openLightBulb() },
    );
  }

  async closeNotifications() {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** How long VS Code took to activate the extension, as its own list of running extensions says. */
  async activationTime(extension) {
    await this.runCommand('Developer: Show Running Extensions');
    const list = this.#page.locator('.runtime-extensions-editor');
    const row = list.locator('.extension', { hasText: extension });
    await list.locator('.activation-time').first().waitFor();
    await list.hover();
    // Slowest first, and only the rows that fit are drawn.
    for (let scrolled = 0; scrolled < 20 && (await row.count()) === 0; scrolled++) {
      await this.#page.mouse.wheel(0, 300);
      await sleep(200);
    }
    return row.locator('.activation-time').innerText();
  }

  /** Answers the box that a command asks in: a row of its list. */
  async pick(text) {
    await this.#answerBox(this.#rowOf(text), (row, timeout) => row.click({ timeout }));
  }

  /** Marks a row of a list with check boxes, and accepts the list. */
  async tick(text) {
    const row = this.#rowOf(text);
    await persist(async (timeout) => {
      if ((await row.getAttribute('aria-checked')) !== 'true') await row.click({ timeout });
      await row.and(this.#page.locator('[aria-checked="true"]')).waitFor({ timeout });
    });
    const accept = this.#page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' });
    await this.#answerBox(row, (_row, timeout) => accept.click({ timeout }));
  }

  /** Answers the box that asks for this with a text. */
  async fill(prompt, text) {
    await this.#answerBox(this.#box(prompt), async (box, timeout) => {
      const input = box.locator('input:visible').first();
      await input.fill(text, { timeout });
      await input.press('Enter', { timeout });
    });
  }

  /** What the box says that asks for this. */
  async readBox(prompt) {
    await this.#box(prompt).waitFor();
    return this.#box(prompt).innerText();
  }

  async pressInDialog(button) {
    const found = this.#page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first();
    await this.#answerBox(found, (_found, timeout) => found.click({ timeout }));
  }

  /** Waits for a notification with the text. */
  async notified(text) {
    await this.#notification('.notification-list-item', text, (found, timeout) => found.waitFor({ timeout }));
  }

  /** Turns a setting on that is off by default. */
  async turnOn(setting) {
    await this.runCommand('Preferences: Open Settings (UI)');
    const search = this.#page.locator('.settings-header .monaco-editor');
    const item = this.#page.locator(`.setting-item-contents[data-key="${setting}"]`);
    await persist(
      async (timeout) => {
        await search.click({ timeout });
        await this.#page.keyboard.press('Control+a');
        await this.#page.keyboard.type(setting);
        // Before the search is done the list is drawn anew under the mouse.
        await this.#page.locator('.settings-count-widget', { hasText: '1 Setting Found' }).waitFor({ timeout });
      },
      { time: 10_000 },
    );
    await item.locator('.setting-value-checkbox').click();
    await item.and(this.#page.locator('.is-configured')).waitFor();
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Escape');
  }

  async pressInNotification(button) {
    const pressed = '.notification-list-item .monaco-button';
    await this.#notification(pressed, button, (found, timeout) => found.click({ timeout }));
  }

  /** Takes what the box proposes, when it proposes a text that ends so. */
  async accept(ending) {
    const input = this.#page.locator('.quick-input-widget input:visible').first();
    // A dialog of files fills itself in.
    await persist(async () => {
      const proposed = await input.inputValue();
      if (!proposed.endsWith(ending)) throw new Error(`the box proposes ${proposed}, not …${ending}`);
    });
    await this.#answerBox(input, (_input, timeout) => input.press('Enter', { timeout }));
  }

  /** Waits until the editor in front shows the file and takes what is typed. */
  async isShown(name) {
    await this.#page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.#page.waitForSelector('.editor-instance .monaco-editor.focused');
  }

  /** Waits until the editor in front has the text, and returns its lines that fit. */
  async readsInEditor(text) {
    const lines = this.#page.locator('.editor-instance .view-lines').last();
    return persist(async (timeout) => {
      await lines.locator('.view-line').first().waitFor({ timeout });
      const read = (await lines.innerText()).replaceAll('\u00a0', ' ');
      if (text.test(read)) return read;
      throw new Error(`the editor has no ${text}: ${read}`);
    });
  }

  /** Selects the line with the text in the editor in front. */
  async selectLine(text) {
    await this.#page.locator('.editor-instance .view-line', { hasText: text }).first().click({ clickCount: 3 });
    await this.#page.locator('.editor-instance .selected-text').first().waitFor();
  }

  /** Waits until a list that a command shows has the row, and leaves it. */
  async sees(command, row) {
    await persist(
      async (timeout) => {
        await this.runCommand(command);
        await this.#rowOf(row).waitFor({ timeout });
      },
      { otherwise: () => this.#page.keyboard.press('Escape') },
    );
    await this.#page.keyboard.press('Escape');
  }

  screenshot(path) {
    return this.#page.screenshot({ path });
  }

  async #showProblems() {
    const panel = this.#page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.runCommand('Problems: Focus on Problems View');
      await panel.waitFor();
    }
  }

  #rowOf(text) {
    return this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  }

  #box(prompt) {
    return this.#page.locator('.quick-input-widget', { hasText: prompt });
  }

  /** Answers what asks until it is gone: a list that is drawn anew under the mouse takes no click. */
  async #answerBox(asking, answer) {
    await asking.waitFor();
    await persist(
      async (timeout) => {
        if (!(await asking.isVisible())) return;
        await answer(asking, timeout);
        await asking.waitFor({ state: 'hidden', timeout });
      },
      { time: 10_000 },
    );
  }

  /** A notification goes out of sight after a while; a person then opens the list of them. */
  async #notification(selector, text, use) {
    const found = this.#page.locator(selector, { hasText: text }).filter({ visible: true }).first();
    await persist((timeout) => use(found, timeout), {
      time: 15_000,
      otherwise: () => this.runCommand('Notifications: Show Notifications'),
    });
  }

  /**
   * The palette and quick open are the same box. It answers keys only once its list is filled, and closes when anything
   * else takes the focus; a person opens it again.
   */
  async #choose(key, text) {
    const box = this.#page.locator('.quick-input-widget');
    const row = this.#rowOf(text.split('/').at(-1));
    await persist(
      async (timeout) => {
        await this.#page.keyboard.press(key);
        // Into the box and not by keys, which would go wherever the focus is by then.
        await box
          .locator('input')
          .first()
          .fill(key === 'F1' ? `>${text}` : text, { timeout });
        await row.click({ timeout });
      },
      { otherwise: () => this.#page.keyboard.press('Escape') },
    );
    // Not the box: a command may ask something next, in the same one.
    await row.waitFor({ state: 'hidden' });
  }
}

/** What a person does in the Chat view, with the handles that hold in VS Code 1.139. */

const patience = 30_000;

export class ChatView {
  #page;
  #person;

  constructor(page, person) {
    this.#page = page;
    this.#person = person;
  }

  /** Has VS Code start its own agents, as its list of models does. */
  async useOwnAgents() {
    await this.#person.runCommand('Chat: Manage Language Models');
    await this.#page.locator('.modal-editor-part, .models-table-container').first().waitFor({ timeout: patience });
    await this.#page.locator('.monaco-list-row', { hasText: 'Tools' }).first().waitFor({ timeout: patience });
    await this.#page.keyboard.press('Escape');
  }

  /** Chooses the model that answers in the Chat view. */
  async chooseModel(name) {
    await this.#person.runCommand('Chat: Focus on Chat View');
    const row = this.#page.locator('.action-widget .monaco-list-row', { hasText: name }).first();
    // A list that is opened while VS Code still gathers the models stays empty: it is opened again.
    for (let attempt = 1; ; attempt++) {
      await this.#model().click({ timeout: patience });
      await this.#page.keyboard.type(name);
      const isThere = await row.waitFor({ timeout: patience / 6 }).then(
        () => true,
        () => false,
      );
      if (isThere || attempt === 6) break;
      await this.#page.keyboard.press('Escape');
    }
    await row.click({ timeout: patience });
  }

  /** Puts a question in the Chat view and returns the answer when it is there. */
  async ask(question) {
    await this.send(question);
    return this.answerTo(question);
  }

  /** Puts a question in the Chat view, and waits for nothing. */
  async send(question) {
    await this.#person.runCommand('Chat: Focus on Chat View');
    const input = this.#page.locator('.interactive-input-part .monaco-editor').first();
    await input.waitFor({ timeout: patience });
    await input.click();
    // VS Code refuses questions until it shows some model below the input.
    await this.#model().waitFor({ timeout: patience });
    // Behind an answer of a participant its name stands in the input for the next question.
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.press('Delete');
    await this.#page.keyboard.type(question);
    // The list of participants and commands takes the first Enter.
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Enter');
  }

  /** The answer to the question that was sent last, when it is there. */
  async answerTo(question) {
    const asked = question.replace(/^(?:@\w+\s+)?(?:\/\w+\s+)?/, '');
    await this.#lastInChat(asked, true);
    const answer = await this.#answer();
    return (await answer.innerText()).replaceAll('\u00a0', ' ');
  }

  /** Waits until the answer that is being written has the text. */
  async reads(text) {
    const container = this.#page.locator('.interactive-item-container.interactive-response', { hasText: text });
    await container.first().waitFor({ timeout: patience });
  }

  async stopAnswer() {
    await this.#page.locator('.interactive-input-part .codicon-stop-circle').first().click({ timeout: patience });
  }

  /** Presses a button below the last answer. */
  async pressBelowAnswer(button) {
    const answer = await this.#answer();
    await answer.locator('.monaco-button', { hasText: button }).last().click({ timeout: patience });
  }

  /** Attaches a file to the next question. */
  async attach(file) {
    await this.#person.runCommand('Chat: Focus on Chat View');
    await this.#page
      .locator('.interactive-input-part [aria-label*="Add Context"]')
      .first()
      .click({ timeout: patience });
    await this.#person.pick('Files & Folders');
    await this.#page.locator('.quick-input-widget input').first().fill(file);
    await this.#person.pick(file);
    await this.#page.locator('.chat-attached-context-attachment', { hasText: file }).first().waitFor();
  }

  /** Attaches what is selected in the editor in front. */
  async attachSelection() {
    await this.#person.runCommand('Chat: Add Selection to Chat');
    await this.#page.locator('.chat-attached-context-attachment').first().waitFor({ timeout: patience });
  }

  /** Chooses the agent that answers plain questions: `Agent`, `Ask` or a custom one. */
  async chooseAgent(name) {
    const known = /^(?:Agent|Ask|Plan|Database Architect)$/;
    const picker = this.#page.locator('.interactive-input-part .action-label', { hasText: known }).first();
    const row = this.#page.locator('.action-widget .monaco-list-row', { hasText: name }).first();
    const deadline = Date.now() + patience;
    for (;;) {
      await picker.click({ timeout: patience });
      try {
        await row.click({ timeout: 3_000 });
        break;
      } catch (error) {
        // The list closes when anything else takes the focus; a person opens it again.
        if (Date.now() > deadline) throw error;
      }
    }
    await picker.and(this.#page.locator('.action-label', { hasText: name })).waitFor({ timeout: patience });
  }

  /** Waits until the Chat view shows the model below its input. */
  async isShownModel(name) {
    const shown = this.#page.locator('.interactive-input-part .action-label', { hasText: name });
    await shown.first().waitFor({ timeout: patience });
  }

  /** Only what fits is drawn, in no order: the numbers of the rows tell which of them are last. */
  async #lastInChat(asked, isWhole) {
    const found = await this.#page.waitForFunction(
      ([text, whole]) => {
        const rows = [...document.querySelectorAll('.interactive-item-container')]
          .map((item) => ({ item, at: Number(item.closest('.monaco-list-row')?.dataset.index ?? -1) }))
          .sort((one, other) => one.at - other.at);
        const [question, answer] = rows.slice(-2).map(({ item }) => item);
        if (answer === undefined || !answer.classList.contains('interactive-response')) return undefined;
        if (whole && answer.classList.contains('chat-response-loading')) return undefined;
        return question.textContent.replace(/\s+/g, ' ').includes(text) ? String(rows.at(-1).at) : undefined;
      },
      [asked, isWhole],
      { timeout: patience },
    );
    return found.jsonValue();
  }

  async #answer() {
    const at = await this.#lastInChat('', false);
    return this.#page.locator(`.monaco-list-row[data-index="${at}"] .interactive-item-container`).last();
  }

  /** The button below the input that says which model answers. */
  #model() {
    return this.#page.locator('.interactive-input-part .action-label', { hasText: /Architec|scripted/ }).first();
  }
}

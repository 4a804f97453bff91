/** What a person does in the Chat view, with the handles that hold in VS Code 1.139. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { patience, persist } from './patience.mjs';

export class ChatView {
  #page;
  #person;

  constructor(page, person) {
    this.#page = page;
    this.#person = person;
  }

  /** Has VS Code start its own agents, as its list of models does. */
  async useOwnAgents() {
    const model = this.#page.locator('.models-table-container .monaco-list-row', { hasText: 'Tools' }).first();
    await persist(
      async (timeout) => {
        await this.#person.runCommand('Chat: Manage Language Models');
        await model.waitFor({ timeout });
      },
      { time: 10_000, otherwise: () => this.#page.keyboard.press('Escape') },
    );
    await this.#page.keyboard.press('Escape');
    await model.waitFor({ state: 'hidden' });
  }

  /** Chooses the model that answers in the Chat view. */
  async chooseModel(name) {
    await this.#person.runCommand('Chat: Focus on Chat View');
    const row = this.#page.locator('.action-widget .monaco-list-row', { hasText: name }).first();
    const search = this.#page.locator('.action-widget input.action-list-filter-input');
    // A list that is opened while VS Code still gathers the models stays empty: it is opened again.
    await persist(
      async (timeout) => {
        if (await this.#shownModel(name).isVisible()) return;
        await this.#model().click({ timeout });
        await search.fill(name, { timeout });
        await row.click({ timeout });
        await this.#shownModel(name).waitFor({ timeout });
      },
      { time: 5_000, otherwise: () => this.#page.keyboard.press('Escape') },
    );
  }

  /** Puts a question in the Chat view and returns the answer when it is there. */
  async ask(question) {
    return persist(async () => {
      await this.send(question);
      const answer = await this.answerTo(question);
      // VS Code gives its own agents a minute to get ready; a person asks again.
      assert.doesNotMatch(answer, /took too long to get ready/);
      return answer;
    });
  }

  /** Puts a question in the Chat view, and waits for nothing but that it stands there. */
  async send(question) {
    await this.#person.runCommand('Chat: Focus on Chat View');
    const input = this.#page.locator('.interactive-input-part .monaco-editor').first();
    // VS Code refuses questions until it shows some model below the input.
    await this.#model().waitFor();
    await persist(async (timeout) => {
      await input.click({ timeout });
      // Behind an answer of a participant its name stands in the input for the next question.
      await this.#page.keyboard.press('Control+a');
      await this.#page.keyboard.press('Delete');
      await this.#page.keyboard.type(question);
      assert.equal(await readInput(input), withoutSpaces(question), 'the chat did not take what was typed');
    });
    // A question that is still there was not sent.
    await persist(async () => {
      // The list of participants and commands takes the first Enter.
      await this.#page.keyboard.press('Escape');
      await this.#page.keyboard.press('Enter');
      for (let looked = 0; looked < 100; looked++) {
        if ((await readInput(input)) !== withoutSpaces(question)) return;
        await sleep(100);
      }
      throw new Error('the chat does not take the question');
    });
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
    await container.first().waitFor();
  }

  async stopAnswer() {
    await this.#page.locator('.interactive-input-part .codicon-stop-circle').first().click();
  }

  /** Presses a button below the last answer. */
  async pressBelowAnswer(button) {
    const answer = await this.#answer();
    await answer.locator('.monaco-button', { hasText: button }).last().click();
  }

  /** Attaches a file to the next question. */
  async attach(file) {
    const add = this.#page.locator('.interactive-input-part [aria-label*="Add Context"]').first();
    const attached = this.#page.locator('.chat-attached-context-attachment', { hasText: file }).first();
    const kind = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Files & Folders' }).first();
    const found = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: file }).first();
    await this.#person.runCommand('Chat: Focus on Chat View');
    // The box closes when anything else takes the focus; a person opens it again.
    await persist(
      async (timeout) => {
        if (await attached.isVisible()) return;
        await add.click({ timeout });
        await kind.click({ timeout });
        await this.#page.locator('.quick-input-widget input').first().fill(file, { timeout });
        await found.click({ timeout });
        await attached.waitFor({ timeout });
      },
      { time: 5_000, otherwise: () => this.#page.keyboard.press('Escape') },
    );
  }

  /** Attaches what is selected in the editor in front. */
  async attachSelection() {
    await this.#person.runCommand('Chat: Add Selection to Chat');
    await this.#page.locator('.chat-attached-context-attachment').first().waitFor();
  }

  /** Chooses the agent that answers plain questions: `Agent`, `Ask` or a custom one. */
  async chooseAgent(name) {
    const known = /^(?:Agent|Ask|Plan|Database Architect)$/;
    const picker = this.#page.locator('.interactive-input-part .action-label', { hasText: known }).first();
    const chosen = picker.and(this.#page.locator('.action-label', { hasText: name }));
    const row = this.#page.locator('.action-widget .monaco-list-row', { hasText: name }).first();
    // The list closes when anything else takes the focus; a person opens it again.
    await persist(
      async (timeout) => {
        if (await chosen.isVisible()) return;
        await picker.click({ timeout });
        await row.click({ timeout });
        await chosen.waitFor({ timeout });
      },
      { otherwise: () => this.#page.keyboard.press('Escape') },
    );
  }

  /** Waits until the Chat view shows the model below its input. */
  async isShownModel(name) {
    await this.#shownModel(name).waitFor();
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

  /** Where there is little room the button shows no name, but it has one. */
  #shownModel(name) {
    return this.#page.locator(`.interactive-input-part .model-picker-name[aria-label*="${name}"]`);
  }

  /** The button below the input that says which model answers. */
  #model() {
    return this.#shownModel('Architect').or(this.#shownModel('scripted'));
  }
}

/** What is typed into an editor and not sent yet; lines that are wrapped are as they were typed but for spaces. */
async function readInput(editor) {
  const lines = await editor.locator('.view-line').evaluateAll((found) => {
    const top = (line) => Number.parseFloat(line.style.top);
    return found.sort((one, other) => top(one) - top(other)).map(({ textContent }) => textContent);
  });
  return withoutSpaces(lines.join(''));
}

function withoutSpaces(text) {
  return text.replace(/\s/g, '');
}

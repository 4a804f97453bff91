/** What a person does in the view of a diagram. */

export class DiagramView {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** The names of the tables in the diagram that is open. */
  async tables() {
    const tables = (await this.#drawing()).locator('#stage .table');
    await tables.first().waitFor();
    return tables.evaluateAll((found) => found.map((table) => table.dataset.name));
  }

  async width() {
    return Number(await (await this.#drawing()).locator('#stage svg').getAttribute('width'));
  }

  async press(button) {
    await (await this.#drawing()).getByRole('button', { name: button }).click();
  }

  /** The names of the tables that stand out after the search. */
  async find(text) {
    const drawing = await this.#drawing();
    await drawing.getByRole('searchbox').fill(text);
    await drawing.locator('.table.faded').first().waitFor();
    const found = drawing.locator('.table:not(.faded)');
    return found.evaluateAll((tables) => tables.map((table) => table.dataset.name));
  }

  async #drawing() {
    await this.#page.waitForSelector('iframe.webview.ready');
    return this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }
}

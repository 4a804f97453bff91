/** What the workbench shows, as text: enough to know from a log alone why a step failed. */

/** Headings, and what is read under them: the visible elements, the last ones where there are many. */
const parts = [
  ['tabs', '.tab.active'],
  ['dialogs', '.monaco-dialog-box'],
  ['quick input', '.quick-input-widget'],
  ['menu', '.action-widget, .context-view .monaco-menu'],
  ['notifications', '.notification-list-item'],
  ['chat input', '.interactive-input-part'],
  ['chat', '.interactive-item-container'],
  ['problems', '.markers-panel .monaco-list-row'],
  ['editor', '.editor-instance .view-lines'],
  ['status bar', '.statusbar-item'],
];

/** Never throws: a page that cannot be read any more says so. */
export async function whatIsShown(page) {
  const within = new Promise((resolve) => setTimeout(resolve, 20_000, 'the page does not answer'));
  const read = page.evaluate(readParts, parts).catch((error) => `the page cannot be read: ${error.message}`);
  return Promise.race([read, within]);
}

/** Runs in the page. */
function readParts(wanted) {
  const most = 6;
  const longest = 1_500;
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const textOf = (element) => {
    const typed = [...element.querySelectorAll('input')].filter(isVisible).map(({ value }) => `[${value}]`);
    const text = `${typed.join(' ')} ${element.innerText}`.replaceAll('\u00a0', ' ').replace(/\s*\n\s*/g, ' | ');
    return text.length > longest ? `${text.slice(0, longest)}…` : text.trim();
  };
  const lines = wanted.flatMap(([heading, selector]) => {
    const shown = [...document.querySelectorAll(selector)].filter(isVisible).map(textOf);
    const last = shown.filter((text) => text !== '').slice(-most);
    return last.map((text) => `${heading}: ${text}`);
  });
  const { activeElement } = document;
  const focused = `${activeElement?.tagName.toLowerCase()}.${activeElement?.className ?? ''}`;
  const named = activeElement?.getAttribute('aria-label') ?? '';
  return [...lines, `focus: ${focused} ${named.slice(0, 200)}`].join('\n');
}

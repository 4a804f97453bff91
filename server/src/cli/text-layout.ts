/** Text in columns of a terminal: its width, wrapped lines, and nothing in it that would steer the terminal. */

/** Marks and joiners take no column; letters of East Asia and pictographs take two. */
const noColumn = /\p{Mn}|\p{Me}|[\u200b-\u200f\u2060]/u;
const twoColumns =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

const printableAscii = /^[\x20-\x7e]*$/;

export function widthOf(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

export function columnsOf(character: string): number {
  if (character <= '\x7e') return 1;
  if (noColumn.test(character)) return 0;
  return twoColumns.test(character) ? 2 : 1;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const steering = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Control characters and those that turn the direction of writing become visible: text of a file is only data. */
export function harmless(text: string): string {
  return printableAscii.test(text) ? text : text.replace(steering, '\ufffd');
}

/**
 * A value as JSON that says the same without such characters: what JSON itself lets stand is written as an escape. For
 * all that is written for programs, which also ends up in terminals and in the logs of builds.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    steering,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Lines of at most `width` columns, broken at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph.split(' ')) {
      const columns = widthOf(word);
      if (line !== '' && used + 1 + columns > width) {
        lines.push(line);
        line = word;
        used = columns;
      } else {
        used += columns + (line === '' ? 0 : 1);
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
    return lines;
  });
}

/** `1 file`, `2 files`, `1,200 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** Digits in groups, without the locale machinery, which costs milliseconds to load. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

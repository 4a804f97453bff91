/** Whatever is typed, the server holds the text that the editor shows. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { fileOf } from '../../server/src/lsp/from-protocol.ts';
import { LineIndex } from '../../server/src/text/line-index.ts';
import { applyEdits } from '../../server/src/text/text-edit.ts';
import { openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
afterEach(() => editor.close());

const piece = fc.constantFrom(
  'create table t (',
  'id int',
  ');',
  '\n',
  '\r\n',
  ',',
  "'",
  '$$',
  '--',
  ' ',
  '🙂',
  'é',
  '',
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const edit = fc.record({ from: fc.nat(), to: fc.nat(), by: text, whole: fc.boolean() });
const notifications = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 5 });

test('any edits, several in a notification, with and without questions between', async () => {
  const analyzer = createAnalyzer();
  editor = await openEditor({ analyzer: () => analyzer });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(text, notifications, fc.boolean(), async (start, notifications, asks) => {
      const path = `${count++}/a.sql`;
      editor.open(path, start);
      let current = start;
      for (const edits of notifications) {
        const changes = edits.map(({ from, to, by, whole }) => {
          const lines = new LineIndex(current);
          const ends = [from % (current.length + 1), to % (current.length + 1)].sort((a, b) => a - b);
          const span = { start: ends[0]!, end: ends[1]! };
          current = whole && from % 7 === 0 ? by : applyEdits(current, [{ span, newText: by }]);
          if (whole && from % 7 === 0) return { text: by };
          return { range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) }, text: by };
        });
        editor.change(path, changes);
        if (asks) await editor.pull(path);
      }
      await editor.pull(path);
      expect(analyzer.textOf(fileOf(editor.uri(path)))).toBe(current);
      editor.shut(path);
    }),
    { numRuns: 60 },
  );
  expect(editor.received('window/logMessage')).toEqual([]);
}, 30_000);

test('positions behind the end of a line mean its end, whatever ends it', async () => {
  const analyzer = createAnalyzer();
  editor = await openEditor({ analyzer: () => analyzer });
  const behind = (line: number) => ({ line, character: 1000 });
  editor.open('a.sql', 'one\r\ntwo\nthree\r\n\r\nend');
  editor.change('a.sql', [
    { range: { start: behind(0), end: behind(0) }, text: ' 🙂;' },
    { range: { start: { line: 1, character: 0 }, end: behind(1) }, text: '2' },
    { range: { start: behind(2), end: { line: 2, character: 5 } }, text: ' 3' },
    { range: { start: behind(3), end: behind(3) }, text: '4' },
    { range: { start: behind(4), end: behind(9) }, text: '!' },
  ]);
  await editor.pull('a.sql');
  expect(analyzer.textOf(fileOf(editor.uri('a.sql')))).toBe('one 🙂;\r\n2\nthree 3\r\n4\r\nend!');
});

test('closed and opened again at once, with no such file on the disk', async () => {
  const analyzer = createAnalyzer();
  editor = await openEditor({ analyzer: () => analyzer });
  editor.open('a.sql', 'create table a (x int);');
  await editor.pull('a.sql');
  editor.shut('a.sql');
  editor.open('a.sql', 'create table b (x int);');
  editor.replace('a.sql', ' b ', ' c ');
  expect(await editor.rules('a.sql')).toEqual(['no-primary-key']);
  expect(analyzer.textOf(fileOf(editor.uri('a.sql')))).toBe('create table c (x int);');
});

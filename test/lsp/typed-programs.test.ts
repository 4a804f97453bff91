/** After any typing, the server's diagnostics are those of a server that is started on the texts as they are then. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextEdit } from '../../server/src/text/text-edit.ts';
import { damaged, randomDamage } from '../kit/random-damage.ts';
import { programFiles } from '../properties/program-files.ts';
import { runs } from '../properties/runs.ts';
import { openEditor, type TestEditor } from './kit/editor.ts';

let editors: TestEditor[] = [];
afterEach(() => closeAll());

/** Letters, and what opens, closes or divides what the languages are made of. */
const typed = fc.constantFrom(
  ...['x', 'Id', '1', ' ', '\n', '\r\n', '\n\n', '  ', '(', ')', '[', ']', '{', '}', '"', "'", '"""', '#', '//', '/*'],
  ...[',', ':', '=', '@', '@@', '@unique', '@id', '?', '[]', '\\', '🙂', 'model ', 'class ', '@map("x")', 'Integer'],
);

interface Stroke {
  /** A part of the text, from 0 to 1. */
  readonly at: number;
  readonly deletes: number;
  readonly text: string;
}

const stroke: fc.Arbitrary<Stroke> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deletes: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.nat({ max: 3 }), fc.nat({ max: 120 })),
  text: fc.oneof({ arbitrary: typed, weight: 4 }, fc.constant('')),
});

/** What a person does to a file before the server is asked again, or is not. */
const step = fc.record({
  file: fc.nat({ max: 1 }),
  strokes: fc.array(stroke, { minLength: 1, maxLength: 3 }),
  /** Something larger comes with it, and the whole text is sent. */
  damage: fc.option(randomDamage, { freq: 5 }),
  takesBack: fc.boolean(),
  asks: fc.boolean(),
});

for (const { language, random, names } of programFiles) {
  test(`${language}: typing ends where a start does`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(random, random),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (texts, steps) => {
          const server = await started(texts);
          for (const { file, strokes, damage, takesBack, asks } of steps) {
            const path = names[file]!;
            const before = server.text(path);
            const back = strokes.map((stroke) => type(server, path, stroke)).reverse();
            const after = server.text(path);
            if (damage !== null) server.rewrite(path, damaged(after, [damage]));
            if (asks) await server.pull(path);
            if (damage !== null && takesBack) server.rewrite(path, after);
            if (takesBack) server.edit(path, back);
            if (takesBack) expect(server.text(path)).toBe(before);
          }
          const fresh = await started(names.map((path) => server.text(path)));
          for (const path of names) expect(await shown(server, path)).toEqual(await shown(fresh, path));
          for (const editor of editors) expect(editor.received('window/logMessage')).toEqual([]);
          await closeAll();
        },
      ),
      runs(250),
    );
  }, 60_000);

  async function started(texts: readonly string[]): Promise<TestEditor> {
    const files = Object.fromEntries(names.map((path, index) => [path, texts[index]!]));
    const editor = await openEditor({ files });
    editors.push(editor);
    for (const path of names) editor.open(path, files[path]!, language.toLowerCase());
    return editor;
  }
}

/** Answers the edit that takes the stroke back. */
function type(editor: TestEditor, path: string, { at, deletes, text }: Stroke): TextEdit {
  const before = editor.text(path);
  const start = Math.floor(at * before.length);
  const end = Math.min(before.length, start + deletes);
  editor.edit(path, [{ span: { start, end }, newText: text }]);
  return { span: { start, end: start + text.length }, newText: before.slice(start, end) };
}

/** All that an editor is told of a file, with paths in the workspace. */
async function shown(editor: TestEditor, path: string): Promise<readonly Diagnostic[]> {
  const diagnostics = await editor.diagnostics(path);
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(editor.uri('.'), 'workspace:'));
}

async function closeAll(): Promise<void> {
  const closing = editors;
  editors = [];
  await Promise.all(closing.map((editor) => editor.close()));
}

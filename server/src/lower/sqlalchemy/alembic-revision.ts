/** What a revision file says about its place in the history. */
import type { Revision } from '../../model/revision.ts';
import { readPython } from '../../syntax/python/python-tree.ts';
import type { Expression } from '../../syntax/python/syntax.ts';

/** A line at the margin that assigns, up to the next line that begins something. */
const assignment = /^(revision|down_revision|depends_on)[ \t]*(?:[:=])(?:.*(?:\r?\n(?=[ \t\])}]).*)*)/gm;

/** One of them stands in every piece that the answer is read from. */
export const revisionWords = /revision|depends_on|upgrade/;

/** Undefined for a file that is not a revision. Reads no more than the lines that say it. */
export function alembicRevision(text: string): Revision | undefined {
  if (!text.includes('down_revision') || !/^(?:async[ \t]+)?def[ \t]+upgrade\b/m.test(text)) return undefined;
  const values = new Map<string, readonly string[]>();
  for (const [source, name] of text.matchAll(assignment)) {
    if (name === undefined || values.has(name)) continue;
    const statement = readPython(source.trimEnd()).statements[0];
    if (statement?.kind === 'assign') values.set(name, textsIn(statement.value));
  }
  const id = values.get('revision')?.[0];
  const down = values.get('down_revision');
  if (id === undefined || down === undefined) return undefined;
  return { id, down, dependsOn: values.get('depends_on') ?? [] };
}

function textsIn(value: Expression | undefined): readonly string[] {
  if (value?.kind === 'string') return value.value === undefined ? [] : [value.value];
  if (value?.kind === 'tuple' || value?.kind === 'list' || value?.kind === 'set') return value.items.flatMap(textsIn);
  return [];
}

import { expect } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { nowhere } from '../../server/src/model/origin.ts';
import type { SchemaChange } from '../../server/src/model/schema-change.ts';
import { defineRule } from '../../server/src/rules/rule.ts';
import { edited } from './program-kit.ts';

/** `SchemaChange` without the origin that a requested change does not have. */
export type Asked = SchemaChange extends infer Change
  ? Change extends SchemaChange
    ? Omit<Change, 'origin'>
    : never
  : never;

/** The files of a text divided by lines `//- path`; one file schema.sql where there are none. */
export function filesIn(text: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let file = 'schema.sql';
  for (const part of text.split(/^(?=\/\/- )/m)) {
    const head = /^\/\/- (\S+)\r?\n/.exec(part);
    if (head === null && part.trim() === '') continue;
    if (head !== null) file = head[1]!;
    files.set(file, part.slice(head?.[0].length ?? 0));
  }
  return files;
}

/**
 * The files after the changes, in the form that `filesIn` reads: only those that are touched. Undefined when the
 * changes cannot be written. What is written must be read again without anything that is not understood.
 */
export function afterFix(text: string, asked: readonly Asked[], dialect: Dialect = 'postgresql'): string | undefined {
  const files = filesIn(text);
  const changes = asked.map((change) => ({ ...change, origin: nowhere }) as SchemaChange);
  const rule = defineRule({
    id: 'no-primary-key',
    family: 'keys',
    severity: 'warning',
    summary: 'Asks for the changes under test.',
    dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
    fix: 'safe',
    visits: 'table',
    *check(table) {
      yield { at: table.nameOrigin, state: undefined };
    },
    message: () => 'under test',
    fixes: () => [{ title: 'under test', safe: true, changes }],
  });
  const read = (texts: ReadonlyMap<string, string>) => {
    const analyzer = createAnalyzer({ rules: [rule], rethrowRuleFailures: true });
    analyzer.configure('', { ...defaultConfiguration, dialect });
    for (const [file, content] of texts) analyzer.setFile(file, content);
    return analyzer;
  };
  const analyzer = read(files);
  const finding = [...files.keys()].flatMap((file) => analyzer.findingsIn(file))[0]!;
  const fix = analyzer.fixesFor(finding)[0];
  if (fix === undefined) return undefined;
  const after = edited(files, fix.edits);
  const touched = new Set(fix.edits.map((edit) => edit.file));
  expect(read(after).gaps()).toEqual(analyzer.gaps());
  if (files.size === 1 && files.has('schema.sql') && touched.size === 1) return after.get('schema.sql');
  return [...touched].map((file) => `//- ${file}\n${after.get(file)}`).join('');
}

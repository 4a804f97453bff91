/** The pages of rules, taken apart for the tests that execute them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../server/src/model/dialect.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import type { FixtureFile } from './fixture.ts';

export const rulesFolder = join(import.meta.dirname, '..', '..', 'server', 'src', 'rules');

export interface RulePage {
  readonly title: string;
  /** The first paragraph on one line. */
  readonly summary: string;
  readonly headings: readonly string[];
  /** Headings without a word below them. */
  readonly emptySections: readonly string[];
  readonly flagged: readonly Example[];
  readonly instead: readonly Example[];
  /** Blocks of code with another info string, or in another place, than examples have. */
  readonly strayBlocks: readonly string[];
}

export interface Example {
  readonly dialect: Dialect;
  readonly text: string;
}

const dialectOf: Readonly<Record<string, Dialect>> = {
  sql: 'postgresql',
  'sql mysql': 'mysql',
  'sql sqlite': 'sqlite',
  'sql sqlserver': 'sqlserver',
};

export function readPage(markdown: string): RulePage {
  const headings: string[] = [];
  const emptySections: string[] = [];
  const flagged: Example[] = [];
  const instead: Example[] = [];
  const strayBlocks: string[] = [];
  const [head = '', ...sections] = markdown.split(/^## /m);
  const [title = '', summary = ''] = head.split(/\n\s*\n/);
  for (const section of sections) {
    const heading = section.split('\n', 1)[0]!.trim();
    headings.push(heading);
    if (section.slice(heading.length).trim() === '') emptySections.push(heading);
    for (const [, info, text] of section.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
      const dialect = dialectOf[info!.trim()];
      const examples = heading === 'Flagged' ? flagged : heading === 'Instead' ? instead : undefined;
      if (dialect === undefined || examples === undefined) strayBlocks.push(`${heading}: ${info}`);
      else examples.push({ dialect, text: text! });
    }
  }
  return {
    title: title.replace(/^# /, '').trim(),
    summary: summary.trim().replaceAll('\n', ' '),
    headings,
    emptySections,
    flagged,
    instead,
    strayBlocks,
  };
}

export function pageOf(rule: Rule): RulePage {
  return readPage(readFileSync(join(rulesFolder, rule.family, `${rule.id}.md`), 'utf8'));
}

export function asFiles({ dialect, text }: Example): readonly FixtureFile[] {
  return [{ file: 'schema.sql', dialect, text, marks: [] }];
}

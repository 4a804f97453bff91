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
  readonly files: readonly { readonly file: string; readonly text: string }[];
}

/** The first words of an info string: the language, and for SQL the dialect. */
const blockKinds: Readonly<Record<string, { readonly dialect: Dialect; readonly file: string }>> = {
  sql: { dialect: 'postgresql', file: 'schema.sql' },
  'sql mysql': { dialect: 'mysql', file: 'schema.sql' },
  'sql sqlite': { dialect: 'sqlite', file: 'schema.sql' },
  'sql sqlserver': { dialect: 'sqlserver', file: 'schema.sql' },
  prisma: { dialect: 'postgresql', file: 'schema.prisma' },
  'prisma mysql': { dialect: 'mysql', file: 'schema.prisma' },
  'prisma sqlite': { dialect: 'sqlite', file: 'schema.prisma' },
  'prisma sqlserver': { dialect: 'sqlserver', file: 'schema.prisma' },
  'prisma mongodb': { dialect: 'mongodb', file: 'schema.prisma' },
  python: { dialect: 'postgresql', file: 'models.py' },
};

/** `sql mysql migrations/1_init.sql`: a block that names its file is one example with those right before it that do. */
const infoPattern = /^([a-z]+(?: (?:mysql|sqlite|sqlserver|mongodb))?)(?: (\S+\.\w+))?$/;

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
    const examples = heading === 'Flagged' ? flagged : heading === 'Instead' ? instead : undefined;
    let joinable: { end: number; files: { file: string; text: string }[] } | undefined;
    for (const match of section.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
      const [block, info, text] = match;
      const [, words, file] = infoPattern.exec(info!.trim()) ?? [];
      const kind = blockKinds[words ?? ''];
      if (kind === undefined || examples === undefined) {
        strayBlocks.push(`${heading}: ${info}`);
        continue;
      }
      const written = { file: file ?? kind.file, text: text! };
      if (joinable !== undefined && file !== undefined && section.slice(joinable.end, match.index).trim() === '') {
        joinable.files.push(written);
      } else {
        const files = [written];
        examples.push({ dialect: kind.dialect, files });
        joinable = { end: 0, files };
      }
      joinable = file === undefined ? undefined : { end: match.index + block.length, files: joinable.files };
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

export function asFiles({ dialect, files }: Example): readonly FixtureFile[] {
  return files.map(({ file, text }) => ({ file, dialect, text, marks: [] }));
}

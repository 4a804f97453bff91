/** Pieces of answers: links to places, code for buttons, progress, the summary of a check. */
import { describe, expect, test } from 'vitest';
import { answerCode, changesSchema, titleOf } from '../../client/src/chat/answer-code.ts';
import { checkSummary } from '../../client/src/chat/check-summary.ts';
import { joinLines } from '../../client/src/chat/join-lines.ts';
import { linkPlaces } from '../../client/src/chat/link-places.ts';
import { SectionProgress } from '../../client/src/chat/section-progress.ts';
import { mendingRequest } from '../../server/src/conversation/mending.ts';

const places = [
  { name: 'a.sql:1', uri: 'file:///w/a.sql', line: 0 },
  { name: 'a.sql:12', uri: 'file:///w/a.sql', line: 11 },
];

describe('places', () => {
  test('become links', () => {
    expect(linkPlaces('See a.sql:12 and `a.sql:1`.', places)).toBe(
      'See [a.sql:12](file:///w/a.sql#L12) and [a.sql:1](file:///w/a.sql#L1).',
    );
  });

  test('show as much of the path as tells the files of the answer apart', () => {
    const named = (name: string) => ({ name, uri: `file:///w/${name.replace(/:.*/, '')}`, line: 0 });
    const several = ['app/models/order.py:1', 'db/1_a/up.sql:1', 'db/2_b/up.sql:1'];
    expect(linkPlaces(several.join(', '), several.map(named))).toBe(
      '[order.py:1](file:///w/app/models/order.py#L1), ' +
        '[1_a/up.sql:1](file:///w/db/1_a/up.sql#L1), [2_b/up.sql:1](file:///w/db/2_b/up.sql#L1)',
    );
  });

  test.each(['b/a.sql:1', 'a.sql:123', '```sql\n-- a.sql:1\n```'])('are not seen in %j', (text) => {
    expect(linkPlaces(text, places)).toBe(text);
  });
});

describe('the lines of a paragraph', () => {
  test.each([
    ['One sentence\non two lines.\n\nAnother.', 'One sentence on two lines.\n\nAnother.'],
    ['- an item\n  on two lines\n- another', '- an item on two lines\n- another'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['Text:\n- an item', 'Text:\n- an item'],
    ['> quoted\n> twice', '> quoted\n> twice'],
  ])('of %j are one', (text, joined) => {
    expect(joinLines(text)).toBe(joined);
  });

  test.each([
    '## Heading\nText',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '```sql\nselect 1\nfrom room;\n```\nAfter it',
    'on purpose  \nbroken',
    '````md\n```sql\nselect 1\nfrom room;\n```\n````\n',
    '- one\n\n  ```sql\n  select 1\n  from room;\n  ```\n',
  ])('stay in %j', (text) => {
    expect(joinLines(text)).toBe(text);
  });
});

test('code for buttons is what is written in a language of schemas', () => {
  const text = '```sql\nselect 1;\n```\n\n```mermaid\nerDiagram\n```\n\n````python\nx = """\n```\n"""\n````\n';
  expect(answerCode(text)).toEqual([
    { language: 'sql', code: 'select 1;' },
    { language: 'python', code: 'x = """\n```\n"""' },
  ]);
});

test('a migration is made of code that changes a schema', () => {
  const code = (sql: string) => ({ language: 'sql', code: sql }) as const;
  expect(changesSchema(code('-- Rooms.\nALTER TABLE room ADD COLUMN name text;'))).toBe(true);
  expect(changesSchema(code('select created from room\nwhere altered;'))).toBe(false);
  expect(changesSchema({ language: 'prisma', code: 'create table a (b int)' })).toBe(false);
});

test('code is called by its first line that is no comment', () => {
  expect(titleOf({ language: 'prisma', code: '// Not said by Prisma: CHECK\nmodel room {\n}' })).toBe('model room {');
  expect(titleOf({ language: 'sql', code: '-- nothing' })).toBe('-- nothing');
});

describe('progress', () => {
  function reports(sections: number, text: string): readonly string[] {
    const said: string[] = [];
    const planned = Array.from({ length: sections }, (_, at) => `Part ${at}`);
    const progress = new SectionProgress(planned, (report) => said.push(report));
    for (const letter of text) progress.add(letter);
    progress.end();
    return said;
  }
  const headings = (count: number) => Array.from({ length: count }, (_, at) => `### Part ${at}\ntext\n`).join('');

  test('is said at each quarter and at the end', () => {
    expect(reports(8, headings(8))).toEqual([
      'About a quarter of the answer is written; now: Part 2',
      'About half of the answer is written; now: Part 4',
      'About three quarters of the answer is written; now: Part 6',
      'The answer is written',
    ]);
  });

  test('is not said of a short answer', () => {
    expect(reports(3, headings(3))).toEqual([]);
  });
});

describe('a check', () => {
  const good = { language: 'sql', ok: true, problems: [] } as const;
  const wrong = { language: 'sql', ok: false, problems: ['orders has no column totl; did you mean total?'] } as const;

  test('that finds nothing wants no mending', () => {
    expect(mendingRequest([good])).toBeUndefined();
    expect(checkSummary([good])).toContain('✔ SQL block 1');
  });

  test('that finds something says what, to the user and to the model', () => {
    expect(mendingRequest([good, wrong])).toContain('Block 2 (SQL):\n- orders has no column totl');
    expect(checkSummary([good, wrong])).toContain('✘ SQL block 2:\n  - orders has no column totl');
  });

  test('that was not possible is said to be', () => {
    expect(checkSummary(null)).toContain('not checked');
    expect(checkSummary([])).toBe('');
  });
});

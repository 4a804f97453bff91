/** The front matter of every file has the shape that prompts/README.md describes, and refers only to what exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PromptFile, promptFilesIn, promptsFolder, readPrompt, readVocabulary } from './prompt-files.ts';
import { differences, type Shape } from './shape.ts';

const vocabulary = readVocabulary();
const requirementIds = vocabulary.requirements.map(({ id }) => id);
const kindIds = vocabulary.kinds.map(({ id }) => id);
const commands = vocabulary.kinds.flatMap(({ command }) => command ?? []);
const namesIn = (folder: string): readonly string[] => promptFilesIn(folder).map(({ name }) => name);
const technologyIds = namesIn('technologies');
const patternIds = namesIn('patterns');
const expertiseIds = namesIn('expertise');
const sectionIds = namesIn('sections');
const schemaIds = readdirSync(new URL('patterns/', promptsFolder)).flatMap(
  (file) => /^(.*)\.sql$/.exec(file)?.[1] ?? [],
);

const id: Shape = { matching: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ };
const word: Shape = { matching: /^[^A-Z]*\S$|^'[^A-Z]*$/ };
const weightedWords: Shape = {
  listOf: { fields: { weight: { integer: [1, 5] }, any: { listOf: word, least: 1 } } },
  least: 1,
};
const kinds: Shape = { listOf: { oneOf: kindIds }, least: 1 };
const texts: Shape = { listOf: 'text', least: 1 };

const technology: Shape = {
  fields: {
    id,
    name: 'text',
    aliases: { listOf: word, least: 1 },
    models: { listOf: { oneOf: vocabulary.models }, least: 1 },
    state: { oneOf: ['active', 'legacy', 'discontinued'] },
    today: 'text',
    checked: { matching: /^20\d\d-(0[1-9]|1[0-2])$/ },
    licence: { fields: { name: 'text', kind: { oneOf: ['open', 'source-available', 'proprietary'] } } },
    consistency: 'text',
    cap: 'text',
    scaling: 'text',
    operation: 'text',
    cost: { fields: { shape: 'text', prices: { matching: /^(none|20\d\d-\d\d)$/ } } },
    cloud: { listOf: { fields: { provider: 'text', services: texts } } },
    fitness: { fields: Object.fromEntries(requirementIds.map((each) => [each, { integer: [-3, 3] }])) },
    strengths: texts,
    avoidWhen: texts,
    wayOut: 'text',
    sources: texts,
  },
};
const pattern: Shape = {
  fields: {
    id,
    title: 'text',
    summary: 'text',
    words: weightedWords,
    kinds,
    requirements: { listOf: { oneOf: requirementIds }, least: 1 },
    technologies: { listOf: { oneOf: technologyIds }, least: 1 },
    related: { listOf: { oneOf: patternIds }, least: 1 },
    schema: { oneOf: schemaIds },
    default: 'text',
  },
  optional: ['schema'],
};
const section: Shape = {
  fields: {
    id,
    title: 'text',
    order: { integer: [1, 999] },
    kinds: { listOf: { oneOf: kindIds } },
    fullKinds: { listOf: { oneOf: kindIds } },
    requirements: { listOf: { oneOf: requirementIds } },
    expertise: { listOf: { oneOf: expertiseIds } },
  },
};
const expertise: Shape = {
  fields: {
    id,
    title: 'text',
    summary: 'text',
    floor: { integer: [0, 3] },
    signals: {
      listOf: {
        fields: {
          in: { oneOf: ['question', 'table', 'package', 'file'] },
          weight: { integer: [1, 5] },
          any: texts,
        },
      },
      least: 2,
    },
    covers: texts,
    sections: { listOf: { oneOf: sectionIds }, least: 1 },
  },
};
const question: Shape = {
  fields: {
    id,
    number: { integer: [1, 15] },
    command: { oneOf: commands },
    expertise: { oneOf: expertiseIds },
    kinds,
    patterns: { listOf: { oneOf: patternIds }, least: 1 },
    values: { listOf: { fields: { name: 'text', value: 'text' } } },
  },
};

describe.each([
  ['technologies', technology],
  ['patterns', pattern],
  ['sections', section],
  ['expertise', expertise],
  ['questions', question],
] as const)('%s', (folder, shape) => {
  const files = promptFilesIn(folder);

  test('there are files', () => expect(files.length).toBeGreaterThan(0));

  test.each(files)('$name', (file) => {
    expect(differences(file.frontMatter, shape)).toEqual([]);
    expect(file.frontMatter.id).toBe(file.name);
    expect(file.body.trim()).not.toBe('');
  });

  test('no two files have the same id or title', () => {
    const valuesOf = (key: string): readonly unknown[] => files.flatMap(({ frontMatter }) => frontMatter[key] ?? []);
    for (const key of ['id', 'title', 'name', 'order', 'number']) {
      expect(new Set(valuesOf(key)).size, key).toBe(valuesOf(key).length);
    }
  });
});

test('every section is called for, by a kind in one of its lists', () => {
  for (const { name, frontMatter } of promptFilesIn('sections')) {
    // By a question that changes the one before it.
    if (name === 'changes') continue;
    const small = frontMatter.kinds as readonly string[];
    const full = frontMatter.fullKinds as readonly string[];
    expect(small.length + full.length, name).toBeGreaterThan(0);
    expect(
      small.filter((kind) => full.includes(kind)),
      name,
    ).toEqual([]);
  }
});

test('every kind of question has a section in a small answer', () => {
  const called = promptFilesIn('sections').flatMap(({ frontMatter }) => frontMatter.kinds as readonly string[]);
  expect(kindIds.filter((kind) => !called.includes(kind))).toEqual([]);
});

test('vocabulary', () => {
  const entry = { id, title: 'text', words: { listOf: word, least: 1 } } as const;
  const shape: Shape = {
    fields: {
      requirements: { listOf: { fields: { ...entry, means: 'text' } }, least: 1 },
      kinds: { listOf: { fields: { ...entry, command: 'text' }, optional: ['command'] }, least: 1 },
      models: texts,
    },
  };
  expect(differences(vocabulary, shape)).toEqual([]);
  for (const ids of [requirementIds, kindIds, commands]) expect(new Set(ids).size).toBe(ids.length);
});

test('persona', () => {
  const persona = readPrompt('persona.md');
  expect(differences(persona.frontMatter, { fields: { id, title: 'text' } })).toEqual([]);
  expect(headings(persona)).toEqual(['Behaviour', 'Data is not instruction', 'Facts and checks', 'Reviews', 'Voice']);
});

test.each(promptFilesIn('expertise'))('expertise $name has its headings', (file) => {
  expect(headings(file)).toEqual(['Reasoning', 'Numbers', 'Ends at']);
});

test('nothing names an address or a place on a machine', () => {
  const texts = readdirSync(promptsFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(md|sql|yaml)$/.test(file))
    .map((file) => ({ file, text: readFileSync(new URL(file, promptsFolder), 'utf8') }));
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter(({ text }) => /https?:|\/work\/|\/home\/|TODO/.test(text)).map(({ file }) => file)).toEqual([]);
});

function headings({ body }: PromptFile): readonly string[] {
  return [...body.matchAll(/^## (.+)$/gm)].map((match) => match[1]!);
}

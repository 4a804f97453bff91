import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { promptFilesIn, promptsFolder } from './prompt-files.ts';

const patterns = promptFilesIn('patterns');

test('every pattern that the product promises has a file', () => {
  const promised = [
    ['tenancy', 'hierarchies', 'temporal', 'audit', 'caching', 'partitioning-sharding', 'replication'],
    ['migration-strategies', 'transactions-sagas', 'row-level-security', 'retention', 'conversations'],
    ['model-providers', 'prompt-experiments', 'job-queues', 'event-sourcing-cqrs', 'star-schema', 'files-processing'],
    ['authentication-sessions', 'appointment-booking', 'activity-feeds', 'project-provisioning'],
  ].flat();
  expect(promised.filter((id) => !patterns.some(({ name }) => name === id))).toEqual([]);
});

test('every schema belongs to the pattern of its name', () => {
  const schemas = readdirSync(new URL('patterns/', promptsFolder)).flatMap(
    (file) => /^(.*)\.sql$/.exec(file)?.[1] ?? [],
  );
  for (const schema of schemas) {
    const owner = patterns.find(({ name }) => name === schema);
    expect(owner?.frontMatter.schema, schema).toBe(schema);
  }
});

const optional = ['Code', 'When slow', 'Compliance'];

describe.each(patterns)('$name', ({ name, body, frontMatter }) => {
  const parts = body.split(/^## /m).slice(1);

  test('has its parts in order', () => {
    const headings = parts.map((part) => part.split('\n')[0]);
    expect(headings.filter((heading) => !optional.includes(heading ?? ''))).toEqual([
      'Problem',
      'Choices',
      'Default',
      'When not',
      'Failure modes',
      'Numbers',
    ]);
    if (headings.includes('Code')) expect(headings.indexOf('Code')).toBe(3);
    for (const part of parts) expect(part.split('\n').slice(1).join('').trim()).not.toBe('');
  });

  test('decides by tables whose rows have the same cells', () => {
    const tables = (parts[1] ?? '')
      .split(/\n\n/)
      .map((block) => block.split('\n').filter((line) => line.startsWith('|')));
    const filled = tables.filter((lines) => lines.length > 0);
    expect(filled.length).toBeGreaterThan(0);
    for (const lines of filled) expect(new Set(lines.map(cellsOf)).size, lines[0]).toBe(1);
  });

  test('is not related to itself', () => expect(frontMatter.related).not.toContain(name));
});

function cellsOf(line: string): number {
  return line.replaceAll('\\|', '').split('|').length - 2;
}

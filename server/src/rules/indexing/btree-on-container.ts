import type { DataType } from '../../model/data-type.ts';
import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { isOrdinaryTable } from '../shared/ordinary-table.ts';
import { replaceIndex } from '../shared/path-words.ts';

/** A B-tree begins with an array, range, text search or geometry column, so no search inside the values can use it. */
export const btreeOnContainer = defineRule({
  id: 'btree-on-container',
  family: 'indexing',
  severity: 'warning',
  summary:
    'A B-tree begins with an array, range, text search or geometry column, so no search inside the values can use it.',
  dialects: ['postgresql'],
  fix: 'unsafe',
  visits: 'index',
  *check({ table, index }, ctx) {
    if (!isOrdinaryTable(table) || index.method !== 'btree' || index.unique) return;
    const part = index.parts[0];
    // A written operator class or a direction shows that the whole value is meant.
    if (part?.column === undefined || part.opclass !== undefined || part.order === 'desc') return;
    const column = ctx.column(table, part.column);
    const container = column && containerOf(column.type);
    if (container === undefined) return;
    yield {
      at: index.nameOrigin,
      state: { table, index, column: part.column, container },
      columns: [part.column],
    };
  },
  message: ({ table, index, column, container }) =>
    `${index.name ?? 'This index'} is a B-tree over ${container.noun} ${displayName(table)}.${column}: it only compares whole values, and ${container.operators} cannot use it. Use a ${methodNames[container.method]} index instead.`,
  fixes({ table, index, column, container }, ctx) {
    if (index.parts.length > 1 || index.include.length > 0) return [];
    const changes = replaceIndex(table, index, { ...index, method: container.method }, ctx.dialect);
    if (changes.length === 0) return [];
    const title = `Make ${index.name ?? 'it'} a ${methodNames[container.method]} index on ${column}`;
    return [{ title, safe: false, changes }];
  },
});

interface Container {
  readonly noun: string;
  readonly operators: string;
  /** The access method that searches inside the values. */
  readonly method: 'gin' | 'gist';
}

const methodNames = { gin: 'GIN', gist: 'GiST' } as const;

/** `jsonb` is left to the rule jsonb-btree. */
function containerOf(type: DataType): Container | undefined {
  if (type.dimensions > 0) {
    if (type.family === 'json' || type.family === 'jsonb') return undefined;
    return { noun: 'the array', operators: '@>, && and <@', method: 'gin' };
  }
  if (type.family === 'tsvector') return { noun: 'the text search column', operators: '@@', method: 'gin' };
  if (type.family === 'range') return { noun: 'the range', operators: '@>, && and <@', method: 'gist' };
  if (type.name === 'geometry' || type.name === 'geography') {
    return { noun: 'the spatial column', operators: 'searches by place', method: 'gist' };
  }
  return undefined;
}

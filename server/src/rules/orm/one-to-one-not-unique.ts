import { aKey, objectName } from '../../model/factories.ts';
import { displayName } from '../../model/names.ts';
import { nowhere } from '../../model/origin.ts';
import { defineRule } from '../rule.ts';
import { childKeysOf, isSingleChild } from '../shared/child-key.ts';
import { nameWords, singular } from '../shared/name-words.ts';

/** A relationship promises one row, but nothing keeps a second one from pointing at the same target. */
export const oneToOneNotUnique = defineRule({
  id: 'one-to-one-not-unique',
  family: 'orm',
  severity: 'info',
  summary: 'A relationship promises one row, but nothing keeps a second one from pointing at the same target.',
  dialects: ['postgresql', 'mysql', 'sqlite', 'sqlserver'],
  fix: 'unsafe',
  visits: 'table',
  only: { mapper: 'sqlalchemy' },
  *check(table, ctx) {
    for (const found of childKeysOf(table, ctx)) {
      const { relationship, child, foreignKey } = found;
      if (relationship.list !== false || isSingleChild(found, ctx)) continue;
      // A unique index with a condition is how "the current one" is said.
      if (child.indexes.some(({ unique, where }) => unique && where !== undefined)) continue;
      yield {
        at: relationship.origin,
        state: { table, ...found },
        columns: foreignKey.columns,
        related: [{ message: 'The foreign key that is not unique', origin: foreignKey.origin }],
      };
    }
  },
  message({ table, relationship, child, foreignKey }) {
    const columns = `${displayName(child)} (${foreignKey.columns.join(', ')})`;
    return `${relationship.name} promises one row of ${displayName(child)} for each of ${displayName(table)}, but ${columns} is not unique: with a second row SQLAlchemy warns and shows any of them. ${isPlural(relationship.name) ? `Annotate ${relationship.name} as a list if several are meant, else make it unique.` : 'Make it unique.'}`;
  },
  fixes: ({ child, foreignKey }) => [
    {
      title: `Make ${displayName(child)} (${foreignKey.columns.join(', ')}) unique`,
      safe: false,
      changes: [
        {
          kind: 'add-unique',
          table: objectName(child.name, child.schema),
          key: aKey(foreignKey.columns),
          origin: nowhere,
        },
      ],
    },
  ],
});

function isPlural(name: string): boolean {
  const last = nameWords(name).at(-1) ?? '';
  return singular(last) !== last;
}

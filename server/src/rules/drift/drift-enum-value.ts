import { displayName } from '../../model/names.ts';
import { defineRule, otherSources } from '../rule.ts';
import { nameList } from '../shared/name-list.ts';
import { advice, describing } from '../shared/other-description.ts';

/** An enum is declared with values that the migrations never add, so storing them fails. */
export const driftEnumValue = defineRule({
  id: 'drift-enum-value',
  family: 'drift',
  severity: 'warning',
  summary: 'An enum is declared with values that the migrations never add, so storing them fails.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'enum',
  only: { compared: true },
  *check(type, ctx) {
    for (const source of otherSources) {
      const other = ctx.other(source)?.enumType(type);
      if (other === undefined) continue;
      const missing = type.values.filter((value) => !other.values.includes(value));
      // Both programs read what the other stores; values that only migrations have do no harm.
      const unknown = source === 'counterpart' ? other.values.filter((value) => !type.values.includes(value)) : [];
      if (missing.length + unknown.length === 0) continue;
      yield {
        at: type.nameOrigin,
        table: type,
        state: { type, missing, unknown, source },
        related: [{ message: `It has ${other.values.join(', ')} here`, origin: other.nameOrigin }],
      };
    }
  },
  message({ type, missing, unknown, source }) {
    const name = displayName(type);
    if (missing.length === 0)
      return `${name} lacks ${quoted(unknown)}, which ${describing(source)} have: reading a row with ${pronoun(unknown)} fails. ${advice(source)}`;
    return `${name} declares ${quoted(missing)}, which ${describing(source)} do not have: storing ${pronoun(missing)} fails. ${advice(source)}`;
  },
});

function quoted(values: readonly string[]): string {
  return nameList(values.map((value) => `'${value}'`));
}

function pronoun(values: readonly string[]): string {
  return values.length === 1 ? 'it' : 'them';
}

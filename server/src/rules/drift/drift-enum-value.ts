import { displayName } from '../../model/names.ts';
import { defineRule } from '../rule.ts';
import { advice, describing, sources } from '../shared/other-description.ts';

/** An enum is declared with values that the migrations never add, so storing them fails. */
export const driftEnumValue = defineRule({
  id: 'drift-enum-value',
  family: 'drift',
  severity: 'warning',
  summary: 'An enum is declared with values that the migrations never add, so storing them fails.',
  dialects: ['postgresql'],
  fix: 'none',
  visits: 'enum',
  *check(type, ctx) {
    for (const source of sources) {
      const other = ctx.other(source)?.enumType(type);
      if (other === undefined) continue;
      const missing = type.values.filter((value) => !other.values.includes(value));
      if (missing.length === 0) continue;
      yield {
        at: type.nameOrigin,
        table: type,
        state: { type, missing, source },
        related: [{ message: `It has ${other.values.join(', ')} here`, origin: other.nameOrigin }],
      };
    }
  },
  message: ({ type, missing, source }) =>
    `${displayName(type)} declares ${missing.map((value) => `'${value}'`).join(', ')}, which ${describing(source)} do not have: storing ${missing.length === 1 ? 'it' : 'them'} fails. ${advice(source)}`,
});

import type { Expression } from '../../model/expression.ts';
import type { Column } from '../../model/table.ts';

/** The JSON text that a JSON column defaults to: an object, an array or `null`; undefined for any other column. */
export function documentDefault(column: Column): string | undefined {
  const { type } = column;
  if ((type.family !== 'json' && type.family !== 'jsonb') || type.dimensions > 0) return undefined;
  const text = column.default && literalText(column.default.expression);
  return text !== undefined && /^\s*(\{.*\}|\[.*\]|null)\s*$/s.test(text) ? text.trim() : undefined;
}

function literalText(value: Expression): string | undefined {
  if (value.kind === 'literal') return value.type === 'string' ? value.value : undefined;
  if (value.kind === 'cast') return literalText(value.operand);
  if (value.kind !== 'call') return undefined;
  if (value.args.length === 1 && /^(json|jsonb)$/i.test(value.name)) return literalText(value.args[0]!);
  if (value.args.length > 0) return undefined;
  if (/^(jsonb?_build_object|json_object)$/i.test(value.name)) return '{}';
  return /^(jsonb?_build_array|json_array)$/i.test(value.name) ? '[]' : undefined;
}

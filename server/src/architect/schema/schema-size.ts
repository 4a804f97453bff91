/** How large a schema is, as people count: partitions belong to their table. */
import type { Schema } from '../../model/schema.ts';

export function tablesCounted({ tables }: Schema): number {
  return [...tables.values()].filter(({ partitionOf }) => partitionOf === undefined).length;
}

/** `2 tables`, `15 tables and 56 partitions`. */
export function sizeInWords(schema: Schema): string {
  const tables = tablesCounted(schema);
  const partitions = schema.tables.size - tables;
  const words = `${tables} ${tables === 1 ? 'table' : 'tables'}`;
  return partitions === 0 ? words : `${words} and ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`;
}

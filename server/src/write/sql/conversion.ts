import type { DataType } from '../../model/data-type.ts';

/** How PostgreSQL must be told to convert; undefined where it converts by itself on assignment. */
export function conversion(from: DataType, to: DataType): 'cast' | 'at UTC' | undefined {
  if (from.dimensions !== to.dimensions) return 'cast';
  if (from.family === to.family && from.family !== 'unknown' && from.family !== 'enum') return undefined;
  // Without a zone said, the session's setting would decide what instants the stored times are.
  if (from.family === 'timestamp' && to.family === 'timestamptz') return 'at UTC';
  if (from.family === 'timestamptz' && to.family === 'timestamp') return 'at UTC';
  if (to.family === 'text' || to.family === 'char') return undefined;
  return assignable.some((families) => families.has(from.family) && families.has(to.family)) ? undefined : 'cast';
}

const assignable: readonly ReadonlySet<DataType['family']>[] = [
  new Set<DataType['family']>(['integer', 'decimal', 'float']),
  new Set<DataType['family']>(['decimal', 'money']),
  new Set<DataType['family']>(['json', 'jsonb']),
  new Set<DataType['family']>(['date', 'timestamp']),
];

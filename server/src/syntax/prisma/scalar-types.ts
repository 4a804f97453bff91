/** Prisma's own types of fields. Source: Prisma's reference of the schema, "Model field scalar types". */
export const scalarTypes: ReadonlySet<string> = new Set([
  'String',
  'Boolean',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'DateTime',
  'Json',
  'Bytes',
]);

/** What SQLAlchemy takes in a column beside name and type. Source: its reference of `Column`, subclasses of `SchemaItem`. */
export const schemaItems: ReadonlySet<string> = new Set([
  'ForeignKey',
  'CheckConstraint',
  'Computed',
  'Identity',
  'Sequence',
  'FetchedValue',
  'DefaultClause',
  'Index',
  'UniqueConstraint',
]);

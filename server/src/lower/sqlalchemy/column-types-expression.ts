/** A type before any database is known. */

/** A type as Python code writes it, its names already followed through the imports. */
export interface TypeExpression {
  /** `sqlalchemy.String`, `sqlalchemy.dialects.postgresql.JSONB`, `pgvector.sqlalchemy.Vector`. */
  readonly name: string;
  readonly args: readonly TypeArgument[];
  readonly keywords: ReadonlyMap<string, TypeArgument>;
  /** Types that stand in for this one, by SQLAlchemy's name of the dialect: `mssql`, `mysql`, `postgresql`, `sqlite`. */
  readonly variants?: ReadonlyMap<string, TypeExpression>;
  /** A decorator of the program turns its values into what is stored, whose size only the code knows. */
  readonly isDecorated?: true;
}

export type TypeArgument =
  | { readonly kind: 'string'; readonly value: string }
  /** As written. */
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'type'; readonly type: TypeExpression }
  | { readonly kind: 'list'; readonly items: readonly TypeArgument[] }
  | { readonly kind: 'enum-class'; readonly enumClass: EnumClass }
  /** Anything else: it is there, and nobody knows what it is. */
  | { readonly kind: 'other' };

/** A class that derives from Python's `enum.Enum`. */
export interface EnumClass {
  readonly name: string;
  readonly members: readonly {
    readonly name: string;
    /** Undefined unless a string is written. */
    readonly value: string | undefined;
  }[];
  /** Members may be missing, because a base class or a statement of its body was not understood. */
  readonly isPartial?: true;
}

export function typeExpression(
  name: string,
  args: readonly TypeArgument[] = [],
  keywords: ReadonlyMap<string, TypeArgument> = new Map(),
): TypeExpression {
  return { name, args, keywords };
}

/**
 * What a description in an ORM's language says beyond the database itself, for rules about the ORM. Elements read from
 * SQL have none of it.
 */
import type { ObjectName } from './names.ts';
import type { Origin } from './origin.ts';

export type TableOrm = PrismaTable | SqlalchemyTable;
export type ColumnOrm = PrismaColumn | SqlalchemyColumn | AlembicColumn;
export type ForeignKeyOrm = PrismaForeignKey | SqlalchemyForeignKey;
export type IndexOrm = SqlalchemyIndex;

export interface PrismaTable {
  readonly language: 'prisma';
  /** The model's name; of an implicit join table the relation's. */
  readonly model: string;
  /** `@@ignore`: no client is generated for it. */
  readonly ignored: boolean;
  /** The join table that Prisma makes for a many-to-many relation, with the names of the two models. */
  readonly implicitJoin?: readonly [string, string];
  /** `relationMode = "prisma"`: no foreign keys in the database. */
  readonly relationMode: 'foreignKeys' | 'prisma';
}

export interface PrismaColumn {
  readonly language: 'prisma';
  readonly field: string;
  /** `String`, `Int`, `DateTime`, the name of an enum, or `Unsupported`. */
  readonly scalar: string;
  /** `@db.…` is written. */
  readonly nativeTypeWritten: boolean;
  /** `@ignore`. */
  readonly ignored: boolean;
  readonly isUpdatedAt: boolean;
  /** A list field. */
  readonly list: boolean;
  /** Any `@default` is written. */
  readonly defaultWritten: boolean;
  /** A default that the client makes, which the database does not know: `uuid`, `cuid`, `ulid`, `nanoid`. */
  readonly clientDefault?: string;
}

export interface PrismaForeignKey {
  readonly language: 'prisma';
  /** The relation field that has `fields` and `references`. */
  readonly field: string;
  readonly onDeleteWritten: boolean;
  readonly onUpdateWritten: boolean;
  /** The other side is a list; otherwise the relation is one-to-one. */
  readonly toMany: boolean;
}

export interface SqlalchemyTable {
  readonly language: 'sqlalchemy';
  readonly style: 'declarative' | 'sqlmodel' | 'table';
  /** The class, or the variable of a `Table(...)`; undefined for a `Table` that is kept nowhere. */
  readonly model: string | undefined;
  /**
   * The kinds of constraints that the metadata's `naming_convention` names (`ix uq ck fk pk`). SQLAlchemy itself names
   * `ix` only. Undefined where the metadata is not known.
   */
  readonly namingConvention: readonly string[] | undefined;
  readonly relationships: readonly Relationship[];
}

/** `relationship(…)` on a class of this table. */
export interface Relationship {
  readonly name: string;
  /** The other class's table, where it is known. */
  readonly target: ObjectName | undefined;
  readonly secondary: ObjectName | undefined;
  /** Parts of `cascade`, with `all` written out; `save-update` and `merge` where none is written. */
  readonly cascade: readonly string[];
  readonly cascadeWritten: boolean;
  /** `all`: also rows that are loaded are left to the database. */
  readonly passiveDeletes: boolean | 'all';
  readonly viewOnly: boolean;
  /** The list, or the one row, that `uselist` or the annotation says; undefined where neither does. */
  readonly list: boolean | undefined;
  readonly backPopulates: string | undefined;
  readonly lazy: string | undefined;
  /** Columns of `foreign_keys=`, as far as they are plain names. */
  readonly foreignKeys: readonly string[];
  /** `primaryjoin` or `secondaryjoin` is written: not every row that the foreign key ties belongs to it. */
  readonly customJoin: boolean;
  /** The call. */
  readonly origin: Origin;
  /** The argument `cascade=`, where written. */
  readonly cascadeOrigin: Origin | undefined;
}

export interface SqlalchemyColumn {
  readonly language: 'sqlalchemy';
  /** Name of the Python attribute; the column's name in a `Table(...)`. */
  readonly attribute: string;
  /** The type's class as written, without module (`DateTime`, `JSONB`); undefined where an annotation or key decides. */
  readonly type: string | undefined;
  /** The type is written and SQLAlchemy's own for all databases, not one of a dialect's module. */
  readonly isGenericType: boolean;
  /** Dialects that have a type of their own by `with_variant`. */
  readonly variants: readonly string[];
  readonly pythonDefault: PythonDefault | undefined;
  /** `onupdate=`. */
  readonly pythonOnUpdate: boolean;
  /** What `Mapped[...]` (or SQLModel's annotation) says of None; undefined without annotation. */
  readonly annotatedOptional: boolean | undefined;
  readonly annotationOrigin: Origin | undefined;
  /** `nullable=` as written. */
  readonly nullableWritten: { readonly value: boolean; readonly origin: Origin } | undefined;
  /** Changes inside the value are seen: `MutableDict.as_mutable(…)` and the like. */
  readonly tracksMutation: boolean;
  /** Arguments as written, with their places. */
  readonly primaryKeyFlag: Origin | undefined;
  readonly indexFlag: Origin | undefined;
  /** `index=False` is written, as the default need not be. */
  readonly indexDeclined: boolean;
  readonly uniqueFlag: Origin | undefined;
  /** Values of a Python enum class that the column stores, by member name. */
  readonly enumClass: string | undefined;
}

/** `default=`, which the database does not know. */
export interface PythonDefault {
  /** A list, dict or set made once for all rows. */
  readonly mutable: boolean;
  /** `datetime.now(timezone.utc)`: the current time with its zone. */
  readonly zoned: boolean;
  readonly origin: Origin;
}

/** A column of a revision: `add_column` gave the rows of a table NOT NULL and no value to put there. */
export interface AlembicColumn {
  readonly language: 'alembic';
  readonly addedWithoutValue: true;
}

export interface SqlalchemyForeignKey {
  readonly language: 'sqlalchemy';
  readonly onDeleteWritten: boolean;
  readonly onUpdateWritten: boolean;
}

/** An index of an Alembic revision. */
export interface SqlalchemyIndex {
  readonly language: 'sqlalchemy';
  /** Runs in the revision's transaction, outside any `autocommit_block()`. */
  readonly inTransaction: boolean;
}

/** Where the models of a project begin already: new ones share its metadata. */
export interface PresentBase {
  readonly module: string;
  /** A declarative base, Flask-SQLAlchemy's `db`, or `SQLModel`. */
  readonly name: string;
  /** `SQLModel` itself: models are classes of it with `table=True`. */
  readonly isLibrary: boolean;
}

/** What new tables of a project build on. */
export interface Present {
  readonly modelBase?: PresentBase;
  /** The name of Prisma's datasource, with which native types begin. */
  readonly datasource?: string;
}

/** What every model of SQLModel derives from. */
export const sqlmodelBase: PresentBase = { module: 'sqlmodel', name: 'SQLModel', isLibrary: true };

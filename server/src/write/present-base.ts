/** Where the models of a project begin already: new ones share its metadata. */
export interface PresentBase {
  readonly module: string;
  /** A declarative base, Flask-SQLAlchemy's `db`, or `SQLModel`. */
  readonly name: string;
  /** `SQLModel` itself: models are classes of it with `table=True`. */
  readonly isLibrary: boolean;
}

/** What every model of SQLModel derives from. */
export const sqlmodelBase: PresentBase = { module: 'sqlmodel', name: 'SQLModel', isLibrary: true };

/** The place of a migration among others, where the file itself says it (Alembic), not its name. */
export interface Revision {
  readonly id: string;
  /** The revisions right before it; several where branches meet, none where a history begins. */
  readonly down: readonly string[];
  /** Revisions of other branches that must have run. */
  readonly dependsOn: readonly string[];
}

/** What VS Code keeps with an answer, as JSON in its history of chats: small, and nothing of the workspace. */
export interface AnswerMetadata {
  /** Questions that may come next. */
  readonly followups: readonly string[];
}

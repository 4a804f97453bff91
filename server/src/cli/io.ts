/** What a command may touch of the process it runs in; tests hand in their own. */
export interface Io {
  /** Working directory: absolute and '/'-separated. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Told which parts of the program run: a command, a language. */
  uses(part: string): void;
}

export interface Output {
  write(text: string): void;
  /** Undefined when the output is not a terminal. */
  readonly columns: number | undefined;
}

/** 0: nothing counts; 1: findings; 2: the work could not be done. */
export type ExitCode = 0 | 1 | 2;

/** A mistake in how the program was called, or something outside that keeps it from working: message, exit code 2. */
export class CannotRun extends Error {
  /** What to try instead. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

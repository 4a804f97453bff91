/** The messages that the client and the server exchange beyond LSP. Types only: both sides bundle nothing from here. */

/** Sent with `initialize`. Every field may be missing: other editors send what they like. */
export interface InitializationOptions extends Partial<EditorSettings> {
  /**
   * The client opens `db-architect-rule:` documents and knows the commands `dbArchitect.explainRule` (rule id) and
   * `dbArchitect.showFile` (URI).
   */
  readonly ruleDocs?: boolean;
  /** New findings about a statement wait until its typing rests; the server then asks for a refresh. */
  readonly quietTyping?: boolean;
}

/** The `dbArchitect.*` settings as the server needs them. The server pulls them again when they change. */
export interface EditorSettings {
  /** Findings below this severity are not reported. */
  readonly severity: SeverityName;
  /** Rule id to a severity, or `off`. A `db-architect.jsonc` beside the files wins over this. */
  readonly rules: Readonly<Record<string, SeverityName | 'off'>>;
  readonly dialect: 'auto' | 'postgresql' | 'mysql' | 'sqlite' | 'sqlserver';
}

export type SeverityName = 'hint' | 'info' | 'warning' | 'error';

/** Sent by the server whenever one of the fields changes. */
export interface ServerStatus {
  readonly state: 'indexing' | 'ready' | 'failed';
  readonly databases: number;
  readonly tables: number;
  /** Products, such as `PostgreSQL`, of which there are tables. */
  readonly products: readonly string[];
  /** What is wrong, when `state` is `failed`. */
  readonly message?: string;
}

export interface WorkspaceCheck {
  readonly findings: Readonly<Record<SeverityName, number>>;
  /** Files that were read. */
  readonly files: number;
  /** Those with a finding that is more than a hint. */
  readonly filesWithFindings: number;
}

export interface RuleExplanation {
  readonly markdown: string;
}

export interface RuleEntry {
  readonly id: string;
  readonly summary: string;
}

export interface RecognisedDatabases {
  readonly databases: readonly {
    readonly id: string;
    readonly name: string;
    /** `PostgreSQL`, `SQLite`, … */
    readonly product: string;
    readonly tables: number;
    /** The document that was asked about is a part of it. */
    readonly holdsShownFile: boolean;
  }[];
  /** Languages in which a database can be written. */
  readonly formats: readonly { readonly name: string; readonly title: string }[];
}

export interface ShownSchema {
  readonly text: string;
  readonly languageId: string;
}

/** What there is to draw of a database. */
export interface Diagram {
  readonly title: string;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly nullable: boolean;
      readonly isPrimary: boolean;
      readonly isForeign: boolean;
    }[];
    /** Names of tables of the same diagram. */
    readonly references: readonly string[];
  }[];
}

/** A question to the architect, as the chat and the commands ask it. */
export interface Asked {
  readonly text: string;
  /** A slash command without the slash; one that the architect does not know is passed over. */
  readonly command: string | undefined;
  /** Selections, attached files, `#` references, in the order they were given. */
  readonly references: readonly AskedReference[];
  /** The file that the editor shows. */
  readonly activeUri?: string;
  /** Earlier turns, oldest first. */
  readonly history: readonly { readonly question: string; readonly answer: string }[];
}

export interface AskedReference {
  readonly uri: string | undefined;
  /** Offsets (UTF-16) of `text` in the document; undefined where it is the whole. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly text: string;
}

/** The answer to a question without a language model, ready to be shown. */
export interface Consulted {
  readonly expertise: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly because: readonly string[];
  /** Markdown, in the order in which it is read; each can be shown as soon as it is there. */
  readonly parts: readonly { readonly id: string; readonly title: string; readonly markdown: string }[];
  readonly followups: readonly string[];
  /** The places that the answer names: as it writes them (`path:line`), and where they are. Lines count from zero. */
  readonly places: readonly NamedPlace[];
}

export interface NamedPlace {
  readonly name: string;
  readonly uri: string;
  readonly line: number;
}

/** What a language model is given for a question. */
export interface AssembledPrompt {
  /** In the order of reading; the last is the question. */
  readonly parts: readonly { readonly name: string; readonly role: 'user' | 'assistant'; readonly text: string }[];
  /** Names of parts that the window had no room for, or not for the whole. */
  readonly shortened: readonly string[];
  /** Tokens, as estimated. */
  readonly size: number;
  /** Secrets that were taken out. */
  readonly masked: number;
  /** The answer without a model. */
  readonly consulted: Consulted;
  /** The places that the prompt names. */
  readonly places: readonly NamedPlace[];
}

/** A block of code of an answer after the engine read it, and where it could, executed it. */
export interface CheckedCode {
  readonly language: 'sql' | 'prisma' | 'python';
  readonly ok: boolean;
  /** Plain sentences; what could not be checked is said here, too. */
  readonly problems: readonly string[];
}

/** Server to client. */
export interface Notifications {
  'dbArchitect/status': ServerStatus;
}

/** Client to server. `params` is `undefined` where a request takes none. */
export interface Requests {
  'dbArchitect/checkWorkspace': { params: undefined; result: WorkspaceCheck | null };
  'dbArchitect/explainRule': { params: { readonly rule: string }; result: RuleExplanation | null };
  'dbArchitect/databases': { params: { readonly uri: string | undefined }; result: RecognisedDatabases };
  'dbArchitect/showSchema': {
    params: { readonly database: string; readonly format: string };
    result: ShownSchema | null;
  };
  'dbArchitect/consult': { params: Asked; result: Consulted | null };
  /** `window`: tokens that the prompt may have. */
  'dbArchitect/prompt': {
    params: { readonly asked: Asked; readonly window: number };
    result: AssembledPrompt | null;
  };
  /** `references` say which of several databases the answer is about. Null where nothing could be checked. */
  'dbArchitect/checkAnswer': {
    params: { readonly markdown: string; readonly references: readonly AskedReference[] };
    result: readonly CheckedCode[] | null;
  };
  'dbArchitect/callTool': {
    params: { readonly name: string; readonly input: Readonly<Record<string, unknown>> };
    result: { readonly markdown: string; readonly isError: boolean } | null;
  };
  /** `slug`: words in snake_case. Null where there is no folder of SQL migrations to follow. */
  'dbArchitect/newMigration': {
    params: { readonly code: string; readonly slug: string };
    result: { readonly uri: string; readonly text: string } | null;
  };
  'dbArchitect/diagram': { params: { readonly database: string }; result: Diagram | null };
  'dbArchitect/rules': { params: undefined; result: readonly RuleEntry[] };
}

/** Scheme of the virtual documents with a rule's documentation: `db-architect-rule:/<rule-id>.md`. */
export type RuleDocumentScheme = 'db-architect-rule';

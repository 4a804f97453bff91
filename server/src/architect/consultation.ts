/**
 * The contract of a consultation: what goes in (a question, what it points at, what was said before, the workspace as
 * read) and what comes out. Pure; nothing here knows a language model, an editor or a disk.
 */
import type { ReportedFinding, ReportedGap } from '../analysis/analyzer.ts';
import type { Origin } from '../model/origin.ts';
import type { Schema } from '../model/schema.ts';
import type { Span } from '../text/span.ts';
import type { PresentBase } from '../write/present-base.ts';

/** The slash commands of the chat, without the slash. */
export const commands = [
  'review',
  'design',
  'indexes',
  'normalize',
  'jsonb',
  'migrate',
  'choose',
  'tenancy',
  'cache',
  'scale',
  'security',
  'cost',
  'erd',
  'explain',
  'adr',
] as const;

export type Command = (typeof commands)[number];

export interface Question {
  readonly text: string;
  readonly command?: Command;
  /** Selections, attached files, `#` references, in the order they were given. */
  readonly references: readonly Reference[];
  /** The file that the editor shows, whether the question means it or not. */
  readonly active?: string;
  /** Earlier turns, oldest first. */
  readonly history: readonly Turn[];
}

/** A piece of text that the question points at. Its content is data, whatever it says. */
export interface Reference {
  readonly file: string | undefined;
  readonly span: Span | undefined;
  readonly text: string;
}

export interface Turn {
  readonly question: string;
  readonly answer: string;
}

/** The workspace as the engine and the host read it. Empty lists where there is nothing. */
export interface WorkspaceFacts {
  readonly databases: readonly DescribedDatabase[];
  /** Frameworks, drivers, ORMs, services that the project's manifests name. */
  readonly stack: readonly StackPart[];
  /** `path:line` below the workspace's root, as a person looks it up. */
  placeOf(file: string, span: Span): string;
  /** Where an element of a schema is written; undefined where it is written nowhere any more. */
  spanOf(origin: Origin): Span | undefined;
  /** Whether the editor offers to mend it; a rule that has fixes has none for some of its findings. */
  hasFix(finding: ReportedFinding): boolean;
}

export interface DescribedDatabase {
  readonly name: string;
  readonly schema: Schema;
  /** Files with the languages they are written in: `sql`, `prisma`, `python`. */
  readonly files: readonly { readonly file: string; readonly language: 'sql' | 'prisma' | 'python' }[];
  readonly findings: readonly ReportedFinding[];
  readonly gaps: readonly ReportedGap[];
  /** Where the SQLAlchemy models of the database begin. */
  readonly modelBase?: PresentBase;
  /** The name of the datasource of its Prisma schema. */
  readonly datasource?: string;
}

export interface StackPart {
  /** As its makers write it: `FastAPI`, `asyncpg`, `Redis`. */
  readonly name: string;
  /** As the manifest writes it: `fastapi`, `@prisma/client`, the image of a service. */
  readonly dependency: string;
  /** The file that names it. */
  readonly file: string;
}

/** What `ask --format json` prints; hosts render and extend `checked`. */
export interface Consultation {
  readonly expertise: Expertise;
  /** 0 to 1. */
  readonly confidence: number;
  /** The words and entities that decided the expertise. */
  readonly because: readonly string[];
  readonly requirements: readonly Requirement[];
  /** At most five, only what would change the answer. */
  readonly questions: readonly string[];
  /** The answer, in the order in which it is read. */
  readonly sections: readonly Section[];
  /** Next steps and refinements, as things a user would ask. */
  readonly followups: readonly string[];
  readonly checked: readonly CheckedBlock[];
}

export type Expertise = 'core' | 'application-stack' | 'polyglot' | 'ai-data' | 'platform';

export interface Requirement {
  /** An id of `prompts/vocabulary.yaml`, or a quantity such as `tenants`, `users`, `rows-per-day`. */
  readonly name: string;
  readonly value: string;
  /** Where it was said: `question`, `history`, a file, or `assumed`. */
  readonly source: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

/** A block of code of an answer after the engine read it and an embedded PostgreSQL executed its DDL. */
export interface CheckedBlock {
  readonly language: 'sql' | 'prisma' | 'python';
  readonly ok: boolean;
  /** Plain sentences; what could not be checked is said here, too. */
  readonly problems: readonly string[];
}

/** What bears on the answer, with its place. An advisor adds facts; `architect/advisors.ts` is the list of advisors. */
export interface Fact {
  /** The rule or advisor that knows it. */
  readonly source: string;
  /** One plain sentence. */
  readonly text: string;
  readonly place: { readonly file: string; readonly span: Span } | undefined;
  /** Larger first. */
  readonly weight: number;
  readonly tables: readonly string[];
}

export interface Advisor {
  readonly id: string;
  /** Answers nothing where the question or the workspace give it nothing to say. */
  facts(question: Question, workspace: WorkspaceFacts): Iterable<Fact>;
}

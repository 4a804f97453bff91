/**
 * Findings that were there when the tool was adopted, kept in a file so that only new ones are shown.
 *
 * A finding is known by its rule, file, table, columns and the statement it stands in, never by its line. When the
 * statement was edited, or the file moved, the rest still tells it from others: a known weakness of a table does not
 * become new because the table got another column.
 */
import { createHash } from 'node:crypto';
import { CannotRun } from './io.ts';

export interface FindingIdentity {
  readonly rule: string;
  /** Relative to the baseline's folder where it lies below it. */
  readonly file: string;
  readonly table: string | null;
  readonly columns: readonly string[];
  /** `statementHash` of the statement the finding stands in. */
  readonly statement: string;
}

export interface BaselineEntry extends FindingIdentity {
  readonly count: number;
}

const version = 1;

/** Stays the same when a statement is formatted anew or its comments are changed. */
export function statementHash(text: string): string {
  const normal = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return createHash('sha256').update(normal).digest('hex').slice(0, 16);
}

/** Sorted and one finding a line, so that two branches that change it merge. */
export function writeBaseline(entries: Iterable<BaselineEntry>): string {
  const lines = [...entries]
    .sort((a, b) => (key(a, everything) < key(b, everything) ? -1 : 1))
    .map(({ rule, file, table, columns, statement, count }) =>
      JSON.stringify({ rule, file, table, columns, statement, count }),
    );
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `{\n  "version": ${version},\n  "findings": ${list}\n}\n`;
}

export function readBaseline(text: string, name: string): readonly BaselineEntry[] {
  const broken = (what: string) => new CannotRun(`The baseline ${name} cannot be used: ${what}.`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw broken('it is not JSON');
  }
  if (!isRecord(read) || !Array.isArray(read.findings)) throw broken('it has no list of findings');
  if (read.version !== version) throw broken(`it has version ${String(read.version)}, not ${version}`);
  return read.findings.map((entry: unknown, i) => {
    if (!isEntry(entry)) throw broken(`finding ${i + 1} is not understood`);
    return entry;
  });
}

export function countFindings(identities: Iterable<FindingIdentity>): BaselineEntry[] {
  const entries = new Map<string, { identity: FindingIdentity; count: number }>();
  for (const identity of identities) {
    const id = key(identity, everything);
    const entry = entries.get(id);
    if (entry === undefined) entries.set(id, { identity, count: 1 });
    else entry.count++;
  }
  return [...entries.values()].map(({ identity, count }) => ({ ...identity, count }));
}

export interface Comparison<Finding> {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Entries whose findings are gone, with what is left of their counts. */
  readonly stale: readonly BaselineEntry[];
}

/** Every entry hides as many findings as it counts, the most exact matches first. */
export function compareWithBaseline<Finding>(
  findings: readonly Finding[],
  identify: (finding: Finding) => FindingIdentity,
  entries: readonly BaselineEntry[],
): Comparison<Finding> {
  const left = new Map(entries.map((entry) => [entry, entry.count]));
  const compared = findings.map((finding) => ({ finding, identity: identify(finding), known: false }));
  for (const part of [everything, editedStatement, movedFile]) {
    const byKey = new Map<string, BaselineEntry[]>();
    for (const [entry, count] of left) {
      if (count === 0 || !part.applies(entry)) continue;
      const id = key(entry, part);
      const others = byKey.get(id);
      if (others === undefined) byKey.set(id, [entry]);
      else others.push(entry);
    }
    for (const one of compared) {
      if (one.known || !part.applies(one.identity)) continue;
      const entry = byKey.get(key(one.identity, part))?.find((candidate) => left.get(candidate)! > 0);
      if (entry === undefined) continue;
      left.set(entry, left.get(entry)! - 1);
      one.known = true;
    }
  }
  const those = (known: boolean) => compared.filter((one) => one.known === known).map(({ finding }) => finding);
  return {
    fresh: those(false),
    known: those(true),
    stale: [...left].filter(([, count]) => count > 0).map(([entry, count]) => ({ ...entry, count })),
  };
}

/** A part of an identity that two findings may have to share, and for which findings it says enough. */
interface IdentityPart {
  readonly of: (identity: FindingIdentity) => readonly unknown[];
  readonly applies: (identity: FindingIdentity) => boolean;
}

const everything: IdentityPart = {
  of: ({ rule, file, table, columns, statement }) => [file, rule, table, columns, statement],
  applies: () => true,
};

const editedStatement: IdentityPart = {
  of: ({ rule, file, table, columns }) => [file, rule, table, columns],
  applies: ({ table }) => table !== null,
};

const movedFile: IdentityPart = {
  of: ({ rule, table, columns, statement }) => [rule, table, columns, statement],
  applies: () => true,
};

function key(identity: FindingIdentity, part: IdentityPart): string {
  return JSON.stringify(part.of(identity));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    typeof value.rule === 'string' &&
    typeof value.file === 'string' &&
    (value.table === null || typeof value.table === 'string') &&
    Array.isArray(value.columns) &&
    value.columns.every((column) => typeof column === 'string') &&
    typeof value.statement === 'string' &&
    Number.isSafeInteger(value.count) &&
    (value.count as number) > 0
  );
}

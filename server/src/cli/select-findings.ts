/** Which of all findings a run is about: those that are new, changed, and severe enough. */
import type { ReportedFinding } from '../analysis/analyzer.ts';
import { diskInPlace } from '../host/disk.ts';
import { folderOf } from '../host/workspace-files.ts';
import { type Severity, severities } from '../rules/finding.ts';
import type { Span } from '../text/span.ts';
import type { BaselineEntry, FindingIdentity } from './baseline.ts';
import type { FileChanges, LineRange } from './changed-since.ts';
import { rangeOf, type Sources } from './check-report.ts';
import { CannotRun, type Io } from './io.ts';
import { nameFrom } from './paths.ts';
import { findingsOf, type Workspace } from './workspace.ts';

export interface Wanted {
  /** Least severe finding that is shown. */
  readonly severity: Severity;
  readonly since: string | undefined;
  /** Absolute path of the baseline. */
  readonly baseline: string | undefined;
}

export interface Selection {
  readonly findings: readonly ReportedFinding[];
  /** What the baseline hides, and how many findings in it are gone. */
  readonly baseline: { readonly known: readonly ReportedFinding[]; readonly stale: number } | undefined;
}

export async function selectFindings(
  workspace: Workspace,
  sources: Sources,
  wanted: Wanted,
  io: Io,
): Promise<Selection> {
  const all = await findingsOf(workspace, io);
  const compared = wanted.baseline === undefined ? undefined : await compare(all, wanted.baseline, workspace);
  const isChanged = wanted.since === undefined ? () => true : await changedFilter(wanted.since, workspace, sources);
  const least = severities.indexOf(wanted.severity);
  const isWanted = (finding: ReportedFinding) => severities.indexOf(finding.severity) <= least && isChanged(finding);
  return {
    findings: (compared?.fresh ?? all).filter(isWanted),
    baseline: compared && { known: compared.known.filter(isWanted), stale: compared.stale },
  };
}

async function compare(all: readonly ReportedFinding[], file: string, workspace: Workspace) {
  const { compareWithBaseline } = await baselineModule();
  const entries = await baselineAt(file);
  if (entries === undefined) {
    throw new CannotRun(`There is no baseline ${file}.`, 'Write one with --write-baseline.');
  }
  const identify = await identityIn(workspace, folderOf(file));
  const { fresh, known, stale } = compareWithBaseline(all, identify, entries);
  // Of files that were not checked nobody knows whether their findings are still there.
  const checked = new Set(workspace.files.map((path) => nameFrom(folderOf(file), path)));
  const gone = stale.filter((entry) => checked.has(entry.file)).reduce((sum, { count }) => sum + count, 0);
  return { fresh, known, stale: gone };
}

/** Most runs have no baseline and need no cryptography, which takes milliseconds to load. */
function baselineModule() {
  return import('./baseline.ts');
}

/** Undefined when there is no such file. */
export async function baselineAt(file: string): Promise<readonly BaselineEntry[] | undefined> {
  const { readBaseline } = await baselineModule();
  const content = await diskInPlace.readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CannotRun(`The baseline ${file} could not be read: ${error.code ?? error.message}.`);
  });
  return content === undefined ? undefined : readBaseline(content.toString(), file);
}

/** How findings are told apart in a baseline that lies in `folder`. */
export async function identityIn(
  { analyzer, textOf }: Workspace,
  folder: string,
): Promise<(finding: ReportedFinding) => FindingIdentity> {
  const { statementHash } = await baselineModule();
  const hashes = new Map<string, string>();
  return ({ rule, file, span, table, columns }) => {
    const { start, end } = analyzer.statementAt(file, span.start) ?? span;
    const place = `${file}:${start}`;
    let statement = hashes.get(place);
    if (statement === undefined) {
      statement = statementHash((textOf(file) ?? '').slice(start, end));
      hashes.set(place, statement);
    }
    return { rule, file: nameFrom(folder, file), table: table ?? null, columns, statement };
  };
}

/**
 * A finding is about changed lines when its own have changed, or those of a place that explains it. What concerns a
 * table as a whole stands on its name, so there the whole statement counts.
 */
async function changedFilter(
  revision: string,
  { analyzer, folders }: Workspace,
  sources: Sources,
): Promise<(finding: ReportedFinding) => boolean> {
  const { changedSince, touches } = await import('./changed-since.ts');
  const changes = await changedSince(revision, folders);
  const linesIn = (file: string, span: Span): LineRange => {
    const { start, end } = rangeOf(sources, file, span);
    return { start: start.line, end: end.line };
  };
  const isTouched = (change: FileChanges | undefined, file: string, span: Span) =>
    change !== undefined && touches(change, linesIn(file, span));
  return ({ file, span, columns, related }) => {
    const change = changes.get(file);
    const own = columns.length > 0 ? span : (analyzer.statementAt(file, span.start) ?? span);
    return (
      isTouched(change, file, own) ||
      related.some((place) => isTouched(changes.get(place.file), place.file, place.span))
    );
  };
}

/** `db-architect check`: what the schema files of some folders have wrong. */
import type { AvailableFix, ReportedFinding } from '../../analysis/analyzer.ts';
import { ruleDocs } from '../../host/rule-docs.ts';
import { catalogue } from '../../rules/catalogue.ts';
import { type Severity, severities } from '../../rules/finding.ts';
import type { Arguments } from '../arguments.ts';
import type { CheckReport } from '../check-report.ts';
import { CannotRun, type ExitCode, type Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { absolutePath } from '../paths.ts';
import { milliseconds } from '../progress.ts';
import { selectFindings, type Wanted } from '../select-findings.ts';
import { sourcesOf } from '../sources.ts';
import { counted } from '../text-layout.ts';
import type { checkCommand } from '../usage.ts';
import { version } from '../version.ts';
import { gapsOf, readWorkspace } from '../workspace.ts';

type Flags = Arguments<typeof checkCommand.flags>['flags'];

export async function check({ operands, flags }: Arguments<typeof checkCommand.flags>, io: Io): Promise<ExitCode> {
  const started = milliseconds();
  const limits = limitsOf(flags);
  const wanted: Wanted = {
    severity: limits.shown,
    since: flags.since,
    baseline: flags.baseline === undefined ? undefined : absolutePath(io.cwd, flags.baseline),
  };
  if (flags['write-baseline'] && (flags.since !== undefined || flags.fix)) {
    throw new CannotRun('--write-baseline lists the findings as they are: it goes with neither --since nor --fix.');
  }
  const workspace = await readWorkspace(operands, io, { once: flags.fix !== true });
  if (flags['write-baseline']) {
    const { acceptFindings } = await import('../accept-findings.ts');
    await acceptFindings(workspace, wanted.baseline, io);
    return 0;
  }

  let selection = await selectFindings(workspace, sourcesOf(workspace.textOf, io.cwd), wanted, io);
  let fixed: number | undefined;
  if (flags.fix) {
    const { fixWorkspace } = await import('../fix-workspace.ts');
    fixed = await fixWorkspace(workspace, selection.findings);
    if (fixed > 0) selection = await selectFindings(workspace, sourcesOf(workspace.textOf, io.cwd), wanted, io);
  }
  const report: CheckReport = {
    ...selection,
    gaps: gapsOf(workspace),
    files: workspace.files.length,
    tables: workspace.analyzer.databases().reduce((sum, { schema }) => sum + schema.tables.size, 0),
    fixed,
    sources: sourcesOf(workspace.textOf, io.cwd),
    fixesFor: remembered((finding) => workspace.analyzer.fixesFor(finding)),
    elapsedMs: Math.round(milliseconds() - started),
  };
  if (report.files === 0 && report.findings.length === 0) io.stderr.write('There are no schema files to check.\n');
  await print(report, flags.format ?? 'pretty', io);
  return limits.areExceededBy(report.findings) ? 1 : 0;
}

interface Limits {
  readonly shown: Severity;
  areExceededBy(findings: readonly ReportedFinding[]): boolean;
}

function limitsOf({ severity, 'max-warnings': most = '0' }: Flags): Limits {
  if (!/^\d+$/.test(most)) throw new CannotRun(`--max-warnings "${most}" is not a number.`);
  const counted = severities.indexOf((severity as Severity | undefined) ?? 'warning');
  return {
    shown: (severity as Severity | undefined) ?? 'info',
    areExceededBy(findings) {
      const counting = findings.filter((finding) => severities.indexOf(finding.severity) <= counted);
      return counting.some((finding) => finding.severity === 'error') || counting.length > Number(most);
    },
  };
}

/** Fixes are worked out when somebody wants to see them, and once. */
function remembered(fixesFor: CheckReport['fixesFor']): CheckReport['fixesFor'] {
  const known = new Map<ReportedFinding, readonly AvailableFix[]>();
  return (finding) => {
    if (!finding.fixable) return [];
    let fixes = known.get(finding);
    if (fixes === undefined) {
      fixes = fixesFor(finding);
      known.set(finding, fixes);
    }
    return fixes;
  };
}

async function print(report: CheckReport, format: string, io: Io): Promise<void> {
  switch (format) {
    case 'json': {
      const { jsonReport } = await import('../reporters/json.ts');
      io.stdout.write(jsonReport(report));
      break;
    }
    case 'sarif': {
      const { sarifReport } = await import('../reporters/sarif.ts');
      io.stdout.write(sarifReport(report, io, { rules: catalogue, pageOf: ruleDocs, version }));
      break;
    }
    case 'github': {
      const { githubReport } = await import('../reporters/github.ts');
      io.stdout.write(githubReport(report, io.env));
      break;
    }
    default: {
      const { prettyReport } = await import('../reporters/pretty.ts');
      const width = Math.max(40, Math.min(io.stdout.columns ?? 100, 110));
      io.stdout.write(prettyReport(report, { paint: paintFor(io.stdout, io.env), width }));
      return;
    }
  }
  // What the formats for programs have no place for.
  if (report.fixed !== undefined) io.stderr.write(`Fixed ${counted(report.fixed, 'finding')}.\n`);
  if (report.baseline !== undefined) {
    const { known, stale } = report.baseline;
    io.stderr.write(`The baseline hides ${counted(known.length, 'finding')}; ${stale} in it are gone.\n`);
  }
}

/** Comments that silence findings: our own with a reason, and those of other tools for the same problem. */

import type { Span } from '../text/span.ts';
import type { ReportedFinding } from './analyzer.ts';

export interface Suppression {
  /** Rule ids; undefined silences every rule. */
  readonly rules: readonly string[] | undefined;
  readonly scope: 'file' | 'statement';
  /** Statement or rest of line that the comment speaks for; meaningless for a file. */
  readonly target: Span;
  /** The comment, or the rule id in it, for reporting that it silences nothing. */
  readonly span: Span;
  /** Written for us: reported when unused or without a reason. */
  readonly own: boolean;
  readonly reason: string;
}

/** Which of our rules another tool's rule names mean. Names from the tools' own documentation. */
const foreignRules: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    // squawk
    'prefer-bigint-over-int': ['pk-too-small'],
    'prefer-bigint-over-smallint': ['pk-too-small'],
    'prefer-big-int': ['pk-too-small'],
    'prefer-identity': ['serial-type'],
    'prefer-timestamp-tz': ['prefer-timestamptz'],
    'ban-char-field': ['char-type'],
    'identifier-too-long': ['identifier-too-long'],
    // postgres-language-server (its groups stand before the name)
    preferbigint: ['pk-too-small'],
    preferbigintoverint: ['pk-too-small'],
    preferbigintoversmallint: ['pk-too-small'],
    preferidentity: ['serial-type'],
    prefertimestamptz: ['prefer-timestamptz'],
    preferjsonb: ['json-not-jsonb'],
    bancharfield: ['char-type'],
    // pg-migration-lint
    pgm501: ['fk-without-index'],
    pgm502: ['no-primary-key'],
    pgm503: ['unique-not-null-no-pk'],
    pgm505: ['prefer-timestamptz'],
    // eugene
    e3: ['json-not-jsonb'],
    e15: ['fk-without-index'],
  }),
);

const ownComment =
  /db-architect-ignore(-file|-next-line)?\b\s*([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)?[ \t]*(?::[ \t]*([^*\n]*))?/i;

const foreignComment =
  /(squawk-ignore|pgls-ignore|eugene-ignore|eugene:\s*ignore|pgm-lint:suppress|pgfence-ignore|migrationpilot-disable|tsqllint-disable)(-file|-all)?[ \t:]*([^\n*]*)/i;

/**
 * Reads a comment. `span` is the comment's own; `targetOf` says what it speaks for, `onNextLine` if it names the next
 * line even where it stands behind code. Undefined for a comment that silences nothing of ours.
 */
export function readSuppression(
  text: string,
  span: Span,
  targetOf: (onNextLine: boolean) => Span,
): Suppression | undefined {
  const own = ownComment.exec(text);
  if (own !== null) {
    const ids = own[2]?.split(',').map((id) => id.trim().toLowerCase());
    const kind = own[1]?.toLowerCase();
    return {
      rules: ids,
      scope: kind === '-file' ? 'file' : 'statement',
      target: targetOf(kind === '-next-line'),
      span: { start: span.start + own.index, end: span.start + own.index + own[0].trimEnd().length },
      own: true,
      reason: own[3]?.trim() ?? '',
    };
  }
  const foreign = foreignComment.exec(text);
  if (foreign === null) return undefined;
  const rules = foreign[3]!
    .split(/[\s,:]+/)
    .flatMap((word) => foreignRules.get(word.toLowerCase().split('/').pop()!) ?? []);
  if (rules.length === 0) return undefined;
  const scope = foreign[2] === undefined ? 'statement' : 'file';
  return { rules, scope, target: targetOf(false), span, own: false, reason: '' };
}

/** Findings that remain, and a finding for each of our comments that silences nothing or gives no reason. */
export function applySuppressions(
  file: string,
  findings: readonly ReportedFinding[],
  suppressions: readonly Suppression[],
): readonly ReportedFinding[] {
  if (suppressions.length === 0) return findings;
  const used = new Map<Suppression, Set<string>>();
  const remaining = findings.filter((finding) => {
    const silencing = suppressions.find((suppression) => silences(suppression, finding));
    if (silencing === undefined) return true;
    const rules = used.get(silencing);
    if (rules === undefined) used.set(silencing, new Set([finding.rule]));
    else rules.add(finding.rule);
    return false;
  });
  for (const suppression of suppressions) {
    if (!suppression.own) continue;
    const silenced = used.get(suppression);
    const idle = suppression.rules?.filter((rule) => silenced?.has(rule) !== true) ?? [];
    const message =
      silenced === undefined
        ? `This comment silences nothing: ${suppression.rules?.join(', ') ?? 'no rule'} finds nothing here. Remove it.`
        : idle.length > 0
          ? `This comment silences more than it has to: ${idle.join(', ')} finds nothing here. Take it out.`
          : suppression.reason === ''
            ? 'Say why behind a colon, so that the next reader knows: db-architect-ignore rule-id: reason.'
            : undefined;
    if (message === undefined) continue;
    remaining.push({
      rule: 'unused-suppression',
      severity: silenced !== undefined && idle.length === 0 ? 'hint' : 'info',
      message,
      file,
      span: suppression.span,
      table: undefined,
      columns: [],
      related: [],
      fixable: false,
    });
  }
  return remaining;
}

function silences(suppression: Suppression, finding: ReportedFinding): boolean {
  if (finding.rule === 'syntax-error') return false;
  if (suppression.rules !== undefined && !suppression.rules.includes(finding.rule)) return false;
  return (
    suppression.scope === 'file' ||
    (finding.span.start >= suppression.target.start && finding.span.start <= suppression.target.end)
  );
}

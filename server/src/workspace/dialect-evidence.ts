/** Tells a file's dialect from its path and text, when they say it. */
import type { Dialect } from '../model/dialect.ts';

/** How much of a file is looked at, in UTF-16 units: enough for a dump's preamble and its first tables. */
export const evidenceWindow = 32_768;

const pathMarks: readonly (readonly [RegExp, Dialect])[] = [
  [/(?:^|[^a-z])(?:postgres(?:ql)?|psql|pgsql|pg|supabase|timescale|cockroach)(?:[^a-z]|$)/i, 'postgresql'],
  [/(?:^|[^a-z])(?:mysql|mariadb)(?:[^a-z]|$)/i, 'mysql'],
  [/(?:^|[^a-z])sqlite3?(?:[^a-z]|$)/i, 'sqlite'],
  [/(?:^|[^a-z])(?:mssql|sqlserver|sql-server|tsql|t-sql)(?:[^a-z]|$)/i, 'sqlserver'],
];

/** Features that only one dialect has, with how much each says. */
const textMarks: readonly (readonly [RegExp, Dialect, number])[] = [
  [/\bENGINE\s*=\s*\w+|\bAUTO_INCREMENT\b|\bDELIMITER\s+\S/i, 'mysql', 3],
  [/`\w+`\s+(?:int|bigint|varchar|char|text|datetime|timestamp|tinyint|decimal)\b/i, 'mysql', 2],
  [/\bUNSIGNED\b|\bCHARSET\s*=|\bTINYINT\(1\)|\/\*!\d{5}|\b(?:medium|long)text\b/i, 'mysql', 2],
  [/\$\$|\bplpgsql\b|::\s*(?:text|regclass|jsonb?|int|character|timestamp|uuid)\b/i, 'postgresql', 3],
  [
    /\b(?:big)?serial\b|\btimestamptz\b|\btimestamp\s+with(?:out)?\s+time\s+zone\b|\bjsonb\b|\bbytea\b/i,
    'postgresql',
    2,
  ],
  [
    /\bCREATE\s+EXTENSION\b|\bOWNER\s+TO\b|\bUSING\s+(?:gin|gist|brin|btree)\b|\bALTER\s+TABLE\s+ONLY\b/i,
    'postgresql',
    3,
  ],
  [
    /\bCONCURRENTLY\b|\bCREATE\s+TYPE\s+\S+\s+AS\s+ENUM\b|\bgen_random_uuid\(\)|\bEXECUTE\s+(?:FUNCTION|PROCEDURE)\b/i,
    'postgresql',
    3,
  ],
  [/\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|^\s*PRAGMA\b|\bsqlite_\w+|\bCREATE\s+VIRTUAL\s+TABLE\b/im, 'sqlite', 3],
  [/^\s*GO\s*;?\s*$/im, 'sqlserver', 3],
  [
    /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)|\bN?VARCHAR\s*\(\s*MAX\s*\)|\[dbo\]|\bdbo\.|\bUNIQUEIDENTIFIER\b/i,
    'sqlserver',
    3,
  ],
  [
    /\bNVARCHAR\b|\bDATETIME2\b|\b(?:NON)?CLUSTERED\b|\[\w+\]\s+\[?(?:int|bigint|bit|n?varchar|datetime)/i,
    'sqlserver',
    2,
  ],
];

/** The dialect that path and text speak for; undefined when they say nothing or contradict each other. */
export function dialectEvidence(file: string, text: string): Dialect | undefined {
  const scores = new Map<Dialect, number>();
  const vote = (dialect: Dialect, weight: number): void => {
    scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  };
  const parts = file.split('/');
  const name = parts.pop() ?? '';
  for (const [mark, dialect] of pathMarks) {
    if (mark.test(name)) vote(dialect, 4);
    // The three folders next to the file: further up a name says little about it.
    else if (parts.slice(-3).some((part) => mark.test(part))) vote(dialect, 2);
  }
  const head = text.length > evidenceWindow ? text.slice(0, evidenceWindow) : text;
  for (const [mark, dialect, weight] of textMarks) if (mark.test(head)) vote(dialect, weight);
  const ranked = [...scores].sort((one, other) => other[1] - one[1]);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return ranked[1] !== undefined && ranked[1][1] === best[1] ? undefined : best[0];
}

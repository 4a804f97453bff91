/** Tells a file's dialect from its path and text, when they say it, and files for systems that we do not read. */
import type { Dialect } from '../model/dialect.ts';

/** How much of a file is looked at, in UTF-16 units: enough for a dump's preamble and its first tables. */
export const evidenceWindow = 32_768;

const pathMarks: readonly (readonly [RegExp, Dialect])[] = [
  [
    /(?:^|[^a-z])(?:psql|pgsql|pg|supabase|timescale|cockroach(?:db)?|yugabyte(?:db)?)(?:[^a-z]|$)|postgres(?:ql)?(?:[^a-z]|$)/i,
    'postgresql',
  ],
  [/(?:mysql|mariadb)(?:[^a-z]|$)/i, 'mysql'],
  // Also at the end of a longer word: `riversqlite`.
  [/sqlite3?(?:[^a-z]|$)/i, 'sqlite'],
  [/(?:^|[^a-z])(?:mssql|sqlserver|sql-server|tsql|t-sql)(?:[^a-z]|$)/i, 'sqlserver'],
];

/** Systems whose SQL we do not read. A folder has to be called like one, a file only to say so in its name. */
const foreignPaths: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[^a-z])(?:oracle|ora|plsql)(?:[^a-z]|$)/i, 'Oracle'],
  // EDB's server, once Postgres Plus Advanced Server, has Oracle's packages and procedures.
  [/(?:^|[^a-z])(?:ppas|edb|edbas|epas)(?:[^a-z]|$)/i, 'EDB Postgres Advanced Server'],
  [/(?:^|[^a-z])db2(?:[^a-z]|$)/i, 'Db2'],
  [/(?:^|[^a-z])firebird(?:[^a-z]|$)/i, 'Firebird'],
  [/(?:^|[^a-z])(?:h2|hsql|hsqldb)(?:[^a-z]|$)/i, 'H2'],
  [/(?:^|[^a-z])derby(?:[^a-z]|$)/i, 'Derby'],
  [/(?:^|[^a-z])click-?house(?:[^a-z]|$)/i, 'ClickHouse'],
  [/(?:^|[^a-z])(?:snowflake)(?:[^a-z]|$)/i, 'Snowflake'],
  [/(?:^|[^a-z])bigquery(?:[^a-z]|$)/i, 'BigQuery'],
  [/(?:^|[^a-z])spanner(?:[^a-z]|$)/i, 'Spanner'],
  [/(?:^|[^a-z])ydb(?:[^a-z]|$)/i, 'YDB'],
  [/(?:^|[^a-z])redshift(?:[^a-z]|$)/i, 'Redshift'],
  [/(?:^|[^a-z])netezza(?:[^a-z]|$)/i, 'Netezza'],
  [/(?:^|[^a-z])(?:hive|impala)(?:[^a-z]|$)/i, 'Hive'],
  [/(?:^|[^a-z])(?:dameng|dm8)(?:[^a-z]|$)/i, 'Dameng'],
  [/(?:^|[^a-z])(?:sybase|informix|teradata|vertica|duckdb|cassandra)(?:[^a-z]|$)/i, 'another system'],
];

/** What only such a system writes: worth more than the likeness to one that we read. */
const foreignTexts: readonly (readonly [RegExp, string, number])[] = [
  [/\bN?VARCHAR2\s*\(/i, 'Oracle', 4],
  [/\bNUMBER\s*\(\s*\d+|\bSYSDATE\b(?!\s*\()/i, 'Oracle', 2],
  [/\bENGINE\s*=\s*\w*MergeTree\b/i, 'ClickHouse', 6],
  [/\bLowCardinality\(|\bNullable\([A-Z]/, 'ClickHouse', 5],
  [/\bBLOB\s+SUB_TYPE\b|^[ \t]*SET\s+TERM\b/im, 'Firebird', 3],
  [/\bREORG\s+TABLE\b|\bADMIN_CMD\s*\(|\bCCSID\b/i, 'Db2', 4],
  [/\bSTRING\s*\(\s*MAX\s*\)|\s(?:INT64|FLOAT64)\s*(?:NOT\s+NULL|,)/, 'Spanner', 4],
  [/\bTIMESTAMP_(?:N|L)?TZ\b|\bVARIANT\s*[,)]/i, 'Snowflake', 3],
  [/\s(?:Utf8|Uint32|Uint64)\s*(?:NOT\s+NULL|,)/, 'YDB', 4],
  [/\bDIST(?:KEY|STYLE)\b|\b(?:COMPOUND|INTERLEAVED)\s+SORTKEY\b/i, 'Redshift', 4],
  [/\bDISTRIBUTE\s+ON\s+(?:RANDOM|\()/i, 'Netezza', 4],
  [/\bSTORED\s+AS\s+(?:PARQUET|ORC|TEXTFILE|AVRO)\b|\bROW\s+FORMAT\s+(?:DELIMITED|SERDE)\b/i, 'Hive', 6],
  [/\bINSERT\s+(?:INTO|OVERWRITE)\s+TABLE\b/i, 'Hive', 3],
  [/\bMERGE\s+INTO\s+`/i, 'BigQuery', 4],
];

/** Features that only one dialect has, with how much each says. */
const textMarks: readonly (readonly [RegExp, Dialect, number])[] = [
  [/\bENGINE\s*=\s*\w+|\bAUTO_INCREMENT\b|\bDELIMITER\s+\S/i, 'mysql', 3],
  // A key of text needs a length in MySQL, and its tools write `int`.
  [/`\w+`\s+(?:text|blob)\s+PRIMARY\s+KEY\b/i, 'sqlite', 4],
  [/`\w+`\s+integer\b/i, 'sqlite', 2],
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
  [
    /\bINSERT\s+OR\s+(?:IGNORE|REPLACE|ABORT|FAIL)\b|\b(?:strftime|unixepoch|julianday|randomblob)\s*\(|\bdatetime\(\s*'now'/i,
    'sqlite',
    4,
  ],
  [/\bRAISE\s*\(\s*(?:ABORT|IGNORE|FAIL|ROLLBACK)\b|\)\s*STRICT\s*;/i, 'sqlite', 4],
  // PostgreSQL takes no truth value for an integer, and wants the table of a trigger.
  [/\bINTEGER\s+(?:NOT\s+NULL\s+)?DEFAULT\s+(?:TRUE|FALSE)\b/i, 'sqlite', 2],
  [/\bDROP\s+TRIGGER\s+(?:IF\s+EXISTS\s+)?\w+\s*;/i, 'sqlite', 1],
  [/\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|^[ \t]*PRAGMA\b|\bsqlite_\w+|\bCREATE\s+VIRTUAL\s+TABLE\b/im, 'sqlite', 3],
  [
    /^[ \t]*GO(?:[ \t]+\d+)?[ \t]*(?:;[ \t]*)?\r?$|\bEXEC(?:UTE)?\s+sp_\w+|\bDATABASE\s+SCOPED\s+CONFIGURATION\b/im,
    'sqlserver',
    3,
  ],
  [
    /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)|\bN?VARCHAR\s*\(\s*MAX\s*\)|\[dbo\]|\bdbo\.|\bUNIQUEIDENTIFIER\b/i,
    'sqlserver',
    3,
  ],
  [
    /\bOBJECT_ID\s*\(|\bsys\.(?:objects|tables|columns|indexes|key_constraints)\b|\b(?:INTO|FROM|JOIN|TABLE)\s+##?[a-z_@]/i,
    'sqlserver',
    3,
  ],
  [
    /\b(?:GETDATE|SCOPE_IDENTITY)\(\)|\bCOUNT_BIG\s*\(|@@(?:ROWCOUNT|IDENTITY|FETCH_STATUS)\b|\bSELECT\s+(?:DISTINCT\s+)?TOP\s*\(?\s*\d/i,
    'sqlserver',
    3,
  ],
  [/\b(?:SELECT|FROM|JOIN)\s+\[\w+\]/i, 'sqlserver', 2],
  [
    /\bNVARCHAR\b|\bDATETIME2\b|\b(?:NON)?CLUSTERED\b|\[\w+\]\s+\[?(?:int|bigint|bit|n?varchar|datetime)/i,
    'sqlserver',
    2,
  ],
];

export type Weights = Readonly<Partial<Record<Dialect, number>>>;

export interface Evidence {
  /** Undefined when nothing speaks for one, or for two equally. */
  readonly dialect: Dialect | undefined;
  /** How much speaks for each, where the file's own name does not say it. */
  readonly weights?: Weights;
  /** The system that the file is for when it is none of ours. */
  readonly foreign: string | undefined;
}

/** What stands last in a name, where migrations say what they are for; among its words it is what they are about. */
const lastWord = /(?:^|[._-])([a-z]+\d?)(?:\.(?:autocommit|up|down|do|undo))*\.\w+$/i;

export function isCalledAfterSystem(name: string): boolean {
  const word = lastWordOf(name);
  return word !== undefined && pathMarks.some(([mark]) => mark.test(word));
}

function lastWordOf(name: string): string | undefined {
  return lastWord.exec(name)?.[1];
}

/** Whether the path names a system that is read as PostgreSQL and has a grammar of its own. */
export function isForRelative(file: string): boolean {
  const relative = /(?:^|[^a-z])(?:cockroach|yugabyte)(?:db)?(?:[^a-z]|$)/i;
  return file
    .split('/')
    .slice(-4)
    .some((part) => relative.test(part));
}

/** What path and text speak for. */
export function dialectEvidence(file: string, text: string): Evidence {
  const scores = new Map<Dialect, number>();
  const foreign = new Map<string, number>();
  const parts = file.split('/');
  const name = parts.pop() ?? '';
  // The three folders next to the file: further up a name says little about it, unless it says nothing else.
  const folders = parts.slice(-3);
  // The first folders of an absolute path are of the machine and its user: `/home/derby/shop`.
  const own = /^(?:[A-Za-z]:)?$/.test(parts[0] ?? '.') ? parts.slice(3) : parts;
  const called = own.slice(-6).findLast((part) => systemCalled(part) !== undefined);
  for (const [mark, dialect] of pathMarks) {
    if (mark.test(name)) vote(scores, dialect, 4);
    else if (called !== undefined && systemCalled(called) === dialect) vote(scores, dialect, 5);
    else if (folders.some((part) => mark.test(part))) vote(scores, dialect, 2);
  }
  for (const [mark, system] of foreignPaths) {
    if (mark.test(lastWordOf(name) ?? '')) vote(foreign, system, 8);
    else if (mark.test(name)) vote(foreign, system, 4);
    else if (called !== undefined && systemCalled(called) === system) vote(foreign, system, 8);
  }
  const head = text.length > evidenceWindow ? text.slice(0, evidenceWindow) : text;
  for (const [mark, dialect, weight] of textMarks) if (mark.test(head)) vote(scores, dialect, weight);
  for (const [mark, system, weight] of foreignTexts) if (mark.test(head)) vote(foreign, system, weight);
  const [best, second] = [...scores].sort((one, other) => other[1] - one[1]);
  const [stranger] = [...foreign].sort((one, other) => other[1] - one[1]);
  if (stranger !== undefined && stranger[1] > (best?.[1] ?? 0)) return { dialect: undefined, foreign: stranger[0] };
  const dialect = best === undefined || second?.[1] === best[1] ? undefined : best[0];
  return { dialect, foreign: undefined, ...(!isCalledAfterSystem(name) && { weights: Object.fromEntries(scores) }) };
}

/** The system that a folder is called like, with no other word beside it. */
function systemCalled(folder: string): string | undefined {
  return [...pathMarks, ...foreignPaths].find(([mark]) => mark.exec(folder)?.[0].length === folder.length)?.[1];
}

function vote<Key>(scores: Map<Key, number>, key: Key, weight: number): void {
  scores.set(key, (scores.get(key) ?? 0) + weight);
}

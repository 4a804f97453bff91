import { checkSqlText } from '../verify/check-answer.ts';
import { checkedDatabase } from '../verify/checked-database.ts';
import { databaseFor, databaseProperty, databasesIn, stringIn, type Tool, ToolError } from './tool.ts';

/** An answer's worth of SQL; a dump is not checked this way. */
const mostCharacters = 100_000;

export const verifySql: Tool = {
  name: 'verify_sql',
  title: 'Verify SQL',
  description:
    "Checks SQL against the workspace's schema before it is shown or written: names are looked up, and for PostgreSQL " +
    'the statements are executed in an embedded PostgreSQL that holds the schema without rows, and rolled back. ' +
    'Queries are planned, not run. Nothing in the workspace or in any real database changes.',
  properties: {
    sql: {
      type: 'string',
      description: 'One or more statements: DDL, migrations, queries. Parameters may be $1, :name or ?.',
    },
    database: databaseProperty,
  },
  required: ['sql'],
  async run(input, context) {
    const sql = stringIn(input, 'sql') ?? '';
    if (sql.length > mostCharacters) throw new ToolError(`sql is longer than ${mostCharacters} characters.`);
    const isEmpty = databasesIn(context).length === 0;
    const database = isEmpty ? undefined : databaseFor(input, context);
    const checked = checkedDatabase(context.analyzer, database, context.syntaxJudge);
    const { ok, problems } = await checkSqlText(sql, checked, context.verifier);
    const over = database === undefined ? 'an empty schema' : `the schema of ${database.name}`;
    const verdict = ok ? `No problem was found over ${over}.` : `Problems were found over ${over}:`;
    return { markdown: [verdict, ...problems.map((problem) => `- ${problem}`)].join('\n') };
  },
};

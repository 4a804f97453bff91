/** The grammars of node-sql-parser for queries of the dialects that are not PostgreSQL, each loaded when first needed. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SqlDialect } from '../model/dialect.ts';

interface Grammar {
  astify(sql: string, options: { readonly database: string }): unknown;
}

/** Names of the grammars, as files of the package and as its databases. MySQL stands for MariaDB too. */
const names: Readonly<Record<Exclude<SqlDialect, 'postgresql'>, readonly string[]>> = {
  mysql: ['mysql', 'mariadb'],
  sqlite: ['sqlite'],
  sqlserver: ['transactsql'],
};

const queries = /^\s*(?:select|insert|update|delete|replace|with)\b/i;

/** Known in the bundles, which are CommonJS, and under the test runner. */
const here = typeof __dirname === 'string' ? __dirname : process.cwd();
const load = createRequire(join(here, 'query-grammars.js'));

export class QueryGrammars {
  readonly #loaded = new Map<string, Grammar>();

  /**
   * Whether one of the dialect's grammars reads the statement as a query. A no says little: the grammars lack much that
   * the databases know (on 55 ordinary queries of our own, they refused 7 of 29 for MySQL and 15 of 26 for SQLite).
   */
  accepts(statement: string, dialect: Exclude<SqlDialect, 'postgresql'>): boolean {
    if (!queries.test(statement)) return false;
    // The SQLite grammar does not know [names]; in other quotes they are as long.
    const sql = dialect === 'sqlite' ? statement.replace(/\[([^\]"\n]*)\]/g, '"$1"') : statement;
    return names[dialect].some((name) => {
      try {
        this.#grammar(name).astify(sql, { database: name });
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'SyntaxError') return false;
        throw error;
      }
    });
  }

  #grammar(name: string): Grammar {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const bundled = join(here, 'grammars', `${name}.js`);
    const { Parser } = load(existsSync(bundled) ? bundled : `node-sql-parser/build/${name}.js`) as {
      Parser: new () => Grammar;
    };
    const grammar = new Parser();
    this.#loaded.set(name, grammar);
    return grammar;
  }
}

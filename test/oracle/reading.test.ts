import { expect, test } from 'vitest';
import { SqlDocument } from '../../server/src/analysis/sql-document.ts';
import type { Dialect } from '../../server/src/model/dialect.ts';
import { corpusNote, corpusProjects } from '../kit/corpus.ts';

/** MySQL and SQL Server have no embedded judge: what can be said is that everything was read. */
const kinds: readonly (readonly [string, Dialect])[] = [
  ['mysql-sql', 'mysql'],
  ['tsql', 'sqlserver'],
  ['sqlite-sql', 'sqlite'],
  ['pg-sql', 'postgresql'],
];

const createStatement =
  /^(?:if\b[\s\S]*?\b)?create\s+(?:or\s+replace\s+)?(?:(?:unique|global|local|temporary|temp|unlogged|foreign|external|virtual|clustered|nonclustered|fulltext|spatial|columnstore|primary|xml)\s+)*(?:table|index)\b/i;

for (const [kind, dialect] of kinds) {
  test(`every CREATE TABLE and CREATE INDEX of ${kind} is read without a gap${corpusNote}`, () => {
    let read = 0;
    let fromQueries = 0;
    const failed: string[] = [];
    for (const project of corpusProjects(kind)) {
      for (const { file, text } of project.files) {
        const document = new SqlDocument(file, text, dialect);
        for (const unit of document.units) {
          const { changes, gaps } = unit.lowered;
          const place = `${project.name} ${file.split('/').pop()}`;
          // A table made by a query has the columns of the query: that we do not know them is no failure to read.
          if (gaps.some((gap) => gap.reason.startsWith('created from a query'))) fromQueries++;
          else if (createStatement.test(document.sourceOf(unit))) {
            const made = changes.some((change) => change.kind === 'create-table' || change.kind === 'create-index');
            if (gaps.length === 0 && made) read++;
            else failed.push(`${place}: ${gaps[0]?.reason ?? 'no table or index came of it'}`);
          }
        }
      }
    }
    console.log(
      `${kind}: ${read} CREATE TABLE and CREATE INDEX read, ${failed.length} not, ${fromQueries} tables made by queries`,
    );
    for (const line of failed) console.log(`  ${line}`);
    expect(failed.length).toBeLessThanOrEqual(read * 0.01);
  });
}

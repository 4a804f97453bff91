/** Names that mean something to JavaScript or to patterns are names like any other. */
import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { sqlDialects } from '../../server/src/model/dialect.ts';

const sql = `
create table constructor (__proto__ constructor primary key, "toString" hasOwnProperty, valueOf __proto__(3) default constructor());
create table "__proto__" (id int primary key, constructor_id int, person_id int, toString_ids text, __proto__ varchar(36) not null, key (constructor_id(3)));
create table toString (valueOf int primary key, __proto___id int, toString_id int, constructor_id bigint);
create index hasOwnProperty on toString using constructor (__proto___id);
`;

test.each(sqlDialects)('names of JavaScript objects in %s', (dialect) => {
  const analyzer = createAnalyzer({ rethrowRuleFailures: true });
  analyzer.configure('', { ...defaultConfiguration, dialect });
  analyzer.setFile('schema.sql', sql);
  for (const finding of analyzer.findingsIn('schema.sql')) analyzer.fixesFor(finding);
  expect(analyzer.databases()[0]!.schema.tables.size).toBe(3);
});

test('patterns of a folder whose own name looks like one', () => {
  const analyzer = createAnalyzer();
  const databases = [{ name: 'shop', files: ['db/*.sql'] }];
  analyzer.configure('/{{name}}/a*', { ...defaultConfiguration, databases });
  analyzer.setFile('/{{name}}/a*/db/x.sql', 'create table a (id int);');
  analyzer.setFile('/{{name}}/ab/db/x.sql', 'create table a (id int);');
  expect(analyzer.databases().map(({ name, files }) => [name, files.map(({ file }) => file)])).toContainEqual([
    'shop',
    ['/{{name}}/a*/db/x.sql'],
  ]);
});

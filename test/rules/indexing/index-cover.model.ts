import { accessPaths } from '../../../server/src/model/access-path.ts';
import { type Cover, pathCover } from '../../../server/src/rules/shared/index-cover.ts';
import { analyze } from '../../kit/analyze.ts';
import { type CoverCase, childTable, statementOf } from './index-cover.cases.ts';

/** Our verdict on a case, by way of the SQL that the planner gets too. */
export function coverOf(each: CoverCase): Cover {
  const analyzer = analyze([{ file: 'schema.sql', dialect: 'postgresql', text: childTable + statementOf(each) }]);
  const schema = analyzer.databaseOf('schema.sql')!.schema;
  const child = schema.tables.get('child')!;
  const probe = accessPaths(child).find((path) => path.name === 'probe');
  if (probe === undefined) throw new Error(`not read: ${statementOf(each)}`);
  return pathCover(each.columns, probe, child, {
    dialect: 'postgresql',
    enumType: (type) => schema.enums.get(type.name),
  });
}

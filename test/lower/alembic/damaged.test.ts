import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SourceUnit } from '../../../server/src/lower/program.ts';
import { python } from '../../../server/src/lower/sqlalchemy/python-language.ts';
import { damaged, randomDamage } from '../../kit/random-damage.ts';
import { alterations, commonRevisions, postgresRevisions } from '../../oracle/alembic-revisions.ts';
import { runs } from '../../properties/runs.ts';

const revisions = [...commonRevisions, ...alterations, ...postgresRevisions];

/** Pieces whose text stays are the same objects, as documents keep them. */
function unitsOf(text: string, before: readonly SourceUnit[]): readonly SourceUnit[] {
  return python.split(text).map(({ start, end }, id) => {
    const own = text.slice(start, end);
    const kept = before[id];
    return kept?.text === own ? kept : { id, text: own };
  });
}

it('damaged revisions are read, and edits leave what a first reading finds', () => {
  const changes = fc.array(fc.tuple(fc.nat({ max: revisions.length - 1 }), randomDamage), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(changes, (damages) => {
      const program = python.newProgram('postgresql');
      const texts = new Map(revisions.map(({ file, text }) => [file, text]));
      const units = new Map<string, readonly SourceUnit[]>();
      const set = (file: string): void => {
        units.set(file, unitsOf(texts.get(file) ?? '', units.get(file) ?? []));
        program.setUnits(file, units.get(file) ?? []);
      };
      const lowered = (of: typeof program): unknown =>
        [...units].map(([file, own]) => own.map(({ id }) => [of.lowered(file, id), of.occurrencesIn(file, id)]));
      for (const { file } of revisions) set(file);
      lowered(program);
      for (const [index, damage] of damages) {
        const { file } = revisions[index]!;
        texts.set(file, damaged(texts.get(file) ?? '', [damage]));
        set(file);
        lowered(program);
      }
      const fresh = python.newProgram('postgresql');
      for (const [file, own] of units) fresh.setUnits(file, own);
      expect(lowered(program)).toEqual(lowered(fresh));
    }),
    runs(60),
  );
});

import { expect, test } from 'vitest';
import { catalogue } from '../../server/src/rules/catalogue.ts';
import { allFindings, analyze } from '../kit/analyze.ts';
import { readFixture } from '../kit/fixture.ts';
import { sqlalchemyModels } from '../kit/schema-files.ts';

/** Rules of findings in the models, each with the number of its fixes. */
function fixesOf(models: string): readonly (readonly [string, number])[] {
  const rules = catalogue.filter(({ id }) => id === 'duplicate-index' || id === 'fk-without-index');
  const analyzer = analyze(readFixture(sqlalchemyModels(models)), { rules });
  return allFindings(analyzer).map((finding) => [finding.rule, analyzer.fixesFor(finding).length]);
}

const mixin = `
class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    version: Mapped[str] = mapped_column(String(40), unique=True, index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owner.id"))
`;

test('what a mixin declares is mended where that is right for all of its tables', () => {
  const models = `${mixin}

class Note(Versioned, Base):
    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("version"),)
    id: Mapped[int] = mapped_column(primary_key=True)


class Page(Versioned, Base):
    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
`;
  expect(fixesOf(models)).toEqual([
    ['duplicate-index', 1],
    ['fk-without-index', 1],
  ]);
});

test('and left alone where another of them needs it, or has it already', () => {
  const models = `${mixin}

class Note(Versioned, Base):
    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("version"),)
    id: Mapped[int] = mapped_column(primary_key=True)


class Page(Versioned, Base):
    __tablename__ = "page"
    __table_args__ = (Index("ix_page_owner", "owner_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
`;
  expect(fixesOf(models)).toEqual([
    ['duplicate-index', 0],
    ['fk-without-index', 0],
  ]);
});

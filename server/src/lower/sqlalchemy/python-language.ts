/** Python files as one program: models of SQLAlchemy and its relatives, and Alembic's revisions. */

import { deepEqual } from '../../model/deep-equal.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import { splitPython, splitPythonFrom } from '../../syntax/python/pieces.ts';
import type { LoweredPiece, PieceError, Program, ProgramLanguage, SourceUnit } from '../program.ts';
import type { Derived } from '../queries.ts';
import { revisionConvention } from './alembic-names.ts';
import { alembicRevision, revisionWords } from './alembic-revision.ts';
import { lowerUpgrade } from './alembic-upgrade.ts';
import { Catalog } from './catalog.ts';
import { keyOfRef, refOf } from './class-key.ts';
import { contentsOf } from './definitions.ts';
import { lowerTables } from './lower-tables.ts';
import { unitKey } from './names.ts';
import { occurrencesOf } from './occurrences.ts';
import { hintsAtSqlalchemy } from './python-hints.ts';

const nothing: LoweredPiece = Object.freeze({ changes: [], gaps: [], extensions: [] });

export const python: ProgramLanguage = {
  concerns: hintsAtSqlalchemy,
  split: splitPython,
  splitFrom: splitPythonFrom,
  newProgram: (dialect) => new PythonFiles(dialect),
  revisionIn: alembicRevision,
  saysRevision: revisionWords,
};

class PythonFiles implements Program {
  readonly #catalog: Catalog;
  readonly #lowered: Derived<LoweredPiece>;
  /** The bases of the tables of a piece. */
  readonly #bases: Derived<readonly string[]>;
  readonly #declaration: Derived<string | undefined>;
  #doubtful = new Map<string, Set<number>>();

  constructor(dialect: Dialect) {
    this.#catalog = new Catalog(dialect);
    const { names } = this.#catalog;
    this.#lowered = names.queries.derived<LoweredPiece>(
      (key) => this.#lower(key),
      () => nothing,
      deepEqual,
      (key) => {
        const at = key.indexOf(':');
        this.#doubtfulIn(key.slice(at + 1)).add(Number(key.slice(0, at)));
      },
    );
    this.#bases = names.queries.derived<readonly string[]>(
      (key) => this.#basesIn(key),
      () => [],
      deepEqual,
    );
    this.#declaration = names.queries.derived<string | undefined>(
      (file) => this.#baseOf(file),
      () => undefined,
      Object.is,
      (file) => this.#doubtfulIn(file),
    );
  }

  setUnits(file: string, units: readonly SourceUnit[]): void {
    for (const id of this.#catalog.setUnits(file, units)) this.#forget(`${id}:${file}`);
  }

  removeFile(file: string): void {
    for (const id of this.#catalog.removeFile(file)) this.#forget(`${id}:${file}`);
    this.#declaration.forget(file);
  }

  #forget(key: string): void {
    this.#lowered.forget(key);
    this.#bases.forget(key);
  }

  lowered(file: string, unit: number): LoweredPiece {
    this.#catalog.names.settle();
    return this.#lowered(`${unit}:${file}`);
  }

  #lower(key: string): LoweredPiece {
    const at = key.indexOf(':');
    const id = Number(key.slice(0, at));
    const file = key.slice(at + 1);
    const { names, dialect } = this.#catalog;
    const unit = names.unit(file, id);
    if (unit === undefined) return nothing;
    if (!this.#catalog.isRevision(file)) return lowerTables(this.#catalog, file, id);
    if (!/^(?:@[^\n]*\n)*(?:async\s+)?def\s+upgrade\b/.test(unit.text)) return nothing;
    const { changes, gaps, extensions } = lowerUpgrade(
      names,
      file,
      dialect,
      revisionConvention(this.#catalog.classes, file),
    );
    return { changes, gaps, extensions };
  }

  occurrencesIn(file: string, id: number): readonly Occurrence[] {
    const { names, dialect, classes } = this.#catalog;
    names.settle();
    const unit = names.unit(file, id);
    if (unit === undefined) return [];
    if (this.#catalog.isRevision(file)) {
      if (!/^(?:async\s+)?def\s+upgrade\b/.test(unit.text)) return [];
      return lowerUpgrade(names, file, dialect, revisionConvention(this.#catalog.classes, file)).occurrences.filter(
        ({ origin }) => origin.file === file && origin.unit === id,
      );
    }
    // Classes in the table of another one stand in that one's piece.
    const owners = contentsOf(unit).definitions.flatMap(({ statement }, index) => {
      const owner = statement.kind === 'class' ? classes.tableOwner(`${id}:${index}:${file}`) : undefined;
      return owner === undefined ? [] : [refOf(owner)];
    });
    const pieces = new Set([`${id}:${file}`, ...owners.map((owner) => `${owner.unit}:${owner.file}`)]);
    return occurrencesOf(
      [...pieces].map((key) => this.#lowered(key)),
      file,
      unit,
    );
  }

  errorsIn(file: string, id: number): readonly PieceError[] {
    const { names } = this.#catalog;
    names.settle();
    const unit = names.unit(file, id);
    const [first] = unit === undefined ? [] : contentsOf(unit).errors;
    if (first === undefined || !this.#lowered(`${id}:${file}`).changes.some(({ kind }) => kind === 'create-table'))
      return [];
    return [{ offset: first.start, message: 'This is not Python as we read it: parts of the table may be missing.' }];
  }

  takeDoubtful(): ReadonlyMap<string, ReadonlySet<number>> {
    this.#catalog.names.settle();
    const doubtful = this.#doubtful;
    this.#doubtful = new Map();
    return doubtful;
  }

  #doubtfulIn(file: string): Set<number> {
    let units = this.#doubtful.get(file);
    if (units === undefined) {
      units = new Set();
      this.#doubtful.set(file, units);
    }
    return units;
  }

  declarationOf(file: string): string | undefined {
    this.#catalog.names.settle();
    return this.#declaration(file);
  }

  /** The declarative base or metadata that most tables of the file belong to, as `file:name`: two are two databases. */
  #baseOf(file: string): string | undefined {
    const counts = new Map<string, number>();
    for (const unit of this.#catalog.names.unitsOf(file)) {
      for (const base of this.#bases(unitKey(file, unit))) counts.set(base, (counts.get(base) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one);
    return most?.[0] ?? this.#baseOfHidden(file);
  }

  /** Where all tables of a file are unknown, that they are there still counts. */
  #baseOfHidden(file: string): string | undefined {
    const { names, classes } = this.#catalog;
    for (const unit of names.unitsOf(file)) {
      for (const [index, { statement }] of contentsOf(unit).definitions.entries()) {
        if (statement.kind !== 'class') continue;
        const key = keyOfRef({ file, unit: unit.id, index });
        if (classes.mapping(key).kind === 'nameless' || classes.mayBeTable(key)) return classes.baseOf(key);
      }
    }
    return undefined;
  }

  #basesIn(key: string): readonly string[] {
    const { classes } = this.#catalog;
    return this.#catalog
      .placesIn(key)
      .map((place) => (place.kind === 'class' ? classes.baseOf(place.key) : this.#catalog.baseOfCall(place)));
  }
}

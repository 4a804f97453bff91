/** A file of a language whose pieces need each other, as units that survive edits. */
import type { LoweredPiece, Piece, Program, ProgramLanguage, SourceUnit } from '../lower/program.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Revision } from '../model/revision.ts';
import { ownText } from '../text/own-text.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { type Recut, type Replaced, recut } from './recut.ts';
import { type DocumentDelta, noDelta, type SourceDocument, type Unit, unitAt } from './unit.ts';

interface ProgramUnit extends Unit {
  /** As of a piece; it moves with the text. */
  reach: number;
  readonly source: SourceUnit;
}

const nothing: LoweredPiece = Object.freeze({ changes: [], gaps: [], extensions: [] });

export class ProgramDocument implements SourceDocument {
  readonly file: string;
  readonly dialect: Dialect;
  readonly program: Program;
  readonly #language: ProgramLanguage;
  readonly #root: string;
  #text: string;
  /** The text is cut when somebody asks: where a file belongs is often found out only when all are there. */
  #isRead = false;
  #cut: ProgramUnit[] = [];
  readonly #byId = new Map<number, ProgramUnit>();
  /** Units as they were last told to the outside, by id. */
  readonly #told = new Map<number, Unit>();
  /** Units that may say something else than was told. */
  readonly #doubtful = new Set<number>();
  #nextId = 0;
  #declaration: string | undefined;
  #revision: { readonly read: Revision | undefined } | undefined;

  /** `root` names what is declared together where the program itself does not tell. */
  constructor(file: string, text: string, dialect: Dialect, root: string, language: ProgramLanguage, program: Program) {
    this.#root = root;
    this.file = file;
    this.dialect = dialect;
    this.program = program;
    this.#language = language;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  get units(): readonly Unit[] {
    this.read();
    return this.#cut;
  }

  get told(): Iterable<Unit> {
    return this.#told.values();
  }

  /** Tells the program what the file holds, if it does not know. */
  read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    const pieces = this.#language.concerns(this.#text) ? this.#language.split(this.#text) : [];
    this.#replace({ from: 0, to: this.#cut.length, pieces }, 0, (text) => text);
  }

  /** The declaration that the file was a part of when it was last settled; undefined where it declares nothing. */
  get declaration(): string | undefined {
    return this.#declaration;
  }

  /** What the file says of its place in a history of migrations. */
  get revision(): Revision | undefined {
    this.#revision ??= { read: this.#language.revisionIn?.(this.#text) };
    return this.#revision.read;
  }

  unit(id: number): Unit | undefined {
    this.read();
    return this.#byId.get(id);
  }

  sourceOf(unit: Unit): string {
    return this.#byId.get(unit.id)?.source.text ?? '';
  }

  occurrencesIn(unit: Unit): readonly Occurrence[] {
    return this.program.occurrencesIn(this.file, unit.id);
  }

  unitAt(offset: number): Unit | undefined {
    return unitAt(this.units, offset);
  }

  /** What an edit means shows only when the whole program is read: `settle` tells. */
  edit({ span, newText }: TextEdit): DocumentDelta {
    const start = Math.max(0, Math.min(span.start, this.#text.length));
    const end = Math.max(start, Math.min(span.end, this.#text.length));
    const before = this.#text;
    this.#text = before.slice(0, start) + newText + before.slice(end);
    if (!this.#isRead || this.#cut.length === 0 || !this.#language.concerns(this.#text)) {
      this.#isRead = false;
      this.#revision = undefined;
      this.read();
      return noDelta;
    }
    return this.#recut(before, { start, end, length: newText.length });
  }

  #recut(before: string, replaced: Replaced): DocumentDelta {
    const change = recut(this.#cut, this.#text, replaced, this.#language.splitFrom);
    const from = this.#cut[change.from]!.boundary;
    const moved = this.#text.length - before.length;
    const to = this.#cut[change.to]?.boundary ?? before.length;
    // Else each edited piece would keep the whole text alive as it was then.
    this.#replace(change, moved, ownText);
    const recutTexts = { before: before.slice(from, to), after: this.#text.slice(from, to + moved) };
    const { saysRevision } = this.#language;
    if (saysRevision?.test(recutTexts.before) === true || saysRevision?.test(recutTexts.after) === true)
      this.#revision = undefined;
    return { ...noDelta, recut: recutTexts };
  }

  /** Takes the file out of its program. */
  close(): void {
    this.program.removeFile(this.file);
  }

  /** The program may say something else of these units. */
  doubt(units: Iterable<number>): void {
    for (const id of units) this.#doubtful.add(id);
  }

  /** What became of the units since the last call, after edits here and in other files of the program. */
  settle(): DocumentDelta {
    this.read();
    const { declarationOf } = this.program;
    this.#declaration = declarationOf === undefined ? this.#root : declarationOf.call(this.program, this.file);
    const added: Unit[] = [];
    const removed: Unit[] = [];
    for (const id of this.#doubtful) {
      const told = this.#told.get(id);
      const unit = this.#byId.get(id);
      const lowered = unit && this.program.lowered(this.file, id);
      if (unit !== undefined && unit === told && unit.lowered === lowered) continue;
      if (told !== undefined) removed.push(told);
      this.#told.delete(id);
      if (unit === undefined || lowered === undefined) continue;
      const current: ProgramUnit = { ...unit, lowered };
      this.#cut[unit.index] = current;
      this.#byId.set(id, current);
      this.#told.set(id, current);
      added.push(current);
    }
    this.#doubtful.clear();
    return added.length === 0 && removed.length === 0 ? noDelta : { removed, added };
  }

  /** Puts pieces in the place of units. Those at both ends whose text stayed keep their unit; `held` makes the texts of the others. */
  #replace({ from, to, pieces }: Recut, moved: number, held: (text: string) => string): void {
    const old = this.#cut.slice(from, to);
    const text = this.#text;
    const isSame = (unit: ProgramUnit | undefined, piece: Piece | undefined): boolean =>
      unit !== undefined &&
      piece !== undefined &&
      unit.source.text.length === piece.end - piece.start &&
      text.startsWith(unit.source.text, piece.start);
    let front = 0;
    while (front < pieces.length && isSame(old[front], pieces[front])) front++;
    let back = 0;
    const most = Math.min(old.length, pieces.length) - front;
    while (back < most && isSame(old[old.length - 1 - back], pieces[pieces.length - 1 - back])) back++;
    const kept = (index: number): ProgramUnit | undefined =>
      index < front
        ? old[index]
        : index >= pieces.length - back
          ? old[old.length - (pieces.length - index)]
          : undefined;
    const units = pieces.map((piece, index) => this.#unitFor(piece, from + index, kept(index), held));
    for (const { id } of old) {
      this.#byId.delete(id);
      this.#doubtful.add(id);
    }
    for (const unit of units) {
      this.#byId.set(unit.id, unit);
      this.#doubtful.add(unit.id);
    }
    const tail = this.#cut.slice(to);
    for (const [index, unit] of tail.entries()) move(unit, moved, from + units.length + index);
    this.#cut = [...this.#cut.slice(0, from), ...units, ...tail];
    this.program.setUnits(
      this.file,
      this.#cut.map(({ source }) => source),
    );
  }

  #unitFor(piece: Piece, index: number, kept: ProgramUnit | undefined, held: (text: string) => string): ProgramUnit {
    const { boundary, start, end, next, reach, comments } = piece;
    if (kept !== undefined && sameComments(kept.comments, comments)) {
      return Object.assign(kept, { boundary, start, end, next, reach, index });
    }
    const source = kept?.source ?? { id: this.#nextId++, text: held(this.#text.slice(start, end)) };
    const lowered = kept?.lowered ?? nothing;
    return {
      file: this.file,
      id: source.id,
      boundary,
      start,
      end,
      next,
      reach,
      index,
      comments,
      lowered,
      isCertainlyRight: false,
      source,
    };
  }
}

function move(unit: ProgramUnit, by: number, index: number): void {
  unit.boundary += by;
  unit.start += by;
  unit.end += by;
  unit.next += by;
  unit.reach += by;
  unit.index = index;
}

function sameComments(one: Unit['comments'], other: Unit['comments']): boolean {
  return (
    one.length === other.length &&
    one.every((comment, index) => comment.start === other[index]!.start && comment.end === other[index]!.end)
  );
}

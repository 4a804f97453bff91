/** A file of a language whose pieces need each other, as units that survive edits. */
import type { LoweredPiece, Program, ProgramLanguage, SourceUnit } from '../lower/program.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Revision } from '../model/revision.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { type DocumentDelta, noDelta, type SourceDocument, type Unit, unitAt } from './unit.ts';

interface ProgramUnit extends Unit {
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
  #byId = new Map<number, ProgramUnit>();
  /** Units as they were last told to the outside, by id. */
  #told = new Map<number, Unit>();
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
    return this.#units;
  }

  get #units(): ProgramUnit[] {
    this.read();
    return this.#cut;
  }

  /** Tells the program what the file holds, if it does not know. */
  read(): void {
    if (!this.#isRead) this.#read(this.#text);
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
    return unitAt(this.#units, offset);
  }

  /** What an edit means shows only when the whole program is read: `settle` tells. */
  edit({ span, newText }: TextEdit): DocumentDelta {
    const start = Math.max(0, Math.min(span.start, this.#text.length));
    const end = Math.max(start, Math.min(span.end, this.#text.length));
    this.#read(this.#text.slice(0, start) + newText + this.#text.slice(end));
    return noDelta;
  }

  /** Takes the file out of its program. */
  close(): void {
    this.program.removeFile(this.file);
  }

  /** What became of the units since the last call, after edits here and in other files of the program. */
  settle(): DocumentDelta {
    const units = this.#units;
    const { declarationOf } = this.program;
    this.#declaration = declarationOf === undefined ? this.#root : declarationOf.call(this.program, this.file);
    const added: Unit[] = [];
    const told = new Map<number, Unit>();
    for (const [index, unit] of units.entries()) {
      const lowered = this.program.lowered(this.file, unit.id);
      if (this.#told.get(unit.id) === unit && unit.lowered === lowered) {
        told.set(unit.id, unit);
        continue;
      }
      const current: ProgramUnit = { ...unit, lowered };
      units[index] = current;
      this.#byId.set(unit.id, current);
      told.set(unit.id, current);
      added.push(current);
    }
    const removed = [...this.#told.values()].filter((unit) => told.get(unit.id) !== unit);
    this.#told = told;
    return added.length === 0 && removed.length === 0 ? noDelta : { removed, added };
  }

  /** Cuts the text anew. Pieces at both ends whose text stayed keep their unit. */
  #read(text: string): void {
    this.#isRead = true;
    this.#text = text;
    this.#revision = undefined;
    const pieces = this.#language.concerns(text) ? this.#language.split(text) : [];
    const old = this.#cut;
    const isSame = (unit: ProgramUnit | undefined, piece: (typeof pieces)[number] | undefined): boolean =>
      unit !== undefined &&
      piece !== undefined &&
      unit.source.text.length === piece.end - piece.start &&
      text.startsWith(unit.source.text, piece.start);
    let front = 0;
    while (front < pieces.length && isSame(old[front], pieces[front])) front++;
    let back = 0;
    const most = Math.min(old.length, pieces.length) - front;
    while (back < most && isSame(old[old.length - 1 - back], pieces[pieces.length - 1 - back])) back++;
    this.#cut = pieces.map((piece, index) => {
      const { boundary, start, end, next, comments } = piece;
      const kept =
        index < front
          ? old[index]
          : index >= pieces.length - back
            ? old[old.length - (pieces.length - index)]
            : undefined;
      if (kept !== undefined && sameComments(kept.comments, comments)) {
        return Object.assign(kept, { boundary, start, end, next, index });
      }
      const source = kept?.source ?? { id: this.#nextId++, text: text.slice(start, end) };
      const lowered = kept?.lowered ?? nothing;
      return {
        file: this.file,
        id: source.id,
        boundary,
        start,
        end,
        next,
        index,
        comments,
        lowered,
        isCertainlyRight: false,
        source,
      };
    });
    this.#byId = new Map(this.#cut.map((unit) => [unit.id, unit]));
    this.program.setUnits(
      this.file,
      this.#cut.map(({ source }) => source),
    );
  }
}

function sameComments(one: Unit['comments'], other: Unit['comments']): boolean {
  return (
    one.length === other.length &&
    one.every((comment, index) => comment.start === other[index]!.start && comment.end === other[index]!.end)
  );
}

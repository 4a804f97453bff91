import { prisma } from '../../../server/src/lower/prisma/prisma-language.ts';
import type { Program, SourceUnit } from '../../../server/src/lower/program.ts';
import type { Dialect } from '../../../server/src/model/dialect.ts';
import { foldChanges } from '../../../server/src/model/fold.ts';
import type { Origin } from '../../../server/src/model/origin.ts';
import type { Schema } from '../../../server/src/model/schema.ts';

/** A Prisma schema as the engine keeps it: a piece whose text stays keeps its number and its object. */
export class PrismaFiles {
  readonly program: Program;
  readonly #dialect: Dialect;
  readonly #units = new Map<string, readonly SourceUnit[]>();
  #next = 0;

  constructor(files: Readonly<Record<string, string>>, dialect: Dialect = 'postgresql') {
    this.#dialect = dialect;
    this.program = prisma.newProgram(dialect);
    for (const [file, text] of Object.entries(files)) this.set(file, text);
  }

  set(file: string, text: string): void {
    const before = [...(this.#units.get(file) ?? [])];
    const units = prisma.split(text).map(({ start, end }): SourceUnit => {
      const source = text.slice(start, end);
      const at = before.findIndex((unit) => unit.text === source);
      return at === -1 ? { id: this.#next++, text: source } : before.splice(at, 1)[0]!;
    });
    this.#units.set(file, units);
    this.program.setUnits(file, units);
  }

  remove(file: string): void {
    this.#units.delete(file);
    this.program.removeFile(file);
  }

  /** All units in the order of files and texts. */
  get units(): readonly { readonly file: string; readonly unit: SourceUnit }[] {
    return [...this.#units]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([file, units]) => units.map((unit) => ({ file, unit })));
  }

  get schema(): Schema {
    return foldChanges(
      this.units.flatMap(({ file, unit }) => this.program.lowered(file, unit.id).changes),
      this.#dialect,
    );
  }

  textAt({ file, unit, start, end }: Origin): string {
    const found = this.#units.get(file)?.find(({ id }) => id === unit);
    return found === undefined ? '' : found.text.slice(start, end);
  }
}

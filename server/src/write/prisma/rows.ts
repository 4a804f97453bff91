/** Lines in columns, as `prisma format` aligns them. */
import { byteLength } from '../../model/default-names.ts';

/** A line: cells that are aligned with those of its neighbours, then what is not, a comment. No cells and no comment: a blank line. */
export interface Row {
  readonly cells: readonly string[];
  readonly comment?: string;
}

/** The lines, without indentation. A blank line begins a new alignment. */
export function alignedLines(rows: readonly Row[]): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && !isBlank(rows[to]!)) to++;
    const group = rows.slice(from, to);
    const widths = columnWidths(group);
    for (const row of group) lines.push(alignedLine(row, widths));
    if (to < rows.length) lines.push('');
    from = to + 1;
  }
  return lines;
}

/** Widths of columns in bytes, as Prisma counts them. */
export function columnWidths(rows: readonly Row[]): readonly number[] {
  const widths: number[] = [];
  for (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, byteLength(cell));
  }
  return widths;
}

export function alignedLine({ cells, comment }: Row, widths: readonly number[]): string {
  const padded = cells.map((cell, column) =>
    column === cells.length - 1 ? cell : cell + ' '.repeat(Math.max(0, widths[column]! - byteLength(cell))),
  );
  return [...padded, ...(comment === undefined ? [] : [comment])].join(' ');
}

function isBlank({ cells, comment }: Row): boolean {
  return cells.length === 0 && comment === undefined;
}

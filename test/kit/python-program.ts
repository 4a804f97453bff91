import { Names } from '../../server/src/lower/sqlalchemy/names.ts';
import { splitPython } from '../../server/src/syntax/python/pieces.ts';

/** Python files as one program, the pieces of each numbered in order. */
export function pythonNames(files: Readonly<Record<string, string>>): Names {
  const names = new Names();
  for (const [file, text] of Object.entries(files)) {
    names.setUnits(
      file,
      splitPython(text).map(({ start, end }, id) => ({ id, text: text.slice(start, end) })),
    );
  }
  names.settle();
  return names;
}

/** The text of a piece, to see what an origin points at. */
export function pieceText(text: string, unit: number): string {
  const piece = splitPython(text)[unit];
  return piece === undefined ? '' : text.slice(piece.start, piece.end);
}

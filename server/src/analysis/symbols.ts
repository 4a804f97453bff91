/** Names of tables and columns in texts: what stands at a place, and where else it is named. */
import { foldCase } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Database, SymbolKey, SymbolOccurrence } from './analyzer.ts';
import { languageOf } from './languages.ts';
import type { SourceDocument, Unit } from './unit.ts';

type Schema = Pick<Database, 'dialect' | 'schema'>;

/** The named element under an offset; `database` is the one that the document's file is in. */
export function symbolAt(
  document: SourceDocument,
  offset: number,
  database: Schema | undefined,
): SymbolOccurrence | undefined {
  const unit = document.unitAt(offset);
  if (unit === undefined) return undefined;
  for (const occurrence of namedIn(document, unit, database)) {
    const start = unit.start + occurrence.origin.start;
    const end = unit.start + occurrence.origin.end;
    if (start <= offset && offset <= end) return placed(document.file, unit, occurrence);
  }
  return undefined;
}

/** In order of place. */
export function symbolsIn(document: SourceDocument, database: Schema | undefined): readonly SymbolOccurrence[] {
  const found: SymbolOccurrence[] = [];
  for (const unit of document.units) {
    for (const occurrence of namedIn(document, unit, database)) found.push(placed(document.file, unit, occurrence));
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

/** Every place that names the symbol, declarations first. */
export function occurrencesOf(
  documents: Iterable<SourceDocument>,
  { dialect }: Pick<Database, 'dialect'>,
  symbol: SymbolKey,
): readonly SymbolOccurrence[] {
  const table = keyOf(dialect, symbol.table);
  const written = symbol.kind === 'table' ? symbol.table.name : symbol.column;
  const found: SymbolOccurrence[] = [];
  for (const document of documents) {
    // A model or an attribute may be called otherwise than its table or column.
    const isWritten = languageOf(document.file) === 'sql';
    for (const unit of document.units) {
      if (isWritten && !mayName(document.sourceOf(unit), written)) continue;
      for (const occurrence of document.occurrencesIn(unit)) {
        if (occurrence.kind !== symbol.kind || keyOf(dialect, occurrence.table) !== table) continue;
        if (
          occurrence.kind === 'column' &&
          symbol.kind === 'column' &&
          foldCase(dialect, occurrence.column) !== foldCase(dialect, symbol.column)
        ) {
          continue;
        }
        found.push(placed(document.file, unit, occurrence));
      }
    }
  }
  return found.sort((one, other) => Number(other.declares) - Number(one.declares));
}

/** The places in a unit that name something: a word that only may be a column is one if its table has such a column. */
function namedIn(document: SourceDocument, unit: Unit, database: Schema | undefined): readonly Occurrence[] {
  return document.occurrencesIn(unit).filter((occurrence) => {
    if (occurrence.mentioned !== true || occurrence.kind !== 'column') return true;
    if (database === undefined) return false;
    const { dialect, schema } = database;
    const wanted = foldCase(dialect, occurrence.column);
    const columns = schema.tables.get(keyOf(dialect, occurrence.table))?.columns ?? [];
    return columns.some(({ name }) => foldCase(dialect, name) === wanted);
  });
}

function placed(file: string, unit: Unit, occurrence: Occurrence): SymbolOccurrence {
  const place = {
    file,
    span: { start: unit.start + occurrence.origin.start, end: unit.start + occurrence.origin.end },
    declares: occurrence.declares,
  };
  return occurrence.kind === 'table'
    ? { kind: 'table', table: occurrence.table, ...place }
    : { kind: 'column', table: occurrence.table, column: occurrence.column, ...place };
}

/** Whether a statement can name something of this name: quotes inside a name are written twice. */
function mayName(source: string, name: string): boolean {
  return /["'`\]]/.test(name) || source.toLowerCase().includes(name.toLowerCase());
}

/** The tables, columns and indexes that a file writes, as an outline. */
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver/node';
import { displayName } from '../model/names.ts';
import type { Origin } from '../model/origin.ts';
import type { Column, Index, Table } from '../model/table.ts';
import type { Session } from './session.ts';
import { toRange } from './to-protocol.ts';

export class Outline {
  readonly #session: Session;
  readonly #file: string;

  constructor(session: Session, file: string) {
    this.#session = session;
    this.#file = file;
  }

  /** The table, or what this file adds to a table of another one. */
  table(table: Table): DocumentSymbol[] {
    const isHere = table.origin.file === this.#file;
    const columns = table.columns.flatMap((column) => this.#column(column, isHere ? '' : table.name));
    const indexes = table.indexes.flatMap((index) => this.#index(index, table));
    if (!isHere) return [...columns, ...indexes];
    const symbol = this.#symbol(displayName(table), '', SymbolKind.Struct, table.origin, table.nameOrigin);
    // The outline wants children inside their parent; an index stands behind its table.
    return [...symbol.map((own) => ({ ...own, children: columns })), ...indexes];
  }

  #column({ name, type, origin, nameOrigin }: Column, table: string): DocumentSymbol[] {
    return this.#symbol(table === '' ? name : `${table}.${name}`, type.text, SymbolKind.Field, origin, nameOrigin);
  }

  #index({ name, parts, origin, nameOrigin }: Index, table: Table): DocumentSymbol[] {
    const columns = parts.map((part) => part.column ?? part.expression?.text ?? '').join(', ');
    const detail = `${displayName(table)} (${columns})`;
    return this.#symbol(name ?? detail, name === undefined ? 'index' : detail, SymbolKind.Key, origin, nameOrigin);
  }

  /** Empty for what stands in another file, or nowhere. */
  #symbol(name: string, detail: string, kind: SymbolKind, origin: Origin, nameOrigin: Origin): DocumentSymbol[] {
    if (origin.file !== this.#file || name === '') return [];
    const whole = this.#session.analyzer.spanOf(origin);
    if (whole === undefined) return [];
    const named = nameOrigin.file === this.#file ? this.#session.analyzer.spanOf(nameOrigin) : undefined;
    const isInside = named !== undefined && whole.start <= named.start && named.end <= whole.end;
    const lines = this.#session.linesOf(this.#file);
    const range = toRange(lines, whole);
    const selectionRange = named !== undefined && isInside ? toRange(lines, named) : range;
    return [{ name, detail, kind, range, selectionRange }];
  }
}

/** For clients that know no nesting. */
export function flat(symbol: DocumentSymbol, uri: string): SymbolInformation[] {
  const { name, kind, selectionRange: range, children = [] } = symbol;
  const inside = children.flatMap((child) => flat(child, uri));
  return [{ name, kind, location: { uri, range } }, ...inside.map((child) => ({ ...child, containerName: name }))];
}

/** Names as they are written: quoted or bare. */
import type { Dialect } from '../model/dialect.ts';
import { printName } from '../write/sql/print-name.ts';
import { plainStyle } from '../write/sql/sql-style.ts';

const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']', "'": "'" };

/** The name without its quotes. */
export function nameOf(written: string): string {
  const close = closeOf(written);
  return close === undefined ? written : written.slice(1, -1).replaceAll(close + close, close);
}

/** A new name in the quotes of the place it goes to; a bare place gets quotes only if the name needs them. */
export function rewritten(written: string, newName: string, dialect: Dialect): string {
  const close = closeOf(written);
  if (close !== undefined) return written[0] + newName.replaceAll(close, close + close) + close;
  return printName(plainStyle(dialect), newName);
}

function closeOf(written: string): string | undefined {
  const close = closing[written[0] ?? ''];
  return close !== undefined && written.length > 1 && written.endsWith(close) ? close : undefined;
}

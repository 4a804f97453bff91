/** Python's own words and the spelling of names and strings, as black leaves them. */

const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Whether the text can stand as a name of Python. Letters beyond ASCII are not looked into. */
export function isPythonName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.has(text);
}

export type Quote = '"' | "'";

/** A string literal. The other quote is taken where it saves backslashes. */
export function pythonString(text: string, preferred: Quote = '"'): string {
  const other: Quote = preferred === '"' ? "'" : '"';
  const quote = text.includes(preferred) && !text.includes(other) ? other : preferred;
  const escaped = text.replace(/[\\\n\r\t\0]|["']/g, (found) =>
    found === '"' || found === "'" ? (found === quote ? `\\${found}` : found) : (escapes[found] ?? found),
  );
  return quote + escaped + quote;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\x00',
};

/** SQL for `text()`, where `:name` would be a parameter. */
export function withoutParameters(sql: string): string {
  return sql.replace(/(?<![:\w\\]):(?=\w+(?!:))/g, '\\:');
}

/** `order_items` → `OrderItems`. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `T${joined}`;
}

/** The name as one that Python takes: other characters become `_`. */
export function pythonName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_');
  const begun = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
  return isPythonName(begun) ? begun : `${begun}_`;
}

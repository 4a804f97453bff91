/** `dbArchitect/showSchema`: a whole database, written in a language. */
import type { ShownSchema } from '../../protocol.ts';
import { type SchemaFormatName, schemaFormats } from '../../write/schema-formats.ts';
import type { Session } from '../session.ts';

export function showSchema(
  { analyzer }: Session,
  { database: id, format }: { readonly database: string; readonly format: string },
): ShownSchema | null {
  const database = analyzer.databases().find((known) => known.id === id);
  const writer = format in schemaFormats ? schemaFormats[format as SchemaFormatName] : undefined;
  if (database === undefined || writer === undefined) return null;
  return { text: writer.print(database.schema), languageId: writer.languageId };
}

/** `dbArchitect/databases`: what was recognised, and in which languages each can be written. */
import { productNames } from '../../model/dialect.ts';
import type { RecognisedDatabases } from '../../protocol.ts';
import { schemaFormats } from '../../write/schema-formats.ts';
import { pathOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';

export function databases({ analyzer }: Session, { uri }: { readonly uri: string | undefined }): RecognisedDatabases {
  const shown = uri === undefined ? undefined : pathOf(uri);
  return {
    databases: analyzer
      .databases()
      .filter(({ schema }) => schema.tables.size > 0)
      .map(({ id, name, dialect, schema, files }) => ({
        id,
        name,
        product: productNames[dialect],
        tables: schema.tables.size,
        holdsShownFile: files.some(({ file }) => file === shown),
      })),
    formats: Object.entries(schemaFormats).map(([name, { title }]) => ({ name, title })),
  };
}

/** `db-architect schema`: the databases that the files describe. */
import type { Database } from '../../analysis/analyzer.ts';
import type { Schema } from '../../model/schema.ts';
import { type SchemaFormatName, schemaFormats } from '../../write/schema-formats.ts';
import { schemaJson } from '../../write/schema-json.ts';
import type { Arguments } from '../arguments.ts';
import { rangeOf } from '../check-report.ts';
import type { ExitCode, Io } from '../io.ts';
import { sourcesOf } from '../sources.ts';
import { harmless, jsonText } from '../text-layout.ts';
import type { schemaCommand } from '../usage.ts';
import { readWorkspace, type Workspace } from '../workspace.ts';

export async function schema({ operands, flags }: Arguments<typeof schemaCommand.flags>, io: Io): Promise<ExitCode> {
  const workspace = await readWorkspace(operands, io, { once: true });
  const asked = new Set(workspace.files);
  const databases = workspace.analyzer
    .databases()
    .filter((database) => database.files.some(({ file }) => asked.has(file)) && !isEmpty(database.schema));
  if (databases.length === 0) {
    io.stderr.write(
      workspace.files.length === 0 ? 'There are no schema files to read.\n' : 'The files create no tables.\n',
    );
  }
  for (const { file, message } of workspace.notes) io.stderr.write(harmless(`${file}: ${message}\n`));
  const text = written(databases, flags.format ?? 'sql', workspace, io);
  // A file or program gets names as they are, a terminal nothing that would steer it.
  io.stdout.write(io.stdout.columns === undefined ? text : harmless(text));
  return 0;
}

/** Files with nothing but queries. */
function isEmpty({ tables, enums, domains, views }: Schema): boolean {
  return tables.size + enums.size + domains.size + views.size === 0;
}

function written(databases: readonly Database[], format: string, { analyzer, textOf }: Workspace, { cwd }: Io): string {
  switch (format) {
    case 'json': {
      const sources = sourcesOf(textOf, cwd);
      const json = schemaJson(databases, (origin) => {
        const span = analyzer.spanOf(origin);
        return span && { file: sources.nameOf(origin.file), range: rangeOf(sources, origin.file, span) };
      });
      return `${jsonText(json, 2)}\n`;
    }
    default: {
      const { comment, print } = schemaFormats[format as SchemaFormatName];
      return headed(databases, comment, ({ schema }) => print(schema));
    }
  }
}

/** One database is printed as it is; of several, each has its name above. */
function headed(databases: readonly Database[], comment: string, print: (database: Database) => string): string {
  if (databases.length === 1) return print(databases[0]!);
  return databases
    .map((database) => `${comment} Database ${database.name} (${database.dialect})\n\n${print(database)}`)
    .join('\n');
}

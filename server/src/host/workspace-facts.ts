/** What a consultation sees of an analyzer: every database with its files, findings and gaps. */
import type { Analyzer, Database, ReportedGap } from '../analysis/analyzer.ts';
import type { DescribedDatabase, StackPart, WorkspaceFacts } from '../architect/consultation.ts';
import { LineIndex } from '../text/line-index.ts';
import { modelBaseOf } from './model-base.ts';

/** `roots` are the folders, '/'-separated, that places are shown below. */
export function workspaceFacts(
  analyzer: Analyzer,
  roots: readonly string[],
  stack: readonly StackPart[] = [],
): WorkspaceFacts {
  const lines = new Map<string, LineIndex>();
  const linesOf = (file: string): LineIndex => {
    const known = lines.get(file) ?? new LineIndex(analyzer.textOf(file) ?? '');
    lines.set(file, known);
    return known;
  };
  const gaps = analyzer.gaps();
  return {
    databases: analyzer
      .databases()
      .filter(({ schema }) => schema.tables.size > 0)
      .map((database) => described(analyzer, database, gaps, roots)),
    stack,
    placeOf: (file, span) => `${shortName(file, roots)}:${linesOf(file).positionAt(span.start).line + 1}`,
    spanOf: (origin) => analyzer.spanOf(origin),
    hasFix: (finding) => finding.fixable && analyzer.fixesFor(finding).length > 0,
  };
}

function described(
  analyzer: Analyzer,
  { name, schema, files }: Database,
  gaps: readonly ReportedGap[],
  roots: readonly string[],
) {
  const modelBase = modelBaseOf(
    analyzer,
    files.map(({ file }) => file),
    roots,
  );
  const datasource = datasourceOf(
    analyzer,
    files.map(({ file }) => file),
  );
  const own = new Set(files.map(({ file }) => file));
  const database: DescribedDatabase = {
    name,
    schema,
    files: files.map(({ file }) => ({ file, language: languageOf(file) })),
    findings: files.flatMap(({ file }) => analyzer.findingsIn(file)),
    gaps: gaps.filter(({ file }) => own.has(file)),
    ...(modelBase !== undefined && { modelBase }),
    ...(datasource !== undefined && { datasource }),
  };
  return database;
}

/** The name of the datasource that one of the files has. */
function datasourceOf(analyzer: Analyzer, files: readonly string[]): string | undefined {
  for (const file of files) {
    const text = file.endsWith('.prisma') ? (analyzer.textOf(file) ?? '') : '';
    const [, name] = /^[ \t]*datasource[ \t]+(\w+)[ \t]*\{/m.exec(text) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

function languageOf(file: string): DescribedDatabase['files'][number]['language'] {
  if (file.endsWith('.prisma')) return 'prisma';
  return file.endsWith('.py') ? 'python' : 'sql';
}

/** Below the root that holds it, with the root's own name where there are several. */
export function shortName(file: string, roots: readonly string[]): string {
  const root = roots.find((folder) => file.startsWith(`${folder}/`));
  if (root === undefined) return file;
  const above = roots.length > 1 ? root.slice(0, root.lastIndexOf('/')) : root;
  return file.slice(above.length + 1);
}

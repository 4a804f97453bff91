/** In which dialect a file is read, and of which program it is a part. */
import type { Dialect } from '../model/dialect.ts';
import { alembicProjects, projectOf } from '../workspace/alembic-projects.ts';
import type { Evidence } from '../workspace/dialect-evidence.ts';
import { historyDialects } from '../workspace/history-dialects.ts';
import { prismaSchemas } from '../workspace/prisma-schemas.ts';
import { languageOf } from './languages.ts';

interface EvidentFile {
  readonly file: string;
  readonly evidence: Evidence;
  readonly document: { readonly text: string };
}

export interface Belonging {
  readonly dialect: Dialect;
  /** Tells apart the programs of one language and dialect. */
  readonly root: string;
}

/**
 * Steps of one history speak one dialect. Any other file that does not say its own speaks that of most files beside it, or of the next folder up that knows;
 * `hasOwnDialect` tells where the settings name one.
 */
export function belongingsOf(
  files: readonly EvidentFile[],
  hasOwnDialect: (file: string) => boolean,
): (file: EvidentFile) => Belonging {
  const schemas = schemasOf(files);
  const projects = projectsOf(files);
  const votes = votesOf(files);
  const ofHistory = historyDialects(files);
  return ({ file, evidence }) => {
    const schema = schemas.get(file);
    const isOpen = languageOf(file) === 'python' && !hasOwnDialect(file);
    const project = isOpen ? projectOf(file, projects) : undefined;
    const own = project === undefined ? (ofHistory(file, evidence) ?? evidence.dialect) : projects.get(project);
    return {
      dialect: schema?.dialect ?? own ?? nearestVote(file, votes) ?? 'postgresql',
      root: schema?.root ?? '',
    };
  };
}

/** By folder, how many files in and below it say each dialect. */
function votesOf(files: readonly EvidentFile[]): ReadonlyMap<string, ReadonlyMap<Dialect, number>> {
  const votes = new Map<string, Map<Dialect, number>>();
  for (const { file, evidence } of files) {
    // SQL beside a schema for MongoDB is for something else.
    if (evidence.dialect === undefined || evidence.dialect === 'mongodb') continue;
    for (let slash = file.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : file.lastIndexOf('/', slash - 1)) {
      const folder = file.slice(0, slash);
      let counts = votes.get(folder);
      if (counts === undefined) {
        counts = new Map();
        votes.set(folder, counts);
      }
      counts.set(evidence.dialect, (counts.get(evidence.dialect) ?? 0) + 1);
    }
  }
  return votes;
}

function nearestVote(file: string, votes: ReadonlyMap<string, ReadonlyMap<Dialect, number>>): Dialect | undefined {
  for (let slash = file.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : file.lastIndexOf('/', slash - 1)) {
    const counts = votes.get(file.slice(0, slash));
    if (counts === undefined) continue;
    return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0]?.[0];
  }
  return undefined;
}

function projectsOf(files: readonly EvidentFile[]): ReadonlyMap<string, Dialect> {
  const python = files.filter(({ file }) => languageOf(file) === 'python');
  return alembicProjects(
    python.map(({ file, evidence, document }) => ({ file, dialect: evidence.dialect, text: document.text })),
  );
}

/** For each Prisma file the schema it is a part of, and the dialect that the schema's datasource says. */
function schemasOf(
  files: readonly EvidentFile[],
): ReadonlyMap<string, { readonly root: string; readonly dialect: Dialect | undefined }> {
  const prisma = files.filter(({ file }) => languageOf(file) === 'prisma');
  const isRoot = ({ evidence }: EvidentFile): boolean =>
    evidence.dialect !== undefined || evidence.foreign !== undefined;
  const roots = prismaSchemas(prisma.map((each) => ({ file: each.file, isRoot: isRoot(each) })));
  const dialects = new Map<string, Dialect | undefined>();
  for (const each of prisma) if (isRoot(each)) dialects.set(roots.get(each.file)!, each.evidence.dialect);
  return new Map([...roots].map(([file, root]) => [file, { root, dialect: dialects.get(root) }]));
}

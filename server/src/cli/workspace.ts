/** Reads what a command is about: files and settings from the disk, all of it handed to one analyzer. */
import { constants, type Stats } from 'node:fs';
import type { Analyzer, ReportedFinding, ReportedGap } from '../analysis/analyzer.ts';
import { defaultConfiguration } from '../analysis/configuration.ts';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import { ignoreMatcher } from '../analysis/glob.ts';
import { concernsSchemas, languageOf } from '../analysis/languages.ts';
import { configurationFindings } from '../analysis/read-configuration.ts';
import { diskInPlace } from '../host/disk.ts';
import { GrammarJudge } from '../host/syntax-judge.ts';
import type { TextEncoding } from '../host/text-encoding.ts';
import {
  type ConfigurationFile,
  findFiles,
  folderOf,
  isBelow,
  isSchemaFile,
  readFiles,
  relativeTo,
  type UnreadableFile,
  unreadableFinding,
} from '../host/workspace-files.ts';
import { CannotRun, type Io } from './io.ts';
import { absolutePath } from './paths.ts';
import { Progress } from './progress.ts';

export interface Workspace {
  readonly analyzer: Analyzer;
  /** Complete only after `loadGrammars`: PostgreSQL's is large, and many workspaces do without. */
  readonly syntaxJudge: GrammarJudge;
  /** The schema files that were asked about, in a stable order. */
  readonly files: readonly string[];
  /** The folders that were asked about, and those of single files. */
  readonly folders: readonly string[];
  readonly encodings: ReadonlyMap<string, TextEncoding>;
  /** What the reading itself found: files passed over, settings not understood. */
  readonly notes: readonly ReportedFinding[];
  /** Text of a schema or settings file. */
  textOf(file: string): string | undefined;
}

/** With `once`, the files stay as they are read, and answers come sooner. */
export async function readWorkspace(
  paths: readonly string[],
  io: Io,
  { once = false }: { readonly once?: boolean } = {},
): Promise<Workspace> {
  const { folders, single } = await rootsOf(paths, io);
  const found = await findFiles([...folders, ...single], () => defaultConfiguration, undefined, diskInPlace);
  const syntaxJudge = new GrammarJudge();
  const analyzer = createAnalyzer({ syntaxJudge, isShortLived: true, once });
  for (const { folder, configuration } of found.configurations) analyzer.configure(folder, configuration);

  const companions = await companionsOf(single, new Set(found.files), found.configurations);
  const files: string[] = [];
  const encodings = new Map<string, TextEncoding>();
  const unreadable: UnreadableFile[] = [...found.unreadable];
  const progress = new Progress(io);
  const asked = new Set(found.files);
  const all = [...found.files, ...companions];
  let done = 0;
  for await (const reading of readFiles(all, undefined, diskInPlace)) {
    progress.report('Reading file', ++done, all.length);
    if ('text' in reading) {
      if (!concernsSchemas(reading.file, reading.text)) continue;
      io.uses(languageOf(reading.file));
      analyzer.setFile(reading.file, reading.text);
      encodings.set(reading.file, reading.encoding);
      if (asked.has(reading.file)) files.push(reading.file);
    } else if (asked.has(reading.file)) unreadable.push(reading);
  }
  progress.end();
  const settings = new Map(found.configurations.map(({ file, text }) => [file, text]));
  return {
    analyzer,
    syntaxJudge,
    files,
    folders: [...new Set([...folders, ...single.map(folderOf)])],
    encodings,
    notes: [
      ...unreadable.map(unreadableFinding),
      ...found.configurations.flatMap(({ file, problems }) => configurationFindings(file, problems)),
    ],
    textOf: (file) => analyzer.textOf(file) ?? settings.get(file),
  };
}

/** Has to be done before findings are asked for; again after edits. */
export async function loadGrammars({ analyzer, syntaxJudge, files }: Workspace): Promise<void> {
  for (const file of files) {
    const dialect = analyzer.judgedDialectIn(file);
    if (dialect !== undefined) await syntaxJudge.loadFor(dialect);
  }
}

/** Findings in the files that were asked about, by file and place. */
export async function findingsOf(workspace: Workspace, io: Io): Promise<ReportedFinding[]> {
  await loadGrammars(workspace);
  const { analyzer, files, notes } = workspace;
  const progress = new Progress(io);
  const byFile = new Map<string, ReportedFinding[]>();
  for (const note of notes) byFile.set(note.file, [...(byFile.get(note.file) ?? []), note]);
  for (const [i, file] of files.entries()) {
    const findings = analyzer.findingsIn(file);
    if (findings.length > 0) byFile.set(file, [...(byFile.get(file) ?? []), ...findings]);
    progress.report('Checking file', i + 1, files.length);
  }
  progress.end();
  return [...byFile.keys()].sort().flatMap((file) => byFile.get(file)!);
}

export function gapsOf({ analyzer, files }: Workspace): readonly ReportedGap[] {
  const asked = new Set(files);
  return analyzer.gaps().filter(({ file }) => asked.has(file));
}

/** A path that is not there is a typing mistake, not an empty folder; one that cannot be read was not checked. */
async function rootsOf(paths: readonly string[], { cwd }: Io): Promise<{ folders: string[]; single: string[] }> {
  const folders: string[] = [];
  const single: string[] = [];
  for (const root of new Set((paths.length === 0 ? ['.'] : paths).map((path) => absolutePath(cwd, path)))) {
    const found = await readableStat(root).catch((error: NodeJS.ErrnoException) => error);
    if (!(found instanceof Error)) (found.isDirectory() ? folders : single).push(root);
    else if (found.code === 'ENOENT' || found.code === 'ENOTDIR') {
      throw new CannotRun(`There is no file or folder ${root}.`, `The working directory is ${cwd}.`);
    } else throw new CannotRun(`${root} could not be read: ${found.code ?? found.message}.`);
  }
  return { folders, single };
}

async function readableStat(path: string): Promise<Stats> {
  await diskInPlace.access(path, constants.R_OK);
  return diskInPlace.stat(path);
}

/**
 * A file that is asked about by itself is read together with those beside it: the tables it refers to are often there,
 * and without them it would be judged wrongly. `up.sql` and the like lie alone in a folder for each migration; those
 * beside it are in the folders beside that.
 */
async function companionsOf(
  single: readonly string[],
  asked: ReadonlySet<string>,
  configurations: readonly ConfigurationFile[],
): Promise<Set<string>> {
  const ignores = configurations.map(({ folder, configuration }) => {
    const ignored = ignoreMatcher(configuration.ignore);
    return (path: string) => isBelow(folder, path) && ignored(relativeTo(folder, path));
  });
  const companions = new Set<string>();
  const add = async (folder: string) => {
    for (const file of await schemaFilesIn(folder)) {
      if (!asked.has(file) && !ignores.some((ignored) => ignored(file))) companions.add(file);
    }
  };
  const perFolder = single.filter((file) => /\/(?:up|down|migration)\.sql$/i.test(file));
  for (const folder of new Set(single.map(folderOf))) await add(folder);
  for (const parent of new Set(perFolder.map((file) => folderOf(folderOf(file))))) {
    for (const entry of await diskInPlace.readdir(parent, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) await add(`${parent}/${entry.name}`);
    }
  }
  return companions;
}

async function schemaFilesIn(folder: string): Promise<string[]> {
  const entries = await diskInPlace.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && isSchemaFile(entry.name))
    .map(({ name }) => `${folder === '/' ? '' : folder}/${name}`)
    .sort();
}

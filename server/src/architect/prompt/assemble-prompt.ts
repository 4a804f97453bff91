/**
 * What a language model is given for a question. By priority: the instructions, the question, what it points at and the
 * findings there, the tables in question, what the consultation found out, earlier turns, the other tables as a list.
 */
import { displayName, keyOf } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Table } from '../../model/table.ts';
import { printSchema } from '../../write/sql/print-schema.ts';
import type { Consultation, DescribedDatabase, Question, Reference, WorkspaceFacts } from '../consultation.ts';
import type { Knowledge } from '../knowledge.ts';
import { tablesInQuestion } from '../relevant-tables.ts';
import { type FittedParts, fitParts, type PromptPart } from './fit-parts.ts';
import { maskSecrets } from './mask-secrets.ts';
import { workspaceData } from './workspace-data.ts';

export interface PromptInput {
  readonly question: Question;
  readonly workspace: WorkspaceFacts;
  readonly consultation: Consultation;
  readonly knowledge: Knowledge;
}

export interface AssembledPrompt extends FittedParts {
  /** Secrets of the workspace and of the conversation that were taken out. */
  readonly masked: number;
}

/** A database of more tables is listed, not shown, where the question names none of them. */
const fewTables = 12;
const mostFindings = 40;

/** `window` in tokens: what the model takes, without what it needs for its answer and for the results of tools. */
export function assemblePrompt(input: PromptInput, window: number): AssembledPrompt {
  let masked = 0;
  const parts = partsOf(input).map((part) => {
    const { text, count } = maskSecrets(part.text);
    masked += count;
    return { ...part, text };
  });
  return { ...fitParts(parts, window), masked };
}

/** In the order of reading. */
function partsOf(input: PromptInput): readonly PromptPart[] {
  const { question, consultation, knowledge } = input;
  const expertise = knowledge.expertise.find(({ id }) => id === consultation.expertise);
  const shownTables = tablesShown(input);
  return [
    data('instructions', 100, false, instructions(input)),
    ...(expertise === undefined ? [] : [data(`expertise ${expertise.title}`, 40, true, expertiseText(expertise))]),
    ...tableLists(input, shownTables),
    ...shownTables.map(({ database, schema }) =>
      data(`tables of ${database.name}`, 70, true, workspaceData('tables', database.name, printSchema(schema))),
    ),
    ...findingsParts(input, shownTables),
    data('consultation', 65, true, consultationText(consultation)),
    ...historyParts(question),
    ...question.references.map((reference, at) =>
      data(
        `reference ${at + 1}`,
        85,
        true,
        workspaceData('reference', referenceName(reference, input.workspace), reference.text),
      ),
    ),
    data('question', 95, false, questionText(question)),
  ];
}

function data(name: string, priority: number, canShrink: boolean, text: string): PromptPart {
  return { name, role: 'user', text, priority, canShrink };
}

/** Below the workspace: where the folder lies on the machine is nobody's business. */
function referenceName({ file, span }: Reference, { placeOf }: WorkspaceFacts): string {
  if (file === undefined) return 'selection';
  return span === undefined ? placeOf(file, { start: 0, end: 0 }).replace(/:1$/, '') : placeOf(file, span);
}

function instructions({ consultation, knowledge }: PromptInput): string {
  const wanted = new Set(consultation.sections.map(({ id }) => id));
  const sections = knowledge.sections
    .filter(({ id }) => wanted.has(id))
    .map(({ title, body }) => `### ${title}\n${body.trim()}`);
  if (sections.length === 0) return knowledge.persona.trim();
  const heading = '## Sections of this answer\nThose that the question deserves; leave out what has nothing to say.';
  return [knowledge.persona.trim(), heading, ...sections].join('\n\n');
}

function expertiseText({ title, parts }: Knowledge['expertise'][number]): string {
  const told = Object.entries(parts).map(([name, text]) => `### ${name}\n${text.trim()}`);
  return [`## ${title}`, ...told].join('\n\n');
}

interface ShownTables {
  readonly database: DescribedDatabase;
  readonly schema: Schema;
}

/** Of each database the tables in question with those they refer to, or all of them where they are few. */
function tablesShown({ question, workspace }: PromptInput): readonly ShownTables[] {
  const inQuestion = tablesInQuestion(question, workspace);
  return workspace.databases.flatMap((database) => {
    const { tables } = database.schema;
    const named = new Set(inQuestion.filter((found) => found.database === database).map(({ table }) => table));
    const kept = named.size > 0 ? withTargets(database.schema, named) : tables.size <= fewTables ? tables : new Map();
    return kept.size === 0 ? [] : [{ database, schema: { ...database.schema, tables: kept, views: new Map() } }];
  });
}

function withTargets({ dialect, tables }: Schema, named: ReadonlySet<Table>): ReadonlyMap<string, Table> {
  const targets = new Set(
    [...named].flatMap((table) => table.foreignKeys.map(({ references }) => keyOf(dialect, references.table))),
  );
  return new Map([...tables].filter(([key, table]) => named.has(table) || targets.has(key)));
}

/** The tables that are not shown, one line a database. */
function tableLists({ workspace }: PromptInput, shown: readonly ShownTables[]): readonly PromptPart[] {
  return workspace.databases.flatMap((database) => {
    const whole = shown.find((each) => each.database === database)?.schema.tables;
    const others = [...database.schema.tables].filter(([key]) => whole?.has(key) !== true).map(([, table]) => table);
    if (others.length === 0) return [];
    const names = others.map((table) => `${displayName(table)} (${table.columns.length} columns)`);
    const text = workspaceData('names of other tables', database.name, names.join('\n'));
    return data(`other tables of ${database.name}`, 20, true, text);
  });
}

/** Findings of what is shown, with rule ids and places. */
function findingsParts({ workspace }: PromptInput, shown: readonly ShownTables[]): readonly PromptPart[] {
  return shown.flatMap(({ database, schema }) => {
    const names = new Set([...schema.tables.values()].map(displayName));
    const found = database.findings.filter(({ table }) => table === undefined || names.has(table));
    if (found.length === 0) return [];
    const lines = found
      .slice(0, mostFindings)
      .map(({ rule, severity, message, file, span }) =>
        JSON.stringify({ rule, severity, message, place: workspace.placeOf(file, span) }),
      );
    return data(`findings of ${database.name}`, 80, true, workspaceData('findings', database.name, lines.join('\n')));
  });
}

/** What was computed, and the answer that the engine would give by itself. */
function consultationText({ requirements, questions, because, sections }: Consultation): string {
  const facts = JSON.stringify({ because, requirements, missing: questions }, undefined, 1);
  const answer = sections.map(({ title, markdown }) => `### ${title}\n${markdown}`).join('\n\n');
  return workspaceData('consultation', 'computed by the engine', `${facts}\n\n${answer}`);
}

function historyParts({ history }: Question): readonly PromptPart[] {
  return history.flatMap(({ question, answer }, at): readonly PromptPart[] => {
    // Without an answer, as after an error, two questions would follow one another.
    if (answer === '') return [];
    const turn = { priority: 45 + at, canShrink: false, group: `turn ${at + 1}` };
    return [
      { ...turn, name: `question ${at + 1}`, role: 'user', text: question },
      { ...turn, name: `answer ${at + 1}`, role: 'assistant', text: answer },
    ];
  });
}

function questionText({ text, command }: Question): string {
  return command === undefined ? text : `/${command} ${text}`;
}

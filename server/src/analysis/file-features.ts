/** What the layout of databases wants to know of a file. */

import { deepEqual } from '../model/deep-equal.ts';
import type { Dialect } from '../model/dialect.ts';
import { keyOf } from '../model/names.ts';
import type { FileFeatures } from '../workspace/file-group.ts';
import { includedPaths } from '../workspace/included-files.ts';
import { deployedScripts, isSqitchPlan } from '../workspace/sqitch-plan.ts';
import { languageOf } from './languages.ts';
import { ProgramDocument } from './program-document.ts';
import type { SourceDocument, Unit } from './unit.ts';

/** Tables that a statement creates, and those it needs from elsewhere. */
function namesOf(unit: Unit, dialect: Dialect, { creates, refers, alters, removes }: Names): void {
  for (const change of unit.lowered.changes) {
    switch (change.kind) {
      case 'create-table':
        if (change.table.persistence === 'temporary') break;
        creates.add(change.table.key);
        removes.delete(change.table.key);
        for (const fk of change.table.foreignKeys) refers.add(keyOf(dialect, fk.references.table));
        for (const clause of change.like) refers.add(keyOf(dialect, clause.table));
        break;
      case 'drop-table':
        removes.add(keyOf(dialect, change.table));
        break;
      case 'rename-table': {
        const [from, to] = [keyOf(dialect, change.table), keyOf(dialect, change.to)];
        removes.add(from);
        creates.add(to);
        removes.delete(to);
        break;
      }
      case 'add-foreign-key':
        alters.add(keyOf(dialect, change.table));
        refers.add(keyOf(dialect, change.foreignKey.references.table));
        break;
      case 'create-index':
        // Perhaps of a materialized view.
        refers.add(keyOf(dialect, change.table));
        break;
      case 'add-column':
      case 'add-primary-key':
      case 'add-unique':
        alters.add(keyOf(dialect, change.table));
        break;
    }
  }
}

interface Names {
  readonly creates: Set<string>;
  readonly refers: Set<string>;
  readonly alters: Set<string>;
  readonly removes: Set<string>;
}

function namesOfAll(units: readonly Unit[], dialect: Dialect): Names {
  const names: Names = { creates: new Set(), refers: new Set(), alters: new Set(), removes: new Set() };
  for (const unit of units) namesOf(unit, dialect, names);
  return names;
}

export function featuresOf(file: string, document: SourceDocument): FileFeatures {
  const { creates, refers, alters, removes } = namesOfAll(document.units, document.dialect);
  const isElsewhere = (table: string): boolean => !creates.has(table);
  return {
    file,
    dialect: document.dialect,
    language: languageOf(file),
    creates: [...creates],
    refers: [...new Set([...refers, ...alters])].filter(isElsewhere),
    alters: [...alters].filter(isElsewhere),
    removes: [...removes],
    drops: document.units.some((unit) => unit.lowered.changes.some(isDrop)),
    takesBack: isTakenBack(document),
    ...includes(document),
    ...(document instanceof ProgramDocument && describedBy(document)),
  };
}

function runBy(document: SourceDocument): readonly string[] {
  if (isSqitchPlan(document.file)) return deployedScripts(document.text);
  return document instanceof ProgramDocument ? [] : includedPaths(document.text, document.dialect);
}

function includes(document: SourceDocument): Pick<FileFeatures, 'includes'> {
  const paths = runBy(document);
  return paths.length > 0 ? { includes: paths } : {};
}

/** Whether the file runs the files that it ran before an edit. */
export function runsAsBefore(document: SourceDocument, features: FileFeatures | undefined): boolean {
  return deepEqual(runBy(document), features?.includes ?? []);
}

/** Of which declaration the file is a part, or which revision it is. */
function describedBy(document: ProgramDocument): Pick<FileFeatures, 'declaration' | 'revision'> {
  const { declaration, revision } = document;
  return { ...(declaration !== undefined && { declaration }), ...(revision !== undefined && { revision }) };
}

/** Whether an edit made the file a part of another declaration, or another revision. */
export function isDescribedAsBefore(document: SourceDocument, features: FileFeatures | undefined): boolean {
  if (!(document instanceof ProgramDocument) || features === undefined) return true;
  const { declaration, revision } = document;
  return declaration === features.declaration && deepEqual(revision, features.revision);
}

/** One transaction that ends with ROLLBACK, as tests of a schema are written: nothing of it stays. */
export function isTakenBack({ units, dialect, text }: SourceDocument): boolean {
  const last = units.findLast((unit) => unit.end > unit.start);
  if (last === undefined || dialect === 'sqlserver' || !/^rollback\b/i.test(text.slice(last.start, last.end)))
    return false;
  let open = false;
  for (const { start } of units) {
    const word = /^(?:begin|start|commit|end)\b/i.exec(text.slice(start, start + 8))?.[0].toLowerCase();
    if (word === 'commit' || word === 'end') return false;
    if (word !== undefined) open = true;
  }
  return open;
}

function isDrop(change: Unit['lowered']['changes'][number]): boolean {
  return change.kind === 'drop-table' || change.kind === 'drop-schema';
}

export function sameNames(removed: readonly Unit[], added: readonly Unit[]): boolean {
  const describe = (units: readonly Unit[]): string => {
    const names = Object.values(namesOfAll(units, 'postgresql')).map((each) => [...each].sort().join(' '));
    const drops = units.some((unit) => unit.lowered.changes.some(isDrop));
    return [...names, drops].join('|');
  };
  return describe(removed) === describe(added);
}

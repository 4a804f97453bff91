import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  record,
  tuple,
  uniqueArray,
} from 'fast-check';
import { expect, test } from 'vitest';
import type { FileFeatures } from '../../server/src/workspace/file-group.ts';
import { type DatabaseLayout, layOut } from '../../server/src/workspace/layout.ts';
import { LayoutMemory } from '../../server/src/workspace/layout-memory.ts';

const tables = 'accounts orders lines users teams'.split(' ');
const folders = ['db', 'db/core', 'db/reports', 'db/migrations', 'db/upgrade', 'app/sql'];
const names = ['schema.sql', '001_init.sql', '002_more.sql', 'tables.sql', 'drop.sql', 'models.prisma'];

const someTables = uniqueArray(constantFrom(...tables), { maxLength: 3 });
const place = tuple(constantFrom(...folders), constantFrom(...names)).map((parts) => parts.join('/'));

interface Said {
  readonly file: string;
  readonly creates: readonly string[];
  readonly refers: readonly string[];
  readonly removes: readonly string[];
  /** How many of the tables that the file refers to it also alters. */
  readonly altered: number;
}

function features({ file, creates, refers, removes, altered }: Said): FileFeatures {
  const isPrisma = file.endsWith('.prisma');
  const elsewhere = refers.filter((table) => !creates.includes(table));
  return {
    file,
    dialect: 'postgresql',
    language: isPrisma ? 'prisma' : 'sql',
    creates,
    refers: elsewhere,
    alters: elsewhere.slice(0, altered),
    removes: isPrisma ? [] : removes,
    drops: removes.length > 0 && !isPrisma,
    takesBack: false,
    ...(isPrisma && { declaration: file }),
  };
}

const fewTables = uniqueArray(constantFrom(...tables), { maxLength: 1 });
const workspace = uniqueArray(
  record({
    file: place,
    creates: someTables,
    refers: someTables,
    removes: oneof({ weight: 4, arbitrary: constant<string[]>([]) }, { weight: 1, arbitrary: fewTables }),
    altered: integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 7, selector: ({ file }) => file },
);

/** One name of one file becomes another: of a table that it creates, or that it refers to. */
const change = record({
  at: integer({ min: 0, max: 6 }),
  name: integer({ min: 0, max: 2 }),
  to: constantFrom(...tables, 'order', 'user_s', 'x'),
  ofCreated: boolean(),
});

function changed(
  files: readonly Said[],
  { at, name, to, ofCreated }: { at: number; name: number; to: string; ofCreated: boolean },
): readonly Said[] {
  const old = files[at % files.length]!;
  const replaced = (list: readonly string[]) => [...new Set(list.map((each, index) => (index === name ? to : each)))];
  const said = ofCreated ? { ...old, creates: replaced(old.creates) } : { ...old, refers: replaced(old.refers) };
  return files.map((file) => (file === old ? said : file));
}

/** The features of the files; a file that stays keeps its own. */
function remembering(): (files: readonly Said[]) => readonly FileFeatures[] {
  const known = new Map<Said, FileFeatures>();
  return (files) =>
    files.map((file) => {
      const found = known.get(file) ?? features(file);
      known.set(file, found);
      return found;
    });
}

test('names that change one after another lead where a layout from nothing leads', () => {
  const fixed: [] = [];
  assert(
    property(workspace, array(change, { minLength: 1, maxLength: 12 }), (start, changes) => {
      const memory = new LayoutMemory();
      const featuresOf = remembering();
      let files: readonly Said[] = start;
      memory.of(featuresOf(files), fixed);
      for (const each of changes) {
        files = changed(files, each);
        expect(memory.of(featuresOf(files), fixed)).toEqual(layOut(featuresOf(files), fixed).databases);
      }
    }),
    { numRuns: 3000 },
  );
});

const aFile = (file: string, creates: string[], refers: string[] = []): FileFeatures =>
  features({ file, creates, refers, removes: [], altered: 0 });
const core = (table: string): FileFeatures => aFile('db/core/tables.sql', [table]);

function afterRenaming(...others: FileFeatures[]): {
  before: readonly DatabaseLayout[];
  after: readonly DatabaseLayout[];
} {
  const memory = new LayoutMemory();
  const fixed: [] = [];
  const before = memory.of([core('orders'), ...others], fixed);
  return { before, after: memory.of([core('order'), ...others], fixed) };
}

test('a table that nobody else names, or only files of its own folder, is renamed without another layout', () => {
  const others = [[], [aFile('db/core/lines.sql', ['lines'], ['orders'])], [aFile('app/sql/lines.sql', [], ['users'])]];
  for (const each of others) {
    const { before, after } = afterRenaming(...each);
    expect(after).toBe(before);
  }
});

test('a table that joins two folders tears them apart when it is renamed', () => {
  const { before, after } = afterRenaming(aFile('app/sql/lines.sql', ['lines'], ['orders']));
  expect(before).toHaveLength(1);
  expect(after).toHaveLength(2);
});

test('a renamed table that most files point at leaves a part of a schema', () => {
  const { before, after } = afterRenaming(aFile('db/core/more.sql', ['lines'], ['orders', 'users', 'teams']));
  expect([before, after].map(([database]) => database?.isPart)).toEqual([false, true]);
});

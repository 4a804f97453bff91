import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceUnit } from '../../../server/src/lower/program.ts';
import { python } from '../../../server/src/lower/sqlalchemy/python-language.ts';
import { deepEqual } from '../../../server/src/model/deep-equal.ts';

const files = ['app/base.py', 'app/mixins.py', 'app/models.py'];

/** Pieces that need one another, in versions. */
const pieces: readonly string[] = [
  'from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table\nfrom sqlalchemy.orm import declarative_base, relationship',
  'from .base import *',
  'from .mixins import *',
  'from app.mixins import Keyed as K',
  'Base = declarative_base()',
  'Base = declarative_base(metadata=MetaData(schema="s"))',
  'class Keyed:\n    id = Column(Integer, primary_key=True)',
  'class Keyed:\n    id = Column(String(9), primary_key=True)',
  'class User(Keyed, Base):\n    __tablename__ = "users"',
  'class User(Base):\n    __tablename__ = PREFIX + "users"\n    id = Column(Integer, primary_key=True)',
  'PREFIX = "a_"',
  'PREFIX = "b_"',
  'class Admin(User):\n    level = Column(Integer)',
  'class Post(Keyed, Base):\n    __tablename__ = "posts"\n    user_id = Column(ForeignKey(User.id))',
  'class Post(Keyed, Base):\n    __tablename__ = "posts"\n    user_id = Column(ForeignKey("users.id"), index=True)\n    user = relationship("User")',
  'Index("posts_user", Post.user_id)',
  'tags = Table("tags", Base.metadata, Column("post", ForeignKey("posts.id")))',
  'class Half(Base):\n    __tablename__ = "half"\n    id = Column(Integer,',
];

const content = fc.array(fc.nat(pieces.length - 1), { maxLength: 9 });
const edit = fc.record({ file: fc.nat(files.length - 1), remove: fc.boolean(), content });

test('after any edits the program says what one says that never saw them', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const program = python.newProgram('postgresql');
      const state = new Map<string, readonly SourceUnit[]>();
      let nextId = 0;
      for (const { file: number, remove, content: chosen } of edits) {
        const file = files[number]!;
        if (remove && state.has(file)) {
          program.removeFile(file);
          state.delete(file);
        } else {
          // Pieces whose text stays keep their unit.
          const old = [...(state.get(file) ?? [])];
          const units = chosen.map((piece) => {
            const at = old.findIndex(({ text }) => text === pieces[piece]);
            return at === -1 ? { id: nextId++, text: pieces[piece]! } : old.splice(at, 1)[0]!;
          });
          program.setUnits(file, units);
          state.set(file, units);
        }
        const fresh = python.newProgram('postgresql');
        for (const [each, units] of state) fresh.setUnits(each, units);
        for (const [each, units] of state) {
          for (const { id } of units) {
            expect(deepEqual(program.lowered(each, id), fresh.lowered(each, id))).toBe(true);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('an edit of a mixin makes the classes that use it anew, and no other', () => {
  const program = python.newProgram('postgresql');
  const texts = [
    pieces[0]!,
    pieces[4]!,
    pieces[6]!,
    pieces[8]!,
    'class Other(Base):\n    __tablename__ = "o"\n    id = Column(Integer, primary_key=True)',
  ];
  const units = texts.map((text, id) => ({ id, text }));
  program.setUnits('m.py', units);
  const before = units.map(({ id }) => program.lowered('m.py', id));
  program.setUnits('m.py', [...units.slice(0, 2), { id: 9, text: pieces[7]! }, ...units.slice(3)]);
  expect(program.lowered('m.py', 3)).not.toBe(before[3]);
  expect(program.lowered('m.py', 4)).toBe(before[4]);
});

test('modules that import everything of each other keep no answer of an earlier state', () => {
  const user = 'class User(Keyed, Base):\n    __tablename__ = "users"';
  const post = 'class Post(Keyed, Base):\n    __tablename__ = "posts"\n    user_id = Column(ForeignKey(User.id))';
  const mixins = [
    { id: 0, text: 'from .base import *' },
    { id: 1, text: user },
  ];
  const base = [
    { id: 3, text: 'from .mixins import *' },
    { id: 4, text: post },
  ];
  const program = python.newProgram('postgresql');
  const ask = (asked: typeof program, units: readonly SourceUnit[]) => [
    ...units.map(({ id }) => asked.lowered('app/base.py', id)),
    ...mixins.map(({ id }) => asked.lowered('app/mixins.py', id)),
  ];
  const first = [{ id: 2, text: 'Base = declarative_base()' }];
  program.setUnits('app/base.py', []);
  program.setUnits('app/mixins.py', mixins);
  ask(program, []);
  program.setUnits('app/base.py', first);
  ask(program, first);
  program.setUnits('app/base.py', base);
  const fresh = python.newProgram('postgresql');
  fresh.setUnits('app/base.py', base);
  fresh.setUnits('app/mixins.py', mixins);
  expect(ask(program, base)).toEqual(ask(fresh, base));
});

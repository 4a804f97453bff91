import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPython } from '../../../server/src/syntax/python/python-tree.ts';
import { rereadClass } from '../../../server/src/syntax/python/reread-class.ts';
import type { ClassStatement } from '../../../server/src/syntax/python/syntax.ts';

const user = `class User(Keyed, Base, metaclass=M):
    """A user
    of several lines."""

    __tablename__ = "users"
    __table_args__ = (
        Index("by_name", "name"),
        {"schema": "app"},
    )
    a = 1; b = 2
    name: Mapped[str] = mapped_column(String(40), default=lambda: "x")  # of a person
    address_id: Mapped[int] = mapped_column(
        ForeignKey("addresses.id", ondelete="CASCADE"),
        index=True,
    )

    class Meta:
        ordering = ["name"]

    @declared_attr
    def label(cls):
        return column_property(cls.name + "!")

    last = Column(Integer)`;

/** The class that a text is, where that is all it is and nothing in it is wrong. */
function classOf(text: string): ClassStatement | undefined {
  const { statements, errors } = readPython(text);
  const [only, ...others] = statements;
  return errors.length === 0 && others.length === 0 && only?.kind === 'class' ? only : undefined;
}

function reread(before: string, after: string): ClassStatement | undefined {
  return rereadClass({ text: before, statement: classOf(before)! }, after);
}

test.each([
  ['"users"', '"user"'],
  ['by_name', 'byname'],
  ['of several', 'of\n    several'],
  ['String(40)', 'String(\n40)'],
  ['index=True,\n', 'index=False,\n        unique=True,\n'],
  ['last = Column(Integer)', 'last = Column(BigInteger)'],
  ['last = Column(Integer)', 'last: int = Column(Integer)'],
])('where %o becomes %o, one statement is read and the others are taken over', (old, now) => {
  const after = user.replace(old, now);
  expect(reread(user, after)).toEqual(classOf(after));
});

test.each([
  ['a = 1; b', 'a = 12; b'],
  ['Keyed, ', ''],
  ['ordering = ["name"]', 'ordering = ["id"]'],
  ['+ "!"', '+ "?"'],
  ['"users"', '"users'],
  ['"users"\n', '"users"\n    x = 1\n'],
  ['name: Mapped', 'def name(): Mapped'],
  ['    last', '        last'],
  ['    last', 'last'],
  ['last = Column(Integer)', 'last = Column(Integer) # it'],
])('where %o becomes %o, it takes a whole reading', (old, now) => {
  expect(reread(user, user.replace(old, now))).toBeUndefined();
});

const fragments = ['x', ' ', '\n', '    ', '"', '"""', "'", '(', ')', '[', ',', ':', '=', ';', '#', '\\', '\r', '\\\n'];
const edit = fc.record({
  at: fc.nat(user.length),
  gone: fc.nat(4),
  come: fc.oneof(fc.constantFrom(...fragments), fc.constantFrom('def f():\n', 'lambda: 1', 'type X = int', 'é')),
});

test('what is read again is what a whole reading gives', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      let text = user;
      for (const { at, gone, come } of edits) {
        const after = text.slice(0, at) + come + text.slice(at + gone);
        const read = after.startsWith('class') ? reread(text, after) : undefined;
        if (read !== undefined) {
          count++;
          expect(read).toEqual(classOf(after));
        }
        if (classOf(after) !== undefined) text = after;
      }
    }),
    { numRuns: 400 },
  );
  expect(count).toBeGreaterThan(50);
});

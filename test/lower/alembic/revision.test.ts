import { describe, expect, it } from 'vitest';
import { alembicRevision } from '../../../server/src/lower/sqlalchemy/alembic-revision.ts';

const upgrade = '\n\ndef upgrade():\n    pass\n';

describe('the place of a revision', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['one before it', 'revision = "b"\ndown_revision = "a"', ['a']],
    ['none before it', "revision = 'b'\ndown_revision = None", []],
    ['two before it', 'revision = "b"\ndown_revision = ("a1", "a2")', ['a1', 'a2']],
    ['a list over several lines', 'revision = "b"\ndown_revision = [\n    "a1",\n    "a2",\n]', ['a1', 'a2']],
    ['a closing parenthesis at the margin', 'revision = "b"\ndown_revision = (\n    "a1",\n    "a2"\n)', ['a1', 'a2']],
    ['annotations', 'revision: str = "b"\ndown_revision: Union[str, Sequence[str], None] = "a"', ['a']],
    ['comments', 'revision = "b"  # the own one\ndown_revision = "a"  # "c"', ['a']],
    ['Windows line ends', 'revision = "b"\r\ndown_revision = (\r\n    "a",\r\n)', ['a']],
  ])('with %s', (_, head, down) => {
    expect(alembicRevision(head + upgrade)).toEqual({ id: 'b', down, dependsOn: [] });
  });

  it('keeps what it depends on', () => {
    const text = `revision = "b"\ndown_revision = None\ndepends_on = ("x", "y")${upgrade}`;
    expect(alembicRevision(text)?.dependsOn).toEqual(['x', 'y']);
  });

  it.each([
    ['no upgrade', 'revision = "b"\ndown_revision = "a"\n'],
    ['no down_revision', `revision = "b"${upgrade}`],
    ['an upgrade inside a class', 'revision = "b"\ndown_revision = "a"\nclass A:\n    def upgrade(self): ...\n'],
    ['a revision that is made', `revision = make()\ndown_revision = "a"${upgrade}`],
  ])('is none with %s', (_, text) => {
    expect(alembicRevision(text)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { withoutBodies } from '../../server/src/syntax/python/without-bodies.ts';

const source = `class A(Base):
    x = 1

    @declared_attr
    def kept(cls):
        return 1

    def left_out(
        self, y=")",
    ):
        """Text
at the margin
        """
        def inner():
            pass
        return y

    async def short(self): return 2
    z = 3
`;

test('bodies are blanked, places stay, what is asked for is kept', () => {
  const text = withoutBodies(source, (_, decorators) => decorators.includes('declared_attr'));
  expect(text).toHaveLength(source.length);
  expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
    'class A(Base):',
    '    x = 1',
    '',
    '    @declared_attr',
    '    def kept(cls):',
    '        return 1',
    '',
    '    def left_out(',
    '        self, y=")",',
    '    ):',
    '        pass',
    ...['', '', '', '', ''],
    '',
    '    async def short(self): return 2',
    '    z = 3',
    '',
  ]);
  expect(text.indexOf('z = 3')).toBe(source.indexOf('z = 3'));
});

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/text/text-edit.ts';
import { freedImports } from '../../server/src/write/sqlalchemy/unused-imports.ts';

/** The text below the imports becomes another one; answers the imports that are left. */
function left(imports: string, before: string, after: string): string {
  const text = `${imports}\n${after}`;
  const tidied = applyEdits(text, freedImports(`${imports}\n${before}`, text));
  return tidied.slice(0, tidied.length - after.length).trimEnd();
}

describe('an import whose last use went', () => {
  test.each([
    ['from sqlalchemy import Column, Index, Text', 'from sqlalchemy import Column, Text'],
    ['from sqlalchemy import Index, Column', 'from sqlalchemy import Column'],
    ['from sqlalchemy import Column, Index', 'from sqlalchemy import Column'],
    ['from sqlalchemy import (\n    Column,\n    Index,\n)', 'from sqlalchemy import (\n    Column,\n)'],
    ['from sqlalchemy import (\n    Index,\n    Column,\n)', 'from sqlalchemy import (\n    Column,\n)'],
    ['import os\nfrom sqlalchemy import Index\nimport re', 'import os\nimport re'],
    ['from sqlalchemy import Index as Ix, Column', 'from sqlalchemy import Index as Ix, Column'],
  ])('%s', (imports, wanted) => {
    expect(left(imports, 'a = Column(Text)\nIndex("b", a)\n', 'a = Column(Text)\n')).toBe(wanted);
  });

  test('two of them', () => {
    expect(left('from sqlalchemy import Column, Index, Table', 'Column(Index, Table)\n', 'Column()\n')).toBe(
      'from sqlalchemy import Column',
    );
    expect(left('from sqlalchemy import Index, Table, Column', 'Column(Index, Table)\n', 'Column()\n')).toBe(
      'from sqlalchemy import Column',
    );
    expect(left('import sqlalchemy as sa', 'sa.Index()\n', 'x = 1\n')).toBe('');
  });
});

describe('an import stays', () => {
  test.each([
    ['that was not used before', 'x = 1\n', 'x = 2\n'],
    ['that is named in a text', 'Index()\n__all__ = ["Index"]\n', '__all__ = ["Index"]\n'],
    ['that an annotation needs', 'Index()\nx: "Index"\n', 'x: "Index"\n'],
  ])('%s', (_, before, after) => {
    expect(left('from sqlalchemy import Index', before, after)).toBe('from sqlalchemy import Index');
  });

  test('that a comment speaks of, or a condition holds', () => {
    const kept = 'from sqlalchemy import Index  # noqa';
    expect(left(kept, 'Index()\n', 'x = 1\n')).toBe(kept);
    const held = 'if x:\n    from sqlalchemy import Index';
    expect(left(held, 'Index()\n', 'x = 1\n')).toBe(held);
  });
});

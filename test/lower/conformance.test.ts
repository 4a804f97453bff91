import { describe, expect, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema.ts';
import { analyze } from '../kit/analyze.ts';
import type { ConformanceCase } from './cases/case.ts';
import { columnCases } from './cases/columns.ts';
import { indexCases } from './cases/indexes.ts';
import { keyCases } from './cases/keys.ts';
import { objectCases } from './cases/objects.ts';

const imports = `from sqlalchemy import *
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


`;

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n\n';

function schemaOf(file: string, text: string): Schema {
  const analyzer = analyze([{ file, text, dialect: 'postgresql' }], { rules: [] });
  expect(analyzer.gaps()).toEqual([]);
  expect(analyzer.databases()).toHaveLength(1);
  return analyzer.databases()[0]!.schema;
}

const cases: readonly ConformanceCase[] = [...columnCases, ...keyCases, ...indexCases, ...objectCases];

describe.each(cases)('$concept', ({ sql, prisma, sqlalchemy, expected, is }) => {
  const wanted = schemaOf('schema.sql', sql);

  test('SQL', () => {
    expect(expected(wanted)).toEqual(is);
  });

  if (typeof prisma === 'string') {
    test('Prisma', () => {
      expect(plain(schemaOf('schema.prisma', datasource + prisma))).toEqual(plain(wanted));
    });
  } else test(`Prisma cannot say it: ${prisma.cannot}`, () => expect(prisma.cannot).not.toBe(''));

  if (typeof sqlalchemy === 'string') {
    test('SQLAlchemy', () => {
      expect(plain(schemaOf('models.py', imports + sqlalchemy))).toEqual(plain(wanted));
    });
  } else test(`SQLAlchemy cannot say it: ${sqlalchemy.cannot}`, () => expect(sqlalchemy.cannot).not.toBe(''));
});

/** Where something was written, and in which form, is all that may differ. */
const places: ReadonlySet<string> = new Set(['origin', 'nameOrigin', 'targetOrigin', 'inline', 'orm']);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (typeof value !== 'object' || value === null) return value;
  // Types and expressions keep how they were written beside what they mean.
  const isMeant = 'family' in value || 'expression' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined || places.has(name) || (isMeant && name === 'text') ? [] : [[name, plain(member)]],
    ),
  );
}

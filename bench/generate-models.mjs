/**
 * Prisma schemas, SQLAlchemy models and Python workspaces from the generated tables of `generate.mjs`: the same bytes
 * on every machine.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS, makeTables, randomFrom } from './generate.mjs';

/** @typedef {ReturnType<typeof makeTables>[number]} Table */

const PRISMA_HEAD = `generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

enum Currency {
  EUR
  USD
  GBP
}
`;

/** Types of the generated columns: what Prisma calls them, and SQLAlchemy's annotation and type. */
const TYPES = [
  { sql: /^text\[\]/, prisma: 'String[]', python: 'list[str]', column: 'ARRAY(Text)' },
  { sql: /^(?:text|citext)/, prisma: 'String', python: 'str', column: 'Text' },
  { sql: /^character varying\((\d+)\)/, prisma: 'String', python: 'str', column: 'String', length: true },
  { sql: /^char\((\d+)\)/, prisma: 'Currency', python: 'str', column: 'String', length: true },
  { sql: /^uuid/, prisma: 'String', native: '@db.Uuid', python: 'uuid.UUID', column: 'Uuid' },
  { sql: /^bigint/, prisma: 'BigInt', python: 'int', column: 'BigInteger' },
  { sql: /^(?:integer|smallint)/, prisma: 'Int', python: 'int', column: 'Integer' },
  { sql: /^numeric/, prisma: 'Decimal', native: '@db.Decimal(12, 2)', python: 'Decimal', column: 'Numeric(12, 2)' },
  { sql: /^double precision/, prisma: 'Float', python: 'float', column: 'Float' },
  { sql: /^boolean/, prisma: 'Boolean', python: 'bool', column: 'Boolean' },
  { sql: /^jsonb?/, prisma: 'Json', python: 'dict[str, Any]', column: 'JSONB' },
  { sql: /^date/, prisma: 'DateTime', native: '@db.Date', python: 'date', column: 'Date' },
  {
    sql: /^timestamp with time/,
    prisma: 'DateTime',
    native: '@db.Timestamptz(6)',
    python: 'datetime',
    column: 'DateTime(timezone=True)',
  },
  { sql: /^timestamp/, prisma: 'DateTime', python: 'datetime', column: 'DateTime' },
  { sql: /^(?:interval|inet|tsvector)/, prisma: 'String', python: 'str', column: 'String(40)' },
  { sql: /^bytea/, prisma: 'Bytes', python: 'bytes', column: 'LargeBinary' },
];

/** @param {string} written the type and constraints of a column in SQL */
function typeOf(written) {
  const found = TYPES.find(({ sql }) => sql.test(written));
  if (!found) throw new Error(`no type for ${written}`);
  return { ...found, size: found.length ? Number(found.sql.exec(written)?.[1]) : undefined };
}

/** @param {string} name `sales_order_line` @returns {string} `SalesOrderLine` */
const pascal = (name) =>
  name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** @param {string} name @returns {string} `salesOrderLine` */
const camel = (name) => name.charAt(0) + pascal(name).slice(1);

/**
 * Takes as many of the tables as their texts need to reach the size.
 * @param {(tables: Table[]) => string} print
 * @param {(text: string) => boolean} isEnough
 */
function grow(print, isEnough) {
  for (let count = 20; ; count += 4) {
    const text = print(makeTables(count, 31));
    if (isEnough(text)) return text;
  }
}

/** @param {number} bytes a Prisma schema of about this size @returns {string} */
export const prismaSchema = (bytes) => grow(printPrisma, (text) => text.length >= bytes);

/** The longest Prisma schema of the corpus. @returns {string | undefined} undefined where the corpus is not there */
export function largestPrismaSchema() {
  const folder = join(CORPUS, 'prisma');
  if (!existsSync(folder)) return undefined;
  const texts = globSync('**/*.prisma', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  return texts.sort((one, other) => other.length - one.length)[0];
}

/** @param {number} lines a module of models of about this length, of tables that the schemas do not have @returns {string} */
export const modelsModule = (lines) =>
  grow(
    (tables) => printModule(tables.map((table) => prefixed(table, 'app'))),
    (text) => text.split('\n').length >= lines,
  );

/** @param {Table} table @param {string} prefix @returns {Table} */
const prefixed = (table, prefix) => ({
  ...table,
  name: `${prefix}_${table.name}`,
  references: table.references.map((reference) => ({ ...reference, table: `${prefix}_${reference.table}` })),
});

/** @param {Table[]} tables */
function printPrisma(tables) {
  /** @type {Map<string, string[]>} */
  const backwards = new Map();
  for (const table of tables) {
    for (const { column, table: target } of table.references) {
      const back = `  ${camel(table.name)}By${pascal(column)} ${pascal(table.name)}[] @relation("${relationName(table, column)}")`;
      backwards.set(target, [...(backwards.get(target) ?? []), back]);
    }
  }
  return [PRISMA_HEAD, ...tables.map((table) => printModel(table, backwards.get(table.name) ?? []))].join('\n');
}

/** @param {Table} table @param {string} column */
const relationName = (table, column) => `${table.name}_${column}`;

/** @param {Table} table @param {string[]} backwards */
function printModel(table, backwards) {
  const lines = table.columns.map(([name, written]) => prismaField(name, written));
  for (const { column, table: target } of table.references) {
    const optional = written(table, column).includes('NOT NULL') ? '' : '?';
    lines.push(
      `  ${camel(column.replace(/_id$/, ''))} ${pascal(target)}${optional} @relation("${relationName(table, column)}", fields: [${camel(column)}], references: [id], onDelete: ${optional ? 'SetNull' : 'Cascade'})`,
    );
  }
  const indexes = table.references.slice(1).map(({ column }) => `  @@index([${camel(column)}])`);
  const own = table.columns.map(([name]) => name);
  if (own.includes('status')) indexes.push('  @@index([status, createdAt(sort: Desc)])');
  if (own.includes('code')) indexes.push('  @@unique([code])');
  return [
    `/// One ${table.name.replaceAll('_', ' ')} of a tenant.`,
    `model ${pascal(table.name)} {`,
    ...lines,
    ...backwards,
    '',
    ...indexes,
    `  @@map("${table.name}")`,
    '}',
    '',
  ].join('\n');
}

/** @param {Table} table @param {string} column */
const written = (table, column) => table.columns.find(([name]) => name === column)?.[1] ?? '';

/** @param {string} name @param {string} written */
function prismaField(name, written) {
  const { prisma, native, size } = typeOf(written);
  const isKey = name === 'id';
  const parts = [camel(name), `${prisma}${isKey || written.includes('NOT NULL') ? '' : '?'}`];
  if (isKey) parts.push('@id', prisma === 'BigInt' ? '@default(autoincrement())' : '@default(uuid())');
  else if (name === 'updated_at') parts.push('@updatedAt');
  else if (written.includes('now()')) parts.push('@default(now())');
  else if (/DEFAULT (?:true|false|\d)/.test(written)) parts.push(`@default(${/DEFAULT (\w+)/.exec(written)?.[1]})`);
  if (camel(name) !== name) parts.push(`@map("${name}")`);
  if (native) parts.push(native);
  else if (size && prisma === 'String') parts.push(`@db.VarChar(${size})`);
  return `  ${parts.join(' ')}`.replace('[]?', '[]');
}

const PYTHON_HEAD = `"""Models of the application."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Optional

from sqlalchemy import (
    ARRAY, BigInteger, Boolean, CheckConstraint, Date, DateTime, Float, ForeignKey, Index, Integer, LargeBinary,
    MetaData, Numeric, String, Text, UniqueConstraint, Uuid, func, text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class TimestampMixin:
    """When a row came and last changed."""

    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
    )


class BigKeyMixin:
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class UuidKeyMixin:
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
`;

/** @param {Table[]} tables */
const printModule = (tables) => [PYTHON_HEAD, ...tables.map((table) => printClass(table))].join('\n');

/** @param {Table} table */
function printClass(table) {
  const key = written(table, 'id').startsWith('uuid') ? 'UuidKeyMixin' : 'BigKeyMixin';
  const columns = table.columns.filter(([name]) => !['id', 'created_at', 'updated_at', 'metadata'].includes(name));
  const own = columns.map(([name]) => name);
  return [
    '',
    `class ${pascal(table.name)}(${key}, TimestampMixin, Base):`,
    `    """One ${table.name.replaceAll('_', ' ')} of a tenant."""`,
    '',
    `    __tablename__ = "${table.name}"`,
    '    __table_args__ = (',
    ...(own.includes('code') ? [`        UniqueConstraint("code", name="uq_${table.name}_code"),`] : []),
    ...(own.includes('amount') ? ['        CheckConstraint("amount >= 0", name="amount_positive"),'] : []),
    `        Index("ix_${table.name}_created_at", "created_at"),`,
    '    )',
    '',
    ...columns.map(([name, written]) => pythonColumn(name, written, table)),
    '',
    ...table.references.map(
      ({ column, table: target }) =>
        `    ${column.replace(/_id$/, '')}: Mapped["${pascal(target)}"] = relationship(foreign_keys=[${column}])`,
    ),
    '',
    '    def __repr__(self) -> str:',
    `        return f"<${pascal(table.name)} {self.id}>"`,
    '',
  ].join('\n');
}

/** @param {string} name @param {string} written @param {Table} table */
function pythonColumn(name, written, table) {
  const { python, column, size } = typeOf(written);
  const reference = table.references.find((each) => each.column === name);
  const args = [size ? `String(${size})` : column];
  if (reference) args.push(`ForeignKey("${reference.table}.id", ondelete="CASCADE")`, 'index=True');
  const literal = /DEFAULT (\d+|true|false)/.exec(written)?.[1];
  if (literal) args.push(`server_default=text("${literal}")`);
  const annotation = written.includes('NOT NULL') ? python : `Optional[${python}]`;
  return `    ${name}: Mapped[${annotation}] = mapped_column(${args.join(', ')})`;
}

/**
 * A workspace of Python files of which `withModels` hold models, two a file; the others are services, views and tests
 * with long function bodies, many of which name SQLAlchemy's session.
 * @param {string} folder
 * @param {{files: number, withModels: number}} size
 * @returns {string[]} the files with models
 */
export function writePythonWorkspace(folder, { files, withModels }) {
  const tables = makeTables(withModels * 2, 31);
  const random = randomFrom(5);
  const models = join(folder, 'app', 'models');
  mkdirSync(models, { recursive: true });
  writeFileSync(join(models, 'base.py'), PYTHON_HEAD);
  const head = PYTHON_HEAD.slice(0, PYTHON_HEAD.indexOf('NAMING'));
  const own = 'from app.models.base import Base, BigKeyMixin, TimestampMixin, UuidKeyMixin\n';
  const paths = [];
  for (let i = 0; i < withModels - 1; i++) {
    const [first, second] = tables.slice(i * 2);
    const path = join(models, `${first.name}.py`);
    writeFileSync(path, [head + own, printClass(first), printClass(second)].join('\n'));
    paths.push(path);
  }
  for (const kind of ['services', 'views', 'tests']) mkdirSync(join(folder, 'app', kind), { recursive: true });
  for (let i = 0; i < files - withModels; i++) {
    const kind = ['services', 'views', 'tests'][i % 3];
    const subject = random.pick(tables);
    writeFileSync(join(folder, 'app', kind, `${subject.name}_${i}.py`), printCode(subject, kind, random));
  }
  return paths;
}

/** @param {Table} table @param {string} kind @param {ReturnType<typeof randomFrom>} random */
function printCode(table, kind, random) {
  const usesSession = random.chance(0.6);
  const name = pascal(table.name);
  const head = [
    `"""${kind} of ${table.name}."""`,
    'import logging',
    'from datetime import datetime, timedelta',
    '',
    ...(usesSession ? ['from sqlalchemy import func, select', 'from sqlalchemy.orm import Session', ''] : []),
    `from app.models.${table.name} import ${name}`,
    '',
    'logger = logging.getLogger(__name__)',
    `PAGE = ${10 + random.below(90)}`,
    '',
  ];
  const functions = Array.from({ length: 3 + random.below(8) }, (_, at) => printFunction(table, kind, at, random));
  return [...head, ...functions].join('\n');
}

/** @param {Table} table @param {string} kind @param {number} at @param {ReturnType<typeof randomFrom>} random */
function printFunction(table, kind, at, random) {
  const name = pascal(table.name);
  const lines = [
    '',
    `def ${kind === 'tests' ? 'test_' : ''}${table.name}_step_${at}(session${kind === 'tests' ? '' : ': "Session"'}, limit=PAGE):`,
    `    """Step ${at}: reads what is due, and writes what came of it."""`,
    '    found = []',
  ];
  for (let i = 0, count = 2 + random.below(6); i < count; i++) {
    const [column] = random.pick(table.columns);
    lines.push(
      `    query = select(${name}).where(${name}.${column} != None).order_by(${name}.id).limit(limit + ${i})`,
      '    for row in session.execute(query).scalars():',
      `        if row.updated_at < datetime.now() - timedelta(days=${random.below(30)}):`,
      `            logger.info("%s is due: %s", row.id, {"step": ${at}, "at": [${i}, "${column}"]})`,
      '            found.append(row)',
    );
  }
  lines.push(
    kind === 'tests'
      ? `    assert len(found) <= ${random.below(99)}, f"too many: {len(found)}"`
      : '    return found[:limit]',
    '',
  );
  return lines.join('\n');
}

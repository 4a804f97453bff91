/** An analyzer that is meant for one answer gives the same as any other, and after a change too. */
import { expect, test } from 'vitest';
import type { Analyzer } from '../../server/src/analysis/analyzer.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import type { Table } from '../../server/src/model/table.ts';
import { allFindings } from '../kit/analyze.ts';

const files: Readonly<Record<string, string>> = {
  '/shop/customer.sql': 'create table customer (id bigint primary key, name text not null);\n',
  '/shop/orders.sql': 'create table orders (id bigint primary key, customer_id bigint references customer (id));\n',
  '/app/schema.prisma':
    'datasource db {\n  provider = "postgresql"\n}\nmodel Post {\n  id Int @id\n  tags String[]\n  author User @relation(fields: [authorId], references: [id])\n  authorId Int\n}\nmodel User {\n  id Int @id\n  posts Post[]\n}\n',
  '/app/models.py':
    'from sqlalchemy import ForeignKey\nfrom sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\nclass Base(DeclarativeBase):\n    pass\nclass Item(Base):\n    __tablename__ = "item"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    parent_id: Mapped[int] = mapped_column(ForeignKey("item.id"))\n',
};

const changes: readonly ((analyzer: Analyzer) => void)[] = [
  () => {},
  (analyzer) => analyzer.setFile('/shop/index.sql', 'create index on orders (customer_id);\n'),
  (analyzer) => analyzer.editFile('/shop/customer.sql', [{ span: { start: 13, end: 21 }, newText: 'buyer' }]),
  (analyzer) => analyzer.setFile('/app/models.py', files['/app/models.py']!.replace('primary_key', 'index')),
  (analyzer) => analyzer.removeFile('/shop/index.sql'),
  (analyzer) => analyzer.editFile('/app/schema.prisma', [{ span: { start: 40, end: 40 }, newText: '\n' }]),
];

function answersOf(analyzer: Analyzer) {
  const findings = allFindings(analyzer);
  return {
    findings: findings.map((finding) => ({ ...finding, fixes: analyzer.fixesFor(finding) })),
    // In which order tables came is no answer.
    tables: analyzer.databases().flatMap(({ schema }) => [...schema.tables.values()].sort(byKey)),
    gaps: analyzer.gaps(),
  };
}

function byKey(one: Table, other: Table): number {
  return one.key < other.key ? -1 : 1;
}

test('the same before and after each change', () => {
  const analyzers = [createAnalyzer({ once: true }), createAnalyzer()];
  for (const analyzer of analyzers) for (const [file, text] of Object.entries(files)) analyzer.setFile(file, text);
  for (const change of changes) {
    for (const analyzer of analyzers) change(analyzer);
    const [once, always] = analyzers.map(answersOf);
    expect(once).toEqual(always);
    expect(once?.findings.length).toBeGreaterThan(0);
  }
});

/** Prisma schemas and Python modules that grow in one direction. */
import { each, type LargeText } from './large-sql.ts';

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

function model(body: string): string {
  return `${datasource}model A {\n  id Int @id\n${body}}\n`;
}

export const largePrisma: Readonly<Record<string, LargeText>> = {
  models: (count) => datasource + each(count, (n) => `model A${n} {\n  id Int @id\n  name String\n}\n`),
  'models that point at one': (count) =>
    `${model(each(count, (n) => `  b${n} B${n}[]\n`))}${each(count, (n) => `model B${n} {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n`)}`,
  'models in a ring': (count) =>
    datasource +
    each(
      count,
      (n) =>
        `model A${n} {\n  id Int @id\n  nextId Int\n  next A${(n + 1) % count} @relation(fields: [nextId], references: [id])\n  before A${(n + count - 1) % count}[]\n}\n`,
    ),
  'implicit join tables': (count) =>
    datasource +
    each(count, (n) => `model A${n} {\n  id Int @id\n  b B${n}[]\n}\nmodel B${n} {\n  id Int @id\n  a A${n}[]\n}\n`),
  'one model, often': (count) => datasource + each(count, () => 'model A {\n  id Int @id\n}\n'),
  'a model of many fields': (count) => model(each(count, (n) => `  field${n} Int\n`)),
  'one field, often': (count) => model(each(count, () => '  name Int\n')),
  'a model of many indexes': (count) => model(`  a Int\n${each(count, () => '  @@index([a])\n')}`),
  'an index of many fields': (count) => model(`  a Int\n  @@index([${each(count, () => 'a', ', ')}])\n`),
  'an enum of many values': (count) => `${datasource}enum E {\n${each(count, (n) => `  V${n}\n`)}}\n`,
  enums: (count) =>
    datasource + each(count, (n) => `enum E${n} {\n  A\n}\nmodel M${n} {\n  id Int @id\n  e E${n}\n}\n`),
  'attributes of one field': (count) => model(`  a Int ${'@unique '.repeat(count)}\n`),
  'arguments of one attribute': (count) => model(`  a Int @default(${'1, '.repeat(count)})\n`),
  'parentheses that close': (count) => model(`  a Int @default(${'('.repeat(count)}${')'.repeat(count)})\n`),
  'calls in calls': (count) => model(`  a Int @default(${'f('.repeat(count)}${')'.repeat(count)})\n`),
  'parentheses that do not': (count) => model(`  a Int @default(${'('.repeat(count)}\n`),
  'lists in lists': (count) => model(`  a Int[] @default(${'['.repeat(count)}${']'.repeat(count)})\n`),
  'braces alone': (count) => '{'.repeat(count),
  'braces that close': (count) => '}'.repeat(count),
  'blocks in blocks': (count) => 'model A {\n'.repeat(count),
  quotes: (count) => '"'.repeat(count),
  'quotes in lines': (count) => '"\n'.repeat(count),
  'comments in lines': (count) => `${'/// a comment\n'.repeat(count)}${model('')}`,
  'comments in a model': (count) => model('  // a comment\n'.repeat(count)),
  'silencing comments': (count) => model('  // db-architect-ignore no-primary-key\n'.repeat(count)),
  'a long word': (count) => `${datasource}model ${'x'.repeat(count)} {\n  id Int @id\n}\n`,
  'a long text': (count) => model(`  a String @default("${'x'.repeat(count)}")\n`),
  'white space': (count) => model(`  a${' '.repeat(count)}Int\n`),
  'empty lines': (count) => model('\n'.repeat(count)),
  'words without sense': (count) => 'word '.repeat(count),
  'lines without sense': (count) => 'word\n'.repeat(count),
  datasources: (count) => datasource.repeat(count),
  views: (count) => datasource + each(count, (n) => `view V${n} {\n  id Int @unique\n}\n`),
};

const header = `from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

`;

function table(name: string, body: string): string {
  return `class ${name}(Base):\n    __tablename__ = "${name.toLowerCase()}"\n    id = Column(Integer, primary_key=True)\n${body}\n`;
}

export const largePython: Readonly<Record<string, LargeText>> = {
  classes: (count) => header + each(count, (n) => table(`A${n}`, '')),
  'classes that point at one': (count) =>
    `${header}${table('Hub', '')}${each(count, (n) => table(`A${n}`, '    hub_id = Column(ForeignKey("hub.id"))\n    hub = relationship("Hub")\n'))}`,
  'one class, often': (count) => header + each(count, () => table('A', '')),
  'classes that inherit from one another': (count) =>
    `${header}${table('A0', '')}${each(count, (n) => `class A${n + 1}(A${n}):\n    pass\n\n`)}`,
  'mixins of mixins': (count) =>
    `${header}class M0:\n    a0 = Column(Integer)\n\n${each(count, (n) => `class M${n + 1}(M${n}):\n    pass\n\n`)}class T(M${count}, Base):\n    __tablename__ = "t"\n    id = Column(Integer, primary_key=True)\n`,
  'two parents each': (count) =>
    `${header}class A0(Elsewhere): pass\n\nclass B0(Elsewhere): pass\n\n${each(count, (n) => `class A${n + 1}(A${n}, B${n}): pass\n\nclass B${n + 1}(A${n}, B${n}): pass\n\n`)}class T(A${count}, B${count}, Base):\n    __tablename__ = "t"\n    id = Column(Integer, primary_key=True)\n`,
  'a class of many columns': (count) =>
    header +
    table(
      'A',
      each(count, (n) => `    c${n} = Column(Integer)\n`),
    ),
  'one column, often': (count) => header + table('A', '    c = Column(Integer)\n'.repeat(count)),
  'a class of many mixins': (count) =>
    `${header}${each(count, (n) => `class M${n}:\n    c${n} = Column(Integer)\n\n`)}class T(${each(count, (n) => `M${n}`, ', ')}, Base):\n    __tablename__ = "t"\n    id = Column(Integer, primary_key=True)\n`,
  'names of names': (count) =>
    `${header}a0 = Integer\n${each(count, (n) => `a${n + 1} = a${n}\n`)}${table('T', `    c = Column(a${count})\n`)}`,
  'names in a ring': (count) =>
    `${header}${each(count, (n) => `a${n} = a${(n + 1) % count}\n`)}${table('T', '    c = Column(a0)\n')}`,
  'tables of Core': (count) =>
    `${header}${each(count, (n) => `t${n} = Table("t${n}", Base.metadata, Column("id", Integer, primary_key=True))\n`)}`,
  'a table of Core with many columns': (count) =>
    `${header}t = Table("t", Base.metadata, ${each(count, (n) => `Column("c${n}", Integer)`, ', ')})\n`,
  'indexes of one class': (count) =>
    header + table('A', `    __table_args__ = (${each(count, (n) => `Index("i${n}", "id"),`, ' ')})\n`),
  'statements that say nothing': (count) => header + 'x = 1\n'.repeat(count),
  'functions that say nothing': (count) => header + each(count, (n) => `def f${n}():\n    return Column(Integer)\n\n`),
  imports: (count) => header + each(count, (n) => `from module${n} import name${n}\n`),
  'parentheses that close': (count) => `${header}x = ${'('.repeat(count)}1${')'.repeat(count)}\n${table('A', '')}`,
  'parentheses that do not': (count) => `${header}x = ${'('.repeat(count)}\n${table('A', '')}`,
  'calls in calls': (count) => header + table('A', `    c = Column(${'f('.repeat(count)}${')'.repeat(count)})\n`),
  'chains of attributes': (count) => header + table('A', `    c = Column(a${'.b'.repeat(count)})\n`),
  'chains of calls': (count) => header + table('A', `    c = Column(Integer)${'.b()'.repeat(count)}\n`),
  'chains of plus': (count) => header + table('A', `    c = Column(String(1${' + 1'.repeat(count)}))\n`),
  'subscripts in subscripts': (count) =>
    header + table('A', `    c: ${'Mapped['.repeat(count)}int${']'.repeat(count)} = mapped_column()\n`),
  unions: (count) => header + table('A', `    c: Mapped[int${' | None'.repeat(count)}] = mapped_column()\n`),
  'blocks in blocks': (count) => header + each(count, (n) => `${' '.repeat(n)}if x:\n`),
  'classes in classes': (count) => header + each(count, (n) => `${' '.repeat(n)}class A${n}(Base):\n`),
  'quotes of texts': (count) => `"""${header}${'"'.repeat(count)}`,
  'texts beside one another': (count) => header + table('A', `    c = Column(${'"x" '.repeat(count)}, Integer)\n`),
  'formatted texts': (count) => `${header}x = ${'f"{'.repeat(count)}\n`,
  'backslashes at ends of lines': (count) => `${header}x = 1 ${'\\\n + 1 '.repeat(count)}\n`,
  'comments in lines': (count) => header + '# a comment\n'.repeat(count),
  'silencing comments': (count) => header + table('A', '    # db-architect-ignore no-primary-key\n'.repeat(count)),
  decorators: (count) => `${header}${'@decorator\n'.repeat(count)}class A(Base):\n    __tablename__ = "a"\n`,
  'a long text': (count) => header + table('A', `    c = Column(String, server_default="${'x'.repeat(count)}")\n`),
  'white space': (count) => `${header}x =${' '.repeat(count)}1\n`,
  'empty lines': (count) => `${header}${'\n'.repeat(count)}`,
  'words without sense': (count) => `${header}${'word '.repeat(count)}`,
  'lines without sense': (count) => `${header}${'word word\n'.repeat(count)}`,
  revisions: (count) =>
    `from alembic import op\nimport sqlalchemy as sa\n\nrevision = "a"\ndown_revision = None\n\ndef upgrade():\n${each(count, (n) => `    op.add_column("t", sa.Column("c${n}", sa.Integer()))\n`)}`,
};

/** One database in several languages, as an editor sees it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Hover, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { openEditor, type TestEditor } from './kit/editor.ts';

let editor: TestEditor;
afterEach(() => editor.close());

const schema = `datasource db {
  provider = "postgresql"
}

model Customer {
  id     Int     @id @default(autoincrement())
  orders Order[]
}

model Order {
  id         Int      @id @default(autoincrement())
  customerId Int      @map("customer_id")
  customer   Customer @relation(fields: [customerId], references: [id], onDelete: Cascade)

  @@map("orders")
}
`;
const migration = `CREATE TABLE "Customer" ("id" SERIAL NOT NULL, CONSTRAINT "Customer_pkey" PRIMARY KEY ("id"));
CREATE TABLE "orders" ("id" SERIAL NOT NULL, "customer_id" INTEGER NOT NULL, CONSTRAINT "orders_pkey" PRIMARY KEY ("id"));
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
`;
const migrationFile = 'prisma/migrations/20240101000000_init/migration.sql';
const prismaFiles = { 'prisma/schema.prisma': schema, [migrationFile]: migration };

const models = `from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(primary_key=True)


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
`;

function places(locations: readonly Location[] | null): string[] {
  return (locations ?? []).map(({ uri, range }) => {
    const line = editor.text(editor.path(uri)).split('\n')[range.start.line]!;
    return `${editor.path(uri)}:${range.start.line} ${line.slice(range.start.character, range.end.character)}`;
  });
}

/** The first fix, and the comment that silences, at a piece of text; each as the file it leaves. */
async function fixedAndSilenced(path: string, piece: string): Promise<readonly [string, string]> {
  const actions = await editor.actions(path, piece);
  const titled = (title: RegExp): CodeAction => actions.find((action) => title.test(action.title))!;
  const fix = await editor.request<CodeAction>('codeAction/resolve', titled(/^Add an index/));
  const silenced = titled(/^Ignore fk-without-index on this line/);
  return [editor.edited(path, fix.edit)!, editor.edited(path, silenced.edit)!];
}

async function openAll(files: Readonly<Record<string, string>>): Promise<void> {
  editor = await openEditor({ files });
  for (const [path, text] of Object.entries(files)) editor.open(path, text);
}

describe('a Prisma schema and its migrations', () => {
  test('a model leads to its migration, and back', async () => {
    await openAll(prismaFiles);
    expect(places(await editor.at('textDocument/definition', 'prisma/schema.prisma', 'Customer {'))).toEqual([
      'prisma/schema.prisma:4 Customer',
      `${migrationFile}:0 "Customer"`,
    ]);
    expect(places(await editor.at('textDocument/definition', migrationFile, '"customer_id" INTEGER'))).toEqual([
      'prisma/schema.prisma:11 customerId',
      `${migrationFile}:1 "customer_id"`,
    ]);
    const hover = await editor.at<Hover>('textDocument/hover', 'prisma/schema.prisma', 'Order {');
    expect(JSON.stringify(hover)).toContain('CREATE TABLE orders');
  });

  test('a hover quotes the names that need it', async () => {
    await openAll({ 'prisma/schema.prisma': `${schema}\nmodel BlogPost {\n  ownerId Int @id\n}\n` });
    const hover = await editor.at<Hover>('textDocument/hover', 'prisma/schema.prisma', 'ownerId');
    expect(JSON.stringify(hover)).toContain(String.raw`\"BlogPost\".\"ownerId\" INTEGER`);
  });

  test('a foreign key without an index gets @@index where the model is', async () => {
    await openAll(prismaFiles);
    const [fixed, silenced] = await fixedAndSilenced('prisma/schema.prisma', '@relation(');
    expect(fixed).toBe(schema.replace('  @@map("orders")', '  @@index([customerId])\n  @@map("orders")'));
    expect(silenced).toContain('  // db-architect-ignore fk-without-index: ');
  });

  test('a field gets another name, its column keeps it', async () => {
    await openAll(prismaFiles);
    const edit = await editor.at<WorkspaceEdit>('textDocument/rename', 'prisma/schema.prisma', 'customerId Int', {
      newName: 'buyerId',
    });
    expect(editor.edited('prisma/schema.prisma', edit)).toBe(schema.replaceAll('customerId', 'buyerId'));
    const model = await editor.at<WorkspaceEdit>('textDocument/rename', 'prisma/schema.prisma', 'Customer {', {
      newName: 'Buyer',
    });
    expect(editor.edited('prisma/schema.prisma', model)).toBe(
      schema
        .replaceAll(/\bCustomer\b/g, 'Buyer')
        .replace('  orders Order[]\n}', '  orders Order[]\n\n  @@map("Customer")\n}'),
    );
  });
});

describe('SQLAlchemy models', () => {
  test('a foreign key without an index gets index=True', async () => {
    await openAll({ 'app/models.py': models });
    const [fixed, silenced] = await fixedAndSilenced('app/models.py', 'customer_id: Mapped');
    expect(fixed).toBe(
      models.replace(
        'mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))',
        'mapped_column(\n        ForeignKey("customer.id", ondelete="CASCADE"), index=True\n    )',
      ),
    );
    expect(silenced).toContain('    # db-architect-ignore fk-without-index: ');
  });

  test('renaming is left to the editor', async () => {
    await openAll({ 'app/models.py': models });
    expect(await editor.at('textDocument/prepareRename', 'app/models.py', 'customer_id:')).toBeNull();
  });
});

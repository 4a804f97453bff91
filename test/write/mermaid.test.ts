import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../server/src/analysis/configuration.ts';
import { createAnalyzer } from '../../server/src/analysis/create-analyzer.ts';
import { mermaid } from '../../server/src/write/mermaid.ts';

function diagramOf(text: string): string {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect: 'postgresql' });
  analyzer.setFile('schema.sql', text);
  return mermaid(analyzer.databases()[0]!.schema);
}

test('keys, and how many rows belong to how many', () => {
  const text = `
create table customer (id int primary key, email varchar(80) unique);
create table orders (
  id int primary key,
  customer_id int not null references customer (id),
  seller_id int references customer (id)
);
create table invoice (order_id int primary key references orders (id), total numeric(12, 2));
`;
  expect(diagramOf(text)).toBe(`erDiagram
  customer {
    int id PK
    varchar(80) email UK
  }
  orders {
    int id PK
    int customer_id FK
    int seller_id FK
  }
  invoice {
    int order_id PK, FK
    numeric(12-2) total
  }
  customer ||--o{ orders : "customer_id"
  customer |o--o{ orders : "seller_id"
  orders ||--o| invoice : "order_id"
`);
});

test('names and types that Mermaid does not take as they are', () => {
  const text = `
create table "end" ("two words" timestamp with time zone, "PK" text[], "1st" "My Type", "ü" double precision);
create table app."Big Table" ();
`;
  expect(diagramOf(text)).toBe(`erDiagram
  "end" {
    timestamp_with_time_zone two_words
    text[] PK_
    My_Type column_1st
    double_precision column
  }
  "app.Big Table"
`);
});

test('a foreign key to a table that is not known is left out', () => {
  expect(diagramOf('create table a (id int references b (id));')).toBe('erDiagram\n  a {\n    int id FK\n  }\n');
});

test("SQL Server's brackets are no part of a type", () => {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.configure('', { ...defaultConfiguration, dialect: 'sqlserver' });
  analyzer.setFile('schema.sql', 'CREATE TABLE t ([a] [nvarchar](max) NULL, b [decimal](10, 2) NULL)');
  expect(mermaid(analyzer.databases()[0]!.schema)).toBe(
    'erDiagram\n  t {\n    nvarchar(max) a\n    decimal(10-2) b\n  }\n',
  );
});

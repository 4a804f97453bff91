/**
 * Schemas with the DDL that Prisma makes of them, for the databases that its engine does not know where it runs as
 * WebAssembly. Written after the engine's sources (its renderers of MySQL and SQL Server) and compared with migrations
 * of public projects.
 */
import type { Dialect } from '../../server/src/model/dialect.ts';

interface WrittenOut {
  readonly dialect: Dialect;
  readonly prisma: string;
  readonly ddl: string;
}

const mysql: WrittenOut = {
  dialect: 'mysql',
  prisma: `
datasource db {
  provider = "mysql"
}
model Scalars {
  id      Int      @id @default(autoincrement())
  text    String   @default("it's")
  flag    Boolean  @default(true)
  big     BigInt   @default(7)
  ratio   Float    @default(0.5)
  price   Decimal
  at      DateTime @default(now())
  touched DateTime @updatedAt
  data    Json     @default("{}")
  raw     Bytes    @default("AQID")
  mood    Mood     @default(SAD)
  token   String   @unique @default(uuid())
}
model Natives {
  id   BigInt   @id @default(autoincrement()) @db.UnsignedBigInt
  a    String   @db.VarChar(20)
  b    String?  @db.LongText
  c    String   @db.Char(3) @unique(map: "c_once")
  d    Int      @db.UnsignedInt
  e    Int      @db.TinyInt
  f    Boolean  @db.TinyInt
  g    Decimal  @db.Decimal(10, 2)
  h    DateTime @default(now()) @db.Timestamp(0)
  i    DateTime @db.DateTime(6) @default(now())
  j    DateTime @db.Date
  k    Bytes    @db.VarBinary(16)
  l    Float    @db.Float
  m    Int      @db.Year
  n    Boolean  @db.Bit(1)
  o    String   @default(dbgenerated("(uuid())"))
  @@index([a(length: 5), d(sort: Desc)])
  @@unique([b(length: 100)], map: "b_once")
  @@fulltext([a, b])
  @@map("natives")
}
enum Mood {
  HAPPY
  SAD @map("very sad")
}
model Author {
  id       Int     @id
  books    Book[]
  editing  Book[]  @relation("editor")
  genres   Genre[]
  bossId   Int?
  boss     Author? @relation("boss", fields: [bossId], references: [id], onDelete: NoAction, onUpdate: NoAction)
  staff    Author[] @relation("boss")
}
model Book {
  isbn     String  @id @db.VarChar(13)
  authorId Int     @map("author_id")
  author   Author  @relation(fields: [authorId], references: [id])
  editorId Int?
  editor   Author? @relation("editor", fields: [editorId], references: [id], map: "edited_by")
}
model Genre {
  a       Int
  b       Int
  id      String   @unique
  authors Author[]
  @@id([id])
}
model Pair {
  a String @db.Text
  b Int
  @@id([a(length: 30), b])
}
`,
  ddl: `
CREATE TABLE \`Scalars\` (
  \`id\` INTEGER NOT NULL AUTO_INCREMENT,
  \`text\` VARCHAR(191) NOT NULL DEFAULT 'it''s',
  \`flag\` BOOLEAN NOT NULL DEFAULT true,
  \`big\` BIGINT NOT NULL DEFAULT 7,
  \`ratio\` DOUBLE NOT NULL DEFAULT 0.5,
  \`price\` DECIMAL(65, 30) NOT NULL,
  \`at\` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  \`touched\` DATETIME(3) NOT NULL,
  \`data\` JSON NOT NULL,
  \`raw\` LONGBLOB NOT NULL,
  \`mood\` ENUM('HAPPY', 'very sad') NOT NULL DEFAULT 'very sad',
  \`token\` VARCHAR(191) NOT NULL,
  UNIQUE INDEX \`Scalars_token_key\`(\`token\`),
  PRIMARY KEY (\`id\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`natives\` (
  \`id\` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  \`a\` VARCHAR(20) NOT NULL,
  \`b\` LONGTEXT NULL,
  \`c\` CHAR(3) NOT NULL,
  \`d\` INTEGER UNSIGNED NOT NULL,
  \`e\` TINYINT NOT NULL,
  \`f\` BOOLEAN NOT NULL,
  \`g\` DECIMAL(10, 2) NOT NULL,
  \`h\` TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP(0),
  \`i\` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  \`j\` DATE NOT NULL,
  \`k\` VARBINARY(16) NOT NULL,
  \`l\` FLOAT NOT NULL,
  \`m\` YEAR NOT NULL,
  \`n\` BIT(1) NOT NULL,
  \`o\` VARCHAR(191) NOT NULL DEFAULT (uuid()),
  UNIQUE INDEX \`c_once\`(\`c\`),
  INDEX \`natives_a_d_idx\`(\`a\`(5), \`d\` DESC),
  UNIQUE INDEX \`b_once\`(\`b\`(100)),
  FULLTEXT INDEX \`natives_a_b_idx\`(\`a\`, \`b\`),
  PRIMARY KEY (\`id\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`Author\` (
  \`id\` INTEGER NOT NULL,
  \`bossId\` INTEGER NULL,
  PRIMARY KEY (\`id\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`Book\` (
  \`isbn\` VARCHAR(13) NOT NULL,
  \`author_id\` INTEGER NOT NULL,
  \`editorId\` INTEGER NULL,
  PRIMARY KEY (\`isbn\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`Genre\` (
  \`a\` INTEGER NOT NULL,
  \`b\` INTEGER NOT NULL,
  \`id\` VARCHAR(191) NOT NULL,
  UNIQUE INDEX \`Genre_id_key\`(\`id\`),
  PRIMARY KEY (\`id\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`Pair\` (
  \`a\` TEXT NOT NULL,
  \`b\` INTEGER NOT NULL,
  PRIMARY KEY (\`a\`(30), \`b\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE TABLE \`_AuthorToGenre\` (
  \`A\` INTEGER NOT NULL,
  \`B\` VARCHAR(191) NOT NULL,
  UNIQUE INDEX \`_AuthorToGenre_AB_unique\`(\`A\`, \`B\`),
  INDEX \`_AuthorToGenre_B_index\`(\`B\`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE \`Author\` ADD CONSTRAINT \`Author_bossId_fkey\` FOREIGN KEY (\`bossId\`) REFERENCES \`Author\`(\`id\`) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE \`Book\` ADD CONSTRAINT \`Book_author_id_fkey\` FOREIGN KEY (\`author_id\`) REFERENCES \`Author\`(\`id\`) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE \`Book\` ADD CONSTRAINT \`edited_by\` FOREIGN KEY (\`editorId\`) REFERENCES \`Author\`(\`id\`) ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE \`_AuthorToGenre\` ADD CONSTRAINT \`_AuthorToGenre_A_fkey\` FOREIGN KEY (\`A\`) REFERENCES \`Author\`(\`id\`) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE \`_AuthorToGenre\` ADD CONSTRAINT \`_AuthorToGenre_B_fkey\` FOREIGN KEY (\`B\`) REFERENCES \`Genre\`(\`id\`) ON DELETE CASCADE ON UPDATE CASCADE;
`,
};

const sqlserver: WrittenOut = {
  dialect: 'sqlserver',
  prisma: `
datasource db {
  provider = "sqlserver"
  schemas  = ["dbo", "base"]
}
model Scalars {
  id      Int      @id @default(autoincrement())
  text    String   @default("it's")
  flag    Boolean  @default(true)
  big     BigInt?
  ratio   Float    @default(0.5, map: "half")
  price   Decimal
  at      DateTime @default(now())
  raw     Bytes    @default("AQID")
  token   String   @unique @default(uuid())
  @@schema("dbo")
}
model Natives {
  id String   @id(map: "natives_pk", clustered: false) @default(dbgenerated("newid()")) @db.UniqueIdentifier
  a  String   @db.NVarChar(Max)
  b  String   @db.VarChar(50)
  c  String   @db.Text
  d  Decimal  @db.Money
  e  DateTime @db.DateTimeOffset
  f  DateTime @db.Date
  g  Int      @db.TinyInt
  h  Float    @db.Real
  i  Boolean  @db.Bit
  j  Bytes    @db.VarBinary(Max)
  @@index([b, g(sort: Desc)], clustered: true)
  @@unique([f, g], map: "once")
  @@map("natives")
  @@schema("base")
}
model Author {
  id      Int      @id
  books   Book[]
  friends Author[] @relation("friends")
  friendOf Author[] @relation("friends")
  tags    Tag[]
  @@schema("dbo")
}
model Book {
  a        Int
  b        Int
  authorId Int
  author   Author  @relation(fields: [authorId], references: [id])
  nextA    Int?
  nextB    Int?
  next     Book?   @relation("next", fields: [nextA, nextB], references: [a, b], onDelete: NoAction, onUpdate: NoAction)
  previous Book[]  @relation("next")
  @@id([a, b])
  @@schema("dbo")
}
model Tag {
  id      Int      @id
  authors Author[]
  @@schema("dbo")
}
`,
  ddl: `
CREATE TABLE [dbo].[Scalars] (
  [id] INT NOT NULL IDENTITY(1,1),
  [text] NVARCHAR(1000) NOT NULL CONSTRAINT [Scalars_text_df] DEFAULT 'it''s',
  [flag] BIT NOT NULL CONSTRAINT [Scalars_flag_df] DEFAULT 1,
  [big] BIGINT,
  [ratio] FLOAT(53) NOT NULL CONSTRAINT [half] DEFAULT 0.5,
  [price] DECIMAL(32,16) NOT NULL,
  [at] DATETIME2 NOT NULL CONSTRAINT [Scalars_at_df] DEFAULT CURRENT_TIMESTAMP,
  [raw] VARBINARY(max) NOT NULL CONSTRAINT [Scalars_raw_df] DEFAULT 0x010203,
  [token] NVARCHAR(1000) NOT NULL,
  CONSTRAINT [Scalars_pkey] PRIMARY KEY CLUSTERED ([id]),
  CONSTRAINT [Scalars_token_key] UNIQUE NONCLUSTERED ([token])
);
CREATE TABLE [base].[natives] (
  [id] UNIQUEIDENTIFIER NOT NULL CONSTRAINT [natives_id_df] DEFAULT newid(),
  [a] NVARCHAR(max) NOT NULL,
  [b] VARCHAR(50) NOT NULL,
  [c] TEXT NOT NULL,
  [d] MONEY NOT NULL,
  [e] DATETIMEOFFSET NOT NULL,
  [f] DATE NOT NULL,
  [g] TINYINT NOT NULL,
  [h] REAL NOT NULL,
  [i] BIT NOT NULL,
  [j] VARBINARY(max) NOT NULL,
  CONSTRAINT [natives_pk] PRIMARY KEY NONCLUSTERED ([id]),
  CONSTRAINT [once] UNIQUE NONCLUSTERED ([f],[g])
);
CREATE TABLE [dbo].[Author] (
  [id] INT NOT NULL,
  CONSTRAINT [Author_pkey] PRIMARY KEY CLUSTERED ([id])
);
CREATE TABLE [dbo].[Book] (
  [a] INT NOT NULL,
  [b] INT NOT NULL,
  [authorId] INT NOT NULL,
  [nextA] INT,
  [nextB] INT,
  CONSTRAINT [Book_pkey] PRIMARY KEY CLUSTERED ([a],[b])
);
CREATE TABLE [dbo].[Tag] (
  [id] INT NOT NULL,
  CONSTRAINT [Tag_pkey] PRIMARY KEY CLUSTERED ([id])
);
CREATE TABLE [dbo].[_friends] (
  [A] INT NOT NULL,
  [B] INT NOT NULL,
  CONSTRAINT [_friends_AB_unique] UNIQUE NONCLUSTERED ([A],[B])
);
CREATE TABLE [dbo].[_AuthorToTag] (
  [A] INT NOT NULL,
  [B] INT NOT NULL,
  CONSTRAINT [_AuthorToTag_AB_unique] UNIQUE NONCLUSTERED ([A],[B])
);
CREATE CLUSTERED INDEX [natives_b_g_idx] ON [base].[natives]([b], [g] DESC);
CREATE NONCLUSTERED INDEX [_friends_B_index] ON [dbo].[_friends]([B]);
CREATE NONCLUSTERED INDEX [_AuthorToTag_B_index] ON [dbo].[_AuthorToTag]([B]);
ALTER TABLE [dbo].[Book] ADD CONSTRAINT [Book_authorId_fkey] FOREIGN KEY ([authorId]) REFERENCES [dbo].[Author]([id]) ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE [dbo].[Book] ADD CONSTRAINT [Book_nextA_nextB_fkey] FOREIGN KEY ([nextA], [nextB]) REFERENCES [dbo].[Book]([a],[b]) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE [dbo].[_friends] ADD CONSTRAINT [_friends_A_fkey] FOREIGN KEY ([A]) REFERENCES [dbo].[Author]([id]) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE [dbo].[_friends] ADD CONSTRAINT [_friends_B_fkey] FOREIGN KEY ([B]) REFERENCES [dbo].[Author]([id]) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE [dbo].[_AuthorToTag] ADD CONSTRAINT [_AuthorToTag_A_fkey] FOREIGN KEY ([A]) REFERENCES [dbo].[Author]([id]) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE [dbo].[_AuthorToTag] ADD CONSTRAINT [_AuthorToTag_B_fkey] FOREIGN KEY ([B]) REFERENCES [dbo].[Tag]([id]) ON DELETE CASCADE ON UPDATE CASCADE;
`,
};

export const writtenOut: readonly WrittenOut[] = [mysql, sqlserver];

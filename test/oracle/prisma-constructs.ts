/** Schemas with everything that Prisma knows, for Prisma's engine to make DDL of. */

/** What a database writes in its own way, or leaves out. */
interface Ways {
  readonly provider: string;
  /** The type of keys that count up. */
  readonly key: 'Int' | 'BigInt';
  /** What makes a value in `dbgenerated`. */
  readonly generator: string;
  readonly jsonDefault: string;
  readonly keyName: string;
  readonly foreignKeyName: string;
}

function everyModel({ provider, key, generator, jsonDefault, keyName, foreignKeyName }: Ways): string {
  return `datasource db { 
  provider = "${provider}"
}
model Types {
  id     ${key} @id @default(autoincrement())
  s      String
  sO     String?
  sd     String @default("it's \\"x\\" \\\\ \\n y")
  b      Boolean @default(true)
  bf     Boolean @default(false)
  bn     Boolean
  i      Int @default(-3)
  bi     BigInt @default(42)
  f      Float @default(1.5)
  fi     Float @default(10)
  fn     Float
  d      Decimal @default(1.25)
  dn     Decimal
  t      DateTime @default(now())
  tu     DateTime @updatedAt
  tuo    DateTime? @default(now()) @updatedAt
  tl     DateTime @default("2020-01-02T03:04:05.000Z")
  j      Json
${jsonDefault}  by     Bytes
  byd    Bytes @default("AQID")
  u      String @default(uuid())
  u7     String @default(uuid(7))
  c      String @default(cuid())
  n      String @default(nanoid())
  ul     String @default(ulid())
  g      String @default(dbgenerated("${generator}"))
  ge     String @default(dbgenerated())
  su     String @unique
  ig     String? @ignore
  un     Unsupported("polygon")?
}
model Named {
  a Int @map("a_col")
  b String
  c String
  d String?
  @@id([a, b])
  @@unique([b, c])
  @@unique([c], map: "c_uq", name: "cname")
  @@index([b(sort: Desc), d])
  @@index([d], map: "d_idx")
  @@map("named_table")
}
model Named2 {
  a Int @id${keyName}
  b String @unique(map: "custom_uq")
  @@index([b])
}
model User {
  id ${key} @id @default(autoincrement())
  name String
  posts Post[]
  drafts Post[] @relation("drafts")
  profile Profile?
  friends User[] @relation("friends")
  friendOf User[] @relation("friends")
  managerId ${key}?
  manager User? @relation("m", fields: [managerId], references: [id], onDelete: NoAction, onUpdate: NoAction)
  reports User[] @relation("m")
  tags Tag[]
  comp CompChild[]
}
model Post {
  id Int @id
  authorId ${key}
  author User @relation(fields: [authorId], references: [id], onDelete: Cascade, onUpdate: NoAction)
  drafterId ${key}?
  drafter User? @relation("drafts", fields: [drafterId], references: [id], onUpdate: NoAction, onDelete: NoAction${foreignKeyName})
  cats Category[]
}
model Profile {
  id Int @id
  userId ${key} @unique
  user User @relation(fields: [userId], references: [id])
}
model Category {
  slug String @id
  posts Post[]
}
model Tag {
  id BigInt @id
  users User[]
}
model Comp {
  a Int
  b String
  childs CompChild[]
  @@id([a, b])
}
model CompChild {
  id Int @id
  x Int?
  y String?
  uid ${key}?
  u User? @relation(fields: [uid], references: [id])
  comp Comp? @relation(fields: [x, y], references: [a, b], onDelete: NoAction, onUpdate: NoAction)
}
model Ignored {
  id Int @id
  @@ignore
}
model AVeryLongModelNameThatGoesOnAndOnAndOnForever {
  id Int @id
  aVeryLongColumnNameThatGoesOnAndOn Int @unique
  another_Very_long_column_name_that_goes Int
  @@index([aVeryLongColumnNameThatGoesOnAndOn, another_Very_long_column_name_that_goes])
}
enum Role { 
  USER
  ADMIN @map("the admin")
  @@map("roles")
}
model E {
  id Int @id
  r Role @default(ADMIN)
  ro Role?
}
`;
}

const likePostgresql = {
  generator: 'gen_random_uuid()',
  jsonDefault: `  jd     Json @default("{\\"a\\": [1, \\"it's\\"]}")
`,
  keyName: '(map: "custom_pk")',
  foreignKeyName: ', map: "drafter_fk"',
};

export const postgresql = `${everyModel({ ...likePostgresql, provider: 'postgresql', key: 'Int' })}model Lists {
  id Int @id
  s String[]
  sd String[] @default(["a", "it's"])
  se String[] @default([])
  i Int[] @default([1, 2])
  r Role[] @default([ADMIN, USER])
  fl Float[] @default([1.5])
  bo Boolean[] @default([true])
  js Json[] @default(["{\\"a\\":1}"])
  dt DateTime[]
}
`;

const postgresqlNative = `generator client {
  provider = "prisma-client"
  previewFeatures = ["partialIndexes", "views", "postgresqlExtensions"]
}
datasource db {
  provider = "postgresql"
  schemas = ["public", "base", "Other"]
  extensions = [pgcrypto, uuidOssp(map: "uuid-ossp")]
}
model N {
  a1 Int @id @default(autoincrement()) @db.SmallInt
  a2 Int @db.Integer
  a3 Int @db.Oid
  b1 BigInt @db.BigInt @default(autoincrement())
  c1 String @db.Char(3)
  c2 String @db.Char
  c3 String @db.VarChar(20)
  c4 String @db.VarChar
  c5 String @db.Text
  c6 String @db.Bit(4)
  c7 String @db.VarBit(4)
  c8 String @db.VarBit
  c9 String @db.Uuid @default(dbgenerated("gen_random_uuid()"))
  c10 String @db.Xml
  c11 String @db.Inet
  c12 String @db.Citext
  c13 String[] @db.VarChar(10) @default(["a"])
  c14 String @db.Bit
  d1 Float @db.Real
  d2 Float @db.DoublePrecision
  d3 Decimal @db.Decimal(10, 2) @default("3.50")
  d4 Decimal @db.Decimal
  d5 Decimal @db.Money
  e1 DateTime @db.Timestamp
  e2 DateTime @db.Timestamp(6)
  e3 DateTime @db.Timestamptz(6) @default(now())
  e4 DateTime @db.Timestamptz
  e5 DateTime @db.Date @default(now())
  e6 DateTime @db.Time(3)
  e7 DateTime @db.Timetz
  e8 DateTime @default("2020-01-02T03:04:05.120+02:00")
  f1 Json @db.Json
  f2 Json @db.JsonB
  g1 Bytes @db.ByteA
  h1 Boolean @db.Boolean
  u1 Unsupported("tsvector")?
  u2 Unsupported("vector(3)") @default(dbgenerated("'[1,2,3]'::vector"))
  lit String @default("a'b")
  @@schema("base")
}
model Ix {
  id String @id @db.Uuid
  j Json
  t String
  n Int?
  ar Int[]
  b Boolean
  ip String @db.Inet
  ts DateTime @db.Timestamptz
  @@index([j], type: Gin)
  @@index([j(ops: JsonbPathOps)], type: Gin, map: "j_path")
  @@index([t(ops: raw("gin_trgm_ops"))], type: Gin, map: "t_trgm")
  @@index([t], type: Hash)
  @@index([ip(ops: InetOps)], type: Gist)
  @@index([ip(ops: InetMinMaxOps)], type: Brin, map: "brin1")
  @@index([ts(ops: TimestampTzMinMaxMultiOps)], type: Brin, map: "brin2")
  @@index([t(ops: TextOps)], type: SpGist, map: "sp")
  @@index([n(sort: Desc), t(sort: Asc)])
  @@index([t(ops: raw("text_pattern_ops"), sort: Desc)], map: "tpo")
  @@index([ar(ops: ArrayOps)], type: Gin)
  @@index([t], map: "part1", where: raw("n IS NOT NULL AND b"))
  @@index([n], map: "part2", where: { b: true })
  @@index([n], map: "part3", where: { b: true, t: "x'y", n: { not: null } })
  @@unique([t], map: "part4", where: { n: null })
  @@unique([n, t], map: "part5", where: { n: { not: 5 } })
  @@map("ix")
  @@schema("Other")
}
enum Mood {
  happy @map("Very happy")
  sad
  @@map("mood")
  @@schema("base")
}
model P {
  id Int @id
  mood Mood @default(happy)
  moods Mood[] @default([happy, sad])
  q Q[]
  r R[]
  self P[] @relation("AVeryLongRelationNameThatGoesOnAndOnAndOnForeverAndEv")
  self2 P[] @relation("AVeryLongRelationNameThatGoesOnAndOnAndOnForeverAndEv")
  @@schema("base")
}
model Q {
  id String @id @db.VarChar(7)
  ps P[]
  s S[]
  @@schema("public")
}
model R {
  x Int
  y Int?
  z Int
  pid Int?
  p P? @relation(fields: [pid], references: [id])
  s S? @relation(fields: [x, y], references: [a, b])
  s1 S @relation("s1", fields: [x, z], references: [a, b])
  s2 S? @relation("s2", fields: [y, pid], references: [a, b])
  s3 S? @relation("s3", fields: [y, pid], references: [a, b], onDelete: SetDefault, onUpdate: SetNull, map: "s3_fk")
  @@id([x, z], map: "r_pk", name: "foo")
  @@schema("Other")
}
model S {
  a Int
  b Int
  q Q? @relation(fields: [qid], references: [id])
  qid String? @unique @db.VarChar(7)
  r R[]
  r1 R[] @relation("s1")
  r2 R[] @relation("s2")
  r3 R[] @relation("s3")
  @@unique([a, b])
  @@id([b, a])
  @@schema("public")
}
view V {
  id Int @unique
  name String? @map("n")
  @@map("v_view")
  @@schema("base")
}
model OnlyUnique {
  id Int @unique
  @@schema("public")
}
`;

const postgresqlLongNames = `datasource db {
  provider = "postgresql"
}
model A {
  id Int @id
  f1 Float @default(1.50)
  d Decimal @default(2.50)
  s String @default("x") @map("ess")
  t DateTime @default("2020-01-02T03:04:05Z")
  b B[] 
  e E @default(A)
}
enum E { 
A
B
  @@map("e-e")
}
model B { 
  id String @id @default(uuid()) @db.Uuid
  as A[]
  u String @unique
  c C? @relation(fields: u, references: [u])
}
model C {
  u String @id
  B B?
}
model LongLongLongLongLongLongLongLongLongLongLongLongLongLongLongName {
  id Int @id
  xs Other[]
}
model Other {
  id Int @id
  ys LongLongLongLongLongLongLongLongLongLongLongLongLongLongLongName[]
}
`;

const cockroachdb = `${everyModel({ ...likePostgresql, provider: 'cockroachdb', key: 'BigInt' })}model Lists {
  id Int @id
  s String[]
  sd String[] @default(["a", "it's"])
  se String[] @default([])
  i Int[] @default([1, 2])
  r Role[] @default([ADMIN, USER])
  fl Float[] @default([1.5])
  bo Boolean[] @default([true])
  dt DateTime[]
}
`;

const cockroachdbNative = `datasource db {
  provider = "cockroachdb"
}
model N {
  id Int @id @default(sequence())
  id2 BigInt @default(sequence(start: 5, increment: 2))
  a Int @db.Int2
  b Int @db.Int4
  c BigInt @db.Int8
  d String @db.String(10)
  e String @db.String
  f String @db.Char(3)
  g String @db.Bit(3)
  h String @db.VarBit(3)
  i String @db.Uuid @default(dbgenerated("gen_random_uuid()"))
  j String @db.Inet
  k Float @db.Float4
  l Float @db.Float8
  m Decimal @db.Decimal(4,2)
  n DateTime @db.Timestamp(3)
  o DateTime @db.Timestamptz(6)
  p DateTime @db.Date
  q DateTime @db.Time(3)
  r DateTime @db.Timetz
  s Json @db.JsonB
  t Bytes @db.Bytes
  u Boolean @db.Bool
  v Int @db.Oid @default(1)
  w String @db.CatalogSingleChar
  @@index([s], type: Gin)
}
`;

const sqlite = everyModel({
  provider: 'sqlite',
  key: 'Int',
  generator: 'genx',
  jsonDefault: '',
  keyName: '',
  foreignKeyName: '',
});

const sqliteKeys = `datasource db {
  provider = "sqlite"
}
enum K { 
  A 
  B @map("b")
}
model N {
  a Int
  b BigInt
  k K @default(B)
  f Float @default(2.50)
  by Bytes @default("AQIDBA==")
  e DateTime @default("2020-01-02T03:04:05.120+02:00")
  @@id([a, b])
  @@unique([b(sort: Desc)])
}
model X { 
  id String @id @default(uuid())
  n BigInt @unique
  y Y?
  z Y[] @relation("z")
}
model Y {
  id BigInt @id
  x X @relation(fields: [xn], references: [n])
  xn BigInt @unique
  zid String?
  zz X? @relation("z", fields: [zid], references: [id])
}
`;

const clientKeepsRelations = postgresqlNative
  .replace('provider = "postgresql"', 'provider = "postgresql"\n  relationMode = "prisma"')
  .replace(', onDelete: SetDefault, onUpdate: SetNull', '');

export const constructs: Readonly<Record<string, string>> = {
  postgresql,
  'native types, schemas and indexes of PostgreSQL': postgresqlNative,
  'relationMode = "prisma"': clientKeepsRelations,
  'long names': postgresqlLongNames,
  cockroachdb,
  'native types of CockroachDB': cockroachdbNative,
  sqlite,
  'keys of SQLite': sqliteKeys,
};

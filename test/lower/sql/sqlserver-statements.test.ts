import { test } from 'vitest';
import { expectModel } from './model-facts.ts';

test('types, defaults and options of columns', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE [dbo].[Account] (
      [AccountId] INT IDENTITY(1, 1) NOT FOR REPLICATION NOT NULL,
      [Email] NVARCHAR(255) COLLATE Latin1_General_CI_AS NOT NULL,
      [Code] VARCHAR(MAX) NULL,
      [Amount] DECIMAL(18, 2) CONSTRAINT [DF_Amount] DEFAULT ((0)) NOT NULL,
      [Created] DATETIME2(7) NOT NULL DEFAULT (SYSUTCDATETIME()) WITH VALUES,
      [Id] UNIQUEIDENTIFIER ROWGUIDCOL NOT NULL DEFAULT NEWSEQUENTIALID(),
      [Total] AS ([Amount] * (2)) PERSISTED NOT NULL,
      [Half] AS Amount / 2,
      [Secret] VARBINARY(MAX) FILESTREAM NULL,
      [Sparse] INT SPARSE NULL,
      [Masked] NVARCHAR(10) MASKED WITH (FUNCTION = 'default()') NULL,
      [Enc] NVARCHAR(10) COLLATE Latin1_General_BIN2 ENCRYPTED WITH (COLUMN_ENCRYPTION_KEY = k, ENCRYPTION_TYPE = Deterministic) NOT NULL,
      [Doc] XML (CONTENT dbo.Coll) NULL,
      [Cols] XML COLUMN_SET FOR ALL_SPARSE_COLUMNS,
      [Own] dbo.Phone NULL,
      [Flag] [bit] NOT NULL CONSTRAINT DF_Flag DEFAULT 1 CONSTRAINT CK_Flag CHECK NOT FOR REPLICATION (Flag IN (0, 1)),
      [key] int, [index] int, [a]]b] int
    ) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY] WITH (DATA_COMPRESSION = PAGE)
    `,
    `
    table Account other=data_compression = page
    Account.AccountId integer not null auto
    Account.Email nvarchar(255) not null collate Latin1_General_CI_AS
    Account.Code varchar(max)
    Account.Amount decimal(18,2) not null default 0
    Account.Created datetime2(7) not null default sysutcdatetime()
    Account.Id uniqueidentifier not null default newsequentialid()
    Account.Total not null stored Amount * 2
    Account.Half virtual Amount / 2
    Account.Secret varbinary(max)
    Account.Sparse integer
    Account.Masked nvarchar(10)
    Account.Enc nvarchar(10) not null collate Latin1_General_BIN2
    Account.Doc xml(content dbo.coll)
    Account.Cols xml
    Account.Own phone
    Account.Flag bit not null default 1
    Account.key integer
    Account.index integer
    Account.a]b integer
    Account check CK_Flag Flag in (0, 1)
    `,
  );
});

test('keys and indexes inside a table', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE Sales.[Order Line] (
      OrderId int NOT NULL CONSTRAINT PK_Line PRIMARY KEY NONCLUSTERED WITH (FILLFACTOR = 80) ON [PRIMARY],
      Name sysname NOT NULL UNIQUE CLUSTERED,
      A int INDEX IX_A NONCLUSTERED,
      B int INDEX IX_B,
      C datetime2 NOT NULL,
      CONSTRAINT [UQ_Line] UNIQUE NONCLUSTERED ([A] DESC, [B] ASC) WITH (IGNORE_DUP_KEY = ON),
      UNIQUE (B, C),
      INDEX IX_C NONCLUSTERED (C DESC) INCLUDE (A) WHERE A > 0 WITH (FILLFACTOR = 90) ON [PRIMARY],
      INDEX IX_U UNIQUE (C),
      INDEX IX_CS NONCLUSTERED COLUMNSTORE (A, B),
    )
    `,
    `
    table Sales.Order Line
    Sales.Order Line.OrderId integer not null
    Sales.Order Line.Name sysname not null
    Sales.Order Line.A integer
    Sales.Order Line.B integer
    Sales.Order Line.C datetime2 not null
    Sales.Order Line primary key PK_Line (OrderId) nonclustered
    Sales.Order Line unique (Name) clustered
    Sales.Order Line unique UQ_Line (A, B) nonclustered
    Sales.Order Line unique (B, C)
    Sales.Order Line index IX_A (A) nonclustered
    Sales.Order Line index IX_B (B)
    Sales.Order Line index IX_C (C desc) include (A) where A > 0 nonclustered
    Sales.Order Line unique index IX_U (C)
    Sales.Order Line index IX_CS columnstore (A, B) nonclustered
    `,
  );
});

test('constraints inside a column that list their columns', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE d ([Date] date NOT NULL CONSTRAINT PK_Date PRIMARY KEY NONCLUSTERED ([Date] ASC), A int UNIQUE (A, [Date]))
    CREATE TABLE p (A int NOT NULL FOREIGN KEY (A) REFERENCES d (A) ON DELETE CASCADE, B int)
    CREATE TABLE q (A int NOT NULL CONSTRAINT PK_q PRIMARY KEY (A) CONSTRAINT FK_q FOREIGN KEY (A) REFERENCES d)
    `,
    `
    table d
    d.Date date not null
    d.A integer
    d primary key PK_Date (Date) nonclustered
    d unique (A, Date)
    table p
    p.A integer not null
    p.B integer
    p foreign key (A) references d (A) on delete cascade
    table q
    q.A integer not null
    q primary key PK_q (A)
    q foreign key FK_q (A) references d
    `,
  );
});

test('foreign keys and checks', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE t (
      A int NULL CONSTRAINT FK_A FOREIGN KEY REFERENCES dbo.Account (AccountId) ON DELETE SET NULL ON UPDATE CASCADE NOT FOR REPLICATION,
      B int REFERENCES Account,
      C int, D nvarchar(10),
      FOREIGN KEY (A, B) REFERENCES Sales.[Order] (A, B) ON DELETE SET DEFAULT,
      CHECK (C > 0),
      CONSTRAINT CK_D CHECK (C < 10 OR D LIKE N'a%')
    )
    `,
    `
    table t
    t.A integer
    t.B integer
    t.C integer
    t.D nvarchar(10)
    t foreign key FK_A (A) references Account (AccountId) on delete set null on update cascade
    t foreign key (B) references Account
    t foreign key (A, B) references Sales.Order (A, B) on delete set default
    t check C > 0
    t check CK_D (C < 10) or (D like 'a%')
    `,
  );
});

test('memory-optimized tables', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.Mem (
      Id int IDENTITY NOT NULL PRIMARY KEY NONCLUSTERED HASH WITH (BUCKET_COUNT = 1000),
      B int NOT NULL INDEX IX_B HASH WITH (BUCKET_COUNT = 10),
      INDEX IX_AB HASH (Id, B) WITH (BUCKET_COUNT = 8),
      INDEX IX_N NONCLUSTERED HASH (B) WITH (BUCKET_COUNT = 8),
      INDEX IX_CCI CLUSTERED COLUMNSTORE
    ) WITH (MEMORY_OPTIMIZED = ON, DURABILITY = SCHEMA_ONLY)
    GO
    ALTER TABLE dbo.Mem ADD INDEX IX_H NONCLUSTERED HASH (B) WITH (BUCKET_COUNT = 9)
    ALTER TABLE dbo.Mem ALTER INDEX IX_H REBUILD WITH (BUCKET_COUNT = 90)
    ALTER TABLE dbo.Mem DROP INDEX IX_AB
    `,
    `
    table Mem other=memory_optimized = on, durability = schema_only
    Mem.Id integer not null auto
    Mem.B integer not null
    Mem primary key (Id) nonclustered
    Mem index IX_B hash (B)
    Mem index IX_N hash (B) nonclustered
    Mem index IX_CCI columnstore () clustered
    Mem index IX_H hash (B) nonclustered
    `,
  );
});

test('temporal, temporary, graph, partitioned and other tables', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.Temporal (
      Id int NOT NULL PRIMARY KEY CLUSTERED,
      ValidFrom datetime2 GENERATED ALWAYS AS ROW START HIDDEN NOT NULL,
      ValidTo datetime2 (2) GENERATED ALWAYS AS ROW END CONSTRAINT DF_To DEFAULT CONVERT(datetime2 (2), '9999-12-31') NOT NULL,
      PERIOD FOR SYSTEM_TIME (ValidFrom, ValidTo)
    ) WITH (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.TemporalHistory));
    CREATE TABLE #temp (Id int)
    CREATE TABLE tempdb..##shared (Id int)
    DECLARE @t TABLE (Id int)
    CREATE TABLE dbo.Node (Id int) AS NODE
    CREATE TABLE dbo.Edge (Weight int, CONSTRAINT EC CONNECTION (Node TO Node, Node TO Edge) ON DELETE CASCADE) AS EDGE
    CREATE TABLE dbo.Part (Id int, At date) ON ps_Date (At)
    CREATE TABLE dbo.Ledger (Id int) WITH (LEDGER = ON (APPEND_ONLY = ON))
    CREATE EXTERNAL TABLE dbo.Ext (Id int) WITH (LOCATION = 'x', DATA_SOURCE = s)
    `,
    `
    table Temporal other=system_versioning = on (history_table = dbo.temporalhistory)
    Temporal.Id integer not null
    Temporal.ValidFrom datetime2 not null
    Temporal.ValidTo datetime2(2) not null default convert(datetime2(2), '9999-12-31')
    Temporal primary key (Id) clustered
    temporary table #temp
    #temp.Id integer
    temporary table tempdb.##shared
    tempdb.##shared.Id integer
    table Node
    Node.Id integer
    table Edge
    Edge.Weight integer
    table Part
    Part partition by range (At)
    Part.Id integer
    Part.At date
    table Ledger other=ledger = on (append_only = on)
    Ledger.Id integer
    foreign table Ext other=location = 'x', data_source = s
    Ext.Id integer
    `,
  );
});

test('tables made of a query', () => {
  expectModel(
    'sqlserver',
    `
    SELECT Id, a.Name, 1 AS One INTO dbo.Copy FROM dbo.Account a
    SELECT * INTO #x FROM dbo.Account
    INSERT INTO dbo.Account (Id) SELECT Id FROM dbo.Other
    WITH c AS (SELECT 1 AS Id) INSERT INTO dbo.Account SELECT Id FROM c
    `,
    `
    table Copy
    Copy.Id
    Copy.Name
    Copy.One integer
    Copy gap: created from a query (AS SELECT): columns, types and keys are those of the query
    temporary table #x
    #x gap: created from a query (AS SELECT): columns, types and keys are those of the query
    `,
  );
});

test('columns and constraints added', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.T (Id int NOT NULL, A int NULL, B nvarchar(10) NULL, C int NULL)
    GO
    ALTER TABLE dbo.T ADD K int NULL, L nvarchar(5) NOT NULL CONSTRAINT DF_L DEFAULT N'x', CONSTRAINT CK_K CHECK (K > 0), PRIMARY KEY CLUSTERED (Id)
    ALTER TABLE [dbo].[T] WITH CHECK ADD CONSTRAINT [FK_T_U] FOREIGN KEY([A])
    REFERENCES [dbo].[U] ([Id])
    ON DELETE CASCADE
    ALTER TABLE [dbo].[T] CHECK CONSTRAINT [FK_T_U]
    ALTER TABLE dbo.T WITH NOCHECK ADD CONSTRAINT FK_2 FOREIGN KEY (C) REFERENCES dbo.U
    ALTER TABLE dbo.T NOCHECK CONSTRAINT ALL
    ALTER TABLE dbo.T ADD CONSTRAINT DF_A DEFAULT (getdate()) FOR A
    ALTER TABLE dbo.T ADD DEFAULT 5 FOR C WITH VALUES
    ALTER TABLE dbo.T ADD CONSTRAINT UQ_B UNIQUE NONCLUSTERED (B) WITH (IGNORE_DUP_KEY = ON) ON [PRIMARY]
    ALTER TABLE dbo.T ADD M AS (A + 1) PERSISTED, N int IDENTITY(1,1)
    ALTER TABLE dbo.T ADD ValidFrom datetime2 GENERATED ALWAYS AS ROW START NOT NULL DEFAULT SYSUTCDATETIME(), PERIOD FOR SYSTEM_TIME (ValidFrom, ValidTo)
    `,
    `
    table T
    T.Id integer not null
    T.A integer default getdate()
    T.B nvarchar(10)
    T.C integer default 5
    T.K integer
    T.L nvarchar(5) not null default 'x'
    T.M stored A + 1
    T.N integer not null auto
    T.ValidFrom datetime2 not null default sysutcdatetime()
    T primary key (Id) clustered
    T unique UQ_B (B) nonclustered
    T foreign key FK_T_U (A) references U (Id) on delete cascade
    T foreign key FK_2 (C) references U not valid
    T check CK_K K > 0
    `,
  );
});

test('columns changed and things dropped', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.T (Id int NOT NULL, A int NULL, B nvarchar(10) NULL, C int NULL, D int, E int, F int, G int, H int, I int CONSTRAINT DF_I DEFAULT 3, J int CONSTRAINT DF_J DEFAULT 4,
      CONSTRAINT UQ_B UNIQUE (B), CONSTRAINT UQ_C UNIQUE (C), CONSTRAINT CK CHECK (A > 0), CONSTRAINT FK FOREIGN KEY (A) REFERENCES U (Id))
    GO
    ALTER TABLE dbo.T ALTER COLUMN B nvarchar(50) COLLATE Latin1_General_BIN NOT NULL
    ALTER TABLE dbo.T ALTER COLUMN C bigint
    ALTER TABLE dbo.T ALTER COLUMN C ADD SPARSE
    ALTER TABLE dbo.T ALTER COLUMN A int NOT NULL WITH (ONLINE = ON)
    ALTER TABLE dbo.T DROP COLUMN D, E
    ALTER TABLE dbo.T DROP COLUMN IF EXISTS F
    ALTER TABLE dbo.T DROP CONSTRAINT CK, COLUMN G, [H]
    ALTER TABLE dbo.T DROP CONSTRAINT UQ_B, CONSTRAINT DF_I
    ALTER TABLE dbo.T DROP CONSTRAINT IF EXISTS [DF_J], UQ_C WITH (ONLINE = ON)
    ALTER TABLE dbo.T DROP FK
    ALTER TABLE dbo.T DROP PERIOD FOR SYSTEM_TIME
    `,
    `
    table T
    T.Id integer not null
    T.A integer not null
    T.B nvarchar(50) not null
    T.C bigint
    T.I integer
    T.J integer
    `,
  );
});

test('actions that change nothing we keep', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.T (Id int)
    GO
    ALTER TABLE dbo.T SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.TH))
    ALTER TABLE dbo.T SET (LOCK_ESCALATION = TABLE)
    ALTER TABLE dbo.T REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
    ALTER TABLE dbo.T SWITCH PARTITION 1 TO dbo.T2 PARTITION 1
    ALTER TABLE dbo.T ENABLE TRIGGER ALL
    ALTER TABLE dbo.T DISABLE TRIGGER trg
    ALTER TABLE dbo.T ENABLE CHANGE_TRACKING WITH (TRACK_COLUMNS_UPDATED = ON)
    ALTER INDEX ALL ON dbo.T REBUILD
    `,
    `
    table T
    T.Id integer
    `,
  );
});

test('indexes of every kind', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.T (A int, B nvarchar(10), C int, D xml, E geography)
    GO
    CREATE UNIQUE NONCLUSTERED INDEX [IX_A] ON [dbo].[T]([A] ASC, [C] DESC) INCLUDE ([B]) WHERE ([A] IS NOT NULL AND [C] > (0)) WITH (PAD_INDEX = OFF, DROP_EXISTING = OFF) ON [PRIMARY]
    CREATE CLUSTERED INDEX IX_C ON dbo.T (C)
    CREATE INDEX IX_F ON dbo.T (C) WITH FILLFACTOR = 70, PAD_INDEX
    CREATE INDEX IX_P ON dbo.T (C) ON ps (C)
    CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI ON dbo.T (A, B) WHERE A > 3
    CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.T ORDER (A) WITH (DROP_EXISTING = ON)
    CREATE PRIMARY XML INDEX PXML ON dbo.T (D)
    CREATE XML INDEX SXML ON dbo.T (D) USING XML INDEX PXML FOR PATH
    CREATE SPATIAL INDEX SI ON dbo.T (E) USING GEOGRAPHY_GRID WITH (GRIDS = (MEDIUM, LOW, MEDIUM, HIGH))
    CREATE FULLTEXT INDEX ON dbo.T (B LANGUAGE 1033, D TYPE COLUMN C) KEY INDEX PK_T ON ft WITH CHANGE_TRACKING AUTO
    GO
    DROP INDEX IX_F ON dbo.T WITH (ONLINE = ON)
    DROP INDEX T.IX_P
    DROP INDEX IF EXISTS IX_C ON dbo.T, NCCI ON dbo.T
    ALTER INDEX IX_A ON dbo.T DISABLE
    `,
    `
    table T
    T.A integer
    T.B nvarchar(10)
    T.C integer
    T.D xml
    T.E geography
    T unique index IX_A (A, C desc) include (B) where A is not null and (C > 0) invisible nonclustered
    T index CCI columnstore () clustered
    T index PXML xml (D)
    T index SXML xml (D)
    T index SI spatial (E)
    T index fulltext (B, D)
    `,
  );
});

test('things renamed', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TABLE dbo.T (J int, INDEX IX (J)); CREATE TABLE dbo.Child (Id int REFERENCES dbo.T (J)); CREATE TABLE dbo.Moved (Id int)
    GO
    EXEC sp_rename 'dbo.T.J', 'JJ', 'COLUMN'
    EXEC sp_rename @objname = N'dbo.T', @newname = N'T3'
    EXECUTE sys.sp_rename '[dbo].[T3].[IX]', 'IX3', 'INDEX';
    EXEC sp_rename 'PK_Old', 'PK_New', 'OBJECT'
    EXEC sp_rename '${'$'}{schema}.Child.Id', '[ChildId]', 'COLUMN'
    ALTER SCHEMA Sales TRANSFER OBJECT::dbo.Moved
    `,
    `
    table Child
    Child.ChildId integer
    Child foreign key (ChildId) references T3 (JJ)
    table T3
    T3.JJ integer
    T3 index IX3 (JJ)
    table Sales.Moved
    Sales.Moved.Id integer
    `,
  );
});

test('guarded and built statements', () => {
  expectModel(
    'sqlserver',
    `
    IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 'G')
    BEGIN
      CREATE TABLE dbo.G (Id int NOT NULL)
    END
    GO
    IF OBJECT_ID('dbo.G2') IS NULL CREATE TABLE dbo.G2 (Id int)
    ELSE
      PRINT 'there'
    GO
    IF OBJECT_ID('dbo.G2') IS NOT NULL
      DROP TABLE dbo.G2
    GO
    EXEC('CREATE TABLE dbo.Built (Id int NOT NULL)')
    EXEC sp_executesql N'ALTER TABLE dbo.Built ADD Name nvarchar(10) NOT NULL DEFAULT N''x''';
    EXEC(N'ALTER TABLE [Built] DROP CONSTRAINT [' + @var0 + '];');
    `,
    `
    table G
    G.Id integer not null
    table Built
    Built.Id integer not null
    Built.Name nvarchar(10) not null default N''x''
    `,
  );
});

test('a key whose columns are not typed yet has those it stands at', () => {
  expectModel(
    'sqlserver',
    'CREATE TABLE dbo.A (Id int PRIMARY KEY ()',
    `
    table A
    A.Id integer not null
    A primary key (Id)
    `,
  );
});

test('types, views and code', () => {
  expectModel(
    'sqlserver',
    `
    CREATE TYPE dbo.Phone FROM varchar(20) NOT NULL
    CREATE TYPE dbo.Ids AS TABLE (Id int PRIMARY KEY)
    GO
    CREATE TABLE dbo.G (Id int, Number dbo.Phone)
    GO
    CREATE OR ALTER VIEW dbo.V (Id) WITH SCHEMABINDING AS SELECT Id FROM dbo.G
    GO
    CREATE UNIQUE CLUSTERED INDEX IX_V ON dbo.V (Id)
    GO
    CREATE TRIGGER dbo.trg ON dbo.G AFTER INSERT AS BEGIN
      CREATE TABLE #inner (Id int);
      SELECT 1
    END
    GO
    CREATE PROCEDURE dbo.P AS
      CREATE TABLE dbo.NotReal (Id int)
      ALTER TABLE dbo.G ADD Nope int
    GO
    CREATE SEQUENCE dbo.Seq AS int START WITH 1
    DROP TRIGGER dbo.gone
    `,
    `
    table G
    G.Id integer
    G.Number phone
    G trigger trg
    domain Phone varchar(20) not null
    view V (Id)
    `,
  );
});

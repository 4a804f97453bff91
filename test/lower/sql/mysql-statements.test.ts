import { test } from 'vitest';
import { expectModel } from './model-facts.ts';

test('types, defaults and options of columns', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE \`account\` (
      \`id\` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the key; of all',
      \`email\` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
      name VARCHAR(100) DEFAULT 'it''s \\'quoted\\', with (parens' NOT NULL,
      tiny TINYINT(1) NOT NULL DEFAULT '1',
      bits BIT(8) DEFAULT b'101',
      money DECIMAL(10,2) UNSIGNED ZEROFILL DEFAULT 0.00,
      ratio DOUBLE PRECISION,
      created TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
      changed DATETIME NULL DEFAULT NULL ON UPDATE now(),
      state ENUM('new', 'it''s', 'a,b', 'sent)') NOT NULL DEFAULT 'new',
      rights SET('read','write') DEFAULT 'read,write',
      fixed CHAR BYTE,
      doc JSON DEFAULT (json_object()),
      uuid BINARY(16) DEFAULT (uuid_to_bin(uuid(), 1)),
      point POINT NOT NULL SRID 4326,
      packed INT COLUMN_FORMAT FIXED STORAGE DISK ENGINE_ATTRIBUTE = '{"a": 1}',
      hidden INT INVISIBLE DEFAULT 3,
      full_name VARCHAR(400) GENERATED ALWAYS AS (concat(name, ' <', email, '>')) VIRTUAL,
      total DECIMAL(12,2) AS (money * 2) STORED COMMENT 'twice',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC COMMENT='all, of them';
    `,
    `
    table account engine=innodb charset=utf8mb4 collation=utf8mb4_unicode_ci
    account comment all, of them
    account.id bigint(20) unsigned not null auto comment the key; of all
    account.email varchar(255) not null charset utf8mb4 collate utf8mb4_unicode_ci
    account.name varchar(100) not null default 'it''s \\''quoted\\'', with (parens'
    account.tiny tinyint(1) not null default '1'
    account.bits bit(8) default '101'
    account.money decimal(10,2) unsigned zerofill default 0.00
    account.ratio double
    account.created timestamp(6) not null default current_timestamp(6)
    account.changed datetime default null
    account.state enum('new','it's','a,b','sent)') not null default 'new'
    account.rights set('read','write') default 'read,write'
    account.fixed binary
    account.doc json default json_object()
    account.uuid binary(16) default uuid_to_bin(uuid(), 1)
    account.point point not null
    account.packed integer
    account.hidden integer default 3
    account.full_name varchar(400) virtual concat(name, ' <', email, '>')
    account.total decimal(12,2) stored money * 2 comment twice
    account primary key (id)
    `,
  );
});

test('SERIAL is a key of its own', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE a (id SERIAL, b INT);
    CREATE TABLE c (id INT SERIAL DEFAULT VALUE);
    `,
    `
    table a
    a.id bigint unsigned not null auto
    a.b integer
    a unique (id)
    table c
    c.id integer not null auto
    c unique (id)
    `,
  );
});

test('keys and indexes inside a table', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE t (
      a INT, b VARCHAR(200), c TEXT, d POINT NOT NULL, doc JSON, \`key\` INT,
      e INT UNIQUE KEY COMMENT 'inline', f INT KEY,
      UNIQUE KEY \`named\` (\`b\`(100), a) USING BTREE COMMENT 'unique',
      UNIQUE (a),
      CONSTRAINT once UNIQUE INDEX once_ix (e),
      CONSTRAINT twice UNIQUE (e, a),
      KEY down (a DESC, b ASC) KEY_BLOCK_SIZE = 8,
      INDEX (b(20)),
      INDEX hashed USING HASH (a),
      KEY unseen (a) INVISIBLE,
      KEY \`quoted name\` (\`key\`) VISIBLE COMMENT 'seen',
      FULLTEXT KEY words (b, c) WITH PARSER ngram,
      SPATIAL INDEX (d),
      INDEX upper_b ((upper(b)), a),
      INDEX sum_ab ((a + e) DESC),
      INDEX many ((CAST(doc->'$.tags' AS UNSIGNED ARRAY)))
    );
    `,
    `
    table t
    t.a integer
    t.b varchar(200)
    t.c text
    t.d point not null
    t.doc json
    t.key integer
    t.e integer comment inline
    t.f integer not null
    t primary key (f)
    t unique (e)
    t unique named (b(100), a)
    t unique (a)
    t unique once_ix (e)
    t unique twice (e, a)
    t index down (a desc, b)
    t index (b(20))
    t index hashed hash (a)
    t index unseen (a) invisible
    t index quoted name (key) comment seen
    t index words fulltext (b, c)
    t index spatial (d)
    t index upper_b ((upper(b)), a)
    t index sum_ab ((a + e) desc)
    t index many ((CAST(doc->'$.tags' AS UNSIGNED ARRAY)))
    `,
  );
});

test('foreign keys and checks', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE other (id INT PRIMARY KEY, code INT, UNIQUE (code));
    CREATE TABLE t (
      a INT, b INT, c INT REFERENCES other (id),
      CONSTRAINT named FOREIGN KEY ix (a) REFERENCES \`other\` (\`id\`) ON DELETE CASCADE ON UPDATE NO ACTION,
      CONSTRAINT FOREIGN KEY (b) REFERENCES other (code) MATCH FULL ON DELETE SET NULL,
      FOREIGN KEY ix2 (c) REFERENCES other (id) ON UPDATE SET DEFAULT ON DELETE RESTRICT,
      CONSTRAINT positive CHECK (a > 0 AND (b < 10 OR c IS NULL)),
      CONSTRAINT off CHECK (b > 1) NOT ENFORCED,
      CHECK (c <> 3) ENFORCED
    );
    `,
    `
    table other
    other.id integer not null
    other.code integer
    other primary key (id)
    other unique (code)
    table t
    t.a integer
    t.b integer
    t.c integer
    t foreign key (c) references other (id)
    t foreign key named (a) references other (id) on delete cascade
    t foreign key (b) references other (code) on delete set null match full
    t foreign key ix2 (c) references other (id) on delete restrict on update set default
    t check positive (a > 0) and ((b < 10) or c is null)
    t check off b > 1 not valid
    t check c <> 3
    `,
  );
});

test('partitions', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE log (id BIGINT NOT NULL, at DATE NOT NULL, KEY (id))
    PARTITION BY RANGE (year(at)) SUBPARTITION BY HASH (month(at)) SUBPARTITIONS 4 (
      PARTITION p0 VALUES LESS THAN (2020) ENGINE = InnoDB,
      PARTITION pmax VALUES LESS THAN MAXVALUE COMMENT = 'rest, (all)'
    );
    CREATE TABLE by_list (id INT, kind INT) PARTITION BY LIST COLUMNS (kind, id) (PARTITION a VALUES IN ((1, 2)));
    CREATE TABLE by_key (id INT NOT NULL PRIMARY KEY) ENGINE = InnoDB PARTITION BY LINEAR KEY ALGORITHM = 2 (id) PARTITIONS 4;
    ALTER TABLE log ADD PARTITION (PARTITION c VALUES IN (4, 5)), ALGORITHM = INPLACE;
    ALTER TABLE log DROP PARTITION p0, p1;
    ALTER TABLE log REORGANIZE PARTITION a, b INTO (PARTITION ab VALUES IN (1, 2, 3));
    ALTER TABLE log TRUNCATE PARTITION ab, bc;
    ALTER TABLE log EXCHANGE PARTITION p WITH TABLE by_list WITHOUT VALIDATION;
    ALTER TABLE log PARTITION BY HASH (id) PARTITIONS 8;
    ALTER TABLE log COALESCE PARTITION 2;
    ALTER TABLE log CHECK PARTITION ALL;
    ALTER TABLE log REMOVE PARTITIONING;
    `,
    `
    table log
    log partition by range ()
    log.id bigint not null
    log.at date not null
    log index (id)
    table by_list
    by_list partition by list (kind, id)
    by_list.id integer
    by_list.kind integer
    table by_key engine=innodb
    by_key partition by key (id)
    by_key.id integer not null
    by_key primary key (id)
    `,
  );
});

test('tables made of other tables', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE source (id INT NOT NULL AUTO_INCREMENT, code CHAR(3) DEFAULT 'x' COMMENT 'c', PRIMARY KEY (id), UNIQUE KEY code_key (code), KEY id_code (id, code), CONSTRAINT fk FOREIGN KEY (id) REFERENCES source (id)) ENGINE = MyISAM;
    CREATE TABLE copied LIKE source;
    CREATE TABLE IF NOT EXISTS \`again\` (LIKE \`source\`);
    CREATE TABLE queried (PRIMARY KEY (id)) ENGINE = InnoDB AS SELECT id, code AS k FROM source;
    CREATE TABLE queried_too IGNORE SELECT * FROM source;
    `,
    `
    table source engine=myisam
    source.id integer not null auto
    source.code char(3) default 'x' comment c
    source primary key (id)
    source unique code_key (code)
    source foreign key fk (id) references source (id)
    source index id_code (id, code)
    table copied engine=myisam
    copied.id integer not null auto
    copied.code char(3) default 'x' comment c
    copied primary key (id)
    copied unique code_key (code)
    copied index id_code (id, code)
    table again engine=myisam
    again.id integer not null auto
    again.code char(3) default 'x' comment c
    again primary key (id)
    again unique code_key (code)
    again index id_code (id, code)
    table queried engine=innodb
    queried.id not null
    queried.k
    queried primary key (id)
    queried gap: created from a query (AS SELECT): columns, types and keys are those of the query
    table queried_too
    queried_too gap: created from a query (AS SELECT): columns, types and keys are those of the query
    `,
  );
});

test('each action of ALTER TABLE', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE t (id INT NOT NULL, a INT, b INT DEFAULT 5, c VARCHAR(10), d INT, e INT, f INT, KEY ab (a, b), UNIQUE KEY cd (c, e), KEY e_ix (e), KEY df (d, f), KEY dg (d, a));
    ALTER TABLE t
      ADD COLUMN g VARCHAR(20) NOT NULL DEFAULT '' COMMENT 'behind a' AFTER a,
      ADD h INT FIRST,
      ADD COLUMN (i INT, j INT UNIQUE, KEY i_ix (i)),
      ADD PRIMARY KEY (id),
      MODIFY COLUMN id INT UNSIGNED NOT NULL AUTO_INCREMENT,
      CHANGE COLUMN b bb BIGINT NOT NULL DEFAULT 6 AFTER h,
      ALTER COLUMN e SET DEFAULT 9,
      ALTER f SET DEFAULT (1 + 1),
      ADD INDEX g_ix (g(5)),
      ADD UNIQUE g_key (g, h),
      ADD KEY \`quoted\` USING BTREE (\`g\`),
      ADD FULLTEXT INDEX words (c),
      ADD CONSTRAINT t_fk FOREIGN KEY (e) REFERENCES other (id) ON DELETE SET NULL,
      ADD CONSTRAINT big CHECK (bb > 1),
      ALGORITHM = INPLACE, LOCK = NONE;
    ALTER TABLE t ALTER e DROP DEFAULT, DROP KEY ab, DROP INDEX g_ix, DROP FOREIGN KEY t_fk, DROP CHECK big, DROP COLUMN d, DROP f;
    ALTER TABLE t RENAME COLUMN c TO cc, RENAME INDEX cd TO ccd, RENAME KEY e_ix TO ee_ix, ALTER INDEX ee_ix INVISIBLE;
    ALTER TABLE t ENGINE = MyISAM, COMMENT = 'grown', CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    `,
    `
    table t engine=myisam charset=utf8mb4 collation=utf8mb4_bin
    t comment grown
    t.h integer
    t.id integer unsigned not null auto
    t.a integer
    t.g varchar(20) not null default '' comment behind a
    t.bb bigint not null default 6
    t.cc varchar(10)
    t.e integer
    t.i integer
    t.j integer
    t primary key (id)
    t unique ccd (cc, e)
    t unique (j)
    t unique g_key (g, h)
    t index ee_ix (e) invisible
    t index dg (a)
    t index i_ix (i)
    t index quoted (g)
    t index words fulltext (cc)
    `,
  );
});

test('the names of ALTER TABLE in quotes', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE \`t\` (\`id\` INT, \`a\` INT, \`key\` INT, KEY \`ix\` (\`a\`), UNIQUE KEY \`uq\` (\`key\`), CONSTRAINT \`fk\` FOREIGN KEY (\`a\`) REFERENCES \`u\` (\`id\`), CONSTRAINT \`ck\` CHECK (\`a\` > 0));
    ALTER TABLE \`t\` DROP INDEX \`ix\`, DROP KEY \`uq\`, DROP FOREIGN KEY \`fk\`, DROP CONSTRAINT \`ck\`, DROP COLUMN \`key\`;
    ALTER TABLE \`t\` ADD KEY \`ix\` (\`a\`), ADD INDEX \`index\` (\`id\`), ADD UNIQUE KEY \`uq\` (\`a\`), ADD PRIMARY KEY (\`id\`), ADD COLUMN \`key\` INT, ADD \`index\` INT AFTER \`id\`;
    ALTER TABLE \`t\` RENAME INDEX \`ix\` TO \`ix2\`, ALTER INDEX \`ix2\` INVISIBLE, CHANGE \`key\` \`value\` BIGINT, RENAME COLUMN \`a\` TO \`aa\`;
    ALTER TABLE \`t\` DROP PRIMARY KEY, RENAME TO \`t2\`;
    `,
    `
    table t2
    t2.id integer not null
    t2.index integer
    t2.aa integer
    t2.value bigint
    t2 unique uq (aa)
    t2 index ix2 (aa) invisible
    t2 index index (id)
    `,
  );
});

test('tables renamed', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INT, a_id INT, FOREIGN KEY (a_id) REFERENCES a (id));
    RENAME TABLE a TO x, b TO y;
    ALTER TABLE x RENAME TO x1; ALTER TABLE y RENAME y1; ALTER TABLE y1 RENAME AS y2; ALTER TABLE \`y2\` RENAME = y3;
    ALTER TABLE x1 CHANGE id x_id INT NOT NULL;
    `,
    `
    table x1
    x1.x_id integer not null
    x1 primary key (x_id)
    table y3
    y3.id integer
    y3.a_id integer
    y3 foreign key (a_id) references x1 (id)
    `,
  );
});

test('MariaDB: IF EXISTS everywhere, OR REPLACE, system versioning', () => {
  expectModel(
    'mysql',
    `
    CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, a INT);
    CREATE OR REPLACE TABLE t (id INT, b INT, KEY b_ix (b) IGNORED) WITH SYSTEM VERSIONING;
    ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS c INT, ADD INDEX IF NOT EXISTS c_ix (c), DROP COLUMN IF EXISTS zz, DROP INDEX IF EXISTS yy, MODIFY IF EXISTS c BIGINT, ADD CONSTRAINT fk FOREIGN KEY IF NOT EXISTS (c) REFERENCES u (id);
    ALTER TABLE t DROP FOREIGN KEY IF EXISTS fk, DROP CONSTRAINT IF EXISTS ck, DROP SYSTEM VERSIONING;
    ALTER TABLE t ADD PERIOD FOR SYSTEM_TIME (a, b), ADD SYSTEM VERSIONING;
    CREATE OR REPLACE INDEX b_ix ON t (b, c);
    CREATE INDEX IF NOT EXISTS b_ix ON t (id);
    DROP INDEX IF EXISTS nothing ON t;
    `,
    `
    table t
    t.id integer
    t.b integer
    t.c bigint
    t index c_ix (c)
    t index b_ix (b, c)
    `,
  );
});

test('indexes outside of tables', () => {
  expectModel(
    'mysql',
    `
    CREATE TABLE t (a INT, b VARCHAR(50), c TEXT);
    CREATE INDEX \`plain\` ON \`t\` (\`a\`) COMMENT 'a; comment' ALGORITHM = INPLACE LOCK = NONE;
    CREATE UNIQUE INDEX uq USING BTREE ON t (b(4) ASC, a DESC);
    CREATE FULLTEXT INDEX ft ON t (c) WITH PARSER ngram;
    CREATE INDEX fn ON t ((lower(b)), (a + 1) DESC) INVISIBLE;
    DROP INDEX \`plain\` ON \`t\` ALGORITHM = INPLACE;
    `,
    `
    table t
    t.a integer
    t.b varchar(50)
    t.c text
    t unique index uq (b(4), a desc)
    t index ft fulltext (c)
    t index fn ((lower(b)), (a + 1) desc) invisible
    `,
  );
});

test('a dump: conditional comments, views in two steps, triggers', () => {
  expectModel(
    'mysql',
    `
    /*!40101 SET @saved_cs_client = @@character_set_client */;
    DROP TABLE IF EXISTS \`t\`;
    CREATE TABLE \`t\` (
      \`id\` int(11) NOT NULL /*!50606 STORAGE DISK */ /*!80023 INVISIBLE */,
      PRIMARY KEY (\`id\`) /*!80000 INVISIBLE */
    ) /*!50100 TABLESPACE \`x\` */ ENGINE=InnoDB /*!50100 PARTITION BY HASH (id) PARTITIONS 4 */;
    /*!40000 ALTER TABLE \`t\` DISABLE KEYS */;
    INSERT INTO \`t\` VALUES (1),(2);
    /*!50001 CREATE VIEW \`v\` AS SELECT 1 AS \`id\`*/;
    /*!50001 DROP VIEW IF EXISTS \`v\`*/;
    /*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */ /*!50001 VIEW \`v\` AS select \`t\`.\`id\` AS \`id\` from \`t\` */;
    DELIMITER ;;
    /*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER \`tr\` BEFORE INSERT ON \`t\` FOR EACH ROW BEGIN IF NEW.id > 1 THEN SET NEW.id = 1; END IF; END */;;
    DELIMITER ;
    DROP TRIGGER IF EXISTS gone;
    `,
    `
    table t engine=innodb
    t partition by hash (id)
    t.id integer(11) not null
    t primary key (id)
    t trigger tr
    t seed () 2
    view v
    `,
  );
});

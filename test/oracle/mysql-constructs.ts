/** A schema of our own with every construct of MySQL and MariaDB that both take and the reader knows, in one history. */
export const everyConstruct = `
/*!40101 SET @OLD_CHARACTER_SET_CLIENT = @@CHARACTER_SET_CLIENT */;
SET NAMES utf8mb4;
# A comment of MySQL's own.
CREATE TABLE IF NOT EXISTS \`account\` (
  \`id\` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the key; of all',
  \`email\` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  name VARCHAR(100) DEFAULT 'it''s \\'quoted\\', with (parens' NOT NULL,
  note TEXT,
  short TEXT(100),
  tiny TINYINT(1) NOT NULL DEFAULT '1',
  flag BOOLEAN DEFAULT TRUE,
  bits BIT(8) DEFAULT b'101',
  money DECIMAL(10,2) UNSIGNED ZEROFILL DEFAULT 0.00,
  plain NUMERIC(8),
  ratio DOUBLE PRECISION, root REAL, part FLOAT(7,4), wide FLOAT(30),
  born YEAR, day DATE, at TIME(3),
  created TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  changed DATETIME NULL DEFAULT NULL ON UPDATE now(),
  state ENUM('new', 'it''s', 'a,b', 'sent)') NOT NULL DEFAULT 'new' COMMENT 'one of, some',
  rights SET('read','write') DEFAULT 'read,write',
  raw VARBINARY(16), fixed BINARY(16), blobs MEDIUMBLOB,
  doc JSON DEFAULT (json_object()),
  key_ INT SIGNED, national NATIONAL VARCHAR(10), nch NCHAR(3), cv CHARACTER VARYING(9),
  longer LONG VARCHAR, \`from\` int, \`key\` int,
  full_name VARCHAR(400) GENERATED ALWAYS AS (concat(name, ' <', email, '>')) VIRTUAL,
  total DECIMAL(12,2) AS (money * 2) STORED COMMENT 'twice',
  hidden_one INT INVISIBLE DEFAULT 3,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`email_key\` (\`email\`(100)) USING BTREE COMMENT 'unique',
  UNIQUE (name, day),
  UNIQUE INDEX by_at (at),
  KEY \`created_state\` (\`created\` DESC, \`state\`),
  INDEX (day),
  KEY short_part (short(20)) KEY_BLOCK_SIZE = 8,
  INDEX hashed USING HASH (born),
  FULLTEXT KEY searchable (note, short),
  CONSTRAINT positive CHECK (money >= 0 AND (tiny < 10 OR flag)),
  CHECK (key_ <> 3)
) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC COMMENT='all, of them';

create table \`order\` (
  id int not null auto_increment primary key,
  account_id bigint unsigned not null,
  parent int null,
  code char(8) unique key comment 'inline',
  uuid char byte,
  other int unique,
  second_account bigint unsigned,
  place POINT NOT NULL, area geometry,
  key account (account_id),
  spatial index place (place),
  constraint order_account foreign key account_ix (account_id) references account (id) on delete cascade on update no action,
  constraint foreign key (parent) references \`order\` (\`id\`) on delete set null,
  foreign key second_ix (second_account) references account (id) on update cascade
) engine innodb charset latin1, comment 'orders';

CREATE TABLE line (
  order_id INT NOT NULL,
  place SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  sku VARCHAR(64) DEFAULT NULL,
  PRIMARY KEY USING BTREE (order_id, place),
  CONSTRAINT sku_once UNIQUE KEY sku_ix (sku)
) ENGINE = MyISAM;
CREATE TABLE line_copy LIKE line;
CREATE TABLE IF NOT EXISTS line_again (LIKE line);
CREATE TABLE serials (id SERIAL, name VARCHAR(3) BINARY, CONSTRAINT \`named\` PRIMARY KEY (id));

CREATE TABLE log (
  id BIGINT NOT NULL, at DATE NOT NULL, text TEXT, KEY (id)
) PARTITION BY RANGE (year(at)) SUBPARTITION BY HASH (month(at)) SUBPARTITIONS 4 (
  PARTITION p0 VALUES LESS THAN (2020) ENGINE = InnoDB,
  PARTITION p1 VALUES LESS THAN (2030) COMMENT = 'old, (very)',
  PARTITION pmax VALUES LESS THAN MAXVALUE
);
CREATE TABLE by_list (id INT NOT NULL, kind INT) PARTITION BY LIST COLUMNS (kind) (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3));
CREATE TABLE by_key (id INT NOT NULL PRIMARY KEY) PARTITION BY LINEAR KEY (id) PARTITIONS 4;
ALTER TABLE by_list ADD PARTITION (PARTITION c VALUES IN (4, 5));
ALTER TABLE by_list DROP PARTITION c;
ALTER TABLE by_list REORGANIZE PARTITION a, b INTO (PARTITION ab VALUES IN (1, 2, 3));
ALTER TABLE log REMOVE PARTITIONING;
ALTER TABLE by_key COALESCE PARTITION 2;
ALTER TABLE by_list TRUNCATE PARTITION ab;

CREATE INDEX order_parent ON \`order\` (parent) COMMENT 'a; comment' ALGORITHM = INPLACE LOCK = NONE;
CREATE UNIQUE INDEX order_code_other USING BTREE ON \`order\` (code(4) ASC, other DESC);
CREATE OR REPLACE INDEX order_parent ON \`order\` (parent, code);
CREATE INDEX IF NOT EXISTS order_parent ON \`order\` (id);
CREATE FULLTEXT INDEX account_name ON account (name);
DROP INDEX order_parent ON \`order\`;
DROP INDEX IF EXISTS never_was ON \`order\`;

CREATE TABLE grow (id INT NOT NULL, a INT, b INT DEFAULT 5, c VARCHAR(10), d INT, e INT, f INT, KEY ab (a, b), UNIQUE KEY cd (c, e), KEY e_ix (e), KEY df (d, f), KEY dg (d, a));
ALTER TABLE grow
  ADD COLUMN g VARCHAR(20) NOT NULL DEFAULT '' COMMENT 'behind a' AFTER a,
  ADD h INT FIRST,
  ADD COLUMN (i INT, j INT UNIQUE),
  ADD PRIMARY KEY (id),
  MODIFY COLUMN id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  CHANGE COLUMN b bb BIGINT NOT NULL DEFAULT 6 AFTER h,
  ALTER COLUMN e SET DEFAULT 9,
  ALTER f SET DEFAULT (1 + 1),
  ADD INDEX g_ix (g(5)),
  ADD UNIQUE g_key (g, h),
  ADD CONSTRAINT grow_fk FOREIGN KEY (e) REFERENCES \`order\` (id) ON DELETE SET NULL,
  ADD CONSTRAINT big CHECK (bb > 1),
  ALGORITHM = COPY, LOCK = SHARED;
ALTER TABLE grow ALTER e DROP DEFAULT, DROP KEY ab, DROP INDEX g_ix, DROP FOREIGN KEY grow_fk, DROP CONSTRAINT big;
ALTER TABLE grow RENAME COLUMN c TO cc, RENAME INDEX cd TO ccd, RENAME KEY e_ix TO ee_ix;
ALTER TABLE grow DROP COLUMN d, DROP f;
ALTER TABLE grow ADD COLUMN IF NOT EXISTS k INT, DROP COLUMN IF EXISTS zz, ADD INDEX IF NOT EXISTS k_ix (k);
ALTER TABLE grow MODIFY IF EXISTS k BIGINT, CHANGE IF EXISTS zz zzz INT;
ALTER TABLE grow ENGINE = MyISAM, COMMENT = 'grown';
ALTER TABLE grow ADD FULLTEXT INDEX words (cc), CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE grow ORDER BY cc;
ALTER TABLE grow AUTO_INCREMENT = 9, MAX_ROWS = 100;
ALTER TABLE grow DISABLE KEYS;
ALTER TABLE grow ENABLE KEYS;
ALTER IGNORE TABLE grow DROP PRIMARY KEY, ADD PRIMARY KEY (id, i), FORCE;
ALTER TABLE grow RENAME TO grown;
ALTER TABLE grown RENAME adult;
ALTER TABLE adult RENAME AS senior;
RENAME TABLE senior TO elder, line_copy TO line_two;
ALTER TABLE elder DEFAULT CHARACTER SET = latin1 COLLATE latin1_bin;

CREATE TABLE source (id INT PRIMARY KEY, code INT, KEY (code));
CREATE TABLE target (source_id INT, code INT, CONSTRAINT to_source FOREIGN KEY (source_id) REFERENCES source (id));
RENAME TABLE source TO origin;
ALTER TABLE origin CHANGE id origin_id INT NOT NULL;
ALTER TABLE target DROP CONSTRAINT to_source;
ALTER TABLE target ADD CONSTRAINT FOREIGN KEY (code) REFERENCES origin (code), ADD FOREIGN KEY again (source_id) REFERENCES origin (origin_id);

CREATE OR REPLACE TABLE replaced (id INT PRIMARY KEY, a INT);
CREATE OR REPLACE TABLE replaced (id INT, b INT);
CREATE TABLE gone (id INT);
DROP TABLE IF EXISTS gone, never_was CASCADE;
CREATE TEMPORARY TABLE scratch (id INT);
DROP TEMPORARY TABLE scratch;
CREATE SEQUENCE counter START WITH 1 INCREMENT BY 1;
DROP SEQUENCE counter;
CREATE TABLE versioned (id INT PRIMARY KEY, a INT) WITH SYSTEM VERSIONING;
CREATE TABLE spans (id INT, starts DATE NOT NULL, ends DATE NOT NULL, PERIOD FOR booked (starts, ends));

CREATE ALGORITHM = MERGE DEFINER = CURRENT_USER SQL SECURITY INVOKER VIEW reader (email) AS SELECT email FROM account WITH CASCADED CHECK OPTION;
CREATE DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER VIEW other_reader AS (SELECT 1 AS one);
CREATE OR REPLACE VIEW reader AS SELECT name FROM account;
CREATE VIEW dropped_view AS SELECT 1;
DROP VIEW IF EXISTS dropped_view;

DELIMITER //
CREATE TRIGGER account_touch BEFORE UPDATE ON account FOR EACH ROW
BEGIN
  IF NEW.name <> OLD.name THEN
    SET NEW.changed = now();
  END IF;
  CASE WHEN NEW.flag THEN SET NEW.tiny = 1; ELSE SET NEW.tiny = 2; END CASE;
END//
CREATE PROCEDURE helper() BEGIN DECLARE done INT DEFAULT 0; CREATE TEMPORARY TABLE inside (id INT); WHILE done < 3 DO SET done = done + 1; END WHILE; END//
DELIMITER ;
CREATE DEFINER=CURRENT_USER TRIGGER one_line AFTER DELETE ON account FOR EACH ROW SET @gone = OLD.id;
CREATE TRIGGER dropped BEFORE DELETE ON account FOR EACH ROW SET @gone = 1;
DROP TRIGGER IF EXISTS dropped;
/*!50001 CREATE VIEW commented AS SELECT 1 */;
/*!50003 CREATE*/ /*!50017 DEFINER=CURRENT_USER*/ /*!50003 TRIGGER dumped BEFORE INSERT ON line FOR EACH ROW SET NEW.place = 1 */;
`;

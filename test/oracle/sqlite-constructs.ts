/** A schema of our own with every construct of SQLite that the reader knows, in one history. */
export const everyConstruct = `
PRAGMA foreign_keys = ON;
BEGIN TRANSACTION;
CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name VARCHAR(255) DEFAULT 'it''s me' NOT NULL,
  balance DECIMAL(10, 5) DEFAULT 0.0 CHECK (balance >= 0),
  low NUMERIC(+5, -3) DEFAULT -1,
  high DEFAULT +2,
  raw BLOB DEFAULT x'00ff',
  big UNSIGNED BIG INT NOT NULL DEFAULT (abs(-3) + 1), -- a note, with a comma
  created TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  flag BOOLEAN NOT NULL DEFAULT TRUE,
  empty TEXT DEFAULT NULL,
  untyped,
  full_name TEXT GENERATED ALWAYS AS (name || ' ' || email) VIRTUAL,
  short_name TEXT AS (substr(name, 1, 3)) STORED NOT NULL
);
CREATE TABLE IF NOT EXISTS main.[Order] (
  "Order Id" integer NOT NULL CONSTRAINT order_pk PRIMARY KEY ON CONFLICT REPLACE,
  \`account\` INTEGER REFERENCES account (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  'number' TEXT CONSTRAINT given NOT NULL ON CONFLICT FAIL CONSTRAINT one UNIQUE ON CONFLICT IGNORE,
  [state] "VARCHAR" /* a comment */ DEFAULT 'new' CHECK ([state] IN ('new', 'paid, maybe', 'sent'))
);
CREATE TABLE line (
  order_id INTEGER,
  place INT,
  sku TEXT,
  amount REAL DEFAULT (1.0),
  PRIMARY KEY (order_id, place) ON CONFLICT ABORT
  CONSTRAINT line_order FOREIGN KEY (order_id) REFERENCES [Order] ("Order Id") MATCH FULL ON DELETE RESTRICT NOT DEFERRABLE,
  UNIQUE (sku COLLATE nocase, place DESC),
  CHECK (amount > 0 AND (place < 100 OR sku IS NOT NULL))
) WITHOUT ROWID;
CREATE TABLE strict_one (id INTEGER PRIMARY KEY, doc ANY, n INT) STRICT;
CREATE TABLE strict_two (id INTEGER, doc ANY, PRIMARY KEY (id)) STRICT, WITHOUT ROWID;
CREATE TABLE row_id_below (id INTEGER NOT NULL, name TEXT, CONSTRAINT pk PRIMARY KEY (id AUTOINCREMENT));
CREATE TABLE row_id_descending (id INTEGER, PRIMARY KEY (id DESC));
CREATE TABLE no_row_id_descending (id INTEGER PRIMARY KEY DESC, name TEXT);
CREATE TABLE no_row_id_int (id INT PRIMARY KEY, name TEXT);
CREATE TABLE no_row_id_text (id TEXT PRIMARY KEY UNIQUE, code TEXT UNIQUE, UNIQUE (code), UNIQUE (id, code));
CREATE TABLE no_row_id_without (id INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE no_key (a, b TEXT, c "Any Old Type", d LONG VARCHAR (70), e DOUBLE PRECISION);
CREATE TABLE words (key TEXT, desc INT, like TEXT, match INT, of, temp TEXT, replace TEXT, end, begin INT, row INT, view TEXT,
  trigger TEXT, no INT, action TEXT, abort, plan, query, first, last, "order", "primary" INT, "unique" TEXT, "check", "foreign");
CREATE TABLE loose_defaults (a DEFAULT word, b DEFAULT "quoted", c TEXT DEFAULT ('x') COLLATE rtrim, d INT DEFAULT (CASE WHEN 1 THEN 2 ELSE 3 END));
CREATE TABLE chain (
  id INTEGER PRIMARY KEY,
  parent REFERENCES chain,
  other INTEGER CONSTRAINT other_fk REFERENCES account ON DELETE NO ACTION,
  a INT, b INT,
  FOREIGN KEY (a, b) REFERENCES line (order_id, place) ON DELETE CASCADE ON UPDATE SET DEFAULT
);

CREATE INDEX account_created ON account (created DESC);
CREATE UNIQUE INDEX IF NOT EXISTS main.account_name ON account (name COLLATE NOCASE ASC, big DESC);
CREATE INDEX account_lower ON account (lower(email), balance + 1 DESC);
CREATE INDEX account_paid ON account (flag) WHERE flag = 1 AND empty IS NOT NULL;
CREATE INDEX "odd name" ON "Order" ("account", 'number');
CREATE INDEX IF NOT EXISTS account_created ON account (big);
CREATE INDEX account_odd ON account (CASE WHEN flag THEN big ELSE 0 END, -balance, empty IS NULL DESC, name LIKE 'a%', cast(low AS int));
CREATE INDEX line_sku ON line (sku) WHERE amount > (1 + 1);
DROP INDEX line_sku;

CREATE TABLE grow (id INTEGER PRIMARY KEY);
ALTER TABLE grow ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE grow ADD account INTEGER REFERENCES account (id) ON DELETE CASCADE;
ALTER TABLE "grow" ADD COLUMN doubled INT AS (id * 2);
ALTER TABLE grow ADD COLUMN key TEXT COLLATE NOCASE CHECK (length(key) > 2);
CREATE INDEX grow_note ON grow (note, lower(key)) WHERE note <> '';
ALTER TABLE grow RENAME COLUMN note TO remark;
ALTER TABLE grow RENAME key TO code;
ALTER TABLE grow DROP COLUMN doubled;
ALTER TABLE grow ALTER COLUMN account SET NOT NULL;
ALTER TABLE grow ALTER remark DROP NOT NULL;
ALTER TABLE grow ADD CONSTRAINT grow_short CHECK (length(remark) < 100);
ALTER TABLE grow ADD CHECK (account > 0);
ALTER TABLE grow DROP CONSTRAINT grow_short;
ALTER TABLE main.grow RENAME TO grown;
CREATE TABLE points_at_grown (id INTEGER PRIMARY KEY, grown_id INT REFERENCES grown (id), code TEXT);
ALTER TABLE grown RENAME TO adult;
ALTER TABLE adult RENAME COLUMN id TO adult_id;

CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX rebuilt_name ON rebuilt (name);
CREATE TABLE rebuilt_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, more INT);
INSERT INTO rebuilt_new SELECT id, name, 1 FROM rebuilt;
DROP TABLE rebuilt;
ALTER TABLE rebuilt_new RENAME TO rebuilt;
CREATE INDEX rebuilt_name ON rebuilt (name, more);

CREATE TABLE gone (id INTEGER PRIMARY KEY);
DROP TABLE IF EXISTS gone;
DROP TABLE IF EXISTS never_was;
CREATE TEMP TABLE scratch (id INT);
CREATE TEMPORARY VIEW scratch_view AS SELECT 1;
CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'porter ascii');
CREATE VIEW spender (email, total) AS SELECT email, sum(balance) FROM account GROUP BY 1;
CREATE VIEW IF NOT EXISTS gone_view AS SELECT 1;
DROP VIEW gone_view;
CREATE TRIGGER account_touch AFTER UPDATE OF name, email ON account FOR EACH ROW WHEN NEW.name <> OLD.name
BEGIN
  UPDATE account SET created = CASE WHEN NEW.flag THEN CURRENT_TIMESTAMP ELSE created END WHERE id = NEW.id;
  INSERT INTO line (order_id, place) VALUES (1, 2);
  SELECT CASE WHEN 1 THEN RAISE(IGNORE) END;
END;
CREATE TRIGGER IF NOT EXISTS spender_insert INSTEAD OF INSERT ON spender BEGIN SELECT 1; END;
CREATE TRIGGER dropped BEFORE DELETE ON account BEGIN SELECT 1; END;
DROP TRIGGER dropped;
COMMIT;
create table named_nothing (a text references account (id) constraint label, b int);
`;

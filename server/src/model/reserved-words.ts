/** The words with which a name is mistaken for a keyword. */
import type { Dialect } from './dialect.ts';

/** The words that a statement cannot use as a table or column name without quotes. */
export const reservedWords: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  /** `pg_get_keywords()` of PostgreSQL 18: reserved, and reserved except as function or type name. */
  postgresql: words(`
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
    column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
    from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
    localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
    returning right select session_user similar some symmetric system_user table tablesample then to trailing true
    union unique user using variadic verbose when where window with`),
  mongodb: new Set(),
  /** MySQL 8.4. */
  mysql: words(`
    accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case
    change char character check collate column condition constraint continue convert create cross cube cume_dist
    current_date current_time current_timestamp current_user cursor database databases dec decimal declare default
    delayed delete dense_rank desc describe deterministic distinct distinctrow div double drop dual each else elseif
    empty enclosed escaped except exists exit explain false fetch first_value float for force foreign from fulltext
    function generated get grant group grouping groups having high_priority if ignore in index infile inner inout
    insensitive insert int integer intersect interval into is iterate join json_table key keys kill lag last_value
    lateral lead leading leave left like limit linear lines load localtime localtimestamp lock long longblob longtext
    loop low_priority match maxvalue mediumblob mediumint mediumtext middleint mod modifies natural not
    no_write_to_binlog nth_value ntile null numeric of on optimize option optionally or order out outer outfile over
    partition percent_rank precision primary procedure purge range rank read reads read_write real recursive references
    regexp release rename repeat replace require resignal restrict return revoke right rlike row row_number rows schema
    schemas select sensitive separator set show signal smallint spatial specific sql sqlexception sqlstate sqlwarning
    ssl starting stored straight_join system table terminated then tinyblob tinyint tinytext to trailing trigger true
    undo union unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar
    varcharacter varying virtual when where while window with write xor year_month zerofill`),
  /** SQLite 3.50: the keywords that its parser refuses as a name. */
  sqlite: words(`
    add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
    distinct drop else escape except exists foreign from group having if in index insert intersect into is isnull join
    limit not nothing notnull null on or order primary references returning select set table then to transaction union
    unique update using values when where`),
  /** SQL Server 2022. */
  sqlserver: words(`
    add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint
    close clustered coalesce collate column commit compute constraint contains containstable continue convert create
    cross current current_date current_time current_timestamp current_user cursor database dbcc deallocate declare
    default delete deny desc disk distinct distributed double drop dump else end errlvl escape except exec execute
    exists exit external fetch file fillfactor for foreign freetext freetexttable from full function goto grant group
    having holdlock identity identity_insert identitycol if in index inner insert intersect into is join key kill left
    like lineno load merge national nocheck nonclustered not null nullif of off offsets on open opendatasource openquery
    openrowset openxml option or order outer over percent pivot plan precision primary print proc procedure public
    raiserror read readtext reconfigure references replication restore restrict return revert revoke right rollback
    rowcount rowguidcol rule save schema securityaudit select session_user set setuser shutdown some statistics
    system_user table tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union
    unique unpivot update updatetext use user values varying view waitfor when where while with writetext`),
};

/**
 * Whether a name has to be written in quotes to be safe everywhere: the reserved words, and those that only some
 * versions, MariaDB, or some places in a statement reserve. A word too many only costs quotes.
 */
export function needsQuotes(dialect: Dialect, name: string): boolean {
  const word = name.toLowerCase();
  return reservedWords[dialect].has(word) || reservedSomewhere[dialect].has(word);
}

const reservedSomewhere: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  postgresql: new Set(),
  /** Only MariaDB 11, only MySQL 8.4, or parts of interval and query syntax that make odd names. */
  mysql: words(`
    current_role day_hour day_microsecond day_minute day_second float4 float8 hour_microsecond hour_minute
    hour_second int1 int2 int3 int4 int8 io_after_gtids io_before_gtids manual master_bind
    master_ssl_verify_server_cert minute_microsecond minute_second offset optimizer_costs parallel qualify
    returning second_microsecond sql_big_result sql_calc_found_rows sql_small_result tablesample`),
  /** A name where one is declared, the function where one is read. */
  sqlite: words('current_date current_time current_timestamp'),
  sqlserver: words('semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable within'),
  mongodb: new Set(),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

import type { ObjectName } from '../../model/names.ts';
import { rememberedByText } from '../../model/remembered.ts';
import { nameWords, singular } from './name-words.ts';

/** A table whose name says that it records what happened or what was: its rows repeat other tables on purpose. */
export function recordsThePast(table: ObjectName): boolean {
  return isNamed(table, hasPastWord);
}

/** A table whose name says that it is filled from elsewhere and read as it is: staging, warehouse, cache, report. */
export function isLoadedCopy(table: ObjectName): boolean {
  return isNamed(table, hasLoadedWord);
}

/** A business document that must keep what was agreed on the day, whatever the referenced row says later. */
export function isBusinessDocument(table: ObjectName): boolean {
  return isNamed(table, hasDocumentWord);
}

function isNamed({ name, schema }: ObjectName, hasWord: (name: string) => boolean): boolean {
  return hasWord(name) || (schema !== undefined && hasWord(schema));
}

/** Rules ask about a table once for each of its columns. */
function wordIn(words: ReadonlySet<string>): (name: string) => boolean {
  return rememberedByText((name) => nameWords(name).some((word) => words.has(singular(word))));
}

const pastWords: ReadonlySet<string> = new Set(
  `activity archive archived audit auditing backup bak changelog changeset changes deleted event feed hi his hist historical
  historie history journal log logging notification old outbox past previous record revision snapshot tombstone trace
  track tracking trail version`.split(/\s+/),
);

const loadedWords: ReadonlySet<string> = new Set(
  `agg aggregate cache cached copy dash dashboard dim dimension dw dwh etl export extract fact feature import imported
  index landing load materialized mv olap raw replica report reporting rollup search shadow stage staging stat statistic
  stats stg summary temp temporary tmp warehouse`.split(/\s+/),
);

const documentWords: ReadonlySet<string> = new Set(
  `basket bill billing booking cart charge checkout claim contract credit debit deal delivery entry invoice item ledger
  line order payment payout policy purchase quotation quote receipt refund reservation sale settlement shipment
  statement subscription ticket trade transaction transfer waybill`.split(/\s+/),
);

const hasPastWord = wordIn(pastWords);
const hasLoadedWord = wordIn(loadedWords);
const hasDocumentWord = wordIn(documentWords);

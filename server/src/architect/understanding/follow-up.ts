/**
 * Questions that change the one before them: "And with MySQL?", "in Prisma please", "simpler", "for ten times the
 * users". What is asked is the earlier question again, under the changed requirement.
 */
import type { Question, Turn } from '../consultation.ts';
import type { Knowledge, Technology } from '../knowledge.ts';
import { readQuestion } from '../read-question.ts';
import { languageAsked, type SchemaLanguage } from './language.ts';
import { quantitiesIn } from './quantities.ts';
import type { Quantity } from './quantity.ts';
import { technologiesIn } from './requirements.ts';

export interface Change {
  /** "And with MySQL?" */
  readonly technology?: Technology;
  /** "In Prisma, please." */
  readonly language?: SchemaLanguage;
  /** "Simpler, please." */
  readonly isSimpler: boolean;
  /** "For ten times the users": so many times of what it names, of everything where it names nothing. */
  readonly growth?: { readonly times: number; readonly of: RegExp | undefined };
  /** "For 5,000 companies": in place of the numbers before. */
  readonly quantities: readonly Quantity[];
}

export interface Conversation {
  /** The question to be answered; of a change, the one that it changes, with its own history. */
  readonly question: Question;
  /** What this turn changes. */
  readonly change: Change | undefined;
  /** What turns between changed already. It holds on for a question that goes on from the earlier one. */
  readonly earlier: Change | undefined;
}

export function conversationOf(question: Question, knowledge: Knowledge): Conversation {
  const own = question.command === undefined ? changeIn(question.text, knowledge) : undefined;
  const { base, rest, changes } = before(question.history, knowledge);
  if (base === undefined) return { question, change: undefined, earlier: undefined };
  const earlier = changes.length === 0 ? undefined : changes.reduce((one, other) => together(one, other));
  if (own === undefined) return { question: { ...question, history: [...rest, base] }, change: undefined, earlier };
  const { command: _, ...asked } = question;
  const { text, command } = readQuestion(base.question);
  return {
    question: { ...asked, text, ...(command !== undefined && { command }), history: rest },
    change: own,
    earlier,
  };
}

/** The last turn that stands by itself, and what those behind it change, oldest first. */
function before(history: readonly Turn[], knowledge: Knowledge) {
  const changes: Change[] = [];
  for (let at = history.length - 1; at >= 0; at--) {
    const turn = history[at]!;
    const change = changeIn(turn.question, knowledge);
    if (change === undefined) {
      if (isCourtesy.test(turn.question)) continue;
      return { base: turn, rest: history.slice(0, at), changes: changes.reverse() };
    }
    changes.push(change);
  }
  return { base: undefined, rest: [], changes };
}

export const isCourtesy =
  /^\s*(?:thanks?(?: you)?|ok(?:ay)?|great|cool|perfect|danke|merci|gracias|obrigad[oa])\b[\s.!]*$/i;

/** What comes later holds. */
export function together(one: Change | undefined, other: Change): Change {
  if (one === undefined) return other;
  return {
    ...one,
    ...other,
    isSimpler: one.isSimpler || other.isSimpler,
    quantities: [...other.quantities, ...one.quantities],
  };
}

/** More words than these say something of their own. */
const longest = 120;

/** Undefined for a text that says anything beside the change. */
export function changeIn(asked: string, knowledge: Knowledge): Change | undefined {
  if (asked.length > longest || asked.trim() === '' || asked.trim().startsWith('/')) return undefined;
  // "SQLite instead of MySQL" names what is left, too.
  const text = asked.replace(/\b(?:instead of|rather than|statt|au lieu de|en vez de)\s+[\w-]+/gi, ' ');
  const named = technologiesIn(text, knowledge.technologies);
  const technology = named.at(-1);
  const language = languageAsked(text) ?? bareLanguage(text);
  const growth = growthIn(text);
  const quantities = growth === undefined ? quantitiesIn(text) : [];
  const isSimpler = simpler.test(text);
  const isNothing = technology === undefined && language === undefined && growth === undefined && !isSimpler;
  if (named.length > 1 || (isNothing && quantities.length === 0)) return undefined;
  if (hasMore(text, technology, quantities.length > 0)) return undefined;
  return {
    isSimpler,
    quantities,
    ...(technology !== undefined && { technology }),
    ...(language !== undefined && { language }),
    ...(growth !== undefined && { growth }),
  };
}

function bareLanguage(text: string): SchemaLanguage | undefined {
  const [word] = /\b(?:prisma|sqlalchemy|sqlmodel)\b/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  return word.toLowerCase() === 'prisma' ? 'prisma' : 'sqlalchemy';
}

const simpler =
  /\b(?:simpler|simplify|simple|smaller|shorter|minimal|shorten|brief(?:er|ly)?|less complex|(?:fewer|less) tables|(?:too|so) (?:long|complex|complicated|much)|kürzer|einfacher|kleiner|plus simple|más simple|más sencillo|mais simples)\b|更简单|简单/iu;

const numerals: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
};

const growths: readonly RegExp[] = [
  /\b(\d{1,6}(?:[.,]\d{1,3})?)\s?(?:x|×|times|-?fold|mal|fach|fois|veces|vezes)(?![a-z])/i,
  /(\d{1,6})\s?倍/,
  /\b(?:a\s)?(two|three|five|ten|twenty|fifty|hundred|thousand)\s?-?(?:times|fold)\b/i,
];

function growthIn(text: string): Change['growth'] {
  const words = growths.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  const doubled = /\b(?:twice|double)\b/i.test(text) ? 2 : undefined;
  const times =
    words === undefined ? doubled : (numerals[words.toLowerCase()] ?? Number(words.replace(/,(?=\d{3}$)/, '')));
  if (times === undefined || !Number.isFinite(times) || times <= 0) return undefined;
  return { times, of: subjects.find(({ words: named }) => named.test(text))?.quantities };
}

const subjects: readonly { readonly words: RegExp; readonly quantities: RegExp }[] = [
  {
    words: /\b(?:users?|people|members|employees|benutzer|nutzer|utilisateurs|usuarios)\b|用户/iu,
    quantities: /users/,
  },
  { words: /\b(?:compan(?:y|ies)|tenants?|customers?|organi[sz]ations?|clients?)\b/i, quantities: /^tenants$/ },
  { words: /\b(?:projects?|apps?)\b/i, quantities: /^projects$/ },
  { words: /\b(?:data|size|storage|rows?|documents?|files?)\b/i, quantities: /^data|^rows$|^documents$|^files$/ },
  { words: /\b(?:traffic|load|requests?|reads?|writes?|rate)\b/i, quantities: /per second$|concurrent|daily active/ },
];

/** What is left of a question when nothing of its own is in it. */
const filler: ReadonlySet<string> = new Set(
  'and but or so what how which about with on in for as to of at a an the this that it its same now then please instead again rather would should could can do does is are be we i you me our my your show give write make print translate convert look like use using used want need have had go version schema schemas design answer model models table tables code query queries question one thing if were was only just all also too even x times fold twice double many more plain raw pure sql users user people companies company tenants tenant customers customer data traffic load size rows requests writes reads projects million billion two three five ten twenty fifty hundred thousand shorten brief briefer briefly too long complicated kürzer much bit little less complex fewer simple simpler simplify smaller shorter minimal database db und mit wie sieht es das aus bitte auf für in als et avec pour en sur le la les du de s il te vous plaît plait y con para por favor el los las lo qué tal que e com o os no na ein eine einen nutzer benutzer mal fach fois veces vezes utilisateurs usuarios más mais sencillo einfacher kleiner plus'.split(
    ' ',
  ),
);

const cjkFiller = /[那么呢吗用在上请改成换如果是的怎样更一点简单倍户]/gu;

function hasMore(text: string, technology: Technology | undefined, hasNumbers: boolean): boolean {
  const names =
    technology === undefined
      ? []
      : [technology.id, technology.name, ...technology.aliases].map((name) => name.toLowerCase());
  let rest = text.toLowerCase();
  for (const name of names.sort((one, other) => other.length - one.length))
    rest = rest.replaceAll(name.replace(/\*$/, ''), ' ');
  const words = rest.replaceAll(cjkFiller, ' ').match(/\p{L}+/gu) ?? [];
  const others = words.filter((word) => !filler.has(word) && !/^(?:prisma|sqlalchemy|sqlmodel)$/.test(word));
  // "200 million invoices", "5 TB".
  return others.length > (hasNumbers ? 2 : 0);
}

export function isGrown({ growth, quantities }: Change): boolean {
  return growth !== undefined || quantities.length > 0;
}

/** The numbers of the earlier question after the change. */
export function changedQuantities<Q extends Quantity>(
  quantities: readonly Q[],
  { growth, quantities: given }: Change,
  said: (quantity: Quantity) => Q,
): readonly Q[] {
  const kept = quantities.filter(({ name }) => !given.some((quantity) => quantity.name === name));
  const all = [...given.map(said), ...kept];
  if (growth === undefined) return all;
  const isMeant = growth.of !== undefined && all.some(({ name }) => growth.of!.test(name)) ? growth.of : scaling;
  return all.map((quantity) =>
    isMeant.test(quantity.name)
      ? {
          ...quantity,
          low: quantity.low * growth.times,
          high: quantity.high * growth.times,
          value: `${growth.times} × ${quantity.value}`,
        }
      : quantity,
  );
}

/** What grows with use; a team, a budget and an objective do not. */
const scaling =
  /^(?:tenants|users|daily active users|concurrent users|projects|data size|data growth|rows|documents|files|messages|events|orders)$|per second$/;

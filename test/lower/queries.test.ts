import { expect, test } from 'vitest';
import { Queries } from '../../server/src/lower/queries.ts';
import { deepEqual } from '../../server/src/model/deep-equal.ts';

/** Words of texts, and how long the longest is; `counted` says what was computed. */
function wordLengths() {
  const queries = new Queries();
  const texts = queries.input<string>();
  const counted: string[] = [];
  const words = queries.derived<readonly string[]>(
    (key) => {
      counted.push(`words of ${key}`);
      return (texts.get(key) ?? '').split(' ');
    },
    () => [],
    deepEqual,
  );
  const longest = queries.derived<number>(
    (key) => {
      counted.push(`longest of ${key}`);
      return Math.max(...words(key).map((word) => word.length));
    },
    () => 0,
  );
  return { texts, words, longest, counted };
}

test('an answer is computed again only when something it asked for became another', () => {
  const { texts, longest, counted } = wordLengths();
  texts.set('a', 'one three');
  texts.set('b', 'two');
  expect([longest('a'), longest('b')]).toEqual([5, 3]);
  counted.length = 0;
  texts.set('b', 'four');
  expect([longest('a'), longest('b')]).toEqual([5, 4]);
  expect(counted).toEqual(['words of b', 'longest of b']);
});

test('an answer that says the same stays the same object, and nothing that asked for it is computed', () => {
  const queries = new Queries();
  const text = queries.input<string>();
  const words = queries.derived<readonly string[]>(
    (key) => text.get(key)!.trim().split(' '),
    () => [],
    deepEqual,
  );
  let asked = 0;
  const count = queries.derived<number>(
    (key) => {
      asked++;
      return words(key).length;
    },
    () => 0,
  );
  text.set('a', 'x y');
  const before = words('a');
  expect(count('a')).toBe(2);
  text.set('a', ' x y ');
  expect(count('a')).toBe(2);
  expect(words('a')).toBe(before);
  expect(asked).toBe(1);
});

test('a question that needs its own answer gets the substitute', () => {
  const queries = new Queries();
  const next = queries.input<string>();
  const depth: (key: string) => number = queries.derived<number>(
    (key) => (next.get(key) === undefined ? 0 : 1 + depth(next.get(key)!)),
    () => 100,
  );
  next.set('a', 'b');
  expect(depth('a')).toBe(1);
  next.set('b', 'a');
  expect(depth('a')).toBe(102);
});

test('what is taken away or forgotten is answered rightly when it comes back', () => {
  const { texts, words, longest, counted } = wordLengths();
  texts.set('a', 'one');
  expect(longest('a')).toBe(3);
  texts.set('a', undefined);
  expect(longest('a')).toBe(0);
  texts.set('a', 'seven');
  expect(longest('a')).toBe(5);
  words.forget('a');
  counted.length = 0;
  expect(longest('a')).toBe(5);
  expect(counted).toEqual([]);
  texts.set('a', 'at');
  expect(longest('a')).toBe(2);
  longest.forget('a');
  texts.set('a', 'other');
  expect(longest('a')).toBe(5);
});

test('an answer that was made while one it needs was under way is made again behind it', () => {
  const queries = new Queries();
  const parts = queries.input<string>();
  const all: (key: string) => string = queries.derived<string>(
    () => `${part('a')} ${part('b')}`,
    () => 'nothing yet',
  );
  const part: (key: string) => string = queries.derived<string>(
    (key) => {
      // Asks for the whole although it does not use it, as a look-up by name does.
      all('');
      return parts.get(key) ?? '';
    },
    () => '?',
  );
  parts.set('a', 'one');
  parts.set('b', 'two');
  expect(part('a')).toBe('one');
  expect(all('')).toBe('one two');
  parts.set('b', 'three');
  expect(all('')).toBe('one three');
  expect(part('b')).toBe('three');
});

test('an answer that others asked for is freed with them, and made anew for who asks next', () => {
  const { texts, words, longest, counted } = wordLengths();
  texts.set('a', 'one three');
  texts.set('b', 'two');
  expect(longest('a')).toBe(5);
  longest.forget('a');
  // Whatever is asked next frees what was forgotten, and the words that were only split for it.
  expect(longest('b')).toBe(3);
  counted.length = 0;
  expect(words('a')).toEqual(['one', 'three']);
  expect(counted).toEqual(['words of a']);
  texts.set('a', 'other');
  expect(words('a')).toEqual(['other']);
});

test('an answer that is still asked for outlives the one that was forgotten', () => {
  const queries = new Queries();
  const texts = queries.input<string>();
  const trimmed = queries.derived<string>(
    (key) => (texts.get(key) ?? '').trim(),
    () => '',
  );
  const loud = queries.derived<string>(
    (key) => trimmed(key).toUpperCase(),
    () => '',
  );
  const quiet = queries.derived<string>(
    (key) => trimmed(key).toLowerCase(),
    () => '',
  );
  texts.set('a', ' One ');
  expect([loud('a'), quiet('a')]).toEqual(['ONE', 'one']);
  loud.forget('a');
  texts.set('a', 'Two');
  expect([quiet('a'), loud('a')]).toEqual(['two', 'TWO']);
  quiet.forget('a');
  texts.set('a', 'Three');
  expect(loud('a')).toBe('THREE');
});

/** Who stands in which room, from lists by house; `counted` says whose greeting was made. */
function rooms() {
  const queries = new Queries();
  const houses = queries.input<readonly string[]>(deepEqual);
  const guests = queries.input<readonly (readonly [string, string])[]>(deepEqual);
  const inRoom = queries.gathered<string>(
    () => new Map((houses.get('') ?? []).flatMap((house) => guests.get(house) ?? [])),
    Object.is,
  );
  const doubted: string[] = [];
  const counted: string[] = [];
  const greeting = queries.derived<string>(
    (room) => {
      counted.push(room);
      return `Hello ${inRoom(room) ?? 'nobody'}`;
    },
    () => '',
    Object.is,
    (room) => doubted.push(room),
  );
  houses.set('', ['inn']);
  guests.set('inn', [
    ['1', 'Ann'],
    ['2', 'Bob'],
  ]);
  queries.settle();
  return { queries, houses, guests, greeting, doubted, counted };
}

test('what is gathered brings only those in doubt whose entry has become another', () => {
  const { queries, guests, greeting, doubted, counted } = rooms();
  expect(['1', '2', '3'].map(greeting)).toEqual(['Hello Ann', 'Hello Bob', 'Hello nobody']);
  counted.length = 0;
  guests.set('inn', [
    ['1', 'Ann'],
    ['2', 'Eve'],
  ]);
  queries.settle();
  expect(doubted).toEqual(['2']);
  expect(['1', '2', '3'].map(greeting)).toEqual(['Hello Ann', 'Hello Eve', 'Hello nobody']);
  expect(counted).toEqual(['2']);
});

test('entries of what is gathered come and go', () => {
  const { queries, houses, guests, greeting, doubted } = rooms();
  expect(['1', '3'].map(greeting)).toEqual(['Hello Ann', 'Hello nobody']);
  guests.set('hut', [['3', 'Cleo']]);
  houses.set('', ['hut']);
  queries.settle();
  expect(doubted.sort()).toEqual(['1', '3']);
  expect(['1', '3'].map(greeting)).toEqual(['Hello nobody', 'Hello Cleo']);
});

test('what is gathered may ask for what was gathered before it', () => {
  const { queries, guests, greeting } = rooms();
  const first = queries.input<string>();
  const places = queries.gathered<string>(() => new Map([[greeting('1'), first.get('') ?? '']]), Object.is);
  const at = queries.derived<string>(
    (key) => places(key) ?? 'nowhere',
    () => '',
  );
  first.set('', 'upstairs');
  queries.settle();
  expect([at('Hello Ann'), at('Hello Eve')]).toEqual(['upstairs', 'nowhere']);
  guests.set('inn', [['1', 'Eve']]);
  queries.settle();
  expect([at('Hello Ann'), at('Hello Eve')]).toEqual(['nowhere', 'upstairs']);
});

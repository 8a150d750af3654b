import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, firstMatch } from './match-rules.ts';
import type { Rule, RuleCondition, RuleSubject } from './rule.ts';

/** The rules read aloud, one character and one minute at a time: slow, and hard to get wrong. */
function naively(rules: readonly Rule[], subject: RuleSubject): string | null {
  for (const rule of rules) {
    if (!rule.isActive) continue;
    let all = true;
    for (const condition of rule.conditions) {
      const holds = holdsNaively(condition, subject);
      if (condition.not === true ? holds : !holds) all = false;
    }
    if (all) return rule.id;
  }
  return null;
}

const slowFold = (text: string) =>
  [...text.normalize('NFD')]
    .filter((letter) => letter < '\u0300' || letter > '\u036f')
    .map((letter) => letter.toLowerCase().normalize('NFD').replace('\u0307', ''))
    .map((letter) => (letter === 'ß' ? 'ss' : letter === 'ı' ? 'i' : letter))
    .join('');

function slowWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const letter of slowFold(text)) {
    if (/[a-z0-9]/u.test(letter)) {
      word += letter;
      continue;
    }
    if (word !== '') words.push(word);
    word = '';
    if (letter === '😡') words.push(letter);
  }
  return word === '' ? words : [...words, word];
}

function hasWords(text: string, pattern: string): boolean {
  const wanted = slowWords(pattern);
  const words = slowWords(text);
  if (wanted.length === 0) return false;
  return words.some((_, at) =>
    wanted.every((word, index) => {
      const there = words[at + index] ?? '';
      const isOpen = index === wanted.length - 1 && pattern.trimEnd().endsWith('*');
      return isOpen ? there.startsWith(word) : there === word;
    }),
  );
}

/** Every minute of the span is visited. */
function isWithin(
  { weekdays, from, to }: { weekdays: readonly number[]; from: string; to: string },
  subject: RuleSubject,
) {
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  for (const day of weekdays) {
    let minute = minuteOf(from);
    const end = minuteOf(to) > minute ? minuteOf(to) : minuteOf(to) + 1440;
    for (; minute < end; minute += 1) {
      const weekday = minute < 1440 ? day : (day % 7) + 1;
      if (subject.localTime.weekday === weekday && subject.localTime.minutes === minute % 1440) return true;
    }
  }
  return false;
}

function holdsNaively(condition: RuleCondition, subject: RuleSubject): boolean {
  switch (condition.field) {
    case 'channel':
      return condition.anyOf.includes(subject.channelId);
    case 'network':
      return condition.anyOf.includes(subject.network);
    case 'kind':
      return condition.anyOf.includes(subject.kind);
    case 'visibility':
      return condition.anyOf.includes(subject.visibility);
    case 'language':
      return subject.language !== null && condition.anyOf.includes(subject.language.slice(0, 2));
    case 'words':
      return condition.anyOf.some((pattern) => hasWords(subject.text, pattern));
    case 'author':
      return condition.anyOf.some((name) =>
        [subject.author.name, subject.author.handle].some(
          (own) =>
            own !== null && own !== '' && slowFold(own.replace('@', '')) === slowFold(name.replace('@', '')),
        ),
      );
    case 'rating':
      return subject.rating !== null && condition.from <= subject.rating && subject.rating <= condition.to;
    case 'tags':
      return condition.anyOf.some((tag) => subject.tags.some((own) => slowFold(own) === slowFold(tag)));
    case 'contact':
      return (condition.is === 'first') === subject.isFirstContact;
    case 'time':
      return isWithin(condition, subject);
  }
}

const channel = fc.constantFrom('c1', 'c2', 'c3');
const network = fc.constantFrom('webhook', 'mastodon');
const kind = fc.constantFrom('mention', 'comment', 'review', 'message');
const visibility = fc.constantFrom('public', 'private');
const language = fc.constantFrom('de', 'tr', 'en');
const word = fc.constantFrom(
  'netz',
  'Netz',
  'netzteil',
  'kein',
  'Störung',
  'storung',
  'STRASSE',
  'Straße',
  'İptal',
  'ıptal',
  '😡',
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '\n', '', '-', '!')), { maxLength: 8 })
  .map((parts) => parts.flat().join(''));
const pattern = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '*'))
  .map(([words, end]) => words.join(' ') + end);
const name = fc.constantFrom('Jana', 'jana', '@jana', 'Özgür', 'ozgur');
const tag = fc.constantFrom('Rechnung', 'rechnung', 'Störung', 'App');
const time = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '30', '59'))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${minutes}`);
const listOf = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 3 });

const condition: fc.Arbitrary<RuleCondition> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.record({ field: fc.constant('channel' as const), anyOf: listOf(channel) }),
      fc.record({ field: fc.constant('network' as const), anyOf: listOf(network) }),
      fc.record({ field: fc.constant('kind' as const), anyOf: listOf(kind) }),
      fc.record({ field: fc.constant('visibility' as const), anyOf: listOf(visibility) }),
      fc.record({ field: fc.constant('language' as const), anyOf: listOf(language) }),
      fc.record({ field: fc.constant('words' as const), anyOf: listOf(pattern) }),
      fc.record({ field: fc.constant('author' as const), anyOf: listOf(name) }),
      fc.record({
        field: fc.constant('rating' as const),
        from: fc.integer({ min: 1, max: 5 }),
        to: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({ field: fc.constant('tags' as const), anyOf: listOf(tag) }),
      fc.record({ field: fc.constant('contact' as const), is: fc.constantFrom('first', 'returning') }),
      fc.record({
        field: fc.constant('time' as const),
        weekdays: listOf(fc.integer({ min: 1, max: 7 })),
        from: time,
        to: fc.oneof(time, fc.constant('24:00')),
      }),
    ),
  )
  .map(([not, one]) => (not ? { ...one, not } : one));

const rules: fc.Arbitrary<Rule[]> = fc
  .array(fc.record({ isActive: fc.boolean(), conditions: fc.array(condition, { maxLength: 3 }) }), {
    maxLength: 6,
  })
  .map((some) => some.map((one, at) => ({ ...one, id: `rule-${at}`, name: '', actions: [] })));

const subject: fc.Arbitrary<RuleSubject> = fc.record({
  channelId: channel,
  network,
  kind,
  visibility,
  language: fc.option(fc.oneof(language, fc.constantFrom('de-AT', 'tr-TR'))),
  text,
  author: fc.record({ name: fc.oneof(name, fc.constant('')), handle: fc.option(name) }),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  tags: listOf(tag),
  isFirstContact: fc.boolean(),
  localTime: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minutes: fc.nat(1439) }),
});

describe('for any rules and any post', () => {
  it('chooses the rule that reading them one by one would choose', () => {
    fc.assert(
      fc.property(rules, subject, (list, post) => {
        expect(firstMatch(compileRules(list), post)?.id ?? null).toBe(naively(list, post));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds no rule that reads it wrong whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (post, wanted) => {
        const list: Rule[] = [
          {
            id: 'r',
            name: '',
            isActive: true,
            conditions: [{ field: 'words', anyOf: [wanted] }],
            actions: [],
          },
        ];
        const found = firstMatch(compileRules(list), { ...sample, text: post });
        // Somebody who writes the words of a rule, and nothing else, is always found by it.
        const itself = firstMatch(compileRules(list), { ...sample, text: wanted });
        if (found !== null) expect(itself).not.toBeNull();
      }),
    );
  });
});

const sample: RuleSubject = {
  channelId: 'c1',
  network: 'webhook',
  kind: 'mention',
  visibility: 'public',
  language: null,
  text: '',
  author: { name: '', handle: null },
  rating: null,
  tags: [],
  isFirstContact: true,
  localTime: { weekday: 1, minutes: 0 },
};

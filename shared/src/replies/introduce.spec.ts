import { describe, expect, test } from '@jest/globals';
import { introduce, type Introduction } from './introduce.ts';

const given: Introduction = {
  from: 'Jana K.',
  to: 'Mehmet A.',
  cause: 'away',
  language: 'de',
  formOfAddress: 'du',
  locale: 'de',
};

describe('an introduction', () => {
  test.each<[string, Partial<Introduction>, string]>([
    ['of somebody absent', {}, 'Jana ist heute nicht da, ich bin Mehmet und habe alles gelesen.'],
    [
      'on leave, without saying why',
      { cause: 'leave' },
      'Jana ist heute nicht da, ich bin Mehmet und habe alles gelesen.',
    ],
    [
      'handed over by hand',
      { cause: 'hand' },
      'Jana hat mir dein Anliegen übergeben, ich bin Mehmet und habe alles gelesen.',
    ],
    [
      'to somebody addressed with Sie',
      { cause: 'hand', formOfAddress: 'sie' },
      'Jana hat mir Ihr Anliegen übergeben, ich bin Mehmet und habe alles gelesen.',
    ],
    [
      'of somebody who left',
      { cause: 'left' },
      'Ich übernehme dein Anliegen von Jana, ich bin Mehmet und habe alles gelesen.',
    ],
    ['in English', { language: 'en-GB' }, 'Jana is off today, I am Mehmet and have read everything.'],
    [
      'in English, by hand',
      { language: 'en', cause: 'hand' },
      'Jana has passed this on to me, I am Mehmet and have read everything.',
    ],
    [
      'in the language of the house where the customer speaks another',
      { language: 'tr', locale: 'en' },
      'Jana is off today, I am Mehmet and have read everything.',
    ],
    [
      'where nobody knows what the customer speaks',
      { language: null },
      'Jana ist heute nicht da, ich bin Mehmet und habe alles gelesen.',
    ],
  ])('%s', (_, part, sentence) => {
    expect(introduce({ ...given, ...part })).toBe(sentence);
  });

  test.each<[string, Partial<Introduction>, string]>([
    [
      'nobody before',
      { from: null },
      'Ab hier kümmere ich mich um dein Anliegen: Ich bin Mehmet und habe alles gelesen.',
    ],
    ['nobody now', { to: null }, 'Jana ist heute nicht da, ich habe alles gelesen.'],
    [
      'nobody at all',
      { from: null, to: null },
      'Ab hier kümmere ich mich um dein Anliegen und habe alles gelesen.',
    ],
    [
      'nobody before, in English',
      { from: null, language: 'en' },
      'I am taking over from here: I am Mehmet and have read everything.',
    ],
    [
      'nobody now, in English',
      { to: null, language: 'en' },
      'Jana is off today, and I have read everything.',
    ],
    [
      'nobody at all, in English',
      { from: null, to: null, language: 'en' },
      'I am taking over from here and have read everything.',
    ],
  ])('names %s who did not agree to it', (_, part, sentence) => {
    expect(introduce({ ...given, ...part })).toBe(sentence);
  });

  test('names both in every language and cause when both agreed', () => {
    for (const cause of ['hand', 'away', 'shiftEnd', 'leave', 'left', 'notPickedUp'] as const)
      for (const language of ['de', 'en', 'fr', null])
        for (const formOfAddress of ['du', 'sie'] as const) {
          const sentence = introduce({ ...given, cause, language, formOfAddress });
          expect(sentence).toContain('Jana');
          expect(sentence).toContain('Mehmet');
          expect(sentence.endsWith('.')).toBe(true);
          expect(sentence).not.toContain('K.');
        }
  });
});

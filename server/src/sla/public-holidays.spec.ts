import { describe, expect, test } from '@jest/globals';
import { PublicHolidays } from './public-holidays.ts';

const book = await new PublicHolidays().load('de');
const datesOf = (country: string, region: string | null, year: number) =>
  book.of(country, region, year).map(({ date }) => date.slice(5));

describe('public holidays', () => {
  test('of Hesse are those of its law, and only days that close all of it', () => {
    expect(book.of('DE', 'HE', 2026)).toEqual([
      { date: '2026-01-01', name: 'Neujahr' },
      { date: '2026-04-03', name: 'Karfreitag' },
      { date: '2026-04-06', name: 'Ostermontag' },
      { date: '2026-05-01', name: 'Maifeiertag' },
      { date: '2026-05-14', name: 'Christi Himmelfahrt' },
      { date: '2026-05-25', name: 'Pfingstmontag' },
      { date: '2026-06-04', name: 'Fronleichnam' },
      { date: '2026-10-03', name: 'Tag der Deutschen Einheit' },
      { date: '2026-12-25', name: '1. Weihnachtstag' },
      { date: '2026-12-26', name: '2. Weihnachtstag' },
    ]);
  });

  test.each([
    ['Assumption in Bavaria, which only Catholic places keep', 'DE', 'BY', '08-15', false],
    ["All Saints' in Bavaria", 'DE', 'BY', '11-01', true],
    ['Reformation Day in Saxony', 'DE', 'SN', '10-31', true],
    ['Reformation Day in Hesse', 'DE', 'HE', '10-31', false],
    ['Corpus Christi for Germany as a whole', 'DE', null, '06-04', false],
    ['Christmas Eve, when banks close', 'DE', 'HE', '12-24', false],
    ['the national day of France', 'FR', null, '07-14', true],
    ['the national day of Austria', 'AT', null, '10-26', true],
  ])('decide on %s', (_what, country, region, date, isHoliday) => {
    expect(datesOf(country, region, 2026).includes(date)).toBe(isHoliday);
  });

  test('follow the law of the year: Reformation Day 2017 closed all of Germany', () => {
    expect(datesOf('DE', 'HE', 2017)).toContain('10-31');
    expect(datesOf('DE', 'HE', 2018)).not.toContain('10-31');
  });

  test('are none where there is no such place', () => {
    expect(book.of('QQ', null, 2026)).toEqual([]);
    expect(book.of('DE', 'QQ', 2026)).toEqual([]);
    expect([book.knows('DE', 'HE'), book.knows('QQ', null), book.knows('DE', 'constructor')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('are offered by country and region, in the words of the reader', async () => {
    const germany = book.countries().find(({ code }) => code === 'DE');
    expect(germany).toMatchObject({ name: 'Deutschland' });
    expect(germany?.regions).toContainEqual({ code: 'HE', name: 'Hessen' });
    const english = await new PublicHolidays().load('en');
    expect(english.countries().find(({ code }) => code === 'DE')).toMatchObject({ name: 'Germany' });
    expect(english.of('DE', 'HE', 2026)[1]).toEqual({ date: '2026-04-03', name: 'Good Friday' });
  });
});

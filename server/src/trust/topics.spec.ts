import { describe, expect, test } from '@jest/globals';
import { commonTopics, helpsWithTopic, topicsOf } from './topics.ts';

describe('topics', () => {
  test.each([
    ['Festnetz, Umzug und Störungen', ['Festnetz', 'Umzug', 'Störungen']],
    ['new customers and moving house', ['new customers', 'moving house']],
    ['TV/Streaming; Empfang', ['TV', 'Streaming', 'Empfang']],
    ['Rundum-Service', ['Rundum-Service']],
    [' , ', []],
    ['', []],
  ])('of %j', (helpsWith, topics) => {
    expect(topicsOf(helpsWith)).toEqual(topics);
  });

  test('that many share come first, each once', () => {
    expect(commonTopics(['Handy, SIM', 'Rechnung und handy', 'Rechnung', 'Handy'], 'de')).toEqual([
      'Handy',
      'Rechnung',
      'SIM',
    ]);
  });

  test('are at most ten', () => {
    const many = Array.from({ length: 30 }, (_, index) => `Thema ${index}`);
    expect(commonTopics(many, 'de')).toHaveLength(10);
  });

  test('are found whatever their capitals', () => {
    expect(helpsWithTopic('Festnetz und Umzug', 'UMZUG')).toBe(true);
    expect(helpsWithTopic('Festnetz und Umzug', 'Zug')).toBe(false);
  });
});

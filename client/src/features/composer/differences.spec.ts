import { describe, expect, it } from '@jest/globals';
import { differences, type Piece } from './differences.ts';

const text = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
const own = (pieces: readonly Piece[]) => pieces.filter(({ isOwn }) => isOwn).map((piece) => piece.text);

describe('two answers to the same customer', () => {
  it('are told apart where their words differ, and nowhere else', () => {
    const { theirs, mine, isUnlike } = differences(
      'Hallo Svenja, die Tagesflat ist bis Freitag gebucht.',
      'Hallo Svenja, die Tagesflat ist ab morgen gebucht. Melde dich gern.',
    );
    expect(isUnlike).toBe(false);
    expect(own(theirs)).toEqual(['bis Freitag']);
    expect(own(mine)).toEqual(['ab morgen', ' Melde dich gern.']);
  });

  it('are alike when they say the same', () => {
    const { theirs, mine } = differences('Ist gebucht.', 'Ist gebucht.');
    expect([...own(theirs), ...own(mine)]).toEqual([]);
  });

  it('are not marked all over when they have nothing in common', () => {
    const { theirs, mine, isUnlike } = differences(
      'Ich habe dir einen neuen Router geschickt.',
      'Bitte einmal zurücksetzen, danke!',
    );
    expect(isUnlike).toBe(true);
    expect([...own(theirs), ...own(mine)]).toEqual([]);
  });

  it('are compared in scripts without blanks', () => {
    const { theirs, mine } = differences('今日は無料です。', '明日は無料です。');
    expect(text(theirs)).toBe('今日は無料です。');
    expect(own(mine).join('')).toContain('明日');
  });

  const samples = [
    '',
    ' ',
    'a',
    'Zwei  Blanks\nund\r\nZeilen\t',
    '👩‍👩‍👧 Familie, e\u0301 und é, \u202eumgekehrt',
    'Die Tagesflat ist gebucht. '.repeat(40),
    'x'.repeat(500),
  ];
  it.each(samples.flatMap((theirs) => samples.map((mine) => [theirs, mine] as const)))(
    'keep every character of both: %j and %j',
    (theirs, mine) => {
      const found = differences(theirs, mine);
      expect(text(found.theirs)).toBe(theirs);
      expect(text(found.mine)).toBe(mine);
    },
  );

  it('are given up on, whole, when they differ in thousands of places', () => {
    const long = (word: string) => Array.from({ length: 5_000 }, (_, at) => `${word}${at}`).join(' ');
    const started = performance.now();
    expect(differences(long('a'), long('b')).isUnlike).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

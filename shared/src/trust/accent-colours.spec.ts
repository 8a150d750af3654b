import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accentColours, contrast, LEAST_CONTRAST } from './accent-colours.ts';

const anyColour = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#767676', '#ffffff', 4.542],
  ])('of %s and %s is %d, whichever comes first', (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 2);
    expect(contrast(other, one)).toBeCloseTo(expected, 2);
  });
});

describe('the colour of a brand', () => {
  it('stays as it is where it can be read', () => {
    expect(accentColours('#0e5a6b').light.accent).toBe('#0e5a6b');
    expect(accentColours('#6ec4d3').dark.accent).toBe('#6ec4d3');
  });

  it('says what it reaches by itself', () => {
    expect(accentColours('#ffd500')).toMatchObject({ contrastOnWhite: 1.4, contrastOnDark: 12.1 });
    expect(accentColours('#767676').contrastOnWhite).toBe(4.5);
  });

  it('becomes darker on white and lighter on dark, and keeps its hue', () => {
    const yellow = accentColours('#ffd500').light.accent;
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(yellow.slice(at, at + 2), 16));
    expect([red! > green!, green! > blue!, blue]).toEqual([true, true, 0]);
    const blueOnDark = accentColours('#00008b').dark.accent;
    expect(contrast(blueOnDark, '#171b1e')).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it('can be read in both themes as a link and on a button, whatever it is', () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        const { light, dark } = accentColours(colour);
        for (const { accent, hover, onAccent } of [light, dark]) {
          expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
          expect(contrast(hover, onAccent)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        }
        for (const ground of ['#f2f3f3', '#ffffff'])
          expect(contrast(light.accent, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        for (const ground of ['#0f1214', '#171b1e'])
          expect(contrast(dark.accent, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }),
    );
  });

  it.each(['red', '#fff', '#FFD500', '#12345', '#1234567', '#00000g', 'url(x)', ''])(
    'is refused as %j',
    (text) => {
      expect(() => accentColours(text)).toThrow(RangeError);
    },
  );
});

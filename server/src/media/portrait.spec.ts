import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { objectPictures, objectSvg } from './object-picture.ts';
import { agentPortraits, customerPortraits } from './portrait-gallery.ts';
import { initialsPortraitSvg, portraitSvg } from './portrait.ts';
import { hairStyles } from './portrait/hair.ts';
import { renderSvg } from './picture.ts';

/** Mean difference of two pictures per channel, 0 to 255. */
async function difference(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((svg) => sharp(Buffer.from(svg)).resize(64, 64).flatten().raw().toBuffer()),
  );
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
}

describe('illustrated portraits', () => {
  const faces = Object.entries({ ...agentPortraits, ...customerPortraits });

  test('are at least twenty for the team, in at least twelve styles of hair', () => {
    expect(Object.keys(agentPortraits).length).toBeGreaterThanOrEqual(20);
    expect(new Set(Object.values(agentPortraits).map(({ hair }) => hair)).size).toBeGreaterThanOrEqual(12);
    expect(hairStyles.length).toBeGreaterThanOrEqual(12);
  });

  test('differ from each other at a glance, even without their grounds', async () => {
    const drawn = faces.map(
      ([name, traits]) => [name, portraitSvg({ ...traits, background: '#ffffff' }, 'face')] as const,
    );
    const alike: string[] = [];
    for (const [index, [name, svg]] of drawn.entries()) {
      for (const [other, otherSvg] of drawn.slice(index + 1))
        if ((await difference(svg, otherSvg)) < 6) alike.push(`${name} ${other}`);
    }
    expect(alike).toEqual([]);
  });

  test('are the same for the same traits', () => {
    expect(portraitSvg(agentPortraits.jana)).toBe(portraitSvg({ ...agentPortraits.jana }));
  });

  test.each(faces)('can be drawn: %s', async (_name, traits) => {
    const { width, height, format } = await sharp(await renderSvg(portraitSvg(traits), 256)).metadata();
    expect([width, height, format]).toEqual([256, 256, 'webp']);
  });

  test.each(objectPictures)('have things beside them: %s', async (picture) => {
    const { dominant } = await sharp(await renderSvg(objectSvg(picture), 64)).stats();
    expect(dominant).toBeDefined();
  });
});

describe('the portrait of initials', () => {
  test('keeps its ground for one person', () => {
    expect(initialsPortraitSvg('JK', 'jana')).toBe(initialsPortraitSvg('JK', 'jana'));
  });

  test('shows its letters: a portrait without any looks different', async () => {
    expect(
      await difference(initialsPortraitSvg('JK', 'jana'), initialsPortraitSvg('', 'jana')),
    ).toBeGreaterThan(5);
  });

  test.each(['<script>', '&"\'', '🙂🙂', 'ÄÖÜ', ''])(
    'draws %s as letters, not as markup',
    async (initials) => {
      const svg = initialsPortraitSvg(initials, 'seed');
      expect(svg).not.toContain('<script');
      expect((await sharp(Buffer.from(svg)).metadata()).format).toBe('svg');
    },
  );
});

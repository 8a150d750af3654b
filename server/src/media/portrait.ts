import { clothes, neck } from './portrait/clothes.ts';
import * as features from './portrait/features.ts';
import { hairLayers } from './portrait/hair.ts';
import { hairColours, skinTones } from './portrait/palette.ts';
import type { PortraitTraits } from './portrait/traits.ts';

/** `bust` shows the shoulders; `face` is closer, for sizes up to 48 pixels. */
export type PortraitCrop = 'bust' | 'face';

const frames: Record<PortraitCrop, string> = { bust: '0 0 120 120', face: '17 10 86 86' };

/**
 * An illustrated face as an SVG document: full-bleed and square, because the screen decides the shape (round for our
 * team, a soft square for customers). Pure: the same traits draw the same face.
 */
export function portraitSvg(traits: PortraitTraits, crop: PortraitCrop = 'bust'): string {
  const skin = skinTones[traits.skin];
  const colour = hairColours[traits.hairColour];
  const hair = hairLayers(traits.hair, colour);
  const { headwear } = traits;
  const wornColour = traits.headwearColour ?? '#3E7C88';
  const isHairHidden = headwear === 'hijab' || headwear === 'turban';
  const isBearded = traits.beard === 'full' || traits.beard === 'short';
  const parts = [
    `<rect width="120" height="120" fill="${traits.background}"/>`,
    isHairHidden ? '' : hair.back,
    headwear === undefined ? '' : features.headwearBack(headwear, wornColour),
    neck(skin),
    clothes(traits.clothing, traits.clothingColour, skin),
    headwear === 'hijab' ? '' : features.ears(skin),
    `<path d="${features.faceOutlines[traits.face ?? 'oval']}" fill="${skin.base}"/>`,
    traits.beard === undefined ? '' : features.beard(traits.beard, colour),
    features.cheeks(skin),
    traits.hasFreckles === true ? features.freckles(skin) : '',
    traits.hasAgeLines === true ? features.ageLines(skin) : '',
    features.eyes(traits.eyes ?? 'open'),
    features.brows(browColour(traits)),
    features.nose(skin),
    features.mouth(traits.mouth ?? 'smile', skin, isBearded),
    isHairHidden || headwear === 'beanie' ? '' : hair.front,
    traits.glasses === undefined ? '' : features.glasses(traits.glasses, traits.glassesColour ?? '#2E2A2A'),
    headwear === undefined ? '' : features.headwearFront(headwear, wornColour),
    traits.hasEarrings === true ? features.earrings() : '',
  ];
  return document(frames[crop], parts.join(''));
}

/** Bald heads and hidden hair keep brows; pale hair gets brows that can be seen on the skin. */
function browColour(traits: PortraitTraits): string {
  const pale: Partial<Record<string, string>> = {
    platinum: '#B08F52',
    silver: '#8D9295',
    white: '#A9A8A3',
    blond: '#A9803F',
  };
  return pale[traits.hairColour] ?? hairColours[traits.hairColour];
}

/**
 * The neutral portrait that stands in wherever there is no picture: initials on a quiet ground. Which ground follows
 * from `seed`, so that a person keeps theirs. It says nothing about why there is no picture.
 */
export function initialsPortraitSvg(initials: string, seed: string): string {
  const letters = [...initials.trim().toLocaleUpperCase('de')].slice(0, 3).join('');
  const ground = initialsGrounds[hash(seed) % initialsGrounds.length] ?? initialsGrounds[0];
  const size = [...letters].length > 2 ? 36 : 44;
  const label =
    `<text x="60" y="60" dy=".36em" text-anchor="middle" fill="${ground.ink}" ` +
    `font-family="Inter, 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif" font-weight="600" font-size="${size}">${escapeXml(letters)}</text>`;
  return document(frames.bust, `<rect width="120" height="120" fill="${ground.fill}"/>${label}`);
}

/** Nobody in particular: for people who are shielded, and the same for all of them. */
export function nobodyPortraitSvg(): string {
  const { fill, ink } = initialsGrounds[0];
  return document(
    frames.bust,
    `<rect width="120" height="120" fill="${fill}"/><g fill="${ink}" opacity=".55">` +
      `<circle cx="60" cy="48" r="19"/><path d="M22 120c2-29 17-43 38-43s36 14 38 43z"/></g>`,
  );
}

/** Each pair of letters and ground keeps a contrast of at least 4.5 to 1. */
const initialsGrounds = [
  { fill: '#E6EAEB', ink: '#3F4D55' },
  { fill: '#E3E9E4', ink: '#3D5247' },
  { fill: '#E9E6EC', ink: '#504759' },
  { fill: '#ECE8E1', ink: '#574E3F' },
  { fill: '#E2E8EE', ink: '#3C4F63' },
  { fill: '#EEE5E4', ink: '#5E4644' },
] as const;

function document(viewBox: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="512" height="512">${body}</svg>`;
}

/** FNV-1a, 32 bits: stable across processes and versions. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

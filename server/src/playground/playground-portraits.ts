import { type ObjectPicture, objectPictures, objectSvg } from '../media/object-picture.ts';
import { customerPortraits } from '../media/portrait-gallery.ts';
import { initialsPortraitSvg, portraitSvg } from '../media/portrait.ts';

export interface Portrait {
  bust: string;
  /** For small sizes. */
  closeUp: string;
}

/** Two halves of a bridge facing each other, white on petrol. */
const brand = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="512" height="512"><rect width="120" height="120" fill="#0E5A6B"/><path d="M57 31c-19 0-32 13-32 30.500 0 9 3.300 16.300 9 22L31.500 97l15-6c3.200 1 6.700 1.300 10.500 1.300V72.800c-6.800 0-11.200-4.500-11.200-10.600S50.200 51.700 57 51.700z" fill="#fff"/><path d="M63 31c19 0 32 13 32 30.500 0 9-3.300 16.300-9 22L88.500 97l-15-6c-3.200 1-6.700 1.300-10.500 1.300V72.800c6.800 0 11.200-4.500 11.200-10.600S69.800 51.700 63 51.700z" fill="#A9D6DE"/></svg>`;

/** The drawing behind the `portrait` of an account; a name that the gallery no longer knows gets a neutral one. */
export function portraitOf(portrait: string): Portrait {
  if (portrait === 'brand') return { bust: brand, closeUp: brand };
  const thing = objectPictures.find((one): one is ObjectPicture => portrait === `thing:${one}`);
  if (thing !== undefined) return { bust: objectSvg(thing), closeUp: objectSvg(thing) };
  if (isFace(portrait)) {
    const traits = customerPortraits[portrait];
    return { bust: portraitSvg(traits), closeUp: portraitSvg(traits, 'face') };
  }
  const neutral = initialsPortraitSvg(/^initials:(.+)$/u.exec(portrait)?.[1] ?? '?', portrait);
  return { bust: neutral, closeUp: neutral };
}

function isFace(portrait: string): portrait is keyof typeof customerPortraits {
  return Object.hasOwn(customerPortraits, portrait);
}

import { ink, type SkinTone } from './palette.ts';
import type { Beard, Eyes, FaceShape, Glasses, Headwear, Mouth } from './traits.ts';

/** Parts of a face as inner SVG on a 120 by 120 canvas; the face is centred on x = 60, eyes at y = 56. */

export const faceOutlines: Record<FaceShape, string> = {
  oval: 'M37.5 51C37.5 34 46.5 24 60 24s22.5 10 22.5 27c0 19-9.5 31.5-22.5 31.5S37.5 70 37.5 51z',
  round: 'M37 52C37 34.5 46.5 24.5 60 24.5S83 34.5 83 52c0 18-9.5 29.5-23 29.5S37 70 37 52z',
  square:
    'M37.5 50C37.5 33.5 46.5 24 60 24s22.5 9.5 22.5 26c0 9-.3 16.5-2 21.5-2.7 7.5-11.5 11.5-20.5 11.5s-17.8-4-20.5-11.5c-1.7-5-2-12.5-2-21.5z',
  long: 'M38.5 50C38.5 33 47 23.5 60 23.5S81.5 33 81.5 50c0 20-7.5 34.5-21.5 34.5S38.5 70 38.5 50z',
};

export function ears(skin: SkinTone): string {
  return `<g fill="${skin.shade}"><ellipse cx="37.5" cy="57" rx="4.6" ry="5.8"/><ellipse cx="82.5" cy="57" rx="4.6" ry="5.8"/></g>`;
}

export function earrings(): string {
  return '<g fill="#E3B64C"><circle cx="37" cy="64" r="2.2"/><circle cx="83" cy="64" r="2.2"/></g>';
}

export function cheeks(skin: SkinTone): string {
  return `<g fill="${skin.cheek}" opacity=".3"><ellipse cx="46.5" cy="64.5" rx="4.6" ry="3"/><ellipse cx="73.5" cy="64.5" rx="4.6" ry="3"/></g>`;
}

export function freckles(skin: SkinTone): string {
  const spots = [
    [44, 61.5],
    [47, 63.5],
    [50, 61.8],
    [70, 61.8],
    [73, 63.5],
    [76, 61.5],
    [48.5, 66],
    [71.5, 66],
  ];
  return `<g fill="${skin.shade}">${spots.map(([x, y]) => `<circle cx="${x}" cy="${y}" r=".9"/>`).join('')}</g>`;
}

export function ageLines(skin: SkinTone): string {
  return `<g fill="none" stroke="${skin.shade}" stroke-width="1.5" stroke-linecap="round"><path d="M52 40q8-2.4 16 0M50.5 35.8q9.5-2.6 19 0M49 68c-1.4 2.6-1.6 5-.8 7.5M71 68c1.4 2.6 1.6 5 .8 7.5M41 59.5l-2.3 1.3M79 59.5l2.3 1.3"/></g>`;
}

export function brows(colour: string): string {
  return `<path d="M46.5 49.8q4.3-3.3 8.6-1.2M64.9 48.6q4.3-2.1 8.6 1.2" fill="none" stroke="${colour}" stroke-width="2.1" stroke-linecap="round"/>`;
}

const eyeForms: Record<Eyes, string> = {
  open: `<g fill="${ink}"><circle cx="51" cy="56.2" r="2.7"/><circle cx="69" cy="56.2" r="2.7"/></g><g fill="#fff"><circle cx="51.9" cy="55.3" r=".85"/><circle cx="69.9" cy="55.3" r=".85"/></g>`,
  smiling: `<path d="M47.3 57.3q3.7-4.4 7.4 0M65.3 57.3q3.7-4.4 7.4 0" fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round"/>`,
  calm: `<g fill="${ink}"><ellipse cx="51" cy="56.6" rx="2.5" ry="2.3"/><ellipse cx="69" cy="56.6" rx="2.5" ry="2.3"/></g><path d="M47.2 54.6q3.8-2.3 7.6 0M65.2 54.6q3.8-2.3 7.6 0" fill="none" stroke="${ink}" stroke-width="1.5" stroke-linecap="round"/><g fill="#fff"><circle cx="51.8" cy="55.9" r=".75"/><circle cx="69.8" cy="55.9" r=".75"/></g>`,
};

export function eyes(form: Eyes): string {
  return eyeForms[form];
}

export function nose(skin: SkinTone): string {
  return `<path d="M60 57.5c-.5 3-1.9 4.7-1.4 5.9.4.9 1.9.9 3 .5" fill="none" stroke="${skin.shade}" stroke-width="2" stroke-linecap="round"/>`;
}

/** @param onBeard lips stand out lighter against hair */
export function mouth(form: Mouth, skin: SkinTone, onBeard: boolean): string {
  const line = onBeard ? '#F3D2C3' : skin.lips;
  const curve = (d: string): string =>
    `<path d="${d}" fill="none" stroke="${line}" stroke-width="2.3" stroke-linecap="round"/>`;
  if (form === 'smile') return curve('M52.5 69.5q7.5 6.6 15 0');
  if (form === 'calm') return curve('M54 70.8q6 3.6 12 0');
  if (form === 'lopsided') return curve('M53.5 71.3c5 2.5 10 2 14-2.3');
  return `<path d="M51.8 68.8q8.2 1.9 16.4 0c-.6 6.2-3.9 8.9-8.2 8.9s-7.6-2.7-8.2-8.9z" fill="#7A2E2A"/><path d="M52.7 69.5q7.3 1.5 14.6 0l-.9 3.1q-6.4 1.2-12.8 0z" fill="#fff"/>`;
}

export function beard(form: Beard, colour: string): string {
  const tache = `<path d="M50.3 67.8c2.5-4 6.7-4.3 9.7-2.5 3-1.8 7.2-1.5 9.7 2.5-4-1.1-15.4-1.1-19.4 0z" fill="${colour}"/>`;
  switch (form) {
    case 'full':
      return `<path d="M37.4 54c2.3 5 3.3 10 6.6 12 4.6-2.7 10-4 16-4s11.4 1.3 16 4c3.3-2 4.3-7 6.6-12 1.9 19.5-8 31.5-22.6 31.5S35.5 73.5 37.4 54z" fill="${colour}" opacity=".95"/>${tache}`;
    case 'short':
      return `<path d="M37.7 56c1.8 4.8 3.6 9.3 7 11 4-2.6 9-3.6 15.3-3.6s11.3 1 15.3 3.6c3.4-1.7 5.2-6.2 7-11 .8 17-8.7 27.7-22.3 27.7S36.9 73 37.7 56z" fill="${colour}" opacity=".9"/>${tache}`;
    case 'stubble':
      return `<path d="M37.9 57c1.8 4.8 3.9 8.7 7.1 10.3 4-2.6 8.9-3.6 15-3.6s11 1 15 3.6c3.2-1.6 5.3-5.5 7.1-10.3.5 15.7-8.7 25.7-22.1 25.7S37.4 72.7 37.9 57z" fill="${colour}" opacity=".32"/>`;
    case 'moustache':
      return `<path d="M48.5 69.3c2-5 7.5-6 11.5-3.3 4-2.7 9.5-1.7 11.5 3.3-4 1.3-8.3.9-11.5-1.3-3.2 2.2-7.5 2.6-11.5 1.3z" fill="${colour}"/>`;
    case 'goatee':
      return `${tache}<path d="M52.5 75.5c4.5 1.8 10.5 1.8 15 0 .6 5-2.7 9-7.5 9s-8.1-4-7.5-9z" fill="${colour}"/>`;
  }
}

export function glasses(form: Glasses, colour: string): string {
  const bridge =
    form === 'half'
      ? '<path d="M58 60q2-1.6 4 0M43.5 59l-6-3.6M76.5 59l6-3.6" fill="none"/>'
      : '<path d="M57.6 55.6q2.4-1.7 4.8 0M43.7 54.8l-6-1.7M76.3 54.8l6-1.7" fill="none"/>';
  const frames: Record<Glasses, string> = {
    round: '<circle cx="50.6" cy="56.6" r="7.3"/><circle cx="69.4" cy="56.6" r="7.3"/>',
    square:
      '<rect x="43" y="50.6" width="14.8" height="11.8" rx="3.4"/><rect x="62.2" y="50.6" width="14.8" height="11.8" rx="3.4"/>',
    half: '<path d="M43.5 59h14.6c0 4-3 6.8-7.3 6.8S43.5 63 43.5 59zM61.9 59h14.6c0 4-3 6.8-7.3 6.8S61.9 63 61.9 59z"/>',
  };
  return `<g fill="#fff" fill-opacity=".2" stroke="${colour}" stroke-width="2">${frames[form]}${bridge}</g>`;
}

/** Drawn behind the head, like the back of the hair. */
export function headwearBack(kind: Headwear, colour: string): string {
  if (kind !== 'hijab') return '';
  return `<path d="M28.5 54C28.5 29.5 42 16 60 16s31.5 13.5 31.5 38c0 14.5 3 23.5 9 33-15 13-66 13-81 0 6-9.5 9-18.5 9-33z" fill="${colour}"/>`;
}

/** Drawn over forehead and hair. */
export function headwearFront(kind: Headwear, colour: string): string {
  const line = (d: string): string =>
    `<path d="${d}" fill="none" stroke="#14100E" stroke-opacity=".18" stroke-width="1.9" stroke-linecap="round"/>`;
  switch (kind) {
    case 'hijab':
      return (
        `<path fill-rule="evenodd" d="M29 54C29 29.5 42 16.5 60 16.5S91 29.5 91 54c0 14-5 32-31 34.5C34 86 29 68 29 54zM60 29.5c-11.5 0-20 9-20 23.5 0 16.5 8.8 27.5 20 27.5S80 69.5 80 53c0-14.5-8.5-23.5-20-23.5z" fill="${colour}"/>` +
        line('M36 77c9.5 13.5 36 15.5 50 2.5M42.5 31c8-8.5 24-10.5 34-1.5')
      );
    case 'turban':
      return (
        `<path d="M33.5 47C28.5 27.5 42 12 60.5 12S92 27.5 86.5 47c-7.5-6.5-15-9.5-26.5-9.5S41 40.5 33.5 47z" fill="${colour}"/>` +
        line('M36 42.5C44 29 58 22.5 75 21M38 32.5c7.5-9.5 18-15 30-16.5M60 37.5C69 31 78 29 86.5 31.5')
      );
    case 'beanie':
      return (
        `<path d="M36 46C34.5 27 44.5 15 60 15s25.5 12 24 31z" fill="${colour}"/><rect x="33.5" y="39" width="53" height="10.5" rx="5" fill="${colour}"/>` +
        `<rect x="33.5" y="39" width="53" height="10.5" rx="5" fill="#fff" opacity=".2"/>` +
        line('M47 22c-2.5 4.5-3.5 10-3.5 15M60 16v21M73 22c2.5 4.5 3.5 10 3.5 15')
      );
  }
}

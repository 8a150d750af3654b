import { fold, type SkinTone } from './palette.ts';
import type { Clothing } from './traits.ts';

const torso = 'M10 122C11 99 26 90 47.5 86.5c5 7 20 7 25 0C94 90 109 99 110 122z';

const line = (d: string, width = 2): string =>
  `<path d="${d}" fill="none" stroke="${fold.stroke}" stroke-opacity=".22" stroke-width="${width}" stroke-linecap="round"/>`;

export function neck(skin: SkinTone): string {
  return (
    `<path d="M50.5 70h19v18.5c0 7-19 7-19 0z" fill="${skin.shade}"/>` +
    `<path d="M50.5 78c5 4.5 14 4.5 19 0v5c-5 4-14 4-19 0z" fill="#1B1512" opacity=".12"/>`
  );
}

const details: Record<Clothing, (colour: string, skin: SkinTone) => string> = {
  crew: () => line('M46.5 88.5c5.5 8.5 21.5 8.5 27 0'),
  vNeck: (_, skin) =>
    `<path d="M48.8 86.5 60 103l11.2-16.5c-4 6-18.4 6-22.4 0z" fill="${skin.base}"/>` +
    line('M48 87.5 60 104.5l12-17'),
  shirt: () =>
    `<path d="M47 86 60 98.5 45.5 108l-5.5-18.5zM73 86 60 98.5 74.5 108l5.5-18.5z" fill="#fff" opacity=".93"/>` +
    line('M60 99v23', 1.5),
  turtleneck: (colour) =>
    `<path d="M47 80c7 4.5 19 4.5 26 0l1.5 10c-7 5.5-22 5.5-29 0z" fill="${colour}"/>` +
    line('M46 89.5c7 5 21 5 28 0') +
    line('M47.3 84c7 4 18.5 4 25.5 0', 1.3),
  hoodie: (colour) =>
    `<path d="M41 87.5c-3 4.5-3 8.5 0 12 10 8 28 8 38 0 3-3.5 3-7.5 0-12 -4.5 12-33.5 12-38 0z" fill="${colour}"/>` +
    line('M41 99.5c10 8 28 8 38 0M41.5 89c4.5 11 32.5 11 37 0') +
    `<path d="M53.5 103v10M66.5 103v8" stroke="#fff" stroke-opacity=".85" stroke-width="2.2" stroke-linecap="round"/>`,
  stripes: () =>
    `<path d="M17.5 103.5h85M13 113.5h94" stroke="#fff" stroke-opacity=".6" stroke-width="4"/>` +
    line('M46.5 88.5c5.5 8.5 21.5 8.5 27 0'),
  blazer: () =>
    `<path d="M48 86.5 60 122h0l12-35.5c-4.5 6.5-19.5 6.5-24 0z" fill="#F6F3EE"/>` +
    `<path d="M46.5 86.3 60 121 42 106l2.5-4-7-3.5zM73.5 86.3 60 121 78 106l-2.5-4 7-3.5z" fill="#14100E" opacity=".2"/>`,
  cardigan: () =>
    `<path d="M45.5 87c3 12 5.5 22 8.5 35h12c3-13 5.5-23 8.5-35-5 7-24 7-29 0z" fill="#F3EEE4"/>` +
    line('M45.5 87c3 12 5.5 22 8.5 35M74.5 87c-3 12-5.5 22-8.5 35M50 93c6 5 14 5 20 0', 1.7),
  dungarees: () =>
    `<path d="M41 89.5 45 122h30l4-32.5-5.5-1.5-2.7 18H49.2l-2.7-18z" fill="#3C5573"/><g fill="#E3B64C"><circle cx="48" cy="106.5" r="2"/><circle cx="72" cy="106.5" r="2"/></g>`,
};

export function clothes(kind: Clothing, colour: string, skin: SkinTone): string {
  return `<path d="${torso}" fill="${colour}"/>${details[kind](colour, skin)}`;
}

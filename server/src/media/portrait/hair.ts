import { fold } from './palette.ts';
import type { HairStyle } from './traits.ts';

/** What lies behind the head, and what lies over the forehead; both inner SVG on a 120 by 120 canvas. */
export interface HairLayers {
  back: string;
  front: string;
}

const strand = (d: string): string =>
  `<path d="${d}" fill="none" stroke="${fold.stroke}" stroke-opacity="${fold.opacity}" stroke-width="1.6" stroke-linecap="round"/>`;

const shape = (d: string, colour: string): string => `<path d="${d}" fill="${colour}"/>`;

const tufts = (points: readonly (readonly [number, number, number])[], colour: string): string =>
  `<g fill="${colour}">${points.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`).join('')}</g>`;

/** The cap shared by everything that is combed back from the forehead. */
const combedBack =
  'M35.8 55C33 35.5 43 20.5 60 20.5S87 35.5 84.2 55C81.5 43 73.5 35.5 60 35.5S38.5 43 35.8 55z';

const styles: Record<HairStyle, (colour: string) => HairLayers> = {
  bob: (c) => ({
    back: shape(
      'M30.5 53C30 31 42 18.5 60 18.5S90 31 89.5 53L91 73c.4 6-3.5 9.5-9 9.5H38c-5.5 0-9.4-3.5-9-9.5z',
      c,
    ),
    front:
      shape(
        'M36 57C34.5 40 39.5 29.5 49.5 25.5 55 34.5 68 40.5 83 41.5c1.5 4.5 1.8 9.5 1 15.5C90 34 79 20 60 20S30.5 34 36 57z',
        c,
      ) + strand('M51 25.5c6 8.5 17 13.5 29 15'),
  }),
  long: (c) => ({
    back: shape(
      'M31 54C31 31.5 42 18 60 18s29 13.5 29 36c0 19 1.5 32 6 45-13 5.5-57 5.5-70 0C29.5 86 31 73 31 54z',
      c,
    ),
    front:
      shape('M60 25C48.5 29.5 41 38.5 37 61c-5-24 4.5-41 23-41s28 17 23 41C79 38.5 71.5 29.5 60 25z', c) +
      strand('M35 66c-.5 10-1.5 18-3.5 26M85 66c.5 10 1.5 18 3.5 26'),
  }),
  fringe: (c) => ({
    back: shape(
      'M31 52C31 30 42.5 18 60 18s29 12 29 34c0 16 .5 27 3.5 38-9 4-56 4-65 0C30.5 79 31 68 31 52z',
      c,
    ),
    front:
      shape(
        'M36.5 58C32.5 34 42 20 60 20s27.5 14 23.5 38c-.8-5.5-1.7-9.5-3-12.8C67 48.6 53 48.6 39.5 45.2 38.2 48.5 37.3 52.5 36.5 58z',
        c,
      ) + strand('M50 36c-.4 4-.6 7-.4 10.5M60 35.5v12M70 36c.4 4 .6 7 .4 10.5'),
  }),
  waves: (c) => ({
    back: shape(
      'M60 17.5c-19 0-30 12.5-30 29-5.5 5.5-5 13-1 18-5 6-4.5 14.5 1.5 19-.5 7 5.5 12 12.5 11.5h34c7 .5 13-4.5 12.5-11.5 6-4.5 6.5-13 1.5-19 4-5 4.5-12.5-1-18 0-16.5-11-29-30-29z',
      c,
    ),
    front:
      shape(
        'M68 24.5c-4 8-15 15-31 18.5-1 4.5-1.2 9-.5 14.5C30.5 36 40 20 60 20s29.5 16 23.5 37.5C82 44 77 32.5 68 24.5z',
        c,
      ) + strand('M33 66c3 4.5 3 10.5-.5 15M87 66c-3 4.5-3 10.5.5 15'),
  }),
  pixie: (c) => ({
    back: shape('M34 57C31 33 41 18.5 60 18.5S89 33 86 57c-2 5-4 7-5.5 8h-41C38 64 36 62 34 57z', c),
    front:
      shape(
        'M36 59c-2-8-1.5-16 1.5-22C47 41.5 64 39 72.5 29c6 4 10.5 12 11.5 30 5.5-23-4-39.5-24-39.5S30.5 36 36 59z',
        c,
      ) + strand('M44 36.5c9 .5 18-2.5 24-8.5'),
  }),
  bun: (c) => ({
    back:
      `<circle cx="60" cy="15.5" r="11" fill="${c}"/>` +
      strand('M52.5 13c3-4.5 10-6 15-1.5M54 19.5c3.5-3 9-3 12 0'),
    front: shape(combedBack, c) + strand('M46 28.5c8-5 20-5 28 0'),
  }),
  ponytail: (c) => ({
    back:
      shape('M80 30c14 1.5 20 13 18.5 27-1.2 11.5.5 20 5 26.5-13.5 2-22-6.5-21.5-21z', c) +
      strand('M88 40c5 9 4.5 22 7 34'),
    front:
      shape(
        'M36 57C32 34 42 20 60 20s28 14 24 37c-2.5-12-7-19.5-15-24C63 40 50 44.5 38.5 46 37.3 49.5 36.5 53 36 57z',
        c,
      ) + strand('M42 42.5c10-2 19-6.5 24-12'),
  }),
  braid: (c) => ({
    back:
      shape('M32 55C31 31.5 42 18 60 18s29 13.5 28 37c-.3 8-2 14-6.5 17.5h-43C34 69 32.3 63 32 55z', c) +
      `<g fill="${c}"><ellipse cx="88" cy="72" rx="6.5" ry="7"/><ellipse cx="90" cy="82.5" rx="6.2" ry="7"/><ellipse cx="90" cy="93" rx="5.6" ry="6.5"/><path d="M85.5 97h9l-2 11h-5z"/></g>` +
      strand('M83 74c3 3 8 3 11-.5M85 84.5c3 3 7.5 3 10.5-.5'),
    front: shape(
      'M62 24.5c-8 3.5-19 12-25.5 34C31.5 35 41 20 60 20s28.5 15 23.5 38.5C79.5 42.5 72 31.5 62 24.5z',
      c,
    ),
  }),
  curls: (c) => ({
    back: tufts(
      [
        [36, 37, 12],
        [47, 25.5, 12],
        [60, 21, 12.5],
        [60, 36, 20],
        [73, 25.5, 12],
        [84, 37, 12],
        [89, 51, 11.5],
        [31, 51, 11.5],
        [31, 66, 11],
        [89, 66, 11],
        [36, 79, 9.5],
        [84, 79, 9.5],
      ],
      c,
    ),
    front: tufts(
      [
        [41, 38.5, 7.5],
        [50, 32, 7.5],
        [60, 29.5, 7.5],
        [70, 32, 7.5],
        [79, 38.5, 7.5],
      ],
      c,
    ),
  }),
  curlyCrop: (c) => ({
    back: tufts(
      [
        [39, 45, 6.5],
        [81, 45, 6.5],
      ],
      c,
    ),
    front: tufts(
      [
        [38.5, 37.5, 7.5],
        [44, 28.5, 8],
        [53, 23, 8],
        [62.5, 21.5, 8],
        [71.5, 24.5, 8],
        [78.5, 31, 7.5],
        [82, 39.5, 6.5],
        [51, 32.5, 6.5],
        [61, 31, 6.5],
        [70, 33.5, 6.5],
      ],
      c,
    ),
  }),
  afro: (c) => ({
    back: `<ellipse cx="60" cy="45" rx="39" ry="36.5" fill="${c}"/>`,
    front: shape(
      'M36.5 56C35 43 39 33.5 46.5 30.5c8-3.5 19-3.5 27 0C81 33.5 85 43 83.5 56 89 37 80 20 60 20S31 37 36.5 56z',
      c,
    ),
  }),
  locs: (c) => ({
    back:
      `<g fill="none" stroke="${c}" stroke-width="6.4" stroke-linecap="round"><path d="M40 34C29 46 27 62 28.5 78M38 44c-5 12-5 28-2.5 45M80 34c11 12 13 28 11.5 44M82 44c5 12 5 28 2.5 45M45 70v20M75 70v20"/></g>` +
      shape('M34 56C32 32 43 18 60 18s28 14 26 38z', c),
    front:
      shape('M60 28c-10 1-18 9.5-22.5 29C32 36 41 19.5 60 19.500S88 36 82.5 57C78 37.5 70 29 60 28z', c) +
      strand(
        'M46 25c-4.5 4.5-7 9.5-8.5 16M55 20.500c-2 3-3 5.5-3.5 9M65 20.500c2 3 3 5.5 3.5 9M74 25c4.5 4.5 7 9.5 8.5 16',
      ) +
      `<g fill="none" stroke="#E3B64C" stroke-width="2.4" stroke-linecap="round"><path d="M33 66l4.5-.6M87 74l-4.5-.6"/></g>`,
  }),
  sidePart: (c) => ({
    back: '',
    front:
      shape(
        'M36 54c-4.5-16 1-34 21-35 13.5-.7 23 3.5 26.5 12.5 2 5.5 2 14 .5 22.5-1-7-3.5-13-7.5-16.5C65 39 52.5 37 45.5 32.5 41 37.5 38 45 36 54z',
        c,
      ) + strand('M47 31.5c7 4 18 6 28 5'),
  }),
  crop: (c) => ({
    back: '',
    front: shape(
      'M35.8 54C33 33.5 43.5 20.5 60 20.5S87 33.5 84.2 54c-1.7-8-3.7-12.8-7.4-16.5C67 40.8 53.5 40 44.8 35.8 40 39.5 37.6 46 35.8 54z',
      c,
    ),
  }),
  buzz: (c) => ({
    back: '',
    front: `<path d="M36.2 51C35 33 44.5 22.5 60 22.5S85 33 83.8 51c-2-9-4.8-13.5-9.3-15.5-9-3-20-3-29 0C41 37.5 38.2 42 36.2 51z" fill="${c}" opacity=".86"/>`,
  }),
  quiff: (c) => ({
    back: '',
    front:
      shape(
        'M37 53c-4-9-3.5-18.5.5-24 1-9 11-13.5 22-12.5 9-3.5 21-.5 23.5 8.5 4.5 7 4 18 .5 28-1.5-8-4-13.5-8-17-8 1-23 .8-31-1.5C40.5 39 38.5 45 37 53z',
        c,
      ) + strand('M44 33c2-6.5 8-10.5 16-10.5M61 34c3-5 8.5-8 15-7.5'),
  }),
  receding: (c) => ({
    back: shape(
      'M34.5 62c-3.5-10-3-21 1.5-27 2 2 3.2 4.5 3.4 8.5L38 62zM85.5 62c3.5-10 3-21-1.5-27-2 2-3.2 4.5-3.4 8.5L82 62z',
      c,
    ),
    front: `<path d="M46 25.5c8-5.5 20-5.5 28 0-8-1.5-20-1.5-28 0z" fill="${c}" opacity=".8"/>`,
  }),
  bald: () => ({
    back: '',
    front:
      '<ellipse cx="49.5" cy="32" rx="7" ry="3.4" fill="#fff" opacity=".28" transform="rotate(-27 49.5 32)"/>',
  }),
};

export const hairStyles = Object.keys(styles) as HairStyle[];

export function hairLayers(style: HairStyle, colour: string): HairLayers {
  return styles[style](colour);
}

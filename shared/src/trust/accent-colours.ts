/** The accent of a public page in one theme: as a link on the page, and as a button with words on it. */
export interface Accent {
  accent: string;
  /** Under the pointer. */
  hover: string;
  /** Words on the accent. */
  onAccent: string;
}

export interface AccentColours {
  light: Accent;
  dark: Accent;
  /** What the colour itself reaches before it is made darker or lighter, rounded down to tenths. */
  contrastOnWhite: number;
  contrastOnDark: number;
}

/** WCAG 2.2, 1.4.3: text on its ground. */
export const LEAST_CONTRAST = 4.5;

/** The grounds of the public pages on which links stand; the darker one of the light theme, the lighter one of the dark. */
const GROUND = { light: '#f2f3f3', dark: '#171b1e' } as const;
const INK = { light: '#ffffff', dark: '#05262e' } as const;
const STEP = 0.02;
const HOVER_STEPS = 5;

/** `#rrggbb`, in lower case. */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/**
 * How a brand's colour appears on the public pages: as it is wherever it can be read, else mixed with black or white
 * just far enough. Any colour is good, so nobody has to know what contrast is.
 *
 * @param colour `#rrggbb` in lower case
 * @throws RangeError for anything else
 */
export function accentColours(colour: string): AccentColours {
  if (!isColour(colour)) throw new RangeError(`${colour} is not a colour such as #0e5a6b.`);
  return {
    light: readableAccent(colour, 'light'),
    dark: readableAccent(colour, 'dark'),
    contrastOnWhite: tenths(contrast(colour, '#ffffff')),
    contrastOnDark: tenths(contrast(colour, GROUND.dark)),
  };
}

/** Relation of the luminances of two colours as WCAG defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function readableAccent(colour: string, theme: 'light' | 'dark'): Accent {
  const towards = theme === 'light' ? '#000000' : '#ffffff';
  const isReadable = (candidate: string) =>
    contrast(candidate, GROUND[theme]) >= LEAST_CONTRAST && contrast(candidate, INK[theme]) >= LEAST_CONTRAST;
  let share = 0;
  while (!isReadable(mix(colour, towards, share)) && share < 1) share += STEP;
  return {
    accent: mix(colour, towards, share),
    hover: mix(colour, towards, Math.min(1, share + HOVER_STEPS * STEP)),
    onAccent: INK[theme],
  };
}

/** `share` of `other` in `one`, channel by channel, which keeps the hue. */
function mix(one: string, other: string, share: number): string {
  const others = channels(other);
  const mixed = channels(one).map(
    (value, index) => value + ((others[index] ?? 0) - value) * Math.min(1, share),
  );
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

const tenths = (value: number): number => Math.floor(value * 10) / 10;

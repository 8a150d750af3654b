/** Colours of the illustrated portraits: flat, warm, and apart from each other at 18 pixels. */

export interface SkinTone {
  base: string;
  /** Neck, ears and nose. */
  shade: string;
  lips: string;
  cheek: string;
}

export const skinTones = {
  porcelain: { base: '#FBE3D6', shade: '#EBC3AE', lips: '#B4544C', cheek: '#EE8F7E' },
  fair: { base: '#F7D5BF', shade: '#E4B496', lips: '#A9473F', cheek: '#EA8068' },
  light: { base: '#EFC3A0', shade: '#D7A17B', lips: '#A1463C', cheek: '#E0785A' },
  olive: { base: '#E0B088', shade: '#C48F66', lips: '#94413A', cheek: '#D2714F' },
  tan: { base: '#CF9768', shade: '#AE774B', lips: '#8A3A33', cheek: '#C56543' },
  brown: { base: '#A96F47', shade: '#875433', lips: '#7B302B', cheek: '#B4583A' },
  deep: { base: '#85532F', shade: '#663D21', lips: '#6C2823', cheek: '#A04B30' },
  ebony: { base: '#5B3722', shade: '#432616', lips: '#8A413A', cheek: '#8C4430' },
} as const satisfies Record<string, SkinTone>;

export type Skin = keyof typeof skinTones;

export const hairColours = {
  black: '#23201F',
  espresso: '#3B2A24',
  brown: '#5C3A28',
  chestnut: '#7C4A2D',
  auburn: '#9A4527',
  ginger: '#BD6230',
  honey: '#BB8A4A',
  blond: '#D3A85F',
  platinum: '#E6D3A6',
  grey: '#9CA3A8',
  silver: '#CDD1D2',
  white: '#E9E8E4',
} as const;

export type HairColour = keyof typeof hairColours;

/** A little darker, for strands and folds drawn on top of a flat colour. */
export const fold = { stroke: '#1B1512', opacity: 0.16 } as const;

export const ink = '#2A2322';

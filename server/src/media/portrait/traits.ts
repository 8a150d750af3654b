import type { HairColour, Skin } from './palette.ts';

export type HairStyle =
  | 'bob'
  | 'long'
  | 'fringe'
  | 'waves'
  | 'pixie'
  | 'bun'
  | 'ponytail'
  | 'braid'
  | 'curls'
  | 'curlyCrop'
  | 'afro'
  | 'locs'
  | 'sidePart'
  | 'crop'
  | 'buzz'
  | 'quiff'
  | 'receding'
  | 'bald';

export type FaceShape = 'oval' | 'round' | 'square' | 'long';
export type Eyes = 'open' | 'smiling' | 'calm';
export type Mouth = 'smile' | 'grin' | 'calm' | 'lopsided';
export type Glasses = 'round' | 'square' | 'half';
export type Beard = 'full' | 'short' | 'stubble' | 'moustache' | 'goatee';
export type Headwear = 'hijab' | 'turban' | 'beanie';
export type Clothing =
  | 'crew'
  | 'vNeck'
  | 'shirt'
  | 'turtleneck'
  | 'hoodie'
  | 'stripes'
  | 'blazer'
  | 'cardigan'
  | 'dungarees';

/** Everything that makes one illustrated face differ from another; each is chosen, nothing is random. */
export interface PortraitTraits {
  skin: Skin;
  face?: FaceShape;
  hair: HairStyle;
  hairColour: HairColour;
  eyes?: Eyes;
  mouth?: Mouth;
  glasses?: Glasses;
  glassesColour?: string;
  beard?: Beard;
  headwear?: Headwear;
  headwearColour?: string;
  clothing: Clothing;
  /** Hex colours: clothes, and the soft ground behind. */
  clothingColour: string;
  background: string;
  hasFreckles?: boolean;
  hasAgeLines?: boolean;
  hasEarrings?: boolean;
}

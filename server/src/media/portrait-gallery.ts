import type { PortraitTraits } from './portrait/traits.ts';

/** Faces of the invented care team, by a short name. Stand-ins for photos, in the demo only. */
export const agentPortraits = {
  jana: { skin: 'fair', hair: 'bob', hairColour: 'auburn', mouth: 'grin', hasFreckles: true, clothing: 'vNeck', clothingColour: '#2F6B74', background: '#F3DCC8' },
  mehmet: { skin: 'olive', face: 'square', hair: 'crop', hairColour: 'black', beard: 'full', clothing: 'shirt', clothingColour: '#3B4A6B', background: '#CFE0DD' },
  sabine: { skin: 'porcelain', face: 'round', hair: 'pixie', hairColour: 'silver', glasses: 'round', glassesColour: '#7A3344', hasAgeLines: true, hasEarrings: true, clothing: 'turtleneck', clothingColour: '#40566E', background: '#E6D8E6' },
  lena: { skin: 'fair', hair: 'long', hairColour: 'blond', eyes: 'smiling', clothing: 'crew', clothingColour: '#7E4A68', background: '#D9DDF0' },
  oleksandr: { skin: 'fair', face: 'long', hair: 'quiff', hairColour: 'honey', clothing: 'hoodie', clothingColour: '#4C6A4F', background: '#E7E3CF' },
  amina: { skin: 'deep', hair: 'crop', hairColour: 'black', mouth: 'grin', headwear: 'hijab', headwearColour: '#3E7C88', clothing: 'crew', clothingColour: '#2C5962', background: '#F2D9CF' },
  thomas: { skin: 'light', face: 'square', hair: 'receding', hairColour: 'grey', glasses: 'square', hasAgeLines: true, clothing: 'shirt', clothingColour: '#54616B', background: '#D5DFE6' },
  priya: { skin: 'brown', hair: 'braid', hairColour: 'black', eyes: 'calm', hasEarrings: true, clothing: 'cardigan', clothingColour: '#A2473F', background: '#F1E2BE' },
  kofi: { skin: 'ebony', face: 'round', hair: 'buzz', hairColour: 'black', mouth: 'grin', clothing: 'stripes', clothingColour: '#C98A2B', background: '#DDE7D3' },
  david: { skin: 'fair', hair: 'curlyCrop', hairColour: 'chestnut', beard: 'stubble', mouth: 'grin', clothing: 'crew', clothingColour: '#6C7A3C', background: '#CFE1EE' },
  zofia: { skin: 'fair', face: 'round', hair: 'bun', hairColour: 'brown', glasses: 'round', clothing: 'stripes', clothingColour: '#37708A', background: '#EAD9CC' },
  linh: { skin: 'light', face: 'round', hair: 'fringe', hairColour: 'black', eyes: 'smiling', clothing: 'crew', clothingColour: '#B3566A', background: '#D7EAE0' },
  harpreet: { skin: 'tan', face: 'long', hair: 'crop', hairColour: 'black', beard: 'full', headwear: 'turban', headwearColour: '#C4672F', clothing: 'blazer', clothingColour: '#2F4858', background: '#D9E0F0' },
  marta: { skin: 'olive', hair: 'curls', hairColour: 'espresso', mouth: 'grin', hasEarrings: true, clothing: 'vNeck', clothingColour: '#3D7A5E', background: '#F0DDE0' },
  jonas: { skin: 'porcelain', hair: 'sidePart', hairColour: 'blond', glasses: 'round', mouth: 'lopsided', clothing: 'hoodie', clothingColour: '#8C4A33', background: '#D8E5DA' },
  ruth: { skin: 'deep', hair: 'afro', hairColour: 'black', eyes: 'calm', hasEarrings: true, clothing: 'vNeck', clothingColour: '#B5852B', background: '#E9E1F2' },
  emre: { skin: 'olive', face: 'round', hair: 'bald', hairColour: 'espresso', beard: 'short', glasses: 'square', clothing: 'crew', clothingColour: '#3F5F88', background: '#E3E6D2' },
  carla: { skin: 'light', hair: 'ponytail', hairColour: 'chestnut', mouth: 'grin', clothing: 'turtleneck', clothingColour: '#8F4E6C', background: '#D3E3EA' },
  nils: { skin: 'porcelain', face: 'square', hair: 'sidePart', hairColour: 'ginger', beard: 'full', hasFreckles: true, clothing: 'cardigan', clothingColour: '#3F6B58', background: '#E8E0D2' },
  yara: { skin: 'tan', hair: 'waves', hairColour: 'espresso', eyes: 'smiling', hasEarrings: true, clothing: 'blazer', clothingColour: '#7B5A8C', background: '#F2E4D4' },
  tobias: { skin: 'light', face: 'long', hair: 'crop', hairColour: 'brown', beard: 'goatee', mouth: 'lopsided', clothing: 'dungarees', clothingColour: '#C9B48C', background: '#DCE6E9' },
  ingrid: { skin: 'porcelain', face: 'oval', hair: 'bob', hairColour: 'white', glasses: 'half', glassesColour: '#3C4A57', hasAgeLines: true, clothing: 'cardigan', clothingColour: '#86566B', background: '#E2E8D9' },
  malik: { skin: 'brown', face: 'long', hair: 'locs', hairColour: 'black', beard: 'moustache', clothing: 'crew', clothingColour: '#4E6E9A', background: '#EFDFD2' },
  wanda: { skin: 'porcelain', hair: 'fringe', hairColour: 'ginger', glasses: 'square', glassesColour: '#4A3A5E', hasFreckles: true, clothing: 'dungarees', clothingColour: '#E0C7B4', background: '#D6E4E4' },
} as const satisfies Record<string, PortraitTraits>;

/** Faces of invented customers; others have objects (`objectSvg`) or initials. */
export const customerPortraits = {
  svenja: { skin: 'light', hair: 'waves', hairColour: 'brown', clothing: 'vNeck', clothingColour: '#D98F3E', background: '#C9D8C9' },
  hannelore: { skin: 'fair', face: 'round', hair: 'curlyCrop', hairColour: 'silver', glasses: 'round', glassesColour: '#8E6A7D', hasAgeLines: true, clothing: 'crew', clothingColour: '#8C5B7A', background: '#E5D2C6' },
  derya: { skin: 'olive', hair: 'long', hairColour: 'black', mouth: 'calm', clothing: 'crew', clothingColour: '#A14B4B', background: '#E8CFC9' },
  miguel: { skin: 'brown', face: 'square', hair: 'curlyCrop', hairColour: 'black', clothing: 'crew', clothingColour: '#7A8F45', background: '#CFDDE3' },
  ines: { skin: 'light', hair: 'ponytail', hairColour: 'black', eyes: 'calm', clothing: 'stripes', clothingColour: '#C0566A', background: '#D9D3E6' },
  oliver: { skin: 'light', face: 'square', hair: 'bald', hairColour: 'grey', beard: 'stubble', hasAgeLines: true, clothing: 'shirt', clothingColour: '#384B5E', background: '#D2D8D3' },
  gudrun: { skin: 'porcelain', hair: 'pixie', hairColour: 'white', mouth: 'calm', hasAgeLines: true, clothing: 'cardigan', clothingColour: '#5D7468', background: '#E4DDE9' },
  finn: { skin: 'fair', hair: 'buzz', hairColour: 'ginger', mouth: 'grin', hasFreckles: true, headwear: 'beanie', headwearColour: '#4F6D8F', clothing: 'hoodie', clothingColour: '#B0703C', background: '#D5E2D6' },
  leyla: { skin: 'olive', hair: 'crop', hairColour: 'espresso', headwear: 'hijab', headwearColour: '#9A6A86', clothing: 'crew', clothingColour: '#6D4A66', background: '#E9E2CE' },
  samuel: { skin: 'ebony', face: 'long', hair: 'crop', hairColour: 'black', glasses: 'square', clothing: 'blazer', clothingColour: '#37506A', background: '#EAD8C3' },
  mai: { skin: 'light', hair: 'bob', hairColour: 'black', mouth: 'lopsided', clothing: 'turtleneck', clothingColour: '#4B7D78', background: '#F0D9D6' },
  pavel: { skin: 'fair', face: 'square', hair: 'sidePart', hairColour: 'brown', beard: 'moustache', clothing: 'crew', clothingColour: '#6A5A8C', background: '#DDE3CF' },
} as const satisfies Record<string, PortraitTraits>;

import type { StoryPicture } from './story.ts';

const width = 960;
const height = 640;
/** Pixels of a story's picture. */
export const storyPictureSize = { width, height };

/** Photos that invented customers took: drawn scenes, as SVG documents of 960 × 640. */
export function storyPictureSvg(object: StoryPicture['object']): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `${scenes[object]}</svg>`
  );
}

const wall = (colour: string) => `<rect width="${width}" height="${height}" fill="${colour}"/>`;
const shelf = `<rect y="500" width="${width}" height="140" fill="#B98A5E"/><rect y="500" width="${width}" height="14" fill="#CFA376"/><path d="M0 560c160-14 320 14 480 0s320-14 480 0" stroke="#A67B52" stroke-width="5" fill="none"/>`;
const plant =
  '<path d="M120 500h110l-14-120h-82z" fill="#8C9AA1"/><path d="M175 385c-60-70-90-150-62-210 44 40 66 120 66 205zM182 385c6-110 40-190 96-230 10 90-26 180-92 232zM170 390c-50-30-108-44-150-24 30 40 96 50 150 30z" fill="#4F7B5C"/>';

const scenes: Record<StoryPicture['object'], string> = {
  router:
    wall('#E4E0D6') +
    shelf +
    plant +
    '<rect x="330" y="290" width="420" height="180" rx="34" fill="#FAFAF8"/><path d="M330 420h420v16a34 34 0 0 1-34 34H364a34 34 0 0 1-34-34z" fill="#E6E6E1"/>' +
    '<rect x="380" y="466" width="60" height="36" fill="#D8D8D2"/><rect x="640" y="466" width="60" height="36" fill="#D8D8D2"/><path d="M400 290V150M680 290V150" stroke="#F1F1EC" stroke-width="18" stroke-linecap="round"/>' +
    '<circle cx="430" cy="370" r="9" fill="#5FA777"/><circle cx="490" cy="370" r="9" fill="#5FA777"/><circle cx="550" cy="370" r="34" fill="#E0463C" opacity=".22"/><circle cx="550" cy="370" r="15" fill="#D6342A"/><circle cx="610" cy="370" r="9" fill="#C9C9C2"/>' +
    '<path d="M750 440c70 0 90 60 210 50" stroke="#D9B44A" stroke-width="12" fill="none"/>',
  screen:
    wall('#D9DFE0') +
    '<rect y="540" width="960" height="100" fill="#8D6B4C"/><rect x="150" y="90" width="660" height="390" rx="16" fill="#1D2225"/><rect x="172" y="112" width="616" height="346" rx="6" fill="#10171A"/>' +
    '<path d="M420 480h120l16 62H404z" fill="#2B3236"/><path d="M480 190 570 345H390z" fill="none" stroke="#E0A43A" stroke-width="14" stroke-linejoin="round"/><path d="M480 245v48M480 318v6" stroke="#E0A43A" stroke-width="14" stroke-linecap="round"/>' +
    '<text x="480" y="408" text-anchor="middle" font-family="Inter, sans-serif" font-weight="600" font-size="40" fill="#E8ECEE">Fehler 34</text>',
  box:
    wall('#E9E4EA') +
    '<ellipse cx="480" cy="560" rx="360" ry="36" fill="#D3CCD6"/><path d="M250 330h460v220a20 20 0 0 1-20 20H270a20 20 0 0 1-20-20z" fill="#C79A68"/><path d="M250 330 160 250l210-40 110 120zM710 330l90-80-210-40-110 120z" fill="#D9B081"/><path d="M250 330h460v34H250z" fill="#A97E50"/>' +
    '<rect x="350" y="236" width="260" height="110" rx="24" fill="#FAFAF8"/><circle cx="420" cy="292" r="8" fill="#5FA777"/><circle cx="456" cy="292" r="8" fill="#C9C9C2"/><circle cx="492" cy="292" r="8" fill="#C9C9C2"/><path d="M400 236v-70M560 236v-70" stroke="#F1F1EC" stroke-width="14" stroke-linecap="round"/>',
};

import '../platform/fonts.ts';
import sharp from 'sharp';
import { escapeHtml } from '../platform/http/html.ts';
import { Turns } from '../platform/turns.ts';

export interface FaceCard {
  /** Any picture format; drawn round. */
  face: Buffer;
  name: string;
  mark: string;
  line: string;
  seal: string;
}

const width = 1200;
const height = 630;
const faceSize = 320;

/** Anybody may ask for a card; drawing must leave the other threads of the process to everything else. */
const turns = new Turns(2);

/** The OpenGraph picture of a checked reply: 1200 × 630 PNG with face, name and mark, so that networks unfurl a person. */
export function drawFaceCard(card: FaceCard): Promise<Buffer> {
  return turns.take(() => draw(card));
}

async function draw(card: FaceCard): Promise<Buffer> {
  const round = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${faceSize}" height="${faceSize}"><circle cx="${faceSize / 2}" cy="${faceSize / 2}" r="${faceSize / 2}"/></svg>`,
  );
  const face = await sharp(card.face)
    .resize(faceSize, faceSize, { fit: 'cover' })
    .ensureAlpha()
    .composite([{ input: round, blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(Buffer.from(background(card)))
    .composite([{ input: face, left: 96, top: (height - faceSize) / 2 }])
    .png()
    .toBuffer();
}

function background(card: FaceCard): string {
  const nameSize = card.name.length > 14 ? 64 : 84;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter, sans-serif">
  <rect width="${width}" height="${height}" fill="#F2F3F3"/>
  <rect x="24" y="24" width="${width - 48}" height="${height - 48}" rx="32" fill="#FFFFFF" stroke="#E0E4E6" stroke-width="2"/>
  <text x="472" y="290" font-size="${nameSize}" font-weight="700" fill="#191E22" letter-spacing="-2">${svgText(card.name, 22)}<tspan fill="#5F6971" font-weight="400" dx="20">${svgText(card.mark, 8)}</tspan></text>
  <text x="474" y="356" font-size="36" fill="#454E55">${svgText(card.line, 36)}</text>
  <circle cx="494" cy="442" r="22" fill="#2E8B5B"/>
  <path d="m484 443 7 7 14-16" fill="none" stroke="#FFFFFF" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
  <text x="532" y="453" font-size="32" font-weight="600" fill="#1B6A43">${svgText(card.seal, 36)}</text>
</svg>`;
}

/** Shortened to what fits, and without characters that XML refuses. */
function svgText(text: string, longest: number): string {
  // oxlint-disable-next-line no-control-regex -- XML 1.0 allows none of these, not even escaped
  const printable = [...text.replace(/[\u0000-\u001f\ufffe\uffff]/gu, ' ')];
  const shown =
    printable.length > longest ? `${printable.slice(0, longest - 1).join('')}…` : printable.join('');
  return escapeHtml(shown);
}

/** Pictures of things that customers choose in place of a face: full-bleed squares, flat as the portraits. */
export type ObjectPicture = 'bike' | 'mountain' | 'cat' | 'dog' | 'boat' | 'plant' | 'guitar' | 'cup';

const stroke = (colour: string, width: number, d: string): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const ground = (colour: string): string => `<rect width="120" height="120" fill="${colour}"/>`;

const pictures: Record<ObjectPicture, string> = {
  bike:
    ground('#E7DCC9') +
    `<g fill="none" stroke="#3A4A52" stroke-width="5.5"><circle cx="35" cy="76" r="18"/><circle cx="85" cy="76" r="18"/></g>` +
    stroke('#B5523B', 5.5, 'M35 76 49 46h25L60 76H35m25 0L46.5 46M74 46l11 30M74 46l-2-8h9M42 40h11'),
  mountain:
    ground('#BFD8E4') +
    `<circle cx="88" cy="34" r="13" fill="#F5E3A8"/><path d="M-2 92 40 40l22 28 14-14 46 42v26H-2z" fill="#6F8F79"/>` +
    `<path d="M40 40 29 53.5l7 4 5-5 6 6 5-3z" fill="#F3F6F4"/><path d="M-2 104c30-20 70-18 124-2v22H-2z" fill="#4B6B57"/>`,
  cat:
    ground('#DAD3C6') +
    `<path d="M32 100c-8-32 1-52 3-68l17 13h16l17-13c2 16 11 36 3 68z" fill="#4B4745"/>` +
    `<g fill="#E8C75B"><ellipse cx="48" cy="66" rx="6" ry="6.5"/><ellipse cx="72" cy="66" rx="6" ry="6.5"/></g>` +
    `<g fill="#1E1B1A"><ellipse cx="48" cy="66" rx="1.9" ry="5.2"/><ellipse cx="72" cy="66" rx="1.9" ry="5.2"/></g>` +
    `<path d="M56.5 77h7L60 81.5z" fill="#DB9191"/>` +
    stroke('#E9E3DA', 1.4, 'M40 79l-14-3M40 83l-13 3M80 79l14-3M80 83l13 3'),
  dog:
    ground('#D3E0DA') +
    `<path d="M34 104c-4-40 4-66 26-66s30 26 26 66z" fill="#C88F56"/><path d="M36 46c-14 2-17 22-9 38 9-3 14-20 15-30zM84 46c14 2 17 22 9 38-9-3-14-20-15-30z" fill="#8A5A33"/>` +
    `<path d="M60 58c-10 0-15 12-15 24s7 20 15 20 15-8 15-20-5-24-15-24z" fill="#F3E3CC"/><g fill="#2A2322"><circle cx="49" cy="61" r="3.5"/><circle cx="71" cy="61" r="3.5"/><path d="M52.5 75h15c0 5-4 7.5-7.5 7.5S52.5 80 52.5 75z"/></g>` +
    `<path d="M56 92h8v5c0 6-8 6-8 0z" fill="#D9777A"/>` +
    stroke('#2A2322', 2, 'M60 82v8m-7 2c3 2 11 2 14 0'),
  boat:
    ground('#C6DEE9') +
    `<path d="M-2 84h124v38H-2z" fill="#4F86A0"/><path d="M58 24v48H28z" fill="#F6F1E6"/><path d="M63 34v38h25z" fill="#D9694A"/><path d="M24 77h74c-4 12-11 18-22 18H46c-11 0-18-6-22-18z" fill="#7A4B32"/>` +
    stroke('#E4F0F4', 3, 'M14 104q8-6 16 0t16 0 16 0 16 0 16 0 16 0'),
  plant:
    ground('#EFE2D0') +
    `<path d="M60 78C40 76 30 60 32 42c18 2 28 16 28 36zM60 74c2-24 14-38 34-40 2 22-12 38-34 40z" fill="#5E8F63"/><path d="M60 82C56 60 52 44 60 26c9 18 5 36 0 56z" fill="#78A873"/>` +
    `<path d="M42 78h36l-4.5 26h-27z" fill="#C46F4B"/><rect x="39" y="74" width="42" height="9" rx="3" fill="#D58560"/>`,
  guitar:
    ground('#E3D5DD') +
    `<g transform="rotate(38 60 66)"><rect x="56" y="2" width="8" height="62" rx="3" fill="#5C3D2B"/><path d="M60 52c-11 0-17 6-16 14 .5 5-6 8-6 17 0 12 10 20 22 20s22-8 22-20c0-9-6.5-12-6-17 1-8-5-14-16-14z" fill="#D08B45"/><circle cx="60" cy="74" r="8" fill="#3F2A1F"/><rect x="51" y="90" width="18" height="4" rx="2" fill="#3F2A1F"/></g>`,
  cup:
    ground('#D6E3DC') +
    stroke('#B55A48', 6, 'M80 60c14-3 18 20-2 22') +
    `<path d="M30 52h54c1 30-6 46-27 46S29 82 30 52z" fill="#CF6D58"/><ellipse cx="57" cy="52" rx="27" ry="6" fill="#4A2F24"/>` +
    stroke('#fff', 3.2, 'M46 38c-4-6 4-8 0-15M60 38c-4-6 4-8 0-15'),
};

export const objectPictures = Object.keys(pictures) as ObjectPicture[];

/** @returns an SVG document, 512 pixels square */
export function objectSvg(picture: ObjectPicture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="512" height="512">${pictures[picture]}</svg>`;
}

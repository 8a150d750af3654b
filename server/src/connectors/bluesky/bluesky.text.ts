import type { Facet } from './bluesky.types.ts';

/** What clients put in place of the rest of an address. */
const SHORTENED = /(?:…|\.\.\.)$/;

/**
 * The text of a post with the addresses that stand behind its links: clients show `example.org/some/lo…` and keep the
 * address apart, in a facet over UTF-8 bytes. A link under other words is added to them, so that it hides nothing.
 * Facets come from anybody: those that do not fit the text are passed over.
 */
export function textWithLinks(text: string, facets: unknown): string {
  const bytes = Buffer.from(text, 'utf8');
  const links = linksIn(facets)
    .filter(({ start, end }) => isWithin(bytes, start, end))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end, uri } of links) {
    if (start < at) continue;
    result += bytes.toString('utf8', at, start) + spelledOut(bytes.toString('utf8', start, end), uri);
    at = end;
  }
  return result + bytes.toString('utf8', at);
}

/** Identifiers of the accounts that a post mentions. */
export function mentionsIn(facets: unknown): string[] {
  return featuresIn(facets).flatMap(({ feature }) =>
    feature.$type === 'app.bsky.richtext.facet#mention' && typeof feature['did'] === 'string'
      ? [feature['did']]
      : [],
  );
}

function spelledOut(shown: string, uri: string): string {
  if (withoutScheme(shown) === withoutScheme(uri)) return shown;
  const isPart = withoutScheme(uri).startsWith(withoutScheme(shown.replace(SHORTENED, '')));
  return isPart && looksLikeAddress(shown) ? uri : `${shown} (${uri})`;
}

function looksLikeAddress(shown: string): boolean {
  return /^\S+\.\S+$/.test(shown);
}

function withoutScheme(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

function linksIn(facets: unknown): { start: number; end: number; uri: string }[] {
  return featuresIn(facets).flatMap(({ index, feature }) => {
    const { $type, uri } = feature;
    const isLink = $type === 'app.bsky.richtext.facet#link' && typeof uri === 'string' && isWebAddress(uri);
    return isLink ? [{ start: index.byteStart, end: index.byteEnd, uri }] : [];
  });
}

function featuresIn(facets: unknown): { index: Facet['index']; feature: Facet['features'][number] }[] {
  if (!Array.isArray(facets)) return [];
  return (facets as (Partial<Facet> | null)[]).flatMap((facet) => {
    const { index, features } = facet ?? {};
    if (!Number.isInteger(index?.byteStart) || !Number.isInteger(index?.byteEnd)) return [];
    if (index === undefined || !Array.isArray(features)) return [];
    return features.flatMap((feature) =>
      typeof feature === 'object' && feature !== null ? [{ index, feature }] : [],
    );
  });
}

function isWithin(bytes: Buffer, start: number, end: number): boolean {
  return (
    start >= 0 && start < end && end <= bytes.length && isBoundary(bytes, start) && isBoundary(bytes, end)
  );
}

/** Not inside of a character: bytes that go on with one are 10xxxxxx. */
function isBoundary(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  return byte === undefined || (byte & 0xc0) !== 0x80;
}

function isWebAddress(uri: string): boolean {
  return /^https?:\/\/\S+$/i.test(uri) && URL.canParse(uri);
}

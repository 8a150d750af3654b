import { LinkifyIt } from 'linkify-it';

export type LinkSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** Only what names its protocol, and only the web's: no mail addresses, no bare domains, no passwords in addresses. */
const linkifier = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false, urlAuth: false })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null);

/**
 * A text of strangers in pieces for display: plain text, mentions and hashtags among it, and links to the web. The
 * pieces' texts together are the text. `href` is an absolute http or https address, escaped.
 */
export function linkSegments(text: string): LinkSegment[] {
  const segments: LinkSegment[] = [];
  let from = 0;
  for (const match of linkifier.match(text) ?? []) {
    const href = webAddress(match.url);
    if (href === null) continue;
    if (match.index > from) segments.push({ kind: 'text', text: text.slice(from, match.index) });
    segments.push({ kind: 'link', text: text.slice(match.index, match.lastIndex), href });
    from = match.lastIndex;
  }
  if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) });
  return segments;
}

function webAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isPlainWeb =
    (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
  return isPlainWeb ? url.href : null;
}

import { graphemeCount } from './graphemes.ts';

const USUAL_RESERVED_PER_URL = 23;

/** A link with its protocol; what it ends with is looked at afterwards. Letters and signs before it spoil it. */
const link = /(?<![a-z0-9@＠$#＃])https?:\/\/[\p{L}\p{N}][^\s<>]*/giu;

/** A full handle; the server counts its first half only. */
const handle =
  /(?<![=/\p{L}\p{N}_])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{N}]+(?:[.-]+[\p{L}\p{N}]+)*/giu;

/** Punctuation that ends the sentence rather than the link. */
const afterLink = '(!?*"\'„“”‘’«»‹›「」;:=,.$%[]{}~&|@';

/**
 * Mastodon's length: graphemes of content warning and text together, each link counted as what the instance reserves
 * for one, whatever its length, and each `@user@host` as `@user`. Links in the content warning are not shortened.
 */
export function mastodonLength(
  text: string,
  options: { reservedPerUrl?: number | undefined; spoiler?: string | undefined } = {},
): number {
  const reserved = '_'.repeat(options.reservedPerUrl ?? USUAL_RESERVED_PER_URL);
  const countable = text
    .replace(link, (found) => reserved + found.slice(linkLength(found)))
    .replace(handle, (_, user: string) => user);
  return graphemeCount((options.spoiler ?? '') + countable);
}

/** How much of what follows the protocol belongs to the link: no closing punctuation, no bracket opened outside. */
function linkLength(found: string): number {
  let open = 0;
  let end = found.length;
  for (let index = 0; index < end; index++) {
    if (found[index] === '(') open += 1;
    else if (found[index] === ')' && --open < 0) end = index;
  }
  while (afterLink.includes(found.charAt(end - 1))) end -= 1;
  return end;
}

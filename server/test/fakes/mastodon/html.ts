import { DOMAIN, type FakeAccount } from './store.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const PARTS =
  /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(@[a-z0-9_]+(?:@[a-z0-9.-]+[a-z0-9])?)|(#[\p{L}\p{N}_]+)/giu;
const SHOWN_CHARACTERS = 30;

/** What the server makes of a typed text: paragraphs, lines, links of which parts are hidden, mentions, hashtags. */
export function htmlOf(text: string, mentions: readonly FakeAccount[]): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(paragraph, mentions).replaceAll('\n', '<br />')}</p>`);
  return paragraphs.join('');
}

export function profileUrl({ username, host }: FakeAccount): string {
  return `https://${host ?? DOMAIN}/@${username}`;
}

export function acctOf({ username, host }: FakeAccount): string {
  return host === null ? username : `${username}@${host}`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function linked(text: string, mentions: readonly FakeAccount[]): string {
  let done = 0;
  let html = '';
  for (const { 0: found, 1: address, 2: mention, index } of text.matchAll(PARTS)) {
    html += escapeHtml(text.slice(done, index));
    done = index + found.length;
    if (address) html += linkHtml(address);
    else if (mention) html += mentionHtml(mention, mentions);
    else
      html += `<a href="https://${DOMAIN}/tags/${escapeHtml(found.slice(1))}" class="mention hashtag" rel="tag">#<span>${escapeHtml(found.slice(1))}</span></a>`;
  }
  return html + escapeHtml(text.slice(done));
}

function linkHtml(address: string): string {
  const prefix = /^https?:\/\/(www\.)?/.exec(address)?.[0] ?? '';
  const shown = address.slice(prefix.length, prefix.length + SHOWN_CHARACTERS);
  const rest = address.slice(prefix.length + SHOWN_CHARACTERS);
  return `<a href="${escapeHtml(address)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${prefix}</span><span class="${rest === '' ? '' : 'ellipsis'}">${escapeHtml(shown)}</span><span class="invisible">${escapeHtml(rest)}</span></a>`;
}

function mentionHtml(mention: string, mentions: readonly FakeAccount[]): string {
  const wanted = mention
    .slice(1)
    .toLowerCase()
    .replace(new RegExp(`@${DOMAIN}$`), '');
  const account = mentions.find((one) => acctOf(one).toLowerCase() === wanted);
  if (!account) return escapeHtml(mention);
  return `<span class="h-card" translate="no"><a href="${profileUrl(account)}" class="u-url mention">@<span>${account.username}</span></a></span>`;
}

/** The accounts that a text names, as far as the server knows them. */
export function mentionedIn(text: string, accounts: ReadonlyMap<string, FakeAccount>): FakeAccount[] {
  const found = [...text.matchAll(PARTS)].flatMap(({ 2: mention }) => {
    const acct = (mention ?? '')
      .slice(1)
      .toLowerCase()
      .replace(new RegExp(`@${DOMAIN}$`), '');
    return accounts.get(acct) ?? [];
  });
  return [...new Set(found)];
}

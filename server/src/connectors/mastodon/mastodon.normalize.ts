import type { ConversationKind } from '@visavis/shared/api/channels';
import type { NormalizedPost, PostAuthor, PostMedia } from '../connector.ts';
import { htmlToText } from './html-to-text.ts';
import type { MastodonAccount, MastodonAttachment, MastodonStatus, Viewer } from './mastodon.types.ts';

/** Everything else is private: followers only, direct, on one instance only, and whatever a server invents. */
const PUBLIC = new Set(['public', 'unlisted']);

/**
 * A status in our words.
 *
 * @param root of its thread, see `mastodon.threads.ts`; a direct one is part of an exchange whatever it answers
 * @param addressesUs when the network says so; else what the status itself says counts
 */
export function normalizeStatus(
  status: MastodonStatus,
  viewer: Viewer,
  root: string,
  addressesUs: boolean = addresses(status, viewer),
): NormalizedPost {
  const isOwn = status.account.id === viewer.accountId;
  return {
    externalId: status.id,
    rootExternalId: status.visibility === 'direct' ? exchangeOf(status, viewer) : root,
    inReplyToExternalId: status.in_reply_to_id ?? undefined,
    kind: kindOf(status, viewer),
    visibility: PUBLIC.has(status.visibility) ? 'public' : 'private',
    author: authorOf(status.account, viewer.domain),
    isOwn,
    addressesUs: !isOwn && addressesUs,
    text: wordsOf(status, viewer),
    language: status.language ?? undefined,
    permalink: status.url ?? undefined,
    media: status.media_attachments.flatMap(mediumOf),
    postedAt: status.created_at,
    editedAt: status.edited_at ?? undefined,
    isDeleted: false,
    replyContext: replyContextOf(status, viewer),
  };
}

/** What remains of a status that is gone: only the ids count. */
export function deletedPost(externalId: string, now: Date): NormalizedPost {
  return {
    externalId,
    rootExternalId: externalId,
    kind: 'mention',
    visibility: 'private',
    author: { externalId: 'unknown', name: '' },
    isOwn: false,
    addressesUs: false,
    text: '',
    media: [],
    postedAt: now,
    isDeleted: true,
  };
}

/** Whether a status speaks to us: it mentions us or answers something of ours. */
export function addresses(status: MastodonStatus, { accountId }: Viewer): boolean {
  return (
    status.in_reply_to_account_id === accountId || status.mentions.some((mention) => mention.id === accountId)
  );
}

/** The text of a status without its content warning, as its author typed it. */
export function contentOf(status: MastodonStatus, domain: string): string {
  const handles = status.mentions.flatMap(({ url, acct }) =>
    url === null ? [] : [[url, fullHandle(acct, domain)] as const],
  );
  return htmlToText(status.content, new Map(handles));
}

/** `@user@host`, also for accounts of the instance itself, which it names without a host. */
export function fullHandle(acct: string, domain: string): string {
  return acct.includes('@') ? `@${acct}` : `@${acct}@${domain}`;
}

function kindOf(status: MastodonStatus, viewer: Viewer): ConversationKind {
  if (status.visibility === 'direct') return 'message';
  return status.in_reply_to_account_id === viewer.accountId ? 'comment' : 'mention';
}

/** An exchange in private is one per counterpart: who writes to us, or whom we write to. */
function exchangeOf(status: MastodonStatus, viewer: Viewer): string {
  const { account, mentions } = status;
  if (account.id !== viewer.accountId) return `private:${personOf(account, viewer.domain)}`;
  const counterpart = mentions.find((mention) => mention.id !== viewer.accountId);
  return `private:${counterpart ? (counterpart.url ?? fullHandle(counterpart.acct, viewer.domain)) : account.id}`;
}

/** People are known by their address, which is the same on every server; ids and handles differ by who looks. */
function personOf({ url, acct }: MastodonAccount, domain: string): string {
  return url ?? fullHandle(acct, domain);
}

function authorOf(account: MastodonAccount, domain: string): PostAuthor {
  return {
    externalId: personOf(account, domain),
    name: account.display_name.trim() || account.username,
    handle: fullHandle(account.acct, domain),
    avatarUrl: account.avatar_static ?? undefined,
    profileUrl: account.url ?? undefined,
  };
}

/** The warning stands before what it warns of. Of our own replies it is a copy, and no part of what was written. */
function wordsOf(status: MastodonStatus, viewer: Viewer): string {
  const content = contentOf(status, viewer.domain);
  const warning = status.spoiler_text.trim();
  if (warning === '' || status.account.id === viewer.accountId) return content;
  return content === '' ? warning : `${warning}\n\n${content}`;
}

function replyContextOf(status: MastodonStatus, viewer: Viewer): Record<string, unknown> {
  const { account, mentions } = status;
  const isOwn = account.id === viewer.accountId;
  const other = isOwn ? mentions.find((mention) => mention.id !== viewer.accountId) : account;
  return {
    visibility: status.visibility,
    ...(other ? { mention: fullHandle(other.acct, viewer.domain), isLocal: !other.acct.includes('@') } : {}),
    ...(status.spoiler_text === '' ? {} : { spoilerText: status.spoiler_text }),
  };
}

/** Moving pictures are shown by their preview; what has none is left to the network. */
function mediumOf({ type, url, preview_url, description }: MastodonAttachment): PostMedia[] {
  const shown = type === 'image' ? (url ?? preview_url) : (preview_url ?? url);
  return shown === null ? [] : [{ url: shown, alt: description ?? '', mimeType: mimeTypeOf(shown, type) }];
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};

/** The network does not say; the ending of the address does, and what is fetched from there is looked at anyway. */
function mimeTypeOf(address: string, type: string): string {
  const ending = /\.([a-z0-9]{3,4})$/i.exec(URL.parse(address)?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
  const usual = type === 'audio' ? 'audio/mpeg' : 'image/jpeg';
  return Object.hasOwn(MIME_TYPES, ending) ? (MIME_TYPES[ending] ?? usual) : usual;
}

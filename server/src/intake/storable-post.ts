import { displayNameOf } from '@visavis/shared/contacts/identity';
import { storableText } from '@visavis/shared/text/storable-text';
import type { NormalizedPost, PostAuthor, PostMedia } from '../connectors/connector.ts';

const LONGEST_ID = 1_000;
/** What fits into a unique index of PostgreSQL beside the channel. */
const LONGEST_ID_BYTES = 2_000;
const HIGHEST_RATING = 1_000;
const LONGEST_TEXT = 100_000;
const LONGEST_NAME = 200;
const LONGEST_ADDRESS = 2_000;
const LONGEST_ALT = 5_000;
const MOST_PICTURES = 20;
/** The range that PostgreSQL and JavaScript both know, with room on either side. */
const EARLIEST = Date.UTC(1, 0, 1);
const LATEST = Date.UTC(9999, 0, 1);

export interface RejectedPost {
  index: number;
  code: string;
  message: string;
}

export interface StorablePosts {
  posts: NormalizedPost[];
  /** Index of each post in the batch as it was given. */
  indexes: number[];
  rejected: RejectedPost[];
}

/**
 * What of a batch can be stored, whatever a network or a connector came up with: ids that fit a unique key, texts that
 * PostgreSQL can hold, instants that exist. A post without a usable id is rejected, anything else is made to fit.
 */
export function storablePosts(posts: readonly NormalizedPost[]): StorablePosts {
  const storable: StorablePosts = { posts: [], indexes: [], rejected: [] };
  for (const [index, post] of posts.entries()) {
    const fault = faultOf(post);
    if (fault !== null) storable.rejected.push({ index, ...fault });
    else {
      storable.posts.push(storablePost(post));
      storable.indexes.push(index);
    }
  }
  return storable;
}

function faultOf(post: NormalizedPost): { code: string; message: string } | null {
  const ids = { externalId: post.externalId, rootExternalId: post.rootExternalId };
  const authorId = post.isDeleted || post.isOwn ? {} : { 'author.externalId': post.author.externalId };
  const parentId = post.inReplyToExternalId === undefined ? {} : { inReplyTo: post.inReplyToExternalId };
  for (const [name, id] of Object.entries({ ...ids, ...authorId, ...parentId })) {
    if (id === '') return { code: 'missing-field', message: `${name} is empty.` };
    if (id.length > LONGEST_ID || Buffer.byteLength(id) > LONGEST_ID_BYTES)
      return { code: 'invalid-field', message: `${name} is longer than ${LONGEST_ID} characters.` };
    if (storableText(id) !== id)
      return { code: 'invalid-field', message: `${name} holds characters that no id can have.` };
  }
  if (!isInstant(post.postedAt)) return { code: 'invalid-field', message: 'postedAt is no instant.' };
  return null;
}

function storablePost(post: NormalizedPost): NormalizedPost {
  return {
    ...post,
    author: storableAuthor(post.author),
    text: storableText(post.text.slice(0, LONGEST_TEXT)),
    language: post.language === undefined ? undefined : storableText(post.language).slice(0, 35),
    rating: storableRating(post.rating),
    permalink: webAddress(post.permalink),
    media: post.media.flatMap(storablePicture).slice(0, MOST_PICTURES),
    editedAt: post.editedAt !== undefined && isInstant(post.editedAt) ? post.editedAt : undefined,
    replyContext: storableValue(post.replyContext ?? {}) as Record<string, unknown>,
  };
}

function storableAuthor(author: PostAuthor): PostAuthor {
  const name = displayNameOf(author) ?? author.externalId;
  return {
    externalId: author.externalId,
    name: cut(name, LONGEST_NAME),
    handle: author.handle === undefined ? undefined : cut(author.handle, LONGEST_NAME),
    avatarUrl: webAddress(author.avatarUrl),
    profileUrl: webAddress(author.profileUrl),
  };
}

function storablePicture({ url, alt, mimeType }: PostMedia): PostMedia[] {
  const address = webAddress(url);
  if (address === undefined) return [];
  return [{ url: address, alt: cut(alt, LONGEST_ALT), mimeType: cut(mimeType, 100) }];
}

function storableRating(rating: number | undefined): number | undefined {
  return rating !== undefined && Math.abs(rating) <= HIGHEST_RATING ? Math.round(rating) : undefined;
}

/** Cut by units; half of a pair at the cut becomes U+FFFD. */
function cut(text: string, length: number): string {
  return storableText(text.slice(0, length));
}

/** Only what a link may lead to: no `javascript:`, no `data:`. */
function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || address.length > LONGEST_ADDRESS || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? storableText(href) : undefined;
}

function isInstant(date: Date): boolean {
  const time = date.getTime();
  return time >= EARLIEST && time <= LATEST;
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [storableText(key), storableValue(part)]),
  );
}

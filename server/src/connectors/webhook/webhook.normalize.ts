import type { ConversationKind } from '@visavis/shared/api/channels';
import { storableText } from '@visavis/shared/text/storable-text';
import type { HookResult, NormalizedPost, PostAuthor, PostMedia } from '../connector.ts';
import type { Fields } from './webhook.fields.ts';
import {
  decoration,
  isFields,
  oneOf,
  optionalFlag,
  optionalId,
  optionalInstant,
  optionalList,
  optionalRating,
  optionalString,
  requiredFields,
  requiredId,
  requiredInstant,
  requiredString,
  webAddress,
} from './webhook.fields.ts';
import { RejectedPost } from './webhook.types.ts';

export const POSTS_PER_CALL = 500;

const KINDS: readonly ConversationKind[] = ['mention', 'comment', 'review', 'message'];
const TEXT_LIMIT = 100_000;
const NAME_LIMIT = 200;
const ALT_LIMIT = 5_000;
const MEDIA_LIMIT = 20;
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i;
const MIME_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,99}$/i;

/**
 * The body of one call: one post or a list. Good posts are kept when others of the batch are not; fields that we do not
 * know are ignored, so that a sender may be newer than we are.
 */
export function readCall(rawBody: Buffer): HookResult {
  const body = parse(rawBody);
  if (!isFields(body) && !Array.isArray(body)) {
    return {
      kind: 'invalid',
      status: 400,
      message: 'The body must be JSON: one post or a list of posts, in UTF-8.',
    };
  }
  const entries: unknown[] = Array.isArray(body) ? body : [body];
  if (entries.length > POSTS_PER_CALL) {
    const message = `The call carries ${entries.length} posts, ${POSTS_PER_CALL} are allowed.`;
    return { kind: 'invalid', status: 422, message };
  }
  const posts: NormalizedPost[] = [];
  const rejected: { index: number; code: string; message: string }[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      posts.push(normalizeWebhookPost(entry));
    } catch (error) {
      if (!(error instanceof RejectedPost)) throw error;
      rejected.push({ index, code: error.code, message: error.message });
    }
  }
  return { kind: 'posts', posts, rejected };
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}

/** @throws RejectedPost with the first fault of the post */
export function normalizeWebhookPost(entry: unknown): NormalizedPost {
  if (!isFields(entry)) throw new RejectedPost('not-a-post', 'The entry is no object.');
  const externalId = requiredId(entry, 'externalId');
  const threadId = optionalId(entry, 'threadId');
  const inReplyTo = optionalId(entry, 'inReplyTo');
  const kind = oneOf(entry, 'kind', KINDS);
  const visibility = oneOf(entry, 'visibility', ['public', 'private']);
  const author = authorOf(entry);
  const isDeleted = optionalFlag(entry, 'deleted');
  return {
    externalId,
    // A private exchange is one per counterpart, whatever the source calls its threads. Where a source names no thread,
    // the post stands for itself: only the conversations know where the post that it answers has gone.
    rootExternalId: visibility === 'private' ? `private:${author.externalId}` : (threadId ?? externalId),
    inReplyToExternalId: inReplyTo,
    kind,
    visibility,
    author,
    isOwn: false,
    // Below something else a comment may well be meant for its author; whether that is us, the conversation knows.
    addressesUs: kind !== 'comment' || inReplyTo === undefined,
    text: textOf(entry, isDeleted),
    language: languageOf(entry),
    rating: optionalRating(entry),
    permalink: decoration(entry, 'permalink'),
    media: optionalList(entry, 'media', MEDIA_LIMIT).map(mediumOf),
    postedAt: requiredInstant(entry, 'postedAt'),
    editedAt: optionalInstant(entry, 'editedAt'),
    isDeleted,
    replyContext: threadId === undefined ? {} : { threadId },
  };
}

function authorOf(entry: Fields): PostAuthor {
  const author = requiredFields(entry, 'author');
  return {
    externalId: requiredId(author, 'author.externalId'),
    name: storableText(requiredString(author, 'author.name', NAME_LIMIT)),
    handle: handleOf(author),
    avatarUrl: decoration(author, 'avatarUrl'),
    profileUrl: decoration(author, 'profileUrl'),
  };
}

function handleOf(author: Fields): string | undefined {
  const handle = optionalString(author, 'author.handle', NAME_LIMIT);
  return handle?.trim() ? storableText(handle) : undefined;
}

/** Kept to the letter. Empty is fine (a picture, a rating), missing is not, except on what was deleted. */
function textOf(entry: Fields, isDeleted: boolean): string {
  const text = optionalString(entry, 'text', TEXT_LIMIT);
  if (text === undefined && !isDeleted) throw new RejectedPost('missing-field', 'text is missing.');
  return storableText(text ?? '');
}

function languageOf(entry: Fields): string | undefined {
  const { language } = entry;
  return typeof language === 'string' && LANGUAGE.test(language) ? language : undefined;
}

function mediumOf(entry: unknown, index: number): PostMedia {
  const path = `media.${index}`;
  if (!isFields(entry)) throw new RejectedPost('invalid-field', `${path} must be an object.`);
  const url = webAddress(requiredString(entry, `${path}.url`, 2000));
  if (!url) throw new RejectedPost('invalid-field', `${path}.url must be an absolute http or https address.`);
  const mimeType = requiredString(entry, `${path}.mimeType`, 120);
  if (!MIME_TYPE.test(mimeType))
    throw new RejectedPost('invalid-field', `${path}.mimeType is no media type.`);
  return {
    url,
    alt: storableText(optionalString(entry, `${path}.alt`, ALT_LIMIT) ?? ''),
    mimeType: mimeType.toLowerCase(),
  };
}

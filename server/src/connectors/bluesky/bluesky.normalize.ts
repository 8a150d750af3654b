import type { NormalizedPost, PostAuthor } from '../connector.ts';
import { cardIn, mediaIn, quotedIn } from './bluesky.embeds.ts';
import { mentionsIn, textWithLinks } from './bluesky.text.ts';
import type { RawActor, RawPostView, StrongRef } from './bluesky.types.ts';
import { permalinkOf, type PostUri, postUri, profileUrl } from './bluesky.uri.ts';

/** No post is older than the network; what says so anyway (year 0, a missing time) has been there from the beginning. */
const NETWORK_BEGAN = Date.UTC(2022, 0, 1);
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i;
/** What the network calls an account whose handle does not lead back to it. */
const INVALID_HANDLE = 'handle.invalid';

/** The record of a post, as far as it is what it should be. */
interface ReadRecord {
  text: string;
  facets: unknown;
  langs: unknown;
  createdAt: unknown;
  parent: StrongRef | null;
  root: StrongRef | null;
}

/**
 * A post in our words.
 *
 * @param us identifier of our own account
 * @param editedAt when it was found to say something else than before; the network does not tell when that happened
 * @returns null for what is no post
 */
export function normalizePost(raw: RawPostView, us: string, editedAt?: Date): NormalizedPost | null {
  const uri = postUri(raw.uri);
  const record = readRecord(raw.record);
  if (uri === null || record === null) return null;
  const mentionsUs = mentionsIn(record.facets).includes(us);
  const answersUs = didOf(record.parent) === us;
  const quotesUs = postUri(quotedIn(raw.record))?.did === us;
  const isOurThread = didOf(record.root) === us;
  return {
    externalId: raw.uri,
    // Below a post of ours each comment is a matter of its own; what thread an answer to it belongs to, the parent knows.
    rootExternalId: isOurThread ? raw.uri : (record.root?.uri ?? raw.uri),
    inReplyToExternalId: record.parent?.uri,
    kind: isOurThread || answersUs || (record.parent !== null && !mentionsUs) ? 'comment' : 'mention',
    visibility: 'public',
    author: authorOf(raw.author, uri),
    isOwn: uri.did === us,
    addressesUs: mentionsUs || answersUs || quotesUs,
    text: textOf(record, cardIn(raw.record)),
    language: languageOf(record.langs),
    permalink: permalinkOf(uri),
    media: mediaIn(raw.record, raw.embed),
    postedAt: postedAt(record.createdAt, raw.indexedAt),
    editedAt,
    isDeleted: false,
    replyContext: { uri: raw.uri, cid: raw.cid, root: record.root ?? { uri: raw.uri, cid: raw.cid } },
  };
}

/** What is left to say about a post that is no longer there. */
export function deletedPost(externalId: string, us: string): NormalizedPost {
  const uri = postUri(externalId);
  return {
    externalId,
    rootExternalId: externalId,
    kind: 'mention',
    visibility: 'public',
    author: { externalId: uri?.did ?? externalId, name: '' },
    isOwn: uri?.did === us,
    addressesUs: false,
    text: '',
    media: [],
    postedAt: new Date(NETWORK_BEGAN),
    isDeleted: true,
  };
}

/** What a post answers, and the thread that it stands in, as a reply to it has to name them. */
export function threadOf(raw: StrongRef & { record: unknown }): { root: StrongRef; parent: StrongRef } {
  const parent = { uri: raw.uri, cid: raw.cid };
  return { root: readRecord(raw.record)?.root ?? parent, parent };
}

/** Whether a record answers the post at `uri`. */
export function answers(record: unknown, uri: string): boolean {
  return readRecord(record)?.parent?.uri === uri;
}

function readRecord(record: unknown): ReadRecord | null {
  if (typeof record !== 'object' || record === null) return null;
  const { text, facets, langs, createdAt, reply } = record as Record<string, unknown>;
  if (typeof text !== 'string') return null;
  const { root, parent } = (typeof reply === 'object' && reply !== null ? reply : {}) as Record<
    string,
    unknown
  >;
  const answered = strongRef(parent);
  return {
    text,
    facets,
    langs,
    createdAt,
    parent: answered,
    root: answered && (strongRef(root) ?? answered),
  };
}

function strongRef(value: unknown): StrongRef | null {
  const { uri, cid } = (typeof value === 'object' && value !== null ? value : {}) as Partial<StrongRef>;
  return typeof uri === 'string' && typeof cid === 'string' && postUri(uri) !== null ? { uri, cid } : null;
}

function didOf(ref: StrongRef | null): string | undefined {
  return postUri(ref?.uri)?.did;
}

function authorOf(author: RawActor, { did }: PostUri): PostAuthor {
  const handle = author.handle === INVALID_HANDLE ? undefined : author.handle;
  return {
    externalId: did,
    name: author.displayName?.trim() || handle || did,
    handle: handle && `@${handle}`,
    avatarUrl: author.avatar,
    profileUrl: profileUrl(did),
  };
}

function textOf({ text, facets }: ReadRecord, card: string | undefined): string {
  const spelledOut = textWithLinks(text, facets);
  if (card === undefined || spelledOut.includes(card)) return spelledOut;
  return spelledOut === '' ? card : `${spelledOut}\n${card}`;
}

function languageOf(langs: unknown): string | undefined {
  const [first] = Array.isArray(langs) ? (langs as unknown[]) : [];
  return typeof first === 'string' && LANGUAGE.test(first) ? first : undefined;
}

/** The time that the author's client claims, unless the network saw the post before it. */
function postedAt(createdAt: unknown, indexedAt: string): Date {
  const times = [createdAt, indexedAt]
    .map((one) => (typeof one === 'string' ? Date.parse(one) : Number.NaN))
    .filter((time) => Number.isFinite(time));
  return new Date(Math.max(NETWORK_BEGAN, times.length === 0 ? NETWORK_BEGAN : Math.min(...times)));
}

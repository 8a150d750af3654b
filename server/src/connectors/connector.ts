import type { ConnectorManifest, ConversationKind } from '@visavis/shared/api/channels';
import type { SafeHttpClient } from '../platform/http/safe-http.client.ts';

/**
 * The contract between Visavis and a network. A connector knows no database, no queue and no agent:
 * credentials, cursor or reply in; posts or receipt out. Every failure is a `ConnectorError`.
 */
export interface Connector {
  /** Checks credentials and permissions, in sentences; finds out our own account and the instance's limits. */
  test(): Promise<ConnectionTest>;

  /**
   * Fetches what came after `cursor`, at most some hundred posts, oldest first where the network allows.
   * The caller commits the posts together with the returned cursor. Null cursor: begin at `since`.
   */
  poll?(cursor: Cursor | null, since: Date): Promise<PollResult>;

  /**
   * Holds the network's stream open until `signal` aborts, handing on posts as they arrive. A stream is a hint:
   * the poll stays the truth. Resolves when the network has no streaming (any more).
   */
  stream?(signal: AbortSignal, onPosts: (posts: NormalizedPost[]) => Promise<void>): Promise<void>;

  /** Reads known posts again, at most `sweepBatch` at once, and answers for those changed or gone. */
  sweep?(externalIds: string[]): Promise<NormalizedPost[]>;

  /** A call of the network at our hook: signature first (over the raw body, in constant time), then posts. */
  receiveHook?(request: HookRequest): Promise<HookResult>;

  /**
   * Sends a reply. `unknown` when the outcome cannot be read. A connector that needs a key made before
   * the first try takes `reply.recordKey`, which stays the same in every try.
   */
  send(reply: OutboundReply): Promise<Receipt>;

  /** Looks for our own reply after an unknown outcome: the receipt, or null when the network surely has none. */
  lookUp?(reply: OutboundReply): Promise<Receipt | null>;

  edit?(reply: OutboundReply & { externalId: string }): Promise<Receipt>;
  delete?(reply: OutboundReply & { externalId: string }): Promise<void>;
}

/** One per network: exported by the folder's `index.ts`, found by the registry at boot. */
export interface ConnectorModule {
  manifest: ConnectorManifest;
  create(context: ConnectorContext): Connector;
  /**
   * Puts into a reply what the network needs to stand in its text, such as a mention of the person answered, unless it
   * is there already. Pure: preview, count and send all use it, so that what is shown is what is sent.
   */
  composeText?(text: string, inReplyTo: OutboundReply['inReplyTo']): string;
  /** Fills in what the channel needs before it is stored (for the webhook: a secret). Pure. */
  prepareSettings?(settings: Record<string, string>): {
    settings: Record<string, string>;
    shownOnce?: { secret?: string };
  };
}

export interface ConnectorContext {
  channelId: string;
  /** Values of the manifest's fields, secrets opened. */
  settings: Record<string, string>;
  /** What the connector itself keeps between calls (sessions, tokens, limits); sealed at rest. */
  state: Record<string, unknown>;
  /** Persists `state`; awaited before the new token is used, so that a crash does not lose a rotated one. */
  saveState(state: Record<string, unknown>): Promise<void>;
  http: SafeHttpClient;
  now(): Date;
  /** Base of addresses that leave the product. */
  publicUrl: string;
  /** Where this installation answers itself, whatever stands in front of it: for the demonstration's own network. */
  ownUrl: string;
}

/** Opaque to everybody but the connector that made it. */
export type Cursor = Record<string, unknown>;

export interface PollResult {
  posts: NormalizedPost[];
  cursor: Cursor;
  /** More is waiting: poll again at once. */
  hasMore: boolean;
  budget?: { remaining: number; limit: number; resetsAt: Date };
}

/** A post as it left the network, in our words. Texts are plain text, never HTML. */
export interface NormalizedPost {
  externalId: string;
  /**
   * The conversation on the network: the id of its root post, or of the private exchange. Where a connector cannot know
   * the root of an answer it is the post's own id, and the conversation of `inReplyToExternalId` counts, if there is one.
   */
  rootExternalId: string;
  inReplyToExternalId?: string | undefined;
  kind: ConversationKind;
  visibility: 'public' | 'private';
  author: PostAuthor;
  /** Posted by our own account there (echo of a reply, or by hand on the network). */
  isOwn: boolean;
  /** Mentions or answers us: only then does a participant's post start a clock. */
  addressesUs: boolean;
  text: string;
  language?: string | undefined;
  rating?: number | undefined;
  permalink?: string | undefined;
  media: PostMedia[];
  postedAt: Date;
  editedAt?: Date | undefined;
  /** Deleted on the network; then only the ids count. */
  isDeleted: boolean;
  /** What the connector needs to answer (Bluesky's cid, a spoiler text, the parent's visibility); kept with the message. */
  replyContext?: Record<string, unknown> | undefined;
}

export interface PostAuthor {
  externalId: string;
  name: string;
  handle?: string | undefined;
  avatarUrl?: string | undefined;
  profileUrl?: string | undefined;
}

export interface PostMedia {
  url: string;
  alt: string;
  mimeType: string;
}

export interface OutboundReply {
  /** Our own id of this delivery, the same in every try. */
  deliveryId: string;
  /** Random key made before the first try, the same in every try: 26 characters of base32. */
  recordKey: string;
  visibility: 'public' | 'private';
  /** Final text: signature and check link included. */
  text: string;
  signature: string;
  checkUrl: string;
  language: string | undefined;
  inReplyTo: {
    externalId: string;
    rootExternalId: string;
    visibility: 'public' | 'private';
    author: PostAuthor;
    replyContext: Record<string, unknown>;
  };
  media: { mimeType: string; alt: string; url: string; read(): Promise<Buffer> }[];
  agent: { name: string; mark: string; avatarUrl: string };
  /** First try of this delivery; `lookUp` searches from here. */
  firstAttemptedAt: Date;
}

export interface Receipt {
  externalId: string;
  permalink?: string | undefined;
  /** Of a reply that was looked up: since when it stands there, by the network's time, where the network tells. */
  postedAt?: Date | undefined;
}

export interface HookRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  rawBody: Buffer;
}

export type HookResult =
  | { kind: 'challenge'; contentType: string; body: string }
  | { kind: 'posts'; posts: NormalizedPost[]; rejected: { index: number; code: string; message: string }[] }
  /** Signature wrong or missing: 401. */
  | { kind: 'refused' }
  /** Not what this network sends (400), or more posts than one call may carry (422); with a sentence. */
  | { kind: 'invalid'; status: 400 | 422; message: string };

export interface ConnectionTest {
  checks: { name: string; ok: boolean; detail: string }[];
  /** Our own account there, where the checks got that far. */
  account: { externalId: string; handle: string | null; name: string | null; url: string | null } | null;
  textLimit: number | null;
  /** Counting rules of this instance for `measureText`. */
  measure?: { limit?: number; reservedPerUrl?: number };
}

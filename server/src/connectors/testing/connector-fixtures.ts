import type { FakeAnswer, FakeHttp, FakeRequest } from '../../../test/fakes/fake-http.ts';
import type { ConnectorErrorKind } from '../connector-error.ts';
import type { ConnectorModule, HookRequest, PostMedia } from '../connector.ts';

/**
 * What a connector supplies to be put through the contract suite of `connector-contract.ts`.
 *
 * 1. `network()` makes the network afresh for each test: a small stateful double that answers over a `FakeHttp`
 *    exactly as the real one does (recorded answers as the pattern), and that can be told what people post there.
 * 2. `errors` lists the recorded answers with which the network says no.
 * 3. In `<network>.contract.spec.ts`: `describeConnector({ module: connectorModule, … })`. Nothing else.
 *
 * Cases are generated from the manifest and from what is given here; nothing is skipped in silence: a kind of error that
 * the network never answers has to be named in `neverAnswers`, with the reason.
 */
export interface ConnectorFixtures {
  module: ConnectorModule;
  /** Credentials that work; values of `secret` fields must never show up in an error. */
  settings: Record<string, string>;
  /** What the connector would have kept from earlier calls, for instance a session. */
  state?: Record<string, unknown>;
  /** The instant at which every case plays; all sample posts are from the hour before. */
  now: Date;
  network(): ContractNetwork;
  /** How a change on the network reaches us: as a post that arrives again, by `sweep`, or not at all. */
  changes: { edits: 'arrive' | 'sweep' | 'never'; deletions: 'arrive' | 'sweep' };
  /** Whether replies of ours come back among the posts that arrive. */
  echoes: boolean;
  /**
   * `send` with the key of an earlier try stores nothing new. False only where the network has no such key: then a
   * second try is preceded by `lookUp`, which the suite demands instead.
   */
  sendsOncePerKey: boolean;
  /**
   * What a connection that breaks after the reply was written means here. `transient` only where sending again with
   * the same key is answered like the first try.
   */
  brokenSend: 'unknown' | 'transient';
  errors: ErrorFixture[];
  neverAnswers: Partial<Record<ConnectorErrorKind, string>>;
}

/** A recorded answer and what it has to become. */
export interface ErrorFixture {
  name: string;
  during: 'read' | 'send';
  answer: FakeAnswer;
  kind: ConnectorErrorKind;
  /** Expected with `rateLimited`. */
  retryAfter?: Date;
}

/** A post as a person writes it, without any network's form. `id`, `root` and `inReplyTo` are names within the test. */
export interface SamplePost {
  id: string;
  /** Equal to `id` for the start of a thread. A private sample names its own id: the exchange is the network's matter. */
  root: string;
  inReplyTo?: string;
  author: 'customer' | 'bystander' | 'us';
  visibility: 'public' | 'private';
  /** Addressed to us (the double adds whatever mention its network needs outside of `text`, or a mark in the record). */
  text: string;
  media: PostMedia[];
  postedAt: Date;
  editedAt?: Date;
  deleted?: boolean;
}

/** What the network holds of ours. */
export interface StoredReply {
  externalId: string;
  text: string;
  visibility: 'public' | 'private';
  inReplyTo: string;
  alts: string[];
}

/** The double of a network. */
export interface ContractNetwork {
  http: FakeHttp;
  /** Puts posts there in this order, all of them addressed to us; a known id replaces that post (edited or deleted). */
  publish(posts: SamplePost[]): void;
  /** For networks that call us: their signed call for these posts, in this order, repeated ones too. */
  hook?(posts: SamplePost[]): HookRequest;
  /** The same call with a wrong signature. */
  forgedHook?(posts: SamplePost[]): HookRequest;
  /** The network's id of a sample. */
  externalId(id: string): string;
  /** Our replies that are visible there now; deleted ones are gone. */
  replies(): StoredReply[];
  /** Whether a request is the one that sends a reply (the very call after which the reply stands there). */
  isSend(request: FakeRequest): boolean;
  /** Whether a request reads posts: the first call of a poll. */
  isRead(request: FakeRequest): boolean;
  /** Text as the network hands it to us, where it is not verbatim (a network that trims, for instance). */
  arrivingText?(text: string): string;
}

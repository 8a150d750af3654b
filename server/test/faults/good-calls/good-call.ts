/** What exists in the world that odd input is thrown at. */
export interface World {
  agentId: string;
  teamId: string;
  channelId: string;
  conversationId: string;
  messageId: string;
  contactId: string;
  /** A reply that the network refused, so that it can be retried, edited and given up. */
  replyId: string;
  checkCode: string;
  mediaId: string;
  sessionId: string;
  tokenId: string;
  playgroundAccountId: string;
  playgroundPostId: string;
  brandToken: string;
  hookSecret: string;
  demoSecret: string;
}

/** A call with which a route does its work; whatever it says is then made odd, one part at a time. */
export interface GoodCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Signs the body, whatever it has become. */
  secret?: string;
}

/** By route, for the ones of a module that take more than a path. */
export type GoodCalls = Readonly<Record<string, (world: World) => GoodCall>>;

/** Above anything that the thread will reach, so that only the fields that are odd are refused. */
export const SEEN = 1_000_000;
export const text = 'Die Leitung ist wieder frei.';

import { BlueskyError } from './bluesky.errors.ts';
import type { BlueskySession, Session } from './bluesky.session.ts';
import type {
  AuthorFeedAnswer,
  BlobRef,
  NotificationsAnswer,
  PostRecord,
  RawActor,
  RawPostView,
  RawThread,
  StrongRef,
} from './bluesky.types.ts';
import { type Budget, Xrpc, type XrpcCall } from './bluesky.xrpc.ts';

const POSTS = 'app.bsky.feed.post';
const NOTIFICATIONS_PER_PAGE = '100';
const FEED_PER_PAGE = '50';
/** So many posts may be asked for at once. */
const POSTS_PER_CALL = 25;

/** The procedures that we call, in the name of our account. All go to its own server, which passes `app.bsky` on. */
export class BlueskyClient {
  private readonly xrpc: Xrpc;
  private readonly session: BlueskySession;

  constructor(xrpc: Xrpc, session: BlueskySession) {
    this.xrpc = xrpc;
    this.session = session;
  }

  get budget(): Budget | undefined {
    return this.xrpc.budget;
  }

  /** Whether anybody of this network answers at the address in the settings; needs no account. */
  async describeServer(): Promise<void> {
    const service = this.session.configured;
    await this.xrpc.call({
      service,
      method: 'GET',
      nsid: 'com.atproto.server.describeServer',
      phase: 'read',
    });
  }

  whoAmI(): Promise<Session> {
    return this.session.current();
  }

  /** What an account calls itself; nothing where the network has not heard of it yet, as right after it was made. */
  async displayName(did: string): Promise<string | undefined> {
    const profile = await this.orNothing(this.read<RawActor>('app.bsky.actor.getProfile', { actor: did }));
    return profile?.displayName;
  }

  /** Newest first; `cursor` leads on to older ones. */
  notifications(cursor: string | undefined): Promise<NotificationsAnswer> {
    const reasons = ['mention', 'reply', 'quote'];
    return this.read('app.bsky.notification.listNotifications', {
      reasons,
      limit: NOTIFICATIONS_PER_PAGE,
      cursor,
    });
  }

  /** What an account posted itself, answers included; newest first. */
  ownPosts(did: string, cursor: string | undefined): Promise<AuthorFeedAnswer> {
    return this.read('app.bsky.feed.getAuthorFeed', {
      actor: did,
      filter: 'posts_with_replies',
      limit: FEED_PER_PAGE,
      cursor,
    });
  }

  /** Those of the posts that exist and that our account may see. */
  async posts(uris: readonly string[]): Promise<RawPostView[]> {
    const found: RawPostView[] = [];
    for (let from = 0; from < uris.length; from += POSTS_PER_CALL) {
      const answer = await this.read<{ posts: RawPostView[] }>('app.bsky.feed.getPosts', {
        uris: uris.slice(from, from + POSTS_PER_CALL),
      });
      found.push(...answer.posts);
    }
    return found;
  }

  /** A post with the answers to it, some levels deep. */
  async thread(uri: string): Promise<RawThread> {
    const query = { uri, depth: '6', parentHeight: '0' };
    return (await this.read<{ thread: RawThread }>('app.bsky.feed.getPostThread', query)).thread;
  }

  /**
   * The record of a post, whoever may see it in the app.
   * @throws ConnectorError `gone` when there is none
   */
  record(did: string, rkey: string): Promise<{ uri: string; cid?: string; value: unknown }> {
    return this.read('com.atproto.repo.getRecord', { repo: did, collection: POSTS, rkey });
  }

  /** @returns undefined for a handle that belongs to nobody */
  async resolve(handle: string): Promise<string | undefined> {
    const query = { handle };
    const answer = await this.orNothing(
      this.read<{ did: string }>('com.atproto.identity.resolveHandle', query),
    );
    return answer?.did;
  }

  /** A blob that no record names is thrown away by the network, so a lost answer does no harm. */
  async upload(data: Buffer, mimeType: string): Promise<BlobRef> {
    const { blob } = await this.call<{ blob: BlobRef }>({
      method: 'POST',
      nsid: 'com.atproto.repo.uploadBlob',
      upload: { data, mimeType },
      phase: 'read',
    });
    return blob;
  }

  /**
   * Puts a post under a key. The same record again is answered like the first time, and `swapRecord: null` keeps
   * another one under the same key from being overwritten (`InvalidSwap`).
   */
  async putPost(rkey: string, record: PostRecord): Promise<StrongRef> {
    const { did } = await this.session.current();
    return this.call<StrongRef>({
      method: 'POST',
      nsid: 'com.atproto.repo.putRecord',
      body: { repo: did, collection: POSTS, rkey, record, swapRecord: null },
      phase: 'send',
    });
  }

  /** Also succeeds when there is nothing. */
  async deletePost(rkey: string): Promise<void> {
    const { did } = await this.session.current();
    await this.call({
      method: 'POST',
      nsid: 'com.atproto.repo.deleteRecord',
      body: { repo: did, collection: POSTS, rkey },
      phase: 'send',
    });
  }

  /** For what may well not exist: the network has a name of its own for each thing that it does not find. */
  private async orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof BlueskyError && (error.kind === 'rejected' || error.kind === 'gone'))
        return undefined;
      throw error;
    }
  }

  private read<T extends object>(nsid: string, query: XrpcCall['query']): Promise<T> {
    return this.call<T>({ method: 'GET', nsid, query: query ?? {}, phase: 'read' });
  }

  private async call<T extends object>(call: Omit<XrpcCall, 'service' | 'token'>): Promise<T> {
    const session = await this.session.current();
    try {
      return await this.as<T>(session, call);
    } catch (error) {
      if (!(error instanceof BlueskyError && error.isAboutSession)) throw error;
      // The network refused the token before it did anything, so the call may be made again, whatever it is.
      return this.as<T>(await this.session.renew(session), call);
    }
  }

  private as<T extends object>(session: Session, call: Omit<XrpcCall, 'service' | 'token'>): Promise<T> {
    return this.xrpc.call<T>({ ...call, service: session.service, token: session.accessJwt });
  }
}

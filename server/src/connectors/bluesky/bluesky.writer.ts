import sharp from 'sharp';
import { ConnectorError } from '../connector-error.ts';
import type { OutboundReply, Receipt } from '../connector.ts';
import type { BlueskyClient } from './bluesky.client.ts';
import { composePost, detectFacets, handlesIn, withIdentifiers } from './bluesky.compose.ts';
import { recordKeyOf } from './bluesky.key.ts';
import { answers, threadOf } from './bluesky.normalize.ts';
import type { ComposedImage, Facet, StrongRef } from './bluesky.types.ts';
import { permalinkOf, postUri } from './bluesky.uri.ts';

/** Puts our replies into the repository of our account. */
export class BlueskyWriter {
  private readonly client: BlueskyClient;

  constructor(client: BlueskyClient) {
    this.client = client;
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    if (reply.visibility === 'private')
      throw new ConnectorError('rejected', 'Everything on this network is public, and this reply is private');
    const thread = await this.threadOf(reply);
    const facets = await this.facetsOf(reply);
    const images: ComposedImage[] = [];
    for (const picture of reply.media) images.push(await this.upload(picture));
    const record = composePost(reply, { thread, facets, images });
    return receiptOf(await this.client.putPost(recordKeyOf(reply), record));
  }

  async lookUp(reply: OutboundReply): Promise<Receipt | null> {
    const { did } = await this.client.whoAmI();
    try {
      const found = await this.client.record(did, recordKeyOf(reply));
      return answers(found.value, reply.inReplyTo.externalId) ? receiptOf(found) : null;
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'gone') return null;
      throw error;
    }
  }

  async delete(externalId: string): Promise<void> {
    const post = postUri(externalId);
    if (post === null) throw new ConnectorError('gone', 'This is not the address of a post');
    await this.client.deletePost(post.rkey);
  }

  /**
   * The post to answer, as it is now. Our server does not check it: a reply below a deleted post would be taken, and
   * stand where nobody sees it.
   */
  private async threadOf({ inReplyTo }: OutboundReply): Promise<{ root: StrongRef; parent: StrongRef }> {
    const [parent] = await this.client.posts([inReplyTo.externalId]);
    if (parent === undefined)
      throw new ConnectorError('gone', 'The post was deleted, or its author blocks this account');
    const { blockedBy, blocking } = parent.author.viewer ?? {};
    if (blockedBy === true || blocking !== undefined)
      throw new ConnectorError('permission', 'This account and the author of the post block each other');
    if (parent.viewer?.replyDisabled === true)
      throw new ConnectorError('permission', 'The author lets only certain accounts reply to this thread');
    return threadOf(parent);
  }

  private async facetsOf({ text, inReplyTo }: OutboundReply): Promise<Facet[]> {
    const facets = await detectFacets(text);
    const { handle, externalId } = inReplyTo.author;
    const dids = new Map<string, string | undefined>();
    for (const mentioned of handlesIn(facets)) {
      const isAnswered = `@${mentioned}` === handle;
      dids.set(mentioned, isAnswered ? externalId : await this.client.resolve(mentioned));
    }
    return withIdentifiers(facets, dids);
  }

  private async upload(picture: OutboundReply['media'][number]): Promise<ComposedImage> {
    const data = await picture.read();
    const image = await this.client.upload(data, picture.mimeType);
    const { width, height } = await sharp(data).metadata();
    // Without it clients do not know how much room to leave while the picture loads.
    return { alt: picture.alt, image, ...(width && height ? { aspectRatio: { width, height } } : {}) };
  }
}

function receiptOf({ uri }: { uri: string }): Receipt {
  const post = postUri(uri);
  if (post === null) throw new ConnectorError('unknown', 'The network took the reply without naming it');
  return { externalId: uri, permalink: permalinkOf(post) };
}

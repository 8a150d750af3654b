import { setTimeout as delay } from 'node:timers/promises';
import { takeGraphemes } from '@visavis/shared/text/graphemes';
import { ConnectorError } from '../connector-error.ts';
import type { OutboundReply, Receipt } from '../connector.ts';
import type { MastodonClient } from './mastodon.client.ts';
import { composeEdit, composeStatus, composeText, isSameText } from './mastodon.compose.ts';
import { contentOf } from './mastodon.normalize.ts';
import { fieldsOf, idOf, statusesOf, statusOf } from './mastodon.read.ts';
import type { MastodonStatus, Viewer } from './mastodon.types.ts';

/** Pauses between looks at a picture that the server still works on, half a minute together. */
const MEDIA_PAUSES_MS = [200, 400, 800, 1_600, 3_000, 4_000, 5_000, 5_000, 5_000, 5_000];
/** How far the server's clock may be behind ours. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const LOOK_UP_PAGE = '40';
/** Nobody writes more in the time a reply may stay unknown. */
const LOOK_UP_PAGES = 10;

type Standing = OutboundReply & { externalId: string };

/** Our replies on their way out. */
export class MastodonReplies {
  constructor(private readonly client: MastodonClient) {}

  async send(reply: OutboundReply, altLimit: number): Promise<Receipt> {
    // Refused before anything is uploaded, where it has to be.
    composeStatus(reply, []);
    const mediaIds: string[] = [];
    for (const picture of reply.media) mediaIds.push(await this.illustrate(picture, altLimit));
    const body = await this.client.write(
      'POST',
      '/api/v1/statuses',
      composeStatus(reply, mediaIds),
      reply.deliveryId,
    );
    const { id, url, uri } = fieldsOf(body);
    const externalId = idOf(id);
    if (externalId === null)
      throw new ConnectorError('unknown', 'The instance answered without the id of the post');
    return receipt(externalId, url ?? uri);
  }

  /** Looks among our own posts and below the one that was answered; null when it surely stands in neither place. */
  async lookUp(reply: OutboundReply, viewer: Viewer): Promise<Receipt | null> {
    const text = composeText(reply.text, reply.inReplyTo);
    const isIt = (status: MastodonStatus) =>
      status.account.id === viewer.accountId &&
      status.in_reply_to_id === reply.inReplyTo.externalId &&
      isSameText(contentOf(status, viewer.domain), text);
    const found = (await this.amongOurs(reply, viewer, isIt)) ?? (await this.below(reply, isIt));
    return found ? { ...receipt(found.id, found.url), postedAt: found.created_at } : null;
  }

  async edit(reply: Standing): Promise<Receipt> {
    const path = `/api/v1/statuses/${encodeURIComponent(reply.externalId)}`;
    const standing = statusOf(await this.client.read(path));
    if (standing === null)
      throw new ConnectorError('transient', 'The instance answered something else than a post');
    const mediaIds = standing.media_attachments.map(({ id }) => id);
    const change = composeEdit(reply, { mediaIds, visibility: standing.visibility });
    try {
      await this.client.write('PUT', path, change);
    } catch (error) {
      // The post stands there, so it is the change that this server does not know.
      if (error instanceof ConnectorError && error.kind === 'gone')
        throw new ConnectorError('rejected', 'This instance cannot edit posts', { cause: error });
      throw error;
    }
    return receipt(reply.externalId, standing.url);
  }

  async delete(reply: Standing): Promise<void> {
    await this.client.write('DELETE', `/api/v1/statuses/${encodeURIComponent(reply.externalId)}`);
  }

  private async illustrate(picture: OutboundReply['media'][number], altLimit: number): Promise<string> {
    try {
      return await this.upload(picture, altLimit);
    } catch (error) {
      // Not the post that is answered is gone then.
      if (error instanceof ConnectorError && error.kind === 'gone')
        throw new ConnectorError('rejected', 'This instance did not keep the picture', { cause: error });
      throw error;
    }
  }

  private async upload(picture: OutboundReply['media'][number], altLimit: number): Promise<string> {
    const { mimeType } = picture;
    const alt = takeGraphemes(picture.alt, altLimit);
    const answer = fieldsOf(await this.client.upload({ data: await picture.read(), mimeType, alt }));
    const id = idOf(answer.id);
    if (id === null)
      throw new ConnectorError('transient', 'The instance answered without the id of the picture');
    // A picture that has no address yet is still being worked on, and a post with it would be refused.
    if (typeof answer.url === 'string') return id;
    for (const pause of MEDIA_PAUSES_MS) {
      if (await this.client.mediaIsReady(id)) return id;
      await delay(pause);
    }
    throw new ConnectorError('transient', 'The instance is still working on the picture');
  }

  private async amongOurs(
    reply: OutboundReply,
    viewer: Viewer,
    isIt: (status: MastodonStatus) => boolean,
  ): Promise<MastodonStatus | null> {
    const from = reply.firstAttemptedAt.getTime() - CLOCK_TOLERANCE_MS;
    const path = `/api/v1/accounts/${encodeURIComponent(viewer.accountId)}/statuses`;
    let before: string | null = null;
    for (let page = 0; page < LOOK_UP_PAGES; page += 1) {
      const bounds: [string, string][] = before === null ? [] : [['max_id', before]];
      const { items, links } = await this.client.page(path, [
        ['exclude_reblogs', 'true'],
        ['limit', LOOK_UP_PAGE],
        ...bounds,
      ]);
      const statuses = statusesOf(items);
      const found = statuses.find(isIt);
      if (found) return found;
      const oldest = statuses.at(-1);
      const next: string | null = links.isGiven ? links.older : (oldest?.id ?? null);
      if (oldest === undefined || oldest.created_at.getTime() < from || next === null || next === before)
        return null;
      before = next;
    }
    throw new ConnectorError('transient', 'The account wrote too much since to be looked through');
  }

  /** Some servers leave direct posts out of what an account wrote; the thread has them. */
  private async below(
    { inReplyTo }: OutboundReply,
    isIt: (status: MastodonStatus) => boolean,
  ): Promise<MastodonStatus | null> {
    const path = `/api/v1/statuses/${encodeURIComponent(inReplyTo.externalId)}/context`;
    const context = fieldsOf(await this.client.readIfThere(path));
    return statusesOf(context.descendants).find(isIt) ?? null;
  }
}

function receipt(externalId: string, permalink: unknown): Receipt {
  return { externalId, ...(typeof permalink === 'string' && { permalink }) };
}

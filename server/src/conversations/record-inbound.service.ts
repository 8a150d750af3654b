import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import type { NormalizedPost } from '../connectors/connector.ts';
import type { RecognisedContact } from '../contacts/contact.types.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Arrived, Echo } from './conversation.types.ts';
import { ConversationsRepository } from './conversations.repository.ts';
import { foldPosts } from './fold-posts.ts';
import { InboundMediaService } from './inbound-media.service.ts';
import { InboundRepository } from './inbound.repository.ts';
import type { Creation, Folded, KnownConversation, KnownMessage, MovedMessage } from './inbound.types.ts';
import { matchEchoes } from './match-echoes.ts';
import { placePosts, type Placed } from './place-posts.ts';
import { planInbound, type InboundPlan } from './plan-inbound.ts';
import { arrivedFrom, factsOf, linesOf, mediaOf, nothingNew } from './report-inbound.ts';

/** Stores what networks send: each post once, in its conversation, with its edits and deletions. */
@Injectable()
export class RecordInboundService {
  constructor(
    private readonly repository: InboundRepository,
    private readonly conversations: ConversationsRepository,
    private readonly media: InboundMediaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores what is new or changed in a batch of posts, in any order and however often it was sent before. The number
   * of statements does not depend on the number of posts. Posts are expected to be storable and their authors
   * recognised; whoever is missing in `contacts` is one of us.
   */
  async record(
    tx: Tx,
    channel: Channel,
    posts: readonly NormalizedPost[],
    contacts: ReadonlyMap<string, RecognisedContact>,
  ): Promise<Arrived> {
    const now = this.clock.now();
    await this.repository.lockChannel(tx, channel.id);
    const known = await this.knownMessages(tx, channel.id, posts);
    await this.noteSeen(tx, posts, known);
    const echoes = await this.recogniseEchoes(tx, channel.id, posts, known);
    const folded = foldPosts(posts, { known, contacts, since: channel.since, now });
    if (folded.creations.length + folded.changes.length === 0) return nothingNew(folded, echoes);
    const { placed, conversations, answers } = await this.place(tx, channel.id, folded, known);
    const plan = planInbound({ ...placed, changes: folded.changes, conversations, known });
    await this.write(tx, channel, plan, folded, now);
    await this.linkAnswers(tx, plan, answers);
    const moved = await this.merge(tx, plan);
    await this.leaveLines(tx, plan, now);
    await this.media.attach(tx, mediaOf(plan));
    tx.emitAll(factsOf(plan, channel));
    return { ...nothingNew(folded, echoes), ...arrivedFrom(plan, channel, { now, moved }) };
  }

  private async knownMessages(
    tx: Tx,
    channelId: string,
    posts: readonly NormalizedPost[],
  ): Promise<Map<string, KnownMessage>> {
    const ids = posts.flatMap((post) => [
      post.externalId,
      post.rootExternalId,
      post.inReplyToExternalId ?? post.externalId,
    ]);
    const rows = await this.repository.messagesByExternalId(tx, channelId, [...new Set(ids)]);
    return new Map(rows.map((message) => [message.externalId, message]));
  }

  /** Our own replies coming back: what we were told is there is really there. */
  private async noteSeen(
    tx: Tx,
    posts: readonly NormalizedPost[],
    known: ReadonlyMap<string, KnownMessage>,
  ): Promise<void> {
    const replies = posts.flatMap((post) => {
      const message = post.isOwn && !post.isDeleted ? known.get(post.externalId) : undefined;
      return message?.type === 'reply' ? [message] : [];
    });
    if (replies.length === 0) return;
    await this.lockConversationsOf(tx, replies);
    const seen = await this.repository.markSeen(
      tx,
      replies.map(({ id }) => id),
    );
    tx.emitAll(seen.map((reply) => ({ type: 'message.changed', ...reply, change: 'delivery' })));
  }

  /** Our own replies coming back before anybody told us their ids; from now on they are known. */
  private async recogniseEchoes(
    tx: Tx,
    channelId: string,
    posts: readonly NormalizedPost[],
    known: Map<string, KnownMessage>,
  ): Promise<Echo[]> {
    const strangers = posts.filter((post) => post.isOwn && !post.isDeleted && !known.has(post.externalId));
    if (strangers.length === 0) return [];
    const matches = matchEchoes(strangers, await this.repository.pendingReplies(tx, channelId));
    if (matches.length === 0) return [];
    await this.lockConversationsOf(
      tx,
      matches.map(({ reply }) => reply),
    );
    const echoes = matches.map(({ post, reply }) => ({
      messageId: reply.id,
      conversationId: reply.conversationId ?? '',
      externalId: post.externalId,
      permalink: post.permalink ?? null,
      postedAt: post.postedAt,
    }));
    for (const { post, reply } of matches)
      known.set(post.externalId, { ...reply, externalId: post.externalId });
    await this.repository.setExternalIds(tx, echoes);
    tx.emitAll(
      echoes.map(({ conversationId, messageId }) => ({
        type: 'message.changed',
        conversationId,
        messageId,
        change: 'delivery',
      })),
    );
    return echoes;
  }

  /** Before their messages, as whoever records a delivery does: else each may wait for the other. */
  private async lockConversationsOf(tx: Tx, replies: readonly KnownMessage[]): Promise<void> {
    await this.conversations.lock(
      tx,
      replies.flatMap(({ conversationId }) => conversationId ?? []),
    );
  }

  private async place(
    tx: Tx,
    channelId: string,
    { creations, changes }: Folded,
    known: ReadonlyMap<string, KnownMessage>,
  ): Promise<{ placed: Placed; conversations: Map<string, KnownConversation>; answers: KnownMessage[] }> {
    const ids = creations.map(({ post }) => post.externalId);
    const answers = ids.length === 0 ? [] : await this.repository.answersTo(tx, channelId, ids);
    const conversations = await this.repository.lockConversations(tx, channelId, {
      roots: rootsFor(creations, [...known.values(), ...answers]),
      ids: changes.flatMap(({ message }) => message.conversationId ?? []),
    });
    const placed = placePosts(creations, {
      messages: known,
      answers: byParent(answers),
      conversations: newestOfEachRoot(conversations),
      now: this.clock.now(),
    });
    return { placed, conversations: new Map(conversations.map((state) => [state.id, state])), answers };
  }

  private async linkAnswers(tx: Tx, plan: InboundPlan, answers: readonly KnownMessage[]): Promise<void> {
    if (answers.length === 0) return;
    const ids = new Map(plan.messages.map(({ creation }) => [creation.post.externalId, creation.id]));
    const links = answers.flatMap((answer) => {
      const parentId = ids.get(answer.inReplyToExternalId ?? '');
      return parentId === undefined ? [] : [{ answerId: answer.id, parentId }];
    });
    await this.repository.linkAnswers(tx, links);
  }

  /** The post that joins some threads has come: what nobody has looked at yet becomes one conversation. */
  private async merge(tx: Tx, { merges }: InboundPlan): Promise<MovedMessage[]> {
    if (merges.length === 0) return [];
    const moved = await this.repository.moveMessages(tx, merges);
    await this.repository.deleteConversations(
      tx,
      merges.map(({ from }) => from.id),
    );
    tx.emitAll(
      merges.map(({ from }) => ({
        type: 'conversation.erased',
        conversationId: from.id,
        teamId: from.teamId,
      })),
    );
    tx.emitAll(
      moved.map(({ conversationId, messageId }) => ({
        type: 'message.changed',
        conversationId,
        messageId,
        change: 'edited',
      })),
    );
    return moved;
  }

  private async write(tx: Tx, channel: Channel, plan: InboundPlan, folded: Folded, now: Date): Promise<void> {
    const opened = plan.opened.map(({ conversation }) => conversation);
    if (opened.length > 0) await this.repository.insertConversations(tx, channel, opened, now);
    if (plan.updated.length > 0) await this.repository.updateConversations(tx, plan.updated);
    if (plan.messages.length > 0) {
      await this.repository.insertMessages(tx, channel.id, plan.messages, now);
    }
    if (opened.length > 0) {
      const roots = opened.map((row) => ({ id: row.id, root: row.rootExternalId }));
      await this.repository.adoptContext(tx, channel.id, roots);
    }
    if (plan.changed.length > 0) await this.repository.updateMessages(tx, plan.changed);
    const versions = folded.versions.map((version) => ({ id: newId(now), ...version }));
    if (versions.length > 0) await this.repository.keepVersions(tx, versions);
  }

  private async leaveLines(tx: Tx, plan: InboundPlan, now: Date): Promise<void> {
    const events = linesOf(plan);
    if (events.length > 0) await this.conversations.addEvents(tx, events, now);
  }
}

/** Every root under which a new message may belong. */
function rootsFor(creations: readonly Creation[], relatives: readonly KnownMessage[]): string[] {
  const named = creations.flatMap(({ post }) => [post.externalId, post.rootExternalId]);
  return [...new Set([...named, ...relatives.flatMap((message) => message.conversationRoot ?? [])])];
}

function newestOfEachRoot(conversations: readonly KnownConversation[]): KnownConversation[] {
  const newest = new Map<string, KnownConversation>();
  for (const conversation of conversations) {
    const other = newest.get(conversation.rootExternalId);
    if (other === undefined || other.generation < conversation.generation) {
      newest.set(conversation.rootExternalId, conversation);
    }
  }
  return [...newest.values()];
}

function byParent(answers: readonly KnownMessage[]): Map<string, KnownMessage[]> {
  const groups = new Map<string, KnownMessage[]>();
  for (const answer of answers) {
    const parent = answer.inReplyToExternalId ?? '';
    groups.set(parent, [...(groups.get(parent) ?? []), answer]);
  }
  return groups;
}

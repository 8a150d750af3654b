import { Injectable } from '@nestjs/common';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { MessagesService } from '../conversations/messages.service.ts';
import { HandOverCardsService } from '../desk/hand-over-cards.service.ts';
import { Clock } from '../platform/clock.ts';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { audienceOf } from './audience.ts';
import { ConversationItemsRepository } from './conversation-items.repository.ts';
import { presentActivity, presentItem } from './inbox.presenter.ts';
import type { ItemRow } from './inbox.types.ts';
import { Paced, type Gathered } from './paced.ts';
import { PresencePushesService } from './presence-pushes.service.ts';

/** Changes of one conversation within this time go out as one. */
const TOGETHER_MS = 100;

/**
 * Pushes rows to whoever may see their team, and messages and activity to the room of the conversation. Everything is read
 * again after the commit, a batch in one query, so that a push carries the present state and never an old one.
 */
@Injectable()
export class ConversationPushesService {
  private readonly paced: Paced;

  constructor(
    private readonly items: ConversationItemsRepository,
    private readonly messages: MessagesService,
    private readonly handOvers: HandOverCardsService,
    private readonly realtime: RealtimeServer,
    private readonly presence: PresencePushesService,
    private readonly connectors: ConnectorRegistry,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.paced = new Paced(
      TOGETHER_MS,
      (gathered) => this.deliver(gathered),
      (error) => logger.warn('Screens could not be told of a change; it is tried again.', { err: error }),
    );
  }

  /**
   * @param gathered by conversation: `message:<id>` of messages that changed, `activity`, and `moved` to another team
   */
  push(gathered: Gathered): Promise<void> {
    return this.paced.offer(gathered);
  }

  flush(): Promise<void> {
    return this.paced.flush();
  }

  stop(): void {
    this.paced.stop();
  }

  private async deliver(gathered: Gathered): Promise<void> {
    const rows = new Map((await this.items.byIds([...gathered.keys()])).map((row) => [row.id, row]));
    const now = this.clock.now();
    for (const [id, tags] of gathered) {
      const row = rows.get(id);
      // Not to be read any more: it was erased. An id alone tells nobody anything.
      if (row === undefined) this.realtime.push(['all'], { type: 'conversation.removed', id });
      else this.pushRow(row, tags.has('moved'), now);
    }
    const watched = [...gathered].filter(([id]) => rows.has(id) && this.realtime.mayHaveScreens(roomOf(id)));
    if (watched.length > 0) await this.pushInside(new Map(watched), rows);
  }

  /** Screens that saw it in its former team, and may not in its present one, lose it. */
  private pushRow(row: ItemRow, hasMoved: boolean, now: Date): void {
    const rooms = audienceOf({ teamId: row.team.id, isTeamClosed: row.isTeamClosed });
    this.realtime.push(rooms, {
      type: 'conversation.upserted',
      conversation: presentItem(row, this.connectors, now),
    });
    if (!hasMoved) return;
    if (row.isTeamClosed) {
      this.realtime.push(['all'], { type: 'conversation.removed', id: row.id }, rooms);
      this.realtime.evict(roomOf(row.id), rooms);
    }
    // Others see it from now on than before, and other people may be in it.
    this.presence.changed([row.id]);
  }

  private async pushInside(watched: Gathered, rows: ReadonlyMap<string, ItemRow>): Promise<void> {
    const withActivity = [...watched].filter(([, tags]) => tags.has('activity')).map(([id]) => id);
    const messageIds = [...watched.values()].flatMap((tags) =>
      [...tags].filter((tag) => tag.startsWith('message:')).map((tag) => tag.slice('message:'.length)),
    );
    const [messages, activities, handOvers] = await Promise.all([
      this.messages.byIds(messageIds),
      withActivity.length === 0 ? [] : this.items.activityOf(withActivity),
      this.handOvers.ofConversations(withActivity),
    ]);
    for (const { conversationId, message } of messages.values()) {
      const row = rows.get(conversationId);
      if (row === undefined) continue;
      const { version, sequence } = row;
      this.realtime.push([roomOf(conversationId)], {
        type: 'message.upserted',
        conversationId,
        version,
        sequence,
        message,
      });
    }
    for (const { id, version, ...activity } of activities) {
      const push = {
        conversationId: id,
        version,
        ...presentActivity(activity, this.clock.now()),
        handOvers: handOvers.get(id) ?? [],
      };
      this.realtime.push([roomOf(id)], { type: 'activity.changed', ...push });
    }
  }
}

function roomOf(conversationId: string): string {
  return `conversation:${conversationId}`;
}

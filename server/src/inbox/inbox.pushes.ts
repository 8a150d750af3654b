import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { DomainEvent, FactName } from '@visavis/shared/events/domain-events';
import { ChannelsService } from '../channels/channels.service.ts';
import { presentChannel } from '../channels/channels.presenter.ts';
import { FactAudience, type Audience } from '../platform/events/fact-audience.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { ConversationPushesService } from './conversation-pushes.service.ts';
import { FigurePushesService } from './figure-pushes.service.ts';
import type { Gathered } from './paced.ts';
import { ScreenRoomsService } from './screen-rooms.service.ts';
import { TouchedRepository } from './touched.repository.ts';

/** What a fact leaves out of date on screens. */
export interface Stale {
  /** Its row, for those who may see it; its messages and activity, for those who have it open. */
  conversationId?: string;
  messageId?: string;
  /** Whether events or the ledger have changed. */
  activity?: boolean;
  /** Somebody answered: what else this customer has open may name them as who knows them. */
  hasHelper?: boolean;
  /** It went to another team: some may not see it any more. */
  hasMoved?: boolean;
  /** Counts beside views, and the live report. */
  figures?: boolean;
  /** People whose availability or number of open conversations changed. */
  agentIds?: (string | null)[];
  /** Somebody's name, face, role or teams: the rows that show them, and the rooms they may be in. */
  personId?: string;
  contactId?: string;
  channelId?: string;
}

type Table = { [K in FactName]: ((fact: Extract<DomainEvent, { type: K }>) => Stale) | 'nobody' };

/** Fact → what it leaves out of date. Where that is shown, and by which push, is in the services that it is handed to. */
export const staleAfter: Table = {
  'message.received': ({ conversationId, messageId }) => ({ conversationId, messageId, figures: true }),
  'message.changed': ({ conversationId, messageId }) => ({ conversationId, messageId }),
  'note.added': ({ conversationId, messageId }) => ({ conversationId, messageId, figures: true }),
  'conversation.opened': ({ conversationId }) => ({ conversationId, activity: true, figures: true }),
  'conversation.reopened': ({ conversationId }) => ({ conversationId, activity: true, figures: true }),
  'conversation.assigned': ({ conversationId, before, after }) => ({
    conversationId,
    activity: true,
    figures: true,
    agentIds: [before, after],
  }),
  'conversation.handedOver': ({ conversationId, from, to }) => ({
    conversationId,
    activity: true,
    agentIds: [from, to],
  }),
  'conversation.statusChanged': ({ conversationId, assigneeId }) => ({
    conversationId,
    activity: true,
    figures: true,
    agentIds: [assigneeId],
  }),
  'conversation.changed': ({ conversationId, beforeTeamId }) => ({
    conversationId,
    activity: true,
    figures: true,
    hasMoved: beforeTeamId !== undefined,
  }),
  'conversation.erased': ({ conversationId }) => ({ conversationId, figures: true }),
  'reply.queued': ({ conversationId, messageId }) => ({ conversationId, messageId, activity: true }),
  'reply.accepted': ({ conversationId, messageId }) => ({
    conversationId,
    messageId,
    figures: true,
    hasHelper: true,
  }),
  'sla.changed': ({ conversationId }) => ({ conversationId, activity: true, figures: true }),
  'agent.availabilityChanged': ({ agentId }) => ({ agentIds: [agentId], figures: true }),
  'agent.changed': ({ agentId }) => ({ agentIds: [agentId], personId: agentId }),
  'agent.scheduleChanged': ({ agentIds }) => ({ agentIds, figures: true }),
  'team.changed': () => ({ figures: true }),
  // `notifications` tells each person of their own.
  'notice.changed': 'nobody',
  'channel.changed': ({ channelId }) => ({ channelId, figures: true }),
  'contact.changed': ({ contactId }) => ({ contactId }),
  // `conversations` and `contacts` say which messages and people the picture belongs to.
  'media.ready': 'nobody',
};

const facts = Object.keys(staleAfter) as FactName[];

@Injectable()
export class InboxAudience extends FactAudience {
  override readonly audiences = Object.fromEntries(
    facts.map((fact): [FactName, Audience] => [fact, staleAfter[fact] === 'nobody' ? 'nobody' : 'screens']),
  ) as Record<FactName, Audience>;
}

/** Turns facts into pushes: many facts, few pushes, each with the present state. */
@Injectable()
export class InboxPushes implements BeforeApplicationShutdown {
  constructor(
    private readonly conversations: ConversationPushesService,
    private readonly figures: FigurePushesService,
    private readonly rooms: ScreenRoomsService,
    private readonly touched: TouchedRepository,
    private readonly channels: ChannelsService,
    private readonly realtime: RealtimeServer,
  ) {}

  @OnFacts({ listener: 'inbox.screens', facts: facts.filter((fact) => staleAfter[fact] !== 'nobody') })
  async hear(events: readonly DomainEvent[]): Promise<void> {
    const stale = events.map(staleOf);
    if (stale.some(({ figures }) => figures === true)) this.figures.changed();
    const agentIds = stale.flatMap((one) => one.agentIds ?? []).filter((id) => id !== null);
    if (agentIds.length > 0) this.figures.agentsChanged(agentIds);
    await this.conversations.push(await this.gather(stale));
    await this.rooms.reconsider(distinct(stale, 'personId'));
    await this.pushChannels(distinct(stale, 'channelId'));
  }

  /** Resolves when everything that was held back is on its way. For tests. */
  async settled(): Promise<void> {
    await this.conversations.flush();
    await this.figures.flush();
  }

  beforeApplicationShutdown(): void {
    this.conversations.stop();
    this.figures.stop();
  }

  private async gather(stale: readonly Stale[]): Promise<Gathered> {
    const gathered: Gathered = new Map();
    const add = (id: string, ...tags: string[]) =>
      gathered.set(id, new Set([...(gathered.get(id) ?? []), ...tags]));
    for (const { conversationId, messageId, activity, hasMoved } of stale) {
      if (conversationId === undefined) continue;
      add(conversationId);
      if (messageId !== undefined) add(conversationId, `message:${messageId}`);
      if (activity === true) add(conversationId, 'activity');
      if (hasMoved === true) add(conversationId, 'moved');
    }
    const contactIds = distinct(stale, 'contactId');
    const personIds = distinct(stale, 'personId');
    const answered = stale.flatMap((one) =>
      one.hasHelper === true && one.conversationId !== undefined ? [one.conversationId] : [],
    );
    for (const id of await this.touched.conversationsThatFollow([...new Set(answered)])) add(id);
    for (const id of await this.touched.conversationsShowing(contactIds, personIds)) add(id, 'activity');
    return gathered;
  }

  private async pushChannels(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = (await this.channels.list()).filter(({ id }) => ids.includes(id));
    for (const row of rows)
      this.realtime.push(['all'], { type: 'channel.changed', channel: presentChannel(row) });
  }
}

function staleOf(event: DomainEvent): Stale {
  const rule = staleAfter[event.type] as ((fact: DomainEvent) => Stale) | 'nobody';
  return rule === 'nobody' ? {} : rule(event);
}

function distinct(stale: readonly Stale[], key: 'personId' | 'contactId' | 'channelId'): string[] {
  return [...new Set(stale.map((one) => one[key]).filter((id) => id !== undefined))];
}

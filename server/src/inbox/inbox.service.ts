import { Injectable } from '@nestjs/common';
import type {
  ConversationCounts,
  ConversationDetail,
  ConversationItem,
  ConversationQuery,
  MessageItem,
} from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import { openAsksOf, openHandOver } from '@visavis/shared/conversations/open-hand-over';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { MessagesService, type ThreadPlace } from '../conversations/messages.service.ts';
import { HandOverCardsService } from '../desk/hand-over-cards.service.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isInstant } from '../platform/http/is-instant.ts';
import { decodeCursor, encodeCursor } from '../platform/http/keyset-cursor.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ConversationDetailRepository } from './conversation-detail.repository.ts';
import { ConversationItemsRepository } from './conversation-items.repository.ts';
import { ConversationListRepository } from './conversation-list.repository.ts';
import { CountsRepository } from './counts.repository.ts';
import { presentDetail, presentItem } from './inbox.presenter.ts';
import { cursorAfter, listRequest, notOfThisList } from './list-request.ts';
import { rollUp, tallyCounts } from './tally-counts.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';
import { VisibleTeamsService } from './visible-teams.service.ts';

const NEWEST_MESSAGES = 200;

/** What screens read: lists, the numbers beside them, and one conversation with all there is to see. */
@Injectable()
export class InboxService {
  constructor(
    private readonly lists: ConversationListRepository,
    private readonly details: ConversationDetailRepository,
    private readonly rows: ConversationItemsRepository,
    private readonly counted: CountsRepository,
    private readonly teams: VisibleTeamsRepository,
    private readonly visible: VisibleTeamsService,
    private readonly messages: MessagesService,
    private readonly handOvers: HandOverCardsService,
    private readonly access: ConversationAccess,
    private readonly connectors: ConnectorRegistry,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `malformed` for a cursor of another list */
  async list(agent: SignedInAgent, query: ConversationQuery): Promise<Page<ConversationItem>> {
    const now = this.clock.now();
    const request = listRequest(agent, query, await this.visible.visibleTo(agent), now);
    if (request === null) return { items: [], nextCursor: null };
    const rows = await this.lists.page({ ...request, limit: request.limit + 1 });
    const shown = rows.slice(0, request.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => presentItem(row, this.connectors, now)),
      nextCursor: rows.length > request.limit && last !== undefined ? cursorAfter(last, request.sort) : null,
    };
  }

  /** Rows by id, for whoever has decided who may see them; ids without one are missing. */
  async items(ids: readonly string[]): Promise<Map<string, ConversationItem>> {
    if (ids.length === 0) return new Map();
    const now = this.clock.now();
    return new Map(
      (await this.rows.byIds(ids)).map((row) => [row.id, presentItem(row, this.connectors, now)]),
    );
  }

  async counts(agent: SignedInAgent): Promise<ConversationCounts> {
    const [groups, mentions, [seen]] = await Promise.all([
      this.counted.groups(this.clock.now()),
      this.counted.mentions([agent.agentId]),
      this.teams.seenBy([agent.agentId]),
    ]);
    const visibleTeamIds = new Set(seen?.visibleTeamIds ?? []);
    return tallyCounts(rollUp(groups, mentions), { ...agent, visibleTeamIds });
  }

  /** @throws DomainError `not-found`, also for what a closed team keeps to itself */
  async detail(agent: SignedInAgent, id: string): Promise<ConversationDetail> {
    const visible = await this.visible.visibleTo(agent);
    const [row, page, cards] = await Promise.all([
      this.details.find(id, agent.agentId, visible),
      this.messages.page(id, null, NEWEST_MESSAGES),
      this.handOvers.ofConversations([id]),
    ]);
    if (row === null || (visible !== null && !visible.includes(row.team.id)))
      throw new DomainError('not-found', {}, 'There is no such conversation.');
    const detail = presentDetail(row, this.connectors, this.clock.now());
    const handOvers = cards.get(id) ?? [];
    return {
      ...detail,
      messages: page.messages,
      messagesCursor: cursorBefore(page.next),
      handOvers,
      handOver: openHandOver(handOvers, detail, { id: agent.agentId, teamIds: agent.teamIds }),
      openAsks: openAsksOf(page.messages, agent.agentId),
    };
  }

  /** Older messages, in the order of the thread. @throws DomainError `not-found`, `malformed` */
  async olderMessages(
    agent: SignedInAgent,
    id: string,
    cursor: string | undefined,
  ): Promise<Page<MessageItem>> {
    const before = threadPlace(cursor);
    await this.access.require(agent, id, 'conversation.read');
    const { messages, next } = await this.messages.page(id, before, NEWEST_MESSAGES);
    return { items: messages, nextCursor: cursorBefore(next) };
  }
}

function cursorBefore(place: ThreadPlace | null): string | null {
  return place === null ? null : encodeCursor([place.orderedAt.toISOString(), place.id]);
}

function threadPlace(cursor: string | undefined): ThreadPlace | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [at, id] = key;
  if (!isInstant(at) || !isId(id)) throw notOfThisList();
  return { orderedAt: new Date(at), id };
}

import { Injectable } from '@nestjs/common';
import type { GivenHandOver } from '@visavis/shared/api/hand-over';
import type { Page } from '@visavis/shared/api/page';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { HandOverCardsService } from '../desk/hand-over-cards.service.ts';
import { Clock } from '../platform/clock.ts';
import { isInstant } from '../platform/http/is-instant.ts';
import { decodeCursor, encodeCursor } from '../platform/http/keyset-cursor.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ConversationItemsRepository } from './conversation-items.repository.ts';
import { presentItem } from './inbox.presenter.ts';
import { notOfThisList } from './list-request.ts';
import { VisibleTeamsService } from './visible-teams.service.ts';

const PAGE = 30;

/** What colleagues have given to somebody, each with its conversation as it stands. */
@Injectable()
export class GivenHandOversService {
  constructor(
    private readonly cards: HandOverCardsService,
    private readonly items: ConversationItemsRepository,
    private readonly visible: VisibleTeamsService,
    private readonly connectors: ConnectorRegistry,
    private readonly clock: Clock,
  ) {}

  /** The newest first. @throws DomainError `malformed` for a cursor of another list */
  async list(
    agent: SignedInAgent,
    { limit = PAGE, cursor }: { limit?: number; cursor?: string },
  ): Promise<Page<GivenHandOver>> {
    const after = placeOf(cursor);
    const teamIds = await this.visible.visibleTo(agent);
    const found = await this.cards.givenTo(agent.agentId, teamIds, { after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const now = this.clock.now();
    const rows = await this.items.byIds([...new Set(shown.map((card) => card.conversationId))]);
    const byId = new Map(rows.map((row) => [row.id, presentItem(row, this.connectors, now)]));
    const last = shown.at(-1);
    return {
      items: shown.flatMap((card) => {
        const conversation = byId.get(card.conversationId);
        return conversation === undefined ? [] : [{ ...card, conversation }];
      }),
      nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.at, last.id]) : null,
    };
  }
}

function placeOf(cursor: string | undefined): { at: string; id: string } | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [at, id] = key;
  if (!isInstant(at) || !isId(id)) throw notOfThisList();
  return { at, id };
}

import { Injectable } from '@nestjs/common';
import type { HandOverItem } from '@visavis/shared/api/hand-over';
import type { PersonRef } from '@visavis/shared/api/conversations';
import { introduce } from '@visavis/shared/replies/introduce';
import type { HandOverCause } from '@visavis/shared/api/hand-over';
import type { AgentIdentity } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import type { Organisation } from '../organisation/organisation.types.ts';
import type { HandOverCard } from './hand-over.types.ts';
import { HandOversRepository } from './hand-overs.repository.ts';
import { nameInReplies } from './name-in-replies.ts';
import { grouped } from './grouped.ts';

const FACE = 64;

export type Introducing = (
  cause: HandOverCause,
  language: string | null,
  people: { from: AgentIdentity | undefined; to: AgentIdentity | undefined },
) => string;

/** Hand-overs as cards, however many at once. */
@Injectable()
export class HandOverCardsService {
  constructor(
    private readonly repository: HandOversRepository,
    private readonly agents: AgentsService,
    private readonly organisations: OrganisationService,
  ) {}

  /** By conversation, the newest first; one that was never handed over is missing. */
  async ofConversations(conversationIds: readonly string[]): Promise<Map<string, HandOverItem[]>> {
    if (conversationIds.length === 0) return new Map();
    const items = await this.present(await this.repository.ofConversations(conversationIds));
    return grouped(items, (item) => item.conversationId);
  }

  /** The newest first. */
  async byIds(ids: readonly string[]): Promise<HandOverItem[]> {
    return ids.length === 0 ? [] : this.present(await this.repository.byIds(ids));
  }

  /** What somebody was given, the newest first. @param teamIds whose conversations they may see; null for all */
  async givenTo(
    agentId: string,
    teamIds: readonly string[] | null,
    page: { after: { at: string; id: string } | null; limit: number },
  ): Promise<HandOverItem[]> {
    return this.present(await this.repository.givenTo(agentId, teamIds, page));
  }

  /** How people of this organisation introduce themselves. */
  async introducing(): Promise<Introducing> {
    const organisation = await this.organisations.find();
    return (cause, language, { from, to }) =>
      introduce({
        from: nameInReplies(from),
        to: nameInReplies(to),
        cause,
        language,
        ...mannersOf(organisation),
      });
  }

  private async present(cards: readonly HandOverCard[]): Promise<HandOverItem[]> {
    if (cards.length === 0) return [];
    const people = await this.agents.identities(
      cards.flatMap(({ fromAgentId, toAgentId, assigneeId }) =>
        [fromAgentId, toAgentId, assigneeId].filter((id) => id !== null),
      ),
    );
    const introduction = await this.introducing();
    const of = (id: string | null) => (id === null ? undefined : people.get(id));
    return cards.map((card) => {
      const { id, conversationId, fromAgentId, toAgentId, assigneeId, cause, isAnnounced, language } = card;
      const next = toAgentId ?? (assigneeId === fromAgentId ? null : assigneeId);
      return {
        id,
        conversationId,
        from: this.person(of(fromAgentId)),
        to: this.person(of(toAgentId)),
        team: { id: card.toTeamId, name: card.teamName },
        cause,
        note: card.note,
        isAnnounced,
        at: card.at.toISOString(),
        answeredAt: card.answeredAt?.toISOString() ?? null,
        introduction:
          isAnnounced && next !== null
            ? introduction(cause, language, { from: of(fromAgentId), to: of(next) })
            : null,
      };
    });
  }

  private person(identity: AgentIdentity | undefined): PersonRef | null {
    if (identity === undefined) return null;
    const { id, displayName, faceVersion } = identity;
    return { id, name: displayName, avatarUrl: this.agents.faceUrl(id, faceVersion, FACE) };
  }
}

function mannersOf(organisation: Organisation | null): Pick<Organisation, 'formOfAddress' | 'locale'> {
  return organisation ?? { formOfAddress: 'du', locale: 'de' };
}

import { Injectable } from '@nestjs/common';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { AgentsService } from '../agents/agents.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { PlaceService } from './place.service.ts';

/**
 * Wakes placement: something waits that did not, or somebody can take what they could not, or nobody comes back in time
 * any more. A batch of facts, however large, leads to one placement per team, and to none where nothing waits.
 */
@Injectable()
export class RoutingListeners {
  constructor(
    private readonly places: PlaceService,
    private readonly waiting: WaitingService,
    private readonly agents: AgentsService,
  ) {}

  @OnFacts({
    listener: 'routing.place',
    facts: [
      'conversation.opened',
      'conversation.reopened',
      'conversation.assigned',
      'conversation.statusChanged',
      'conversation.changed',
      'agent.availabilityChanged',
      'agent.changed',
      'agent.scheduleChanged',
      'team.changed',
    ],
  })
  async place(events: readonly DomainEvent[]): Promise<void> {
    const woken = new Woken();
    for (const event of events) woken.add(event);
    const teamIds = await this.teamsOf(woken);
    for (const teamId of await this.waiting.teamsWithWaiting(teamIds))
      await this.places.place(teamId, [...(woken.arrived.get(teamId) ?? [])]);
  }

  private async teamsOf({ teamIds, agentIds }: Woken): Promise<string[]> {
    if (agentIds.size === 0) return [...teamIds];
    const teams = await this.agents.listTeams();
    const theirs = teams.filter((team) => team.memberIds.some((agentId) => agentIds.has(agentId)));
    return [...new Set([...teamIds, ...theirs.map((team) => team.id)])];
  }
}

/** The teams in which something may wait now, and the people who may have room now. */
class Woken {
  readonly teamIds = new Set<string>();
  readonly agentIds = new Set<string>();
  /** What waits since a moment ago, by team. */
  readonly arrived = new Map<string, Set<string>>();

  add(event: DomainEvent): void {
    switch (event.type) {
      case 'conversation.opened':
      case 'conversation.reopened':
        this.arrive(event);
        break;
      // Marked as no spam, moved from another team: the fact does not say which, and asking once too often is cheap.
      case 'conversation.changed':
        if (event.isStuckOnly !== true) this.arrive(event);
        break;
      case 'conversation.assigned':
        if (event.after === null) this.arrive(event);
        if (event.before !== null) this.agentIds.add(event.before);
        break;
      case 'conversation.statusChanged':
        if (event.assigneeId === null && isOurTurn(event.after)) this.arrive(event);
        if (event.assigneeId !== null && !isOurTurn(event.after)) this.agentIds.add(event.assigneeId);
        break;
      // Who goes away frees whoever waits for them.
      case 'agent.availabilityChanged':
        for (const teamId of event.teamIds) this.teamIds.add(teamId);
        break;
      case 'team.changed':
        this.teamIds.add(event.teamId);
        break;
      // Capacity, skills or teams.
      case 'agent.changed':
        this.agentIds.add(event.agentId);
        break;
      case 'agent.scheduleChanged':
        for (const agentId of event.agentIds) this.agentIds.add(agentId);
        break;
    }
  }

  private arrive({ teamId, conversationId }: { teamId: string; conversationId: string }): void {
    this.teamIds.add(teamId);
    const arrived = this.arrived.get(teamId) ?? new Set();
    this.arrived.set(teamId, arrived.add(conversationId));
  }
}

function isOurTurn(status: ConversationStatus): boolean {
  return status === 'new' || status === 'open';
}

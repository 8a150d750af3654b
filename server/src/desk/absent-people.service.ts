import { Injectable } from '@nestjs/common';
import type { HandOverCause } from '@visavis/shared/api/hand-over';
import type { AwayReason } from '@visavis/shared/api/schedule';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { AbsentWork, AbsentWorkScope } from '../conversations/kept-work.repository.ts';
import { KeptWorkService } from '../conversations/kept-work.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { ShieldsService } from '../routing/shields.service.ts';
import { mayRead } from './colleagues.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';
import type { PlannedHandOver } from './hand-over.types.ts';
import { SummariesService } from './summaries.service.ts';

const BATCH = 500;
const MINUTE_MS = 60_000;
/** Who is due back is noticed by a job that runs each minute: until then they are as good as back. */
const NOTICED_WITHIN_MS = 2 * MINUTE_MS;

interface House {
  people: ReadonlyMap<string, AgentRecord>;
  teams: ReadonlyMap<string, Team>;
}

/**
 * Work never sits with somebody who is not there. Whoever is away or off, and not expected back within the time for which a
 * team's customers wait for their person, hands over what is our turn: to who stands in, else to the team. What waits for
 * the customer waits for its person.
 */
@Injectable()
export class AbsentPeopleService {
  constructor(
    private readonly agents: AgentsService,
    private readonly kept: KeptWorkService,
    private readonly conversations: ConversationsService,
    private readonly organisations: OrganisationService,
    private readonly steps: HandOverStepsService,
    private readonly summaries: SummariesService,
    private readonly shields: ShieldsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Of these people, these conversations, or everybody. Safe at any time and in several processes at once.
   *
   * @returns how many changed hands
   */
  async handOver(scope: Omit<AbsentWorkScope, 'afterId' | 'limit'> = {}): Promise<number> {
    let house: House | null = null;
    let count = 0;
    for (let afterId: string | undefined; ;) {
      const found = await this.kept.ofAbsent({
        ...scope,
        ...(afterId !== undefined && { afterId }),
        limit: BATCH,
      });
      if (found.length === 0) return count;
      afterId = found.at(-1)?.conversationId;
      house ??= await this.house();
      const leaving = await this.leaving(found, house, null);
      if (leaving.length > 0) count += await this.handOverBatch(leaving, house);
      if (found.length < BATCH) return count;
    }
  }

  private async house(): Promise<House> {
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    return {
      people: new Map(people.map((person) => [person.id, person])),
      teams: new Map(teams.map((team) => [team.id, team])),
    };
  }

  /** Without that of people who are expected back soon enough for the team. */
  private async leaving(work: readonly AbsentWork[], { teams }: House, tx: Tx | null): Promise<AbsentWork[]> {
    const now = this.clock.now();
    const people = [...new Set(work.map(({ agentId }) => agentId))];
    const back = await this.agents.onDutyAgain(people, new Date(now.getTime() - NOTICED_WITHIN_MS), tx);
    return work.filter(({ agentId, teamId }) => {
      const at = back.get(agentId);
      if (at === undefined) return false;
      const waitMs = (teams.get(teamId)?.routing.sameFaceWaitMinutes ?? 0) * MINUTE_MS;
      return at === null || at.getTime() > now.getTime() + waitMs;
    });
  }

  /** Everything is asked again under locks: of two processes one finds it, and whoever came back keeps theirs. */
  private async handOverBatch(found: readonly AbsentWork[], house: House): Promise<number> {
    const organisation = await this.organisations.find();
    return this.uow.run(async (tx) => {
      const ids = found.map(({ conversationId }) => conversationId);
      const locked = new Map((await this.conversations.lock(tx, ids)).map((state) => [state.id, state]));
      const work = await this.leaving(await this.kept.stillOfAbsent(tx, ids), house, tx);
      const states = work.flatMap(({ conversationId }) => locked.get(conversationId) ?? []);
      if (states.length === 0) return 0;
      const notes = await this.summaries.of(tx, states, organisation);
      const standIns = await this.agents.standIns(
        [...new Set(work.map(({ agentId }) => agentId))],
        this.clock.now(),
        tx,
      );
      const shielded = await this.shields.shieldedFrom(
        states.map(({ contactId }) => contactId),
        tx,
      );
      const plans = work.flatMap((one): PlannedHandOver[] => {
        const state = locked.get(one.conversationId);
        if (state === undefined) return [];
        return [
          {
            conversationId: one.conversationId,
            toAgentId: standInFor(one, standIns, { ...house, shielded: shielded.get(state.contactId) }),
            cause: causeOf(one.reason),
            note: notes.get(one.conversationId) ?? '',
            isAnnounced: hasMet(state, one.agentId),
          },
        ];
      });
      return (await this.steps.handOver(tx, plans, { states, actor: null })).length;
    });
  }
}

/** Null leaves it to the team: nobody stands in, or who does must not see it, is shielded, or not there either. */
function standInFor(
  { agentId, teamId }: AbsentWork,
  standIns: ReadonlyMap<string, string>,
  { people, teams, shielded }: House & { shielded: ReadonlySet<string> | undefined },
): string | null {
  const person = people.get(standIns.get(agentId) ?? '');
  const team = teams.get(teamId);
  if (person === undefined || team === undefined || !mayRead(person, team)) return null;
  if (shielded?.has(person.id) === true) return null;
  return person.availability === 'away' || person.availability === 'off' ? null : person.id;
}

function causeOf(reason: AwayReason | null): HandOverCause {
  if (reason === 'endOfShift') return 'shiftEnd';
  return reason === 'leave' || reason === 'sick' || reason === 'training' ? 'leave' : 'away';
}

/** Whether the customer knows this face, so that another has to say who it is. */
export function hasMet({ lastHelperId }: Pick<ConversationState, 'lastHelperId'>, agentId: string): boolean {
  return lastHelperId === agentId;
}

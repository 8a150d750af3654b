import { Injectable } from '@nestjs/common';
import type { ColleagueSuggestion } from '@visavis/shared/api/hand-over';
import { parseNeed } from '@visavis/shared/routing/needs';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { Workloads } from '../agents/workloads.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { KeptWorkService } from '../conversations/kept-work.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldsService } from '../routing/shields.service.ts';
import { mayRead } from './colleagues.service.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';
import { rankColleagues, type Rated } from './rank-colleagues.ts';

const FACE = 64;

/** Who could take a conversation from whoever has it, and why them. */
@Injectable()
export class SuggestColleaguesService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly agents: AgentsService,
    private readonly workloads: Workloads,
    private readonly kept: KeptWorkService,
    private readonly organisations: OrganisationService,
    private readonly shields: ShieldsService,
    private readonly cards: HandOverCardsService,
    private readonly clock: Clock,
  ) {}

  /** Everybody active who may see it and is not shielded from the customer, but who asks (they take it by taking it) and who has it already. @throws DomainError `not-found` */
  async suggest(agent: SignedInAgent, id: string): Promise<ColleagueSuggestion[]> {
    const state = await this.access.require(agent, id, 'conversation.read');
    const [people, team, organisation] = await Promise.all([
      this.agents.list(),
      this.agents.team(state.teamId),
      this.organisations.find(),
    ]);
    const shielded = (await this.shields.shieldedFrom([state.contactId])).get(state.contactId);
    const others = people.filter(
      (person) =>
        shielded?.has(person.id) !== true &&
        person.deactivatedAt === null &&
        person.id !== agent.agentId &&
        person.id !== state.assigneeId &&
        mayRead(person, team),
    );
    const ids = others.map((person) => person.id);
    const [workOf, back, helpers, identities, introduction] = await Promise.all([
      this.workloads.of(ids),
      this.agents.onDutyAgain(ids, this.clock.now()),
      this.kept.helpersOf(state.contactId),
      this.agents.identities(state.assigneeId === null ? ids : [state.assigneeId, ...ids]),
      this.cards.introducing(),
    ]);
    const from = identities.get(state.assigneeId ?? '');
    const rated = others.map((person): Rated => {
      return {
        agent: {
          id: person.id,
          name: person.displayName,
          avatarUrl: this.agents.faceUrl(person.id, person.faceVersion, FACE),
        },
        helpsWith: person.helpsWith,
        availability: person.availability,
        returnsAt: back.get(person.id)?.toISOString() ?? null,
        knownFrom: helpers.get(person.id) ?? 0,
        ...fitOf(person, state, organisation?.languages ?? []),
        load: workOf(person.id).load,
        capacity: person.capacity,
        isInTeam: isMember(person, team),
        introduction: introduction('hand', state.language, { from, to: identities.get(person.id) }),
      };
    });
    return rankColleagues(rated);
  }
}

/** What the conversation asks for, and how much of it somebody has. */
function fitOf(
  person: AgentRecord,
  state: ConversationState,
  houseLanguages: readonly string[],
): Pick<Rated, 'skills' | 'speaks'> {
  const needs = state.needs.map(parseNeed).filter((need) => need !== null);
  const asked = needs.filter((need) => need.kind === 'skill');
  const levels = new Map(person.skills.map(({ skillId, level }) => [skillId, level]));
  const has = asked.filter(({ skillId, minLevel }) => (levels.get(skillId) ?? 0) >= minLevel).length;
  const needed = needs.find((need) => need.kind === 'language')?.language;
  const language = needed ?? state.language?.slice(0, 2).toLowerCase() ?? null;
  const speaks =
    language === null ||
    houseLanguages.includes(language) ||
    person.languageLevels.some((spoken) => spoken.language === language);
  return { skills: { needed: asked.length, has }, speaks };
}

function isMember(person: AgentRecord, team: Team): boolean {
  return team.memberIds.includes(person.id);
}

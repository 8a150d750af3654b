import type { AgentItem } from '@visavis/shared/api/agents';
import type { ConversationDetail } from '@visavis/shared/api/conversations';

export interface Colleague {
  agent: AgentItem;
  /** How many earlier conversations with this customer were theirs. */
  knownFrom: number;
  isSuggested: boolean;
}

interface Question {
  meId: string;
  conversation: Pick<ConversationDetail, 'history' | 'knows' | 'team' | 'assignee'>;
  /** What was typed to find somebody; empty for everybody. */
  term: string;
}

/**
 * Colleagues who could take a conversation, the likeliest first: on duty before away, who knows the customer before the
 * team of the conversation, with room before full. One is suggested: who knows the customer and has room, else the
 * first of the team with room.
 */
export function suggestColleagues(agents: readonly AgentItem[], question: Question): Colleague[] {
  const { meId, conversation, term } = question;
  const others = agents.filter(
    (agent) =>
      agent.deactivatedAt === null &&
      agent.id !== conversation.assignee?.id &&
      // Whoever has it hands it to others; whoever has it not takes it by taking it.
      agent.id !== meId,
  );
  const rated = others.map((agent) => ({
    agent,
    knownFrom:
      conversation.history.filter((past) => past.helper?.id === agent.id).length ||
      Number(conversation.knows?.id === agent.id),
  }));
  const isOfTeam = (agent: AgentItem) => agent.teams.some((team) => team.id === conversation.team.id);
  const rank = ({ agent, knownFrom }: (typeof rated)[number]) =>
    Number(!isOnDuty(agent)) * 8 +
    Number(knownFrom === 0) * 4 +
    Number(!isOfTeam(agent)) * 2 +
    Number(!hasRoom(agent));
  const sorted = rated.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      b.knownFrom - a.knownFrom ||
      freeOf(b.agent) - freeOf(a.agent) ||
      a.agent.displayName.localeCompare(b.agent.displayName),
  );
  const suggested = sorted.find(
    ({ agent, knownFrom }) => hasRoom(agent) && (knownFrom > 0 || isOfTeam(agent)),
  );
  const wanted = term.trim().toLowerCase();
  return sorted
    .filter(({ agent }) => `${agent.displayName} ${agent.helpsWith}`.toLowerCase().includes(wanted))
    .map((each) => ({ ...each, isSuggested: each === suggested }));
}

const isOnDuty = ({ availability }: AgentItem) => availability === 'available' || availability === 'busy';
const freeOf = ({ capacity, openCount }: AgentItem) => capacity - openCount;
const hasRoom = (agent: AgentItem) => agent.availability === 'available' && freeOf(agent) > 0;

import type { StuckReason } from '@visavis/shared/api/routing';
import type { TeamRouting } from '@visavis/shared/api/schedule';
import type { Exclusion, Waiting } from '@visavis/shared/routing/pick-agent';
import type { WaitingConversation } from '../conversations/waiting.repository.ts';

/** What ends by itself is no finding: whoever stands in line is simply not served yet. */
export function isPassing(kind: StuckReason['kind']): boolean {
  return kind === 'allAway' || kind === 'allFull';
}

/** A conversation in line, as its team weighs it and for as long as the team has it wait for the same face. */
export function waitingFor(
  conversation: WaitingConversation,
  { weights, sameFaceWaitMinutes }: TeamRouting,
  excluded: ReadonlyMap<string, Exclusion> | undefined,
): Waiting {
  const { id, needs, kind, lastHelperId, lastCustomerMessageAt } = conversation;
  return {
    conversationId: id,
    needs,
    weight: weights[kind],
    since: lastCustomerMessageAt,
    lastHelperId,
    waitsUntil:
      sameFaceWaitMinutes === 0
        ? null
        : new Date(lastCustomerMessageAt.getTime() + sameFaceWaitMinutes * 60_000),
    ...(excluded === undefined ? {} : { excluded }),
  };
}

/** What is true of a whole line: nobody in the team has what it asks for. */
export function isLacking(stuck: string | null): boolean {
  return stuck === 'nobodyHasSkill' || stuck === 'nobodySpeaks' || stuck === 'nobodyInTeam';
}

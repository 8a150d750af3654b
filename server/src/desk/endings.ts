import type { NoAnswerNeededRequest } from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { Ending } from '../sla/sla.types.ts';

/** Where nobody waits for us, so that no clock for an answer runs. */
export const NOBODY_WAITS: ReadonlySet<ConversationStatus> = new Set(['waiting', 'closed']);

/** Who decided that what waits needs no answer, and why. */
export function decisionOf(request: NoAnswerNeededRequest | undefined, agentId: string): Ending['decision'] {
  if (request === undefined) return undefined;
  return { by: agentId, reason: request.reason, note: request.note?.trim() || null };
}

/** How the clock of what waits ends when a conversation comes to stand where nobody waits. */
export function endingOf(status: ConversationStatus, decision: Ending['decision']): Ending {
  if (decision !== undefined) return { reason: 'noAnswerNeeded', decision };
  return { reason: status === 'waiting' ? 'setWaiting' : 'closed' };
}

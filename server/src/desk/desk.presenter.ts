import type { DeskAnswer } from '@visavis/shared/api/conversations';
import type { ConversationState } from '../conversations/conversation.types.ts';

export function presentDesk(state: ConversationState): DeskAnswer {
  const { id, version, status, assigneeId, teamId, priority, tags, snoozedUntil, isSpam } = state;
  return {
    id,
    version,
    status,
    assigneeId,
    teamId,
    priority,
    tags,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    isSpam,
  };
}

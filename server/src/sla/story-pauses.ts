import type { ClockPause } from '@visavis/shared/sla/clock-run';
import type { PolicyPauses } from '@visavis/shared/sla/match-policy';
import { pausesOf, type StatusMoment } from '@visavis/shared/sla/pauses-of';
import type { StoryLine } from '../conversations/conversation-story.repository.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';

/** When a clock stood still, as the story of its conversation has it; none for a rule that an old clock does not have. */
export function pausesInStory(
  state: Pick<ConversationState, 'status'>,
  story: readonly StoryLine[],
  clock: { readonly metric: string; readonly startedAt: Date },
  rules: Partial<PolicyPauses>,
): ClockPause[] {
  return pausesOf(momentsOf(state, story), clock, {
    waitingForCustomer: rules.waitingForCustomer ?? false,
    snoozedForCustomer: rules.snoozedForCustomer ?? false,
  });
}

/** The lines of each conversation, in their order. */
export function storiesOf(lines: readonly StoryLine[]): Map<string, StoryLine[]> {
  const stories = new Map<string, StoryLine[]>();
  for (const line of lines) {
    const story = stories.get(line.conversationId);
    if (story === undefined) stories.set(line.conversationId, [line]);
    else story.push(line);
  }
  return stories;
}

/** Where the history lacks the latest line, the conversation itself says where it stands. */
function momentsOf(state: Pick<ConversationState, 'status'>, story: readonly StoryLine[]): StatusMoment[] {
  const moments = story.flatMap(({ at, status, isForCustomer }) =>
    status === null ? [] : [{ at, status, isForCustomer }],
  );
  const last = moments.at(-1);
  if (
    last !== undefined &&
    last.status !== state.status &&
    (last.status === 'waiting' || last.status === 'snoozed')
  )
    moments.push({ at: last.at, status: state.status, isForCustomer: false });
  return moments;
}

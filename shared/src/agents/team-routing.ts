import type { ConversationKind } from '../api/channels.ts';
import type { TeamRouting } from '../api/schedule.ts';

/** What a conversation of each kind weighs until a team says otherwise. */
export const usualWeights: Readonly<Record<ConversationKind, number>> = {
  mention: 1,
  comment: 1,
  review: 1,
  message: 1,
};

/** How a new team shares its work out. */
export const usualTeamRouting: TeamRouting = {
  weights: { ...usualWeights },
  sameFaceWaitMinutes: 30,
  pickUpMinutes: null,
};

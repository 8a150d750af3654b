import type { ConversationKind } from '@visavis/shared/api/channels';
import type { NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import type { DemoAgentKey, DemoCustomerKey, DemoTeamKey } from './demo-people.ts';

/** Where a story happens: the playground, or a source that sends through the webhook door. */
export type DemoPlace = 'marketplace' | 'forum' | 'reviews';

export interface StoryTurn {
  /** A customer, or the agent who answers or writes a note. */
  from: DemoCustomerKey | DemoAgentKey;
  /** Before the moment in which the demonstration is filled. */
  minutesAgo: number;
  text: string;
  isNote?: true;
  /** Nothing is said: the agent puts it off for the customer, or takes it up again. */
  does?: 'snoozeForCustomer' | 'wake';
  picture?: StoryPicture;
}

/** A picture that a customer sends along: drawn, with its alternative text. */
export interface StoryPicture {
  object: 'router' | 'screen' | 'box';
  alt: string;
}

/** One conversation as it happened, told from the oldest turn to the newest. */
export interface Story {
  place: DemoPlace;
  team: DemoTeamKey;
  kind: ConversationKind;
  isPrivate?: true;
  rating?: number;
  language: 'de' | 'en' | 'es' | 'nl' | 'tr';
  tags?: string[];
  assignee?: DemoAgentKey;
  end:
    | 'running'
    | 'closed'
    | { snoozedForMinutes: number }
    | 'waiting-for-customer'
    /** Closed without an answer, and why. */
    | { noAnswer: NoAnswerReason; note: string };
  turns: StoryTurn[];
}

import type { BusinessHours } from '@visavis/shared/sla/business-time';
import type { ClockPause, WarnPoints } from '@visavis/shared/sla/clock-run';
import type { PolicyPauses } from '@visavis/shared/sla/match-policy';
import type { CancelReason, NoAnswerReason, SlaMetric } from '@visavis/shared/sla/sla-clock';
import type { Policy } from './sla-policies.types.ts';

export type { SlaMetric };

/** What waits for an answer of ours: at most one such clock runs in a conversation. */
export type ResponseMetric = 'firstResponse' | 'nextResponse';

/** A reply that the network has taken. */
export interface Response {
  conversationId: string;
  messageId: string;
  acceptedAt: Date;
}

/** A message that waits for us. */
export interface Turn {
  /** The network's time, or that of receipt where the network's lies in the future. */
  postedAt: Date;
  receivedAt: Date;
}

/** A clock that runs. */
export interface OpenTarget {
  id: string;
  metric: SlaMetric;
  startedAt: Date;
  hours: BusinessHours;
  targetMinutes: number;
  warn: WarnPoints;
  pauseRules: Partial<PolicyPauses>;
  pauses: readonly ClockPause[];
}

/** What decides about the clock of one conversation. */
export interface Waiting {
  conversationId: string;
  oldestTurn: Turn | null;
  openTarget: OpenTarget | null;
  /** The highest turn of each metric so far, 0 before the first. */
  lastTurns: Record<ResponseMetric, number>;
}

/** When a clock runs; `deadlineAt` and `warnAt` are null when the calendar never opens long enough. */
export interface Run {
  startedAt: Date;
  /** From the post until we had it, never below 0. */
  fetchDelayMs: number;
  deadlineAt: Date | null;
  warnAt: Date | null;
  pausedAt: Date | null;
}

/** A clock as it is stored when it starts. */
export interface NewTarget extends Run {
  id: string;
  conversationId: string;
  metric: SlaMetric;
  turn: number;
  policyId: string;
  policyName: string;
  calendarName: string;
  hours: BusinessHours;
  targetMinutes: number;
  warn: WarnPoints;
  pauseRules: Partial<PolicyPauses>;
  /** Over before it began: recognised as a thank-you. */
  cancelledAt?: Date;
  cancelReason?: CancelReason;
}

/** A clock whose start was found to lie earlier, or whose pauses have changed. */
export interface MovedTarget extends Run {
  id: string;
  conversationId: string;
  metric: SlaMetric;
}

/** Why clocks end without an answer, and who decided that. */
export interface Ending {
  reason: CancelReason;
  decision?: { by: string; reason: NoAnswerReason; note: string | null };
}

/** Which of the dismissed messages wait again. */
export interface Readmitted {
  /** Those dismissed from then on; all without it. */
  since?: Date | null;
  /** Also what was decided by itself: recognised as a thank-you, or left by a person. */
  decidedToo?: boolean;
}

/** A conversation that was closed at an instant. */
export interface Closed {
  conversationId: string;
  at: Date;
}

/** What is promised to a conversation, and by which calendar. */
export interface Promised {
  policy: Policy;
  calendar: { name: string; hours: BusinessHours };
}

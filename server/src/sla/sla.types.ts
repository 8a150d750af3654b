import type { BusinessHours } from '@visavis/shared/sla/business-time';
import type { DueMetric } from '../conversations/conversation.types.ts';

export type SlaMetric = DueMetric;

/** A reply that the network has taken. */
export interface Response {
  conversationId: string;
  messageId: string;
  acceptedAt: Date;
}

export interface Policy {
  id: string;
  teamId: string;
  name: string;
  firstResponseMinutes: number;
  nextResponseMinutes: number;
  hours: BusinessHours;
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
  startedAt: Date;
  hours: BusinessHours;
  targetMinutes: number;
}

/** What decides about the clock of one conversation. */
export interface Waiting {
  conversationId: string;
  oldestTurn: Turn | null;
  openTarget: OpenTarget | null;
  /** The highest turn of each metric so far, 0 before the first. */
  lastTurns: Record<SlaMetric, number>;
}

/** When a clock runs; both ends null when the calendar never opens long enough. */
export interface Run {
  startedAt: Date;
  /** From the post until we had it, never below 0. */
  fetchDelayMs: number;
  deadlineAt: Date | null;
  warnAt: Date | null;
}

/** A clock as it is stored when it starts. */
export interface NewTarget extends Run {
  id: string;
  conversationId: string;
  metric: SlaMetric;
  turn: number;
  policyId: string;
  policyName: string;
  hours: BusinessHours;
  targetMinutes: number;
}

/** A clock whose start was found to lie earlier. */
export interface MovedTarget extends Run {
  id: string;
  conversationId: string;
}

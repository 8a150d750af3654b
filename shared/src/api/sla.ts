import type { BusinessHours } from '../sla/business-time.ts';
import type { PolicyCondition, PolicyPauses, PolicyTargets, PolicyWarning } from '../sla/match-policy.ts';
import type { SlaMetric } from '../sla/sla-clock.ts';
import type { IsoInstant } from './page.ts';

export interface SlaPreviewRequest {
  businessHours: BusinessHours;
  startedAt: IsoInstant;
  minutes?: number;
  until?: IsoInstant;
  pauses?: { from: IsoInstant; to?: IsoInstant }[];
}

export type SlaPreviewAnswer = { dueAt: IsoInstant | null } | { workingMinutes: number };

/** A condition, counted from 0, that names what is gone; or, for the policy as a whole, that an earlier one takes it all. */
export interface PolicyFault {
  index: number;
  reason: 'teamGone' | 'channelGone' | 'neverReached';
}

/** `GET /api/sla-policies`, in the order in which they are asked; the last one takes whatever no other took. */
export interface SlaPolicyItem {
  id: string;
  name: string;
  isActive: boolean;
  /** The last one: without conditions, always on, never deleted. */
  isFallback: boolean;
  conditions: readonly PolicyCondition[];
  targets: PolicyTargets;
  warn: PolicyWarning;
  pauses: PolicyPauses;
  version: number;
  faults: PolicyFault[];
}

/** `POST /api/sla-policies` adds before the last one; `PUT /api/sla-policies/:id` saves. Applies to clocks from now on. */
export interface SaveSlaPolicyRequest {
  name: string;
  isActive: boolean;
  conditions: PolicyCondition[];
  targets: PolicyTargets;
  warn: PolicyWarning;
  pauses: PolicyPauses;
  /** Of what was edited; 409 `version-conflict` when somebody saved meanwhile. */
  version?: number;
}

/** `PUT /api/sla-policies/order`: every policy but the last one. */
export interface OrderSlaPoliciesRequest {
  ids: string[];
}

/** `POST /api/sla-policies/reapply/preview`: what it would change for the clocks that run right now. */
export interface ReapplyPreview {
  /** Running clocks that were looked at, and whether these are all. */
  looked: number;
  isComplete: boolean;
  /** Clocks that would get another policy, target, calendar, warning or pause rule. */
  changed: number;
  /** In time as they are, and over the deadline as they would be. */
  wouldBreach: number;
  /** Over the deadline as they are, and in time as they would be. */
  wouldUnbreach: number;
  examples: ReapplyExample[];
}

/** A clock that would change, before and after. */
export interface ReapplyExample {
  conversationId: string;
  /** The customer. */
  name: string;
  metric: SlaMetric;
  from: ReapplyTerms;
  to: ReapplyTerms;
}

/** What a clock is measured by. */
export interface ReapplyTerms {
  policyName: string;
  targetMinutes: number;
  dueAt: IsoInstant | null;
}

/** How a re-application stands. One at a time runs in an organisation. */
export interface ReapplyRun {
  id: string;
  startedAt: IsoInstant;
  finishedAt: IsoInstant | null;
  total: number;
  done: number;
  changed: number;
}

/** `GET /api/sla-policies/reapply`: the one that runs, else the last one. */
export interface LatestReapply {
  run: ReapplyRun | null;
}

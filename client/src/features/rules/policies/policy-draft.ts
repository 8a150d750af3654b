import type { SaveSlaPolicyRequest, SlaPolicyItem } from '@visavis/shared/api/sla';
import { FIRST_TERMS, type PolicyCondition, type PolicyTargets } from '@visavis/shared/sla/match-policy';
import type { SlaMetric } from '@visavis/shared/sla/sla-clock';
import { isConditionComplete } from '../rule-draft.ts';

/** As much as the server takes; a day more is a slip of the hand. */
export const MOST_MINUTES = 10 * 366 * 24 * 60;

/** A policy while somebody writes it: numbers as they were typed. */
export interface PolicyDraft {
  name: string;
  isActive: boolean;
  conditions: PolicyCondition[];
  targets: Record<SlaMetric, string>;
  warnPercent: string;
  warnMinutes: string;
  pausesWaiting: boolean;
  pausesSnoozed: boolean;
}

/** A policy as it is typed; a new one begins with the usual targets. */
export function draftOf(policy: SlaPolicyItem | null): PolicyDraft {
  const { name, isActive, conditions, targets, warn, pauses } = policy ?? {
    name: '',
    isActive: true,
    conditions: [],
    ...FIRST_TERMS,
  };
  const typed = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : `${value}`;
  return {
    name,
    isActive,
    conditions: [...conditions],
    targets: {
      firstResponse: typed(targets.firstResponse),
      nextResponse: typed(targets.nextResponse),
      pickUp: typed(targets.pickUp),
      resolution: typed(targets.resolution),
    },
    warnPercent: warn.share === undefined ? '' : typed(Math.round(warn.share * 1000) / 10),
    warnMinutes: typed(warn.minutes),
    pausesWaiting: pauses.waitingForCustomer,
    pausesSnoozed: pauses.snoozedForCustomer,
  };
}

/** What was typed as a number of minutes; null for nothing. */
export function minutesOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** The targets that were typed so far. */
export function targetsOf({ targets }: Pick<PolicyDraft, 'targets'>): PolicyTargets {
  return {
    firstResponse: minutesOf(targets.firstResponse),
    nextResponse: minutesOf(targets.nextResponse),
    pickUp: minutesOf(targets.pickUp),
    resolution: minutesOf(targets.resolution),
  };
}

/** What is sent of a draft; with the version that it changes. */
export function requestOf(draft: PolicyDraft, version?: number): SaveSlaPolicyRequest {
  const percent = minutesOf(draft.warnPercent);
  const minutes = minutesOf(draft.warnMinutes);
  return {
    name: draft.name.trim(),
    isActive: draft.isActive,
    conditions: draft.conditions,
    targets: targetsOf(draft),
    warn: {
      ...(percent === null ? {} : { share: percent / 100 }),
      ...(minutes === null ? {} : { minutes }),
    },
    pauses: { waitingForCustomer: draft.pausesWaiting, snoozedForCustomer: draft.pausesSnoozed },
    ...(version === undefined ? {} : { version }),
  };
}

/** Every condition says something and every number is one that a clock can have. */
export function isComplete(draft: PolicyDraft): boolean {
  const isTarget = (minutes: number | null) =>
    minutes === null || (minutes >= 1 / 60 && minutes <= MOST_MINUTES);
  const percent = minutesOf(draft.warnPercent) ?? 0;
  const warnMinutes = minutesOf(draft.warnMinutes) ?? 0;
  return (
    draft.conditions.every(isConditionComplete) &&
    Object.values(targetsOf(draft)).every(isTarget) &&
    percent >= 0 &&
    percent <= 100 &&
    warnMinutes >= 0 &&
    warnMinutes <= MOST_MINUTES
  );
}

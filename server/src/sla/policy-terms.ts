import type { WarnPoints } from '@visavis/shared/sla/clock-run';
import type { PauseRules } from '@visavis/shared/sla/pauses-of';
import type { Policy, SlaMetric } from './sla.types.ts';

/** What a policy promises, as clocks copy it. */
export interface PolicyTerms {
  targets: Record<SlaMetric, number | null>;
  warn: WarnPoints;
  pauses: PauseRules;
}

export function termsOf(policy: Policy): PolicyTerms {
  return {
    targets: {
      firstResponse: policy.firstResponseMinutes,
      nextResponse: policy.nextResponseMinutes,
      pickUp: null,
      resolution: null,
    },
    warn: {},
    pauses: { waitingForCustomer: true, snoozedForCustomer: true },
  };
}

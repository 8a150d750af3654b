import type { BusinessHours } from '@visavis/shared/sla/business-time';
import type { Measure } from '@visavis/shared/reports/metrics';
import type { SlaMetric } from '@visavis/shared/sla/sla-clock';

/** One clock, as it counts in the figures. */
export interface ReportClock {
  metric: SlaMetric;
  policy: string;
  hours: BusinessHours;
  startedAt: Date;
  deadlineAt: Date | null;
  metAt: Date | null;
  /** The reply that met it. */
  metByMessageId: string | null;
  breachedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  noAnswerReason: string | null;
  pauses: { from: Date; to: Date | null }[];
}

/** Everything about a conversation that figures are made of. */
export interface ReportSource {
  id: string;
  teamId: string;
  channelId: string;
  kind: string;
  language: string | null;
  tags: string[];
  isCounted: boolean;
  /** Of customers, in any order. */
  messages: Date[];
  /** That the network has taken, in the order of time. */
  replies: { id: string; at: Date; agentId: string; person: number }[];
  reopenings: Date[];
  /** In the order of their start. */
  clocks: ReportClock[];
}

/** A row of `report_fact`. */
export interface ReportFact {
  conversationId: string;
  measure: Measure;
  /** `2026-11-21` */
  day: string;
  hour: number;
  policy: string;
  bucket: number;
  n: number;
  teamId: string;
  channelId: string;
  kind: string;
  language: string;
  tags: string[];
}

import type { LiveBehindQuery } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import type { MetricId } from '@visavis/shared/reports/metrics';

/** One figure on the page: what it is by the product's one definition, and how its conversations are asked for. */
export interface Behind {
  metric: MetricId;
  /** Null where no conversations stand behind it, such as a headcount. */
  query: LiveBehindQuery | null;
  /** What it is narrowed to, for example a team; beside the metric's name. */
  of?: string;
  /** What else is to be said of how it is reckoned. */
  note?: string;
}

/** Shows what is behind a figure. */
export type OpenBehind = (behind: Behind) => void;

/** What each card of the page is drawn from. */
export interface LiveCardProps {
  report: LiveReport;
  /** All teams that one leads where it is undefined. */
  teamId: string | undefined;
  onOpen: OpenBehind;
}

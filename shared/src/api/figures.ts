import type { MetricId } from '../reports/metrics.ts';
import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

/** By what a report is broken down. */
export const reportGroups = ['team', 'channel', 'kind', 'language', 'tag', 'policy', 'hour'] as const;
export type ReportGroup = (typeof reportGroups)[number];
/** With what a period is compared: as many days before it, or the same days a year before. */
export const reportComparisons = ['none', 'previous', 'year'] as const;
export type ReportComparison = (typeof reportComparisons)[number];
/** So many days up to today, the month until today, the last whole month, or thirteen months until today. */
export const reportPeriods = ['7', '28', '91', 'month', 'lastMonth', '13months'] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

/** A question that can be asked again: a period that moves with the day, or one that stands. */
export interface ReportQuery {
  /** `2026-11-01`, in the organisation's time zone, both included; given together, in place of `period`. */
  from?: string;
  to?: string;
  period?: ReportPeriod;
  groupBy: ReportGroup;
  compare: ReportComparison;
  /** All of one's own teams (administrators: all) without. */
  teamId?: string;
}

/** Figures of a group; a value is null where there is nothing to reckon it from, or where it may not be shown. */
export interface ReportRow {
  /** Of the group: a team's or channel's id, a kind, a language, a tag, a policy's name, an hour. */
  key: string;
  /** Empty where the key speaks for itself. */
  name: string;
  /** Fewer people took part than may be shown: only the volume is told. */
  isTooSmall: boolean;
  values: Partial<Record<MetricId, number | null>>;
}

/** A day or a month of the course through the period. */
export interface ReportPoint {
  /** The first day of what it stands for. */
  day: string;
  conversations: number;
  serviceLevel: number | null;
}

/** `GET /api/reports/figures` */
export interface ReportAnswer {
  from: string;
  to: string;
  timeZone: string;
  groupBy: ReportGroup;
  total: ReportRow;
  comparedFrom: string | null;
  comparedTo: string | null;
  compared: ReportRow | null;
  /** In a fixed order of names, never by how well somebody does. */
  rows: ReportRow[];
  comparedRows: ReportRow[];
  points: ReportPoint[];
  pointsBy: 'day' | 'month';
  teams: TeamRef[];
  state: ReportState;
}

/** Where the sums stand that reports are read from. */
export interface ReportState {
  builtAt: IsoInstant | null;
  checkedAt: IsoInstant | null;
  /** Sums that the last check found to be wrong. */
  differences: number | null;
  rebuild: { done: number; total: number } | null;
}

/** `GET /api/reports/conversations`: what is behind a figure of a group, the newest day first. */
export interface ReportConversations {
  items: { id: string; contactName: string; excerpt: string; teamName: string; day: string }[];
  hasMore: boolean;
}

/** `GET /api/reports/mine`: the last 28 days of whoever asks; nobody else is ever told. */
export interface MyFigures {
  from: string;
  to: string;
  replies: number;
  conversations: number;
  dueCount: number;
  keptCount: number;
  days: { day: string; replies: number }[];
}

/** How often a saved report is mailed: each morning, each Monday, each first of a month. */
export const reportRhythms = ['day', 'week', 'month'] as const;
export type ReportRhythm = (typeof reportRhythms)[number];

/** A question that somebody kept, perhaps mailed to them with its figures as a CSV file. */
export interface SavedReportItem {
  id: string;
  name: string;
  query: ReportQuery;
  every: ReportRhythm | null;
  nextAt: IsoInstant | null;
  sentAt: IsoInstant | null;
  failedAt: IsoInstant | null;
}

/** `POST /api/saved-reports`, `PUT /api/saved-reports/:id` */
export interface SaveReportRequest {
  name: string;
  query: ReportQuery;
  every: ReportRhythm | null;
}

import type { TeamRef } from './session.ts';

/** How many past weeks arrivals can be read from. */
export const planSpans = [4, 8, 13] as const;

/** What is planned for, as whoever plans says it: how long an answer takes is measured nowhere. */
export interface CapacityTerms {
  /** Of one turn of a customer, reading and research included. */
  handlingMinutes: number;
  /** How long a customer is to wait at most until somebody takes the turn up. */
  targetMinutes: number;
  /** Of the turns that are to be taken up within the target. */
  goalPercent: number;
  /** Of paid time that goes to breaks, meetings and learning. */
  breakPercent: number;
}

/** `GET /api/reports/capacity` */
export interface CapacityQuery extends Partial<CapacityTerms> {
  /** The first of one's own without. */
  teamId?: string;
  /** Any day of the week that is planned; the present week without. */
  week?: string;
  /** How many past weeks arrivals are read from. */
  weeks?: number;
}

/** One hour of the week that is planned. */
export interface CapacityHour {
  /** `2026-11-16` */
  day: string;
  hour: number;
  /** Customers' turns in such an hour, on average. */
  arrivals: number;
  /** People in the shift plan that it takes. */
  needed: number;
  /** People in the shift plan, those who are absent left out; a part of the hour counts as its share. */
  planned: number;
}

/** What a week of a team takes, hour by hour, and from what that was worked out. */
export interface CapacityPlan {
  /** Null for somebody who leads no team. */
  team: TeamRef | null;
  teams: TeamRef[];
  timeZone: string;
  /** Its Monday. */
  week: string;
  terms: CapacityTerms;
  basis: {
    from: string;
    to: string;
    /** Whole weeks that were counted; fewer than asked for where the history is shorter. */
    weeks: number;
    turns: number;
    /** Enough to plan with: else `hours` stays empty. */
    isEnough: boolean;
  };
  hours: CapacityHour[];
}

/** With fewer whole weeks a plan would be a guess. */
export const LEAST_PLAN_WEEKS = 2;
/** With fewer turns of customers in them as well. */
export const LEAST_PLAN_TURNS = 50;

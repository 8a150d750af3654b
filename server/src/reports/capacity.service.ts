import { Injectable } from '@nestjs/common';
import {
  LEAST_PLAN_TURNS,
  LEAST_PLAN_WEEKS,
  type CapacityHour,
  type CapacityPlan,
  type CapacityQuery,
  type CapacityTerms,
} from '@visavis/shared/api/capacity';
import { peopleNeeded } from '@visavis/shared/reports/erlang-c';
import { plannedPeople } from '@visavis/shared/reports/planned-people';
import { dayCount, plusDays } from '@visavis/shared/reports/report-period';
import { zoneClock } from '@visavis/shared/sla/zone-clock';
import { AgentsService } from '../agents/agents.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { CapacityRepository, type PlannedRow, type TurnRow } from './capacity.repository.ts';
import { assertLeads, readableTeams, type Reader } from './reader.ts';
import { wallClockAt, weekdayOf } from './report-days.ts';

const HOUR_MS = 3_600_000;
const USUAL_WEEKS = 8;
/** Less than one in four weeks: nobody waits at night for what hardly ever comes. */
const LEAST_ARRIVALS = 0.25;
const USUAL_TERMS: Omit<CapacityTerms, 'goalPercent'> = {
  handlingMinutes: 8,
  targetMinutes: 60,
  breakPercent: 20,
};

/** How many people a team's week takes by the hour; leads plan their own teams, administrators all. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly repository: CapacityRepository,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` for a team that one does not lead, `not-found` for one that is none */
  async plan(reader: Reader, query: CapacityQuery): Promise<CapacityPlan> {
    if (query.teamId !== undefined) assertLeads(reader, query.teamId);
    const { timeZone, onTimeGoalPercent } = await this.organisation.get();
    const today = wallClockAt(this.clock.now(), timeZone).day;
    const week = mondayOf(query.week ?? today);
    const teams = readableTeams(reader, await this.agents.listTeams());
    const team = query.teamId === undefined ? teams[0] : teams.find(({ id }) => id === query.teamId);
    if (query.teamId !== undefined && team === undefined) throw new DomainError('not-found');
    const terms = termsOf(query, onTimeGoalPercent);
    if (team === undefined)
      return { team: null, teams, timeZone, week, terms, basis: nothing(today), hours: [] };
    const { basis, rows } = await this.basis(team.id, today, query.weeks ?? USUAL_WEEKS);
    const hours = basis.isEnough
      ? hoursOf(rows, basis.weeks, terms, await this.planned(team.id, week, timeZone))
      : [];
    return { team, teams, timeZone, week, terms, basis, hours };
  }

  /** Whole weeks up to yesterday, and no more than were counted: days before the first one are not days without work. */
  private async basis(teamId: string, today: string, asked: number) {
    const first = await this.repository.firstDay(teamId, plusDays(today, -7 * asked), today);
    if (first === null) return { basis: nothing(today), rows: [] };
    const weeks = Math.floor((dayCount({ from: first, to: today }) - 1) / 7);
    const from = plusDays(today, -7 * weeks);
    const rows = weeks === 0 ? [] : await this.repository.turns(teamId, from, today);
    const turns = rows.reduce((sum, row) => sum + row.turns, 0);
    const isEnough = weeks >= LEAST_PLAN_WEEKS && turns >= LEAST_PLAN_TURNS;
    return { basis: { from, to: plusDays(today, -1), weeks, turns, isEnough }, rows };
  }

  private async planned(teamId: string, week: string, timeZone: string): Promise<PlannedHour[]> {
    const places = placesOfWeek(week, timeZone);
    const [from, to] = [new Date(places[0]?.fromMs ?? 0), new Date(places.at(-1)?.toMs ?? 0)];
    const [shifts, absences] = await Promise.all([
      this.repository.shifts(teamId, from, to),
      this.repository.absences(teamId, from, to),
    ]);
    const people = plannedPeople(places, shifts.map(stretch), absences.map(stretch));
    return places.map(({ day, hour }, index) => ({ day, hour, planned: people[index] ?? 0 }));
  }
}

interface PlannedHour {
  day: string;
  hour: number;
  planned: number;
}

function hoursOf(
  rows: readonly TurnRow[],
  weeks: number,
  terms: CapacityTerms,
  planned: readonly PlannedHour[],
): CapacityHour[] {
  const turns = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row.turns]));
  return planned.map(({ day, hour, planned: people }) => {
    const arrivals = (turns.get(`${weekdayOf(day)} ${hour}`) ?? 0) / weeks;
    return {
      day,
      hour,
      arrivals: tenth(arrivals),
      needed: neededAt(arrivals, terms),
      planned: tenth(people),
    };
  });
}

function neededAt(arrivalsPerHour: number, terms: CapacityTerms): number {
  if (arrivalsPerHour < LEAST_ARRIVALS) return 0;
  const { handlingMinutes, targetMinutes, goalPercent, breakPercent } = terms;
  const atWork = peopleNeeded({ arrivalsPerHour, handlingMinutes, targetMinutes, goal: goalPercent / 100 });
  return Math.ceil(atWork / (1 - breakPercent / 100) - 1e-9);
}

/** The hours that a week has on the clocks of a zone: one that is jumped over is missing, one that comes twice is long. */
function placesOfWeek(monday: string, timeZone: string) {
  const clock = zoneClock(timeZone);
  const startMs = Date.parse(monday);
  return Array.from({ length: 7 * 24 }, (_, place) => startMs + place * HOUR_MS)
    .map((wallMs) => ({
      day: new Date(wallMs).toISOString().slice(0, 10),
      hour: new Date(wallMs).getUTCHours(),
      fromMs: clock.instantOf(wallMs),
      toMs: clock.instantOf(wallMs + HOUR_MS),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** @param goal of the organisation; one that no number of people reaches for certain is brought down to what can be planned */
function termsOf(query: CapacityQuery, goal: number): CapacityTerms {
  return {
    handlingMinutes: query.handlingMinutes ?? USUAL_TERMS.handlingMinutes,
    targetMinutes: query.targetMinutes ?? USUAL_TERMS.targetMinutes,
    goalPercent: query.goalPercent ?? Math.min(99, Math.max(50, goal)),
    breakPercent: query.breakPercent ?? USUAL_TERMS.breakPercent,
  };
}

function nothing(today: string): CapacityPlan['basis'] {
  return { from: today, to: today, weeks: 0, turns: 0, isEnough: false };
}

function stretch({ agentId, from, to }: PlannedRow) {
  return { agentId, fromMs: from.getTime(), toMs: to.getTime() };
}

function mondayOf(day: string): string {
  return plusDays(day, -weekdayOf(day));
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

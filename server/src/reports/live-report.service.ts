import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { LiveReport } from '@visavis/shared/api/reports';
import { can } from '@visavis/shared/permissions';
import { DAY_MS, zoneClock } from '@visavis/shared/sla/zone-clock';
import { ChannelsService } from '../channels/channels.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { Logger } from '../platform/logger.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveDayRepository, type ArrivalRow, type LiveDay } from './live-day.repository.ts';
import { presentLiveReport } from './live-report.presenter.ts';
import { LiveReportRepository } from './live-report.repository.ts';

const MOST_DUE = 9;
const MOST_LATE = 5;
const STEP_MINUTES = 30;
const ARRIVAL_DAYS = 28;
/** Four weeks do not change within a minute; read once for everybody who looks. */
const ARRIVALS_KEPT_MS = 60_000;
/** What is aimed at as long as the organisation does not say otherwise. */
const GOAL_PERCENT = 90;
const DEFAULT_ZONE = 'Europe/Berlin';

/** How it goes right now, by team and never by person. */
@Injectable()
export class LiveReportService implements OnApplicationBootstrap {
  private arrivals: { at: number; zone: string; rows: Promise<ArrivalRow[]> } | null = null;

  constructor(
    private readonly repository: LiveReportRepository,
    private readonly days: LiveDayRepository,
    private readonly channels: ChannelsService,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  /** So that whoever comes first after a start does not wait for four weeks to be read. */
  onApplicationBootstrap(): void {
    if (this.config.runsApi) this.readAhead().catch(this.onFault);
  }

  /** Of one's own teams; administrators of all. @throws DomainError `forbidden` for a team that one does not lead */
  read(agent: SignedInAgent, teamId?: string): Promise<LiveReport> {
    return this.ofTeams(teamsOf(agent, teamId));
  }

  /** @param teamIds null for all */
  async ofTeams(teamIds: readonly string[] | null): Promise<LiveReport> {
    const day = await this.day();
    const [figures, due, onTime, times, backlog, changes, arrivals, late, channels] = await Promise.all([
      this.repository.teams(teamIds, day.now),
      this.repository.dueNext(teamIds, MOST_DUE),
      this.days.onTime(teamIds, day),
      this.days.answerTimes(teamIds, day),
      this.days.backlog(teamIds),
      this.days.backlogChanges(teamIds, day, STEP_MINUTES),
      this.arrivalsOf(day),
      this.days.late(teamIds, day, MOST_LATE),
      this.channels.list(),
    ]);
    return presentLiveReport({
      teamIds,
      day,
      today: dateOf(day),
      stepMinutes: STEP_MINUTES,
      goalPercent: GOAL_PERCENT,
      arrivalDays: ARRIVAL_DAYS,
      figures,
      due,
      onTime,
      times,
      backlog,
      changes,
      arrivals,
      late,
      channels,
    });
  }

  /** From midnight to midnight on the organisation's clock; 23 or 25 hours when clocks change. */
  async day(): Promise<LiveDay> {
    const now = this.clock.now();
    const timeZone = (await this.organisation.find())?.timeZone ?? DEFAULT_ZONE;
    const clock = zoneClock(timeZone);
    const midnight = clock.dayAt(now.getTime()) * DAY_MS;
    const at = (days: number): Date => new Date(clock.instantOf(midnight + days * DAY_MS));
    return { yesterdayFrom: at(-1), from: at(0), to: at(1), now, timeZone };
  }

  /** Since when arrivals are counted. */
  arrivalsSince({ from }: LiveDay): Date {
    return new Date(from.getTime() - (ARRIVAL_DAYS - 1) * DAY_MS);
  }

  /** Before the set-up, or before the demonstration is filled, there is nothing yet that would be worth keeping. */
  private async readAhead(): Promise<void> {
    if ((await this.organisation.find()) !== null) await this.arrivalsOf(await this.day());
  }

  private arrivalsOf(day: LiveDay): Promise<ArrivalRow[]> {
    const at = day.now.getTime();
    const kept = this.arrivals;
    if (kept !== null && kept.zone === day.timeZone && at >= kept.at && at - kept.at < ARRIVALS_KEPT_MS)
      return kept.rows;
    const rows = this.days.arrivals(this.arrivalsSince(day), day.now, day.timeZone);
    const next = { at, zone: day.timeZone, rows };
    this.arrivals = next;
    rows.catch(() => {
      if (this.arrivals === next) this.arrivals = null;
    });
    return rows;
  }

  private readonly onFault = (error: unknown): void =>
    this.logger.warn('The arrivals of the last weeks could not be read ahead.', { err: error });
}

/** @throws DomainError `forbidden` for a team that one does not lead */
export function teamsOf(agent: SignedInAgent, teamId: string | undefined): readonly string[] | null {
  if (teamId === undefined) return agent.role === 'admin' ? null : agent.teamIds;
  if (!can(agent, 'report.team', { teamId })) throw new DomainError('forbidden', { action: 'report.team' });
  return [teamId];
}

const dateOf = ({ now, timeZone }: LiveDay): string =>
  new Date(now.getTime() + zoneClock(timeZone).offsetAt(now.getTime())).toISOString().slice(0, 10);

import { Injectable } from '@nestjs/common';
import type { LiveReport } from '@visavis/shared/api/reports';
import { ChannelsService } from '../channels/channels.service.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { Arrivals } from './live-arrivals.presenter.ts';
import { LiveDayRepository } from './live-day.repository.ts';
import { hiddenToday, type HiddenToday } from './live-hidden.presenter.ts';
import { LivePastService } from './live-past.service.ts';
import { presentLiveReport } from './live-report.presenter.ts';
import { LiveReportRepository } from './live-report.repository.ts';
import { askedTeams, teamsOf } from './reader.ts';
import { wallClockAt } from './report-days.ts';

const MOST_DUE = 9;
const MOST_LATE = 5;
const STEP_MINUTES = 30;

/** How it goes right now, by team and never by person. */
@Injectable()
export class LiveReportService {
  constructor(
    private readonly repository: LiveReportRepository,
    private readonly days: LiveDayRepository,
    private readonly past: LivePastService,
    private readonly channels: ChannelsService,
  ) {}

  /** Of one's own teams; administrators of all. @throws DomainError `forbidden` for a team that one does not lead */
  read(agent: SignedInAgent, teamId?: string): Promise<LiveReport> {
    return this.ofTeams(askedTeams(agent, teamId), { among: teamsOf(agent) });
  }

  /**
   * Whether the figures of a day of some teams stay hidden.
   *
   * @param teamIds null for all
   * @param among all teams that the reader may see, of which these may be one; null for every team
   */
  async hiddenOf(teamIds: readonly string[] | null, among: readonly string[] | null): Promise<HiddenToday> {
    const members = await this.repository.members(among);
    return hiddenToday(members, teamIds?.length === 1 ? (teamIds[0] ?? null) : null);
  }

  /**
   * @param teamIds null for all
   * @param given.among all teams that the reader may see; null for every team
   * @param given.withoutClosed whether conversations of closed teams are not named; they count all the same
   */
  async ofTeams(
    teamIds: readonly string[] | null,
    { among = null, withoutClosed = false }: { among?: readonly string[] | null; withoutClosed?: boolean },
  ): Promise<LiveReport> {
    const day = await this.past.day();
    const { day: today, hour } = wallClockAt(day.now, day.timeZone);
    const [hidden, figures, due, onTime, answers, backlog, changes, arrived, past, late, channels] =
      await Promise.all([
        this.hiddenOf(teamIds, among),
        this.repository.teams(teamIds, day.now),
        this.repository.dueNext(teamIds, { limit: MOST_DUE, withoutClosed }),
        this.days.onTime(teamIds, day),
        this.days.answerTimes(teamIds, day),
        this.days.backlog(teamIds),
        this.days.backlogChanges(teamIds, day, STEP_MINUTES),
        this.days.todayArrivals(teamIds, day, STEP_MINUTES),
        this.past.of(day),
        this.days.late(teamIds, day, MOST_LATE),
        this.channels.list(),
      ]);
    const isSeen = ({ teamId }: { teamId: string }): boolean => teamIds === null || teamIds.includes(teamId);
    return presentLiveReport({
      teamIds,
      hidden,
      day,
      today,
      hour,
      stepMinutes: STEP_MINUTES,
      goalPercent: day.goalPercent,
      figures,
      due,
      onTime: [...onTime, ...past.yesterday.filter(isSeen)],
      answers,
      backlog,
      changes,
      arrivals: new Arrivals(past.arrivals, arrived, day, STEP_MINUTES),
      late,
      channels,
    });
  }
}

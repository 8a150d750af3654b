import { Injectable } from '@nestjs/common';
import type { AgentLanguage, AgentSkill } from '@visavis/shared/api/schedule';
import { zoneClock } from '@visavis/shared/sla/zone-clock';
import { AbsencesService } from '../agents/absences.service.ts';
import { AvailabilityService } from '../agents/availability.service.ts';
import { ShiftsService } from '../agents/shifts.service.ts';
import { SkillsService } from '../agents/skills.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { demoAgents, demoOrganisation, type DemoAgentKey } from './demo-people.ts';
import {
  demoAbsence,
  demoAway,
  demoLevels,
  demoShifts,
  demoSkills,
  type DemoSkillKey,
} from './demo-schedule.ts';
import type { DemoTeam } from './demo-team.service.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHIFT_HOURS = 9;
const WEEKEND = new Set([0, 6]);

/** Brückenfunk's skills and its plan: this week and the next around the moment at which the demonstration starts. */
@Injectable()
export class DemoScheduleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly skills: SkillsService,
    private readonly shifts: ShiftsService,
    private readonly absences: AbsencesService,
    private readonly availability: AvailabilityService,
  ) {}

  /** One transaction: whoever finds a skill finds the whole plan. */
  async plan(team: DemoTeam, now: Date): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.teach(tx, team);
      await this.shifts.add(tx, shiftsAround(team, now), mondayBefore(now));
      await this.absences.add(tx, {
        agentId: team.agents[demoAbsence.agent].id,
        kind: 'leave',
        startsAt: midnightIn(demoAbsence.fromDays, now),
        endsAt: midnightIn(demoAbsence.toDays, now),
        standInAgentId: team.agents[demoAbsence.standIn].id,
      });
      for (const [key, { reason, minutes }] of Object.entries(demoAway))
        await this.availability.set(tx, team.agents[key as DemoAgentKey].id, {
          availability: 'away',
          reason,
          returnsAt: new Date(now.getTime() + minutes * 60_000).toISOString(),
        });
    });
  }

  private async teach(tx: Tx, { agents }: DemoTeam): Promise<void> {
    const ids = new Map<DemoSkillKey, string>();
    for (const [key, skill] of Object.entries(demoSkills))
      ids.set(key as DemoSkillKey, (await this.skills.add(tx, skill)).id);
    for (const key of Object.keys(demoAgents) as DemoAgentKey[]) {
      const skills = Object.entries(demoLevels[key] ?? {}).flatMap(([skill, level]): AgentSkill[] => {
        const skillId = ids.get(skill as DemoSkillKey);
        return skillId === undefined ? [] : [{ skillId, level }];
      });
      await this.skills.saveLevels(tx, agents[key].id, { skills, languages: languagesOf(key) });
    }
  }
}

/** The first two are one's own; what was learned later is good enough for every day. */
function languagesOf(key: DemoAgentKey): AgentLanguage[] {
  return demoAgents[key].languages.map((language, at) => ({ language, level: at < 2 ? 3 : 2 }));
}

/** Today for everybody; the other days of both weeks unless they are a weekend. */
function shiftsAround({ teams, agents }: DemoTeam, now: Date) {
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const monday = mondayBefore(now).getTime();
  const today = Math.floor((hour - monday) / DAY_MS);
  return Object.entries(demoShifts).flatMap(([key, { team, hoursAgo, note = '' }]) =>
    Array.from({ length: 14 }, (_, day) => hour - hoursAgo * HOUR_MS + (day - today) * DAY_MS)
      .filter((start, day) => day === today || !WEEKEND.has(new Date(start).getUTCDay()))
      .map((start) => ({
        agentId: agents[key as DemoAgentKey].id,
        teamId: teams[team],
        startsAt: new Date(start),
        endsAt: new Date(start + SHIFT_HOURS * HOUR_MS),
        note,
      })),
  );
}

/** A day of the organisation: absences are planned in whole ones. */
function midnightIn(days: number, now: Date): Date {
  const clock = zoneClock(demoOrganisation.timeZone);
  return new Date(clock.instantOf((clock.dayAt(now.getTime()) + days) * DAY_MS));
}

function mondayBefore(now: Date): Date {
  const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS);
}

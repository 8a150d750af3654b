import type { CalendarContent } from '@visavis/shared/api/calendars';
import { FIRST_TERMS, type PolicyCondition } from '@visavis/shared/sla/match-policy';
import { ManageCalendarsService } from '../../src/sla/manage-calendars.service.ts';
import { ManagePoliciesService, type PolicyView } from '../../src/sla/manage-policies.service.ts';
import type { PolicyContent } from '../../src/sla/sla-policies.types.ts';
import type { TestApp } from '../test-app.ts';

export interface PolicyGiven extends Partial<Omit<PolicyContent, 'targets'>> {
  /** Shorter for a condition that names the team. */
  teamId?: string;
  targets?: Partial<PolicyContent['targets']>;
}

/** A policy before the last one; first response 60 and next response 120 minutes unless told. */
export function aPolicy(app: TestApp, given: PolicyGiven = {}): Promise<PolicyView> {
  const { teamId, conditions = [], targets = {}, ...content } = given;
  const ofTeam: PolicyCondition[] = teamId === undefined ? [] : [{ field: 'team', anyOf: [teamId] }];
  return app.get(ManagePoliciesService).create({
    name: 'Vorgabe',
    isActive: true,
    ...FIRST_TERMS,
    ...content,
    targets: { ...FIRST_TERMS.targets, ...targets },
    conditions: [...ofTeam, ...conditions],
  });
}

/** Gives a team hours of its own. */
export async function ofTeamHours(
  app: TestApp,
  teamId: string,
  hours: Pick<CalendarContent, 'weekly'> & Partial<CalendarContent>,
): Promise<void> {
  const calendars = app.get(ManageCalendarsService);
  const { calendar } = await calendars.create('team', teamId);
  const silent = { timeZone: null, country: null, region: null, exceptions: [] };
  await calendars.save(calendar.id, { ...silent, ...hours }, calendar.version);
}

import type { Calendar } from './calendars.repository.ts';

/** A channel inherits from the team its posts go to, where that has a calendar; everybody from the organisation. */
export function parentOf(calendar: Calendar, all: readonly Calendar[]): Calendar | undefined {
  if (calendar.scope === 'organisation') return undefined;
  const ofTeam = all.find(({ scope, ofId }) => scope === 'team' && ofId === calendar.channelTeamId);
  return ofTeam ?? all.find(({ scope }) => scope === 'organisation');
}

/** A calendar with all it inherits from, the organisation's first. */
export function chainOf(calendar: Calendar | undefined, all: readonly Calendar[]): Calendar[] {
  return calendar === undefined ? [] : [...chainOf(parentOf(calendar, all), all), calendar];
}

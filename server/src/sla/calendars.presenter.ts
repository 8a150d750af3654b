import type { CalendarItem } from '@visavis/shared/api/calendars';
import { parentOf } from './calendar-chain.ts';
import type { Calendar } from './calendars.repository.ts';

/** @param all every calendar there is, so that each can name the one it inherits from */
export function presentCalendar(calendar: Calendar, all: readonly Calendar[]): CalendarItem {
  const { channelTeamId: _, updatedAt, ...rest } = calendar;
  return { ...rest, parentId: parentOf(calendar, all)?.id ?? null, updatedAt: updatedAt.toISOString() };
}

import type { NoticeItem } from '@visavis/shared/api/notices';

export interface NoticeDay {
  /** The first instant of the day on this screen's clock; names the day. */
  day: number;
  notices: NoticeItem[];
}

/** Notices, the newest first, by the day on which they happened here. */
export function groupByDay(notices: readonly NoticeItem[]): NoticeDay[] {
  const days: NoticeDay[] = [];
  for (const notice of notices) {
    const day = startOfDay(Date.parse(notice.at));
    const last = days.at(-1);
    if (last?.day === day) last.notices.push(notice);
    else days.push({ day, notices: [notice] });
  }
  return days;
}

/** Midnight before an instant, by the clock of this screen. */
export function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

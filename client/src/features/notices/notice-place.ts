import type { NoticeItem } from '@visavis/shared/api/notices';
import { linkOptions } from '@tanstack/react-router';

type NoticePlace = { at: 'channels' | 'due' | 'reports' } | { at: 'conversation'; id: string };

/** Where a notice leads. */
export function noticePlace({ conversation, count, team }: NoticeItem): NoticePlace {
  if (team !== null) return { at: 'reports' };
  if (conversation === null) return { at: 'channels' };
  return count > 1 ? { at: 'due' } : { at: 'conversation', id: conversation.id };
}

/** The page of a place, for a link to it or for going there. */
export function pageOf(place: NoticePlace) {
  switch (place.at) {
    case 'channels':
      return linkOptions({ to: '/settings/$section', params: { section: 'channels' } });
    case 'due':
      return linkOptions({ to: '/inbox/$view', params: { view: 'due' } });
    case 'reports':
      return linkOptions({ to: '/reports' });
    case 'conversation':
      return linkOptions({ to: '/inbox/$view', params: { view: 'all' }, search: { c: place.id } });
  }
}

import { describe, expect, it } from '@jest/globals';
import type { NoticeItem } from '@visavis/shared/api/notices';
import { groupByDay, startOfDay } from './group-by-day.ts';
import { withSeen } from './notices.mutations.ts';

const notice = (id: string, given: Partial<NoticeItem> = {}): NoticeItem => ({
  id,
  kind: 'mentioned',
  count: 1,
  conversation: { id: 'c1', contactName: 'Svenja Albers', contactAvatarUrl: null, excerpt: 'Kein Netz' },
  channel: null,
  team: null,
  actor: null,
  text: '',
  at: '2026-11-20T10:00:00.000Z',
  seenAt: null,
  ways: { inApp: true, browser: true },
  ...given,
});
const listOf = (...items: NoticeItem[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [null] });
const at = '2026-11-20T11:00:00.000Z';

describe('notices by day', () => {
  it('are those between two midnights of this screen, however long a day is', () => {
    const times = [
      new Date(2026, 9, 26, 0, 0),
      new Date(2026, 9, 25, 23, 59),
      new Date(2026, 9, 25, 0, 0),
      new Date(2026, 9, 24, 23, 59),
    ];
    const days = groupByDay(times.map((time, index) => notice(`n${index}`, { at: time.toISOString() })));
    expect(days.map(({ day, notices }) => [new Date(day).getDate(), notices.map(({ id }) => id)])).toEqual([
      [26, ['n0']],
      [25, ['n1', 'n2']],
      [24, ['n3']],
    ]);
    expect(new Date(startOfDay(startOfDay(times[0]!.getTime()) - 1)).getDate()).toBe(25);
  });
});

describe('having seen', () => {
  const other = { id: 'c2', contactName: 'Svenja Albers', contactAvatarUrl: null, excerpt: '' };
  const list = listOf(
    notice('n1'),
    notice('n2', { conversation: other }),
    notice('n3', { seenAt: 'before' }),
  );
  const seenIn = (request: object) => withSeen(list, request, at).pages[0]?.items.map(({ seenAt }) => seenAt);

  it('marks what the request means and keeps what was seen before', () => {
    expect(seenIn({ ids: ['n1', 'n3'] })).toEqual([at, null, 'before']);
    expect(seenIn({ conversationId: 'c2' })).toEqual([null, at, 'before']);
    expect(seenIn({})).toEqual([at, at, 'before']);
  });
});

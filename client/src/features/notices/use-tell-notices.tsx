import type { NoticeItem, NoticeKind } from '@visavis/shared/api/notices';
import { isQuietAt } from '@visavis/shared/notices/quiet-hours';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { isPageVisible } from '../../lib/page-visibility.ts';
import { useNewsInTitle } from '../../lib/page-title.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { useToasts } from '../../ui/Toast.tsx';
import { BrowserNotices } from './browser-notices.ts';
import { NoticeFace } from './components/NoticeRow.tsx';
import styles from './components/Notices.module.css';
import { noticePlace, pageOf } from './notice-place.ts';
import { noticeOutside, noticeSentence, noticeText } from './notice-words.ts';
import { newestNoticeQuery, noticeCountQuery, noticeSettingsQuery } from './notices.queries.ts';

/** These ask for the one who reads them, so they say so while they work on something else. */
const DIRECT: ReadonlySet<NoticeKind> = new Set([
  'askedForHelp',
  'handOver',
  'slaBreach',
  'slaWarning',
  'channelDown',
  'unlockAsked',
  'unlockDecided',
]);
const TOAST_MS = 12_000;
/** A screen reader hears of new notices at most this often. */
const ANNOUNCED_EVERY_MS = 10_000;

/**
 * Tells of notices as they come: a message in the corner for those that ask for somebody, a notification of the browser
 * when nobody looks at any tab, and how many there are in the title.
 *
 * @param openId the conversation in front of the agent, which needs no notice
 * @returns what a screen reader is told, politely
 */
export function useTellNotices(openId: string | null): string {
  const unseen = useQuery(noticeCountQuery).data?.unseen ?? 0;
  useNewsInTitle(unseen);
  const newest = useQuery(newestNoticeQuery).data ?? null;
  const tell = useTell(openId);
  // What was there before this screen is no news.
  const told = useRef(newest?.id ?? null);
  useEffect(() => {
    if (newest === null || newest.id === told.current) return;
    told.current = newest.id;
    void tell.current(newest);
  }, [newest, tell]);
  return useAnnouncement(unseen);
}

/** The function that tells, always with the present words and settings. */
function useTell(openId: string | null) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const toasts = useToasts();
  const { timeZone } = useMe().organisation;
  const browser = useRef<BrowserNotices | null>(null);
  // Whoever opens the conversation by another way needs its message no more.
  const shown = useRef(new Map<string, number>());
  useEffect(() => {
    const notices = new BrowserNotices(isPageVisible);
    browser.current = notices;
    return () => notices.close();
  }, []);
  const tell = async (notice: NoticeItem): Promise<void> => {
    const settings = await client.ensureQueryData(noticeSettingsQuery).catch(() => null);
    if (settings === null) return;
    // An alert rule may want fewer ways than the person whom it tells.
    const wanted = settings.ways[notice.kind];
    const ways = {
      inApp: wanted.inApp && notice.ways.inApp,
      browser: wanted.browser && notice.ways.browser,
    };
    const place = noticePlace(notice);
    const open = () => void navigate(pageOf(place));
    const isQuiet = isQuietAt(settings.quiet, timeZone, new Date(serverNow()));
    if (ways.browser && !isQuiet)
      browser.current?.offer({
        id: notice.id,
        ...noticeOutside(t, notice, settings.showsTexts),
        onClick: open,
      });
    const isInFront = place.at === 'conversation' && place.id === openId && isPageVisible();
    if (!ways.inApp || !DIRECT.has(notice.kind) || isInFront) return;
    const id = toasts.show({
      leading: <NoticeFace notice={notice} size={32} />,
      text: <ToastWords notice={notice} />,
      action: { label: t('notices.open'), onSelect: open },
      durationMs: TOAST_MS,
    });
    if (place.at === 'conversation') shown.current.set(place.id, id);
  };
  useEffect(() => {
    if (openId === null) return;
    const id = shown.current.get(openId);
    if (id !== undefined) toasts.dismiss(id);
    shown.current.delete(openId);
  }, [openId, toasts]);
  const present = useRef(tell);
  useEffect(() => {
    present.current = tell;
  });
  return present;
}

function ToastWords({ notice }: { notice: NoticeItem }) {
  const { t } = useTranslation();
  return (
    <span className={styles.toastWords}>
      <span className="b5">{noticeSentence(t, notice)}</span>
      <span className={styles.toastText} dir="auto">
        {noticeText(notice)}
      </span>
    </span>
  );
}

/** How many are new, said when their number rises and not more often than one can listen to. */
function useAnnouncement(unseen: number): string {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const before = useRef<number | null>(null);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const rose = before.current !== null && unseen > before.current;
    before.current = unseen;
    if (!rose) return;
    const wait = Math.max(0, lastAt.current + ANNOUNCED_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      lastAt.current = performance.now();
      setSaid(t('notices.arrived', { count: unseen }));
    }, wait);
    return () => clearTimeout(timer);
  }, [unseen, t]);
  return said;
}

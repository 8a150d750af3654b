import type { WallReport } from '@visavis/shared/api/wall';
import { workLeftMs } from '@visavis/shared/sla/work-time';
import { IconAlertTriangle, IconBolt, IconCheck, IconClock, IconPlugX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerTime, clockTime, count } from '../../lib/format.ts';
import { setLocale } from '../../lib/i18n.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Face, NobodyFace } from '../../ui/Face.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useWall, type Wall } from './use-wall.ts';
import styles from './WallScreen.module.css';

const WIDTH = 1920;
const HEIGHT = 1080;
/** From here on hours are told. */
const LONG_SECONDS = 3600;

/** A screen on a wall, legible from five metres: drawn for 1920 × 1080 and scaled to what there is. Needs no hand. */
export function WallScreen() {
  const token = useToken();
  return token === null ? <Notice kind="noLink" /> : <LiveWall token={token} />;
}

function LiveWall({ token }: { token: string }) {
  const { t } = useTranslation();
  const wall = useWall(token);
  usePageTitle(t('wall.title'));
  const locale = wall.report?.locale;
  useEffect(() => {
    if (locale) void setLocale(locale);
  }, [locale]);
  if (wall.state === 'revoked') return <Notice kind="revoked" />;
  if (!wall.report) return <Notice kind={wall.state === 'lost' ? 'lost' : 'connecting'} />;
  return <Board report={wall.report} state={wall.state} />;
}

/** From the part of the address that no server ever gets. */
function useToken(): string | null {
  const [token, setToken] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    const onChange = () => setToken(window.location.hash.slice(1));
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return token || null;
}

function useScale(): number {
  const fit = () => Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);
  const [scale, setScale] = useState(fit);
  useEffect(() => {
    const onResize = () => setScale(fit());
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return scale;
}

function Notice({ kind }: { kind: 'noLink' | 'revoked' | 'lost' | 'connecting' }) {
  const { t } = useTranslation();
  return (
    <main className={styles.notice} data-theme="dark">
      <h1>{t(`wall.notice.${kind}`)}</h1>
      <p>{t(`wall.notice.${kind}Text`)}</p>
    </main>
  );
}

function Board({ report, state }: { report: WallReport; state: Wall['state'] }) {
  const { t } = useTranslation();
  const scale = useScale();
  return (
    <div className={styles.frame} data-theme="dark">
      <main className={styles.wall} style={{ transform: `scale(${scale})` }} aria-label={t('wall.title')}>
        <Header report={report} isLost={state === 'lost'} />
        <OnTime report={report} />
        <Due report={report} />
        <div className={styles.two}>
          <FirstAnswer report={report} />
          <section className={styles.panel}>
            <h2>{t('wall.open')}</h2>
            <div className={styles.number} data-long={report.openCount >= 10_000}>
              {count(report.openCount, report.locale)}
            </div>
            <p className={styles.sub}>
              {t('wall.openOf', {
                fresh: count(report.newCount, report.locale),
                soon: count(report.soonCount, report.locale),
              })}
            </p>
          </section>
        </div>
        <People report={report} />
      </main>
    </div>
  );
}

function Header({ report, isLost }: { report: WallReport; isLost: boolean }) {
  const { t } = useTranslation();
  const clock = useServerTime((now) => clockTime(now, report.locale, report.timeZone));
  const since = clockTime(report.at, report.locale, report.timeZone);
  const [trouble, ...others] = report.troubles;
  return (
    <header className={styles.head}>
      <Mark size={64} />
      <span className={styles.name}>{report.teamName ?? report.organisation}</span>
      {isLost ? (
        <span className={styles.trouble} role="status">
          <Icon of={IconPlugX} size={44} />
          {t('wall.stands', { at: since })}
        </span>
      ) : (
        <>
          {trouble && (
            <span className={styles.trouble} role="status">
              <Icon of={IconPlugX} size={44} />
              <span className="ell">
                {others.length === 0
                  ? t('wall.trouble', { channel: trouble.channel.name })
                  : t('wall.troubles', { channel: trouble.channel.name, count: others.length })}
              </span>
            </span>
          )}
          {report.rushCount !== null && (
            <span className={styles.trouble} role="status">
              <Icon of={IconBolt} size={44} />
              <span className="ell">{t('wall.rush', { count: report.rushCount })}</span>
            </span>
          )}
        </>
      )}
      <span className={styles.clock}>{clock}</span>
    </header>
  );
}

function OnTime({ report: { today, locale } }: { report: WallReport }) {
  const { t } = useTranslation();
  const share = today.dueCount === 0 ? null : (today.onTimeCount / today.dueCount) * 100;
  const isAbove = share !== null && share >= today.goalPercent;
  return (
    <section className={styles.panel}>
      <h2>{t('wall.onTime')}</h2>
      {today.isTooSmall || share === null ? (
        <p className={styles.calm}>{t(today.isTooSmall ? 'wall.tooSmall' : 'wall.nothingDue')}</p>
      ) : (
        <>
          <div className={styles.hero}>
            {count(share, locale, {
              minimumFractionDigits: share === 100 ? 0 : 1,
              maximumFractionDigits: 1,
            })}
            <small>%</small>
          </div>
          <div className={styles.track} aria-hidden="true">
            <i data-above={isAbove} style={{ width: `${share}%` }} />
            <u style={{ left: `${today.goalPercent}%` }} />
          </div>
          <p className={styles.goal} data-above={isAbove}>
            <Icon of={isAbove ? IconCheck : IconAlertTriangle} size={44} />
            {t(isAbove ? 'wall.above' : 'wall.below', { goal: today.goalPercent })}
          </p>
        </>
      )}
    </section>
  );
}

/** How long customers waited for their first answer today. */
function FirstAnswer({ report: { today, locale } }: { report: WallReport }) {
  const { t } = useTranslation();
  const { medianSeconds, p90Seconds } = today;
  return (
    <section className={styles.panel}>
      <h2>{t('wall.p90')}</h2>
      {today.isTooSmall || medianSeconds === null || p90Seconds === null ? (
        <p className={styles.sub} data-wraps="true">
          {t(today.isTooSmall ? 'wall.tooSmall' : 'wall.noneAnswered')}
        </p>
      ) : (
        <>
          <div className={styles.number} data-long={p90Seconds >= LONG_SECONDS}>
            {answerTime(p90Seconds, locale)}
          </div>
          <p className={styles.sub}>{t('wall.half', { time: answerTime(medianSeconds, locale) })}</p>
        </>
      )}
    </section>
  );
}

function Due({ report }: { report: WallReport }) {
  const { t } = useTranslation();
  return (
    <section className={`${styles.panel} ${styles.due}`}>
      <h2>
        {t('wall.due')}
        <span>{t('wall.inQuarter', { count: report.quarterCount })}</span>
      </h2>
      {report.dueNext.length === 0 ? (
        <p className={styles.calm}>{t('wall.nobodyWaits')}</p>
      ) : (
        <ul>
          {report.dueNext.map((row) => (
            <li key={row.id}>
              <Left row={row} />
              <span className={styles.who}>
                <b dir="auto">{row.contactName}</b>
                <small>{row.person ? row.teamName : t('wall.withNobody', { team: row.teamName })}</small>
              </span>
              {row.person ? (
                <Face name={t('wall.somebody')} initialsOf="·" src={row.person.faceUrl} size={84} />
              ) : (
                <NobodyFace label={t('wall.nobody')} size={84} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is left in the open time of the clock's calendar; the deadline decides whether it is over. */
function Left({ row: { dueAt, work } }: { row: WallReport['dueNext'][number] }) {
  const { t } = useTranslation();
  const isOver = useServerTime((now) => now > Date.parse(dueAt));
  const minutes = useServerTime((now) => {
    const left = Math.floor((work ? workLeftMs(work, now) : Date.parse(dueAt) - now) / 60_000);
    return isOver ? Math.min(-1, left) : Math.max(0, left);
  });
  const span = Math.abs(isOver ? minutes + 1 : minutes);
  const words =
    span >= 6000
      ? t('wall.days', { count: Math.floor(span / 1440) })
      : span >= 100
        ? t('wall.hours', { count: Math.floor(span / 60) })
        : isOver
          ? String(span)
          : t('wall.minutes', { count: span });
  return (
    <span className={styles.left} data-over={isOver} data-soon={!isOver && minutes < 15}>
      <Icon of={isOver ? IconAlertTriangle : IconClock} size={48} />
      {isOver && <span className="vh">{t('wall.late')}</span>}
      {isOver ? `+${words}` : words}
    </span>
  );
}

function People({ report }: { report: WallReport }) {
  const { t } = useTranslation();
  return (
    <section className={styles.panel}>
      <h2>
        {t('wall.here')}
        <span>{t('wall.hereOf', { here: report.presentCount, all: report.peopleCount })}</span>
      </h2>
      <ul className={styles.crew}>
        {report.people.map(({ id, name, faceUrl, state }) => (
          <li key={id}>
            <Face
              name={name}
              src={faceUrl}
              size={78}
              presence={state === 'busy' ? 'busy' : 'on'}
              isDecorative
            />
            <span className="ell">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

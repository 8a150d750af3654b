import type { ConversationEvent, DueClock, LedgerEntry } from '@visavis/shared/api/conversations';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { useServerTime } from '../../../lib/server-clock.ts';
import { clockFace } from '../../../ui/clock-face.ts';
import { workLeftMs } from '@visavis/shared/sla/work-time';
import { readLedger, type BarPart, type LedgerLine, type LedgerSum, type Needed } from '../clock-ledger.ts';
import { useStartAnyway } from '../use-start-anyway.ts';
import styles from './ClockLedger.module.css';
import panel from './CustomerPanel.module.css';

const MINUTE = 60_000;
/** What of a long ledger is shown before somebody asks for all of it. */
const SHORT = 5;
const MOST_MINUTES = 90;

interface ClockLedgerProps {
  conversationId: string;
  ledger: readonly LedgerEntry[];
  events: readonly ConversationEvent[];
  due: DueClock | null;
  contactName: string;
}

/** What the clocks did, as a bar and in words: nobody has to believe a colour. */
export function ClockLedger({ conversationId, ledger, events, due, contactName }: ClockLedgerProps) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const now = useServerTime((at) => Math.floor(at / (MINUTE / 4)) * (MINUTE / 4));
  const { lines, bar, policyName, sums } = readLedger(ledger, now, events);
  const state = due ? clockFace(due, now).state : 'calm';
  const shown = showsAll ? lines : lines.slice(-SHORT);
  return (
    <section>
      <h3 className={panel.title}>
        {t('customer.clock.title')}
        {policyName !== null && (
          <span className={panel.aside}>{t('customer.clock.policy', { name: policyName })}</span>
        )}
      </h3>
      {lines.length === 0 ? (
        <p className="t12 mut">{t('customer.clock.none')}</p>
      ) : (
        <>
          <Bar parts={bar} isSoon={state === 'soon'} />
          <ol className={styles.lines}>
            {shown.map((line) => (
              <Line
                key={line.key}
                line={line}
                conversationId={conversationId}
                contactName={contactName}
                isSoon={state === 'soon'}
              />
            ))}
          </ol>
          <Sums sums={sums} />
          {lines.length > SHORT && (
            <button type="button" className="t11 mut" onClick={() => setShowsAll(!showsAll)}>
              {t(showsAll ? 'customer.clock.fewer' : 'customer.clock.all')}
            </button>
          )}
        </>
      )}
    </section>
  );
}

function Bar({ parts, isSoon }: { parts: readonly BarPart[]; isSoon: boolean }) {
  const { t } = useTranslation();
  const words = parts.map(({ kind }) => t(`customer.clock.bar.${kind}`)).join(', ');
  return (
    <div className={styles.bar} role="img" aria-label={words}>
      {parts.map(({ kind, share }, at) => (
        <i key={at} className={styles[kind]} data-soon={isSoon} style={{ flex: share }} />
      ))}
    </div>
  );
}

/** The target or the sum, and the calendar that was reckoned with. */
function Sums({ sums }: { sums: readonly LedgerSum[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (sums.length === 0) return null;
  return (
    <ul className={styles.sums}>
      {sums.map(({ metric, calendarName, targetMinutes, workedMinutes, isOver, pausedMs }) => {
        const name = t(`customer.clock.metric.${metric}`);
        const target = format.workDuration(targetMinutes * MINUTE);
        const span = format.workDuration(workedMinutes * MINUTE);
        const words = t(isOver ? 'customer.clock.sum' : 'customer.clock.sumSoFar', { name, target, span });
        return (
          <li key={metric}>
            {words}
            {pausedMs >= MINUTE && `, ${t('customer.clock.rested', { span: format.duration(pausedMs) })}`}
            {calendarName !== null && ` · ${t('customer.clock.calendar', { name: calendarName })}`}
          </li>
        );
      })}
    </ul>
  );
}

interface LineProps {
  line: LedgerLine;
  conversationId: string;
  contactName: string;
  isSoon: boolean;
}

function Line({ line, conversationId, contactName, isSoon }: LineProps) {
  const { t } = useTranslation();
  const startAnyway = useStartAnyway(conversationId);
  const format = useFormat();
  // The same words in the same second as on every chip.
  const leftMs = useServerTime((now) => (line.kind === 'due' ? shownMs(leftOf(line, now)) : 0));
  const { label, aside, tone } = useLineWords(line, contactName, leftMs);
  return (
    <li className={cx(tone && styles[tone], line.kind === 'due' && isSoon && styles.soon)}>
      <time dateTime={line.at} title={format.fullDateTime(line.at)}>
        {format.moment(line.at)}
      </time>
      <span className={styles.words}>{label}</span>
      {aside && <em>{aside}</em>}
      {line.kind === 'thanked' && line.canStart && (
        <button
          type="button"
          className={styles.start}
          disabled={startAnyway.isPending}
          onClick={() => startAnyway.mutate()}
        >
          {t('customer.clock.startAnyway')}
        </button>
      )}
    </li>
  );
}

interface LineWords {
  label: string;
  aside?: string;
  tone?: 'good' | 'bad' | 'due';
}

/** As fine as it is shown: whole minutes, seconds below two. */
function shownMs(ms: number): number {
  const step = Math.abs(ms) < 2 * MINUTE ? 1000 : MINUTE;
  return (ms < 0 ? -1 : 1) * Math.floor(Math.abs(ms) / step) * step;
}

/** Of what is due, at an instant. */
function leftOf({ at, work }: Extract<LedgerLine, { kind: 'due' }>, now: number): number {
  const untilMs = Date.parse(at) - now;
  if (work === null) return untilMs;
  // The deadline decides whether it is over; the calendar, by how much.
  return untilMs <= 0 ? Math.min(0, workLeftMs(work, now)) : Math.max(1, workLeftMs(work, now));
}

function useLineWords(line: LedgerLine, contactName: string, leftMs: number): LineWords {
  const { t } = useTranslation();
  const format = useFormat();
  switch (line.kind) {
    case 'arrived': {
      const fetchedMs = line.fetchDelaySeconds * 1000;
      const label = t('customer.clock.arrived');
      // What we needed to fetch it is ours to say, and only worth saying when it can be felt.
      if (fetchedMs < MINUTE) return { label };
      return { label, aside: t('customer.clock.fetched', { span: format.duration(fetchedMs) }) };
    }
    case 'asked': {
      const label = t('customer.clock.asked', { name: firstName(contactName) });
      if (line.restedMs < MINUTE) return { label };
      return { label, aside: t('customer.clock.rested', { span: format.duration(line.restedMs) }) };
    }
    case 'answered': {
      const label = t(line.isFirst ? 'customer.clock.firstAnswer' : 'customer.clock.answer');
      return { label, ...howFast(line) };
    }
    case 'ended':
      return endedWords(line);
    case 'thanked':
      return { label: t('customer.clock.thanked', { name: firstName(contactName) }) };
    case 'given':
      return { label: t('customer.clock.given') };
    case 'reopened':
      return { label: t('customer.clock.reopened') };
    case 'closingTakenBack':
      return {
        label:
          line.by === null
            ? t('customer.clock.openedUndelivered')
            : t('customer.clock.closingTakenBack', { by: firstName(line.by) }),
      };
    case 'opened':
    case 'resolved': {
      return { label: t(`customer.clock.${line.kind}`), ...howFast(line) };
    }
    case 'paused': {
      const label = t(`customer.clock.pause.${line.reason}`, { name: firstName(contactName) });
      if (line.until === null) return { label, aside: t('customer.clock.standsStill') };
      const span = format.duration(Date.parse(line.until) - Date.parse(line.at));
      return { label, aside: t('customer.clock.rested', { span }) };
    }
    case 'standsStill': {
      const label = t(`customer.clock.dueOf.${line.metric}`);
      const span = format.workDuration(line.leftMs);
      return { label, aside: t('customer.clock.leftStill', { span }) };
    }
    case 'due': {
      const label = t(`customer.clock.dueOf.${line.metric}`);
      const span = (line.work ? format.workDuration : format.duration)(leftMs, true);
      if (leftMs <= 0) return { label, aside: t('customer.clock.over', { span }), tone: 'bad' };
      return { label, aside: t('customer.clock.left', { span }), tone: 'due' };
    }
  }

  function endedWords({ reason, by, why, note }: Extract<LedgerLine, { kind: 'ended' }>): LineWords {
    if (reason !== 'noAnswerNeeded') return { label: t(`customer.clock.endedBy.${reason}`) };
    const words = t(`common.noAnswer.reasons.${why ?? 'other'}`);
    const label = t('customer.clock.endedBy.noAnswerNeeded', { by: by ?? '', why: words });
    return { label: note === null ? label : t('customer.clock.withNote', { label, note }) };
  }

  function howFast(line: Needed): Omit<LineWords, 'label'> {
    if (!line.isLate) return { aside: inTime(line), tone: 'good' };
    // Missed when nobody works costs no working time.
    if (line.lateMs < MINUTE) return { aside: t('customer.clock.afterDeadline'), tone: 'bad' };
    return { aside: t('customer.clock.late', { span: format.workDuration(line.lateMs) }), tone: 'bad' };
  }

  function inTime({ neededMs, targetMinutes }: Needed): string {
    // Both in minutes while that is the easier comparison: 7 of 60.
    if (targetMinutes <= MOST_MINUTES)
      return t('customer.clock.inMinutes', { needed: Math.floor(neededMs / MINUTE), target: targetMinutes });
    const target = format.workDuration(targetMinutes * MINUTE);
    return t('customer.clock.inTime', { span: format.workDuration(neededMs), target });
  }
}

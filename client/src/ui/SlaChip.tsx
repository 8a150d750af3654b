import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import { useFormat } from '../lib/format.ts';
import { useServerTime } from '../lib/server-clock.ts';
import { Icon } from './Icon.tsx';
import styles from './SlaChip.module.css';
import { clockFace, type ClockFace, type ShownClock } from './clock-face.ts';

interface SlaChipProps {
  due: ShownClock;
  /** Why a paused clock stands still, in words; else it only says that it does. */
  pausedBecause?: string;
}

/**
 * The time that is left, from the server's deadline by the server's clock and in the open time of its calendar: an icon,
 * a word and a colour, never colour alone.
 */
export function SlaChip({ due, pausedBecause }: SlaChipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useClockWords(due, pausedBecause);
  const spoken = `${t(`common.sla.${words.face.state}`)}: `;
  // Where nights do not count, what is left does not tell when it ends.
  const isTold = due.work !== undefined && (due.state === 'running' || due.state === 'soon');
  const end = isTold ? `, ${t('common.sla.dueAt', { moment: format.moment(due.at) })}` : '';
  return (
    <span className={cx(styles.chip, styles[words.face.state])} title={spoken + words.text + end}>
      <ClockIcon face={words.face} />
      <span className="vh">{spoken}</span>
      {words.text}
    </span>
  );
}

/** What a clock says in words, e.g. for the name of a row: `noch 11 Minuten`. Renders again when the words change. */
export function useClockWords(
  due: SlaChipProps['due'],
  pausedBecause?: string,
): { face: ClockFace; text: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useServerTime((now) => {
    const face = clockFace(due, now);
    const span = (due.work ? format.workDuration : format.duration)(face.ms, face.isExact);
    if (face.state === 'over') return `+${span}`;
    if (face.state === 'met') return t('common.sla.in', { span });
    return face.state === 'paused' ? (pausedBecause ?? t('common.sla.paused')) : span;
  });
  // A twentieth of the ring is as fine as the eye goes.
  const share = useServerTime((now) => Math.round(clockFace(due, now).share * 20) / 20);
  const state = useServerTime((now) => clockFace(due, now).state);
  return { face: { state, share, ms: 0, isExact: false }, text };
}

function ClockIcon({ face }: { face: ClockFace }) {
  if (face.state === 'over') return <Icon of={IconAlertTriangle} size={13} />;
  if (face.state === 'met') return <Icon of={IconCheck} size={13} />;
  if (face.state === 'paused') {
    return (
      <svg
        viewBox="0 0 16 16"
        width="13"
        height="13"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M5.5 4v8M10.5 4v8" />
      </svg>
    );
  }
  return (
    <svg className={styles.ring} viewBox="0 0 14 14" aria-hidden="true">
      <circle className={styles.track} cx="7" cy="7" r="5" />
      <circle
        className={styles.value}
        cx="7"
        cy="7"
        r="5"
        strokeDasharray={`${face.share * 31.4} 31.4`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}

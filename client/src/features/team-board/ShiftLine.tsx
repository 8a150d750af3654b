import type { AbsenceItem, ShiftItem } from '@visavis/shared/api/schedule';
import type { TeamBoard } from '@visavis/shared/api/team-board';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import styles from './TeamBoard.module.css';

interface ShiftLineProps {
  shifts: ShiftItem[];
  absence: AbsenceItem | null;
  day: TeamBoard['day'];
}

/** The shifts of the day on a line, with a stroke for now; the same in words for those who do not see it. */
export function ShiftLine({ shifts, absence, day }: ShiftLineProps) {
  const { t } = useTranslation();
  // As in the plan of shifts: on the clock of the organisation, wherever this screen is.
  const { timeZone } = useMe().organisation;
  const from = Date.parse(day.from);
  const length = Date.parse(day.to) - from;
  const place = (at: number) => Math.min(1, Math.max(0, (at - from) / length));
  // A line is a hundred pixels wide or so: half a per cent is as fine as it gets.
  const now = useServerTime((ms) => Math.round(place(ms) * 200) / 2);
  const spans = shifts.map((shift) => ({
    id: shift.id,
    from: place(Date.parse(shift.startsAt)),
    to: place(Date.parse(shift.endsAt)),
    words: t('teamBoard.shift', {
      from: wallTimeOf(shift.startsAt, timeZone).time,
      to: wallTimeOf(shift.endsAt, timeZone).time,
    }),
  }));
  const words = absence
    ? t(`teamBoard.absence.${absence.kind}`)
    : spans.map((span) => span.words).join(', ') || t('teamBoard.noShift');
  return (
    <div className={styles.shift}>
      <span className="num">{words}</span>
      <span className={styles.line} aria-hidden="true" data-absent={absence !== null}>
        {spans.map((span) => (
          <i
            key={span.id}
            style={{ left: `${span.from * 100}%`, width: `${(span.to - span.from) * 100}%` }}
          />
        ))}
        <b style={{ left: `${now}%` }} />
      </span>
    </div>
  );
}

import type { CapacityHour } from '@visavis/shared/api/capacity';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Card } from '../../ui/Page.tsx';
import styles from './CapacityScreen.module.css';
import { gapsOf } from './gaps.ts';

/** Where too few people are planned, by day; each leads to its day. */
export function GapList({ hours, onDay }: { hours: readonly CapacityHour[]; onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const gaps = gapsOf(hours);
  const days = [...new Set(gaps.map(({ day }) => day))];
  return (
    <Card title={t('capacity.gaps.title')}>
      {hours.every(({ planned }) => planned === 0) && <p className="mut">{t('capacity.gaps.noShifts')}</p>}
      {gaps.length === 0 && <p className="mut">{t('capacity.gaps.none')}</p>}
      <ul className={styles.gaps}>
        {days.map((day) => (
          <li key={day}>
            <button
              type="button"
              aria-label={t('capacity.gaps.show', { day: format.day(day, 'long') })}
              onClick={() => onDay(day)}
            >
              {format.day(day, 'brief')}
            </button>
            <ul>
              {gaps
                .filter((gap) => gap.day === day)
                .map(({ from, to, short }) => (
                  <li key={from}>
                    {t('capacity.gaps.span', { from, to })}{' '}
                    <span className="mut">{t('capacity.gaps.short', { count: short })}</span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import type { CalendarContent, CalendarItem } from '@visavis/shared/api/calendars';
import { summaryOf } from '@visavis/shared/sla/week';
import { useTranslation } from 'react-i18next';
import { ChoiceField, SelectField } from '../../../ui/Field.tsx';
import { Card } from '../../../ui/Page.tsx';
import { TimeZoneField } from '../../../ui/TimeZoneField.tsx';
import { editableWeek, isAlwaysOpen, weeklyOf, weeklyOfWeek } from './calendar-draft.ts';
import styles from './calendars.module.css';
import { WeekEditor } from './WeekEditor.tsx';

interface HoursCardProps {
  draft: CalendarContent;
  above: readonly CalendarItem[];
  isReadOnly: boolean;
  set: (change: Partial<CalendarContent>) => void;
}

/** Time zone and week, each inherited or its own. */
export function HoursCard({ draft, above, isReadOnly, set }: HoursCardProps) {
  const { t } = useTranslation();
  const weekWords = useWeekWords();
  const from = above.at(-1)?.name ?? '';
  const inheritedWeek = weeklyOf(above);
  const isOutermost = above.length === 0;
  return (
    <Card title={t('calendars.hours.title')}>
      <fieldset className={styles.fields} disabled={isReadOnly}>
        <legend className="vh">{t('calendars.hours.title')}</legend>
        <ZoneField {...{ draft, above, set }} />
        {!isOutermost && (
          <ChoiceField
            label={t('calendars.week.title')}
            name="week"
            value={draft.weekly === null ? 'inherit' : 'own'}
            options={[
              {
                value: 'inherit',
                label: t('calendars.week.inherit', { name: from }),
                help: weekWords(inheritedWeek),
              },
              { value: 'own', label: t('calendars.week.own') },
            ]}
            onChange={(choice) => set({ weekly: choice === 'own' ? inheritedWeek : null })}
          />
        )}
        {(draft.weekly !== null || isOutermost) && (
          <WeekEditor
            week={editableWeek(draft.weekly)}
            onChange={(week) => set({ weekly: weeklyOfWeek(week) })}
          />
        )}
      </fieldset>
    </Card>
  );
}

function ZoneField({ draft, above, set }: Pick<HoursCardProps, 'draft' | 'above' | 'set'>) {
  const { t } = useTranslation();
  const inherited = above.findLast(({ timeZone }) => timeZone !== null)?.timeZone ?? 'UTC';
  const label = t('calendars.hours.timeZone');
  if (above.length > 0 && draft.timeZone === null) {
    return (
      <SelectField
        label={label}
        value=""
        options={[
          {
            value: '',
            label: t('calendars.inheritFrom', { name: above.at(-1)?.name ?? '', value: inherited }),
          },
          { value: inherited, label: t('calendars.hours.ownZone') },
        ]}
        onChange={(event) => set({ timeZone: event.currentTarget.value || null })}
      />
    );
  }
  return (
    <div className={styles.zone}>
      <TimeZoneField
        label={label}
        value={draft.timeZone ?? inherited}
        onChange={(timeZone) => set({ timeZone })}
      />
      {above.length > 0 && (
        <button type="button" className={styles.link} onClick={() => set({ timeZone: null })}>
          {t('calendars.hours.inheritZone', { name: above.at(-1)?.name ?? '' })}
        </button>
      )}
    </div>
  );
}

/** A week in one line. */
export function useWeekWords(): (weekly: NonNullable<CalendarContent['weekly']>) => string {
  const { t } = useTranslation();
  return (weekly) =>
    isAlwaysOpen(weekly)
      ? t('calendars.week.always')
      : summaryOf(editableWeek(weekly), (day) => t(`calendars.weekdays.${day}`)) || t('calendars.closed');
}

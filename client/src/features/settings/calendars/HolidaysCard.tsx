import type { CalendarContent, CalendarItem, HolidayItem } from '@visavis/shared/api/calendars';
import { NO_HOLIDAYS, holidayPlaceOf, type SpecialDay } from '@visavis/shared/sla/resolve-calendar';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { countryName } from '../../../lib/languages.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Card } from '../../../ui/Page.tsx';
import styles from './calendars.module.css';
import { countriesQuery } from './calendars.queries.ts';
import { useDayWords } from './use-day-words.ts';

interface HolidaysCardProps {
  draft: CalendarContent;
  /** What it inherits from, the organisation's first; empty for the organisation's own. */
  above: readonly CalendarItem[];
  year: number;
  /** What the law says about the year. */
  law: { data: readonly HolidayItem[] | undefined; error: unknown; refetch: () => unknown };
  days: readonly SpecialDay[];
  isReadOnly: boolean;
  onPlace: (place: Pick<CalendarContent, 'country' | 'region'>) => void;
  onDay: (date: string) => void;
}

/** Whose public holidays are kept, and every day of the year that differs, with who says so. */
export function HolidaysCard(props: HolidaysCardProps) {
  const { t } = useTranslation();
  const { draft, above, law, isReadOnly, onPlace } = props;
  return (
    <Card title={t('calendars.holidays.title')} note={t('calendars.holidays.note')}>
      <fieldset className={styles.place} disabled={isReadOnly}>
        <legend className="vh">{t('calendars.holidays.title')}</legend>
        <PlaceFields draft={draft} above={above} onPlace={onPlace} />
      </fieldset>
      <Loaded query={law} title={t('calendars.holidays.failed')}>
        {() => <Days {...props} />}
      </Loaded>
    </Card>
  );
}

function Days({ above, year, days, isReadOnly, onDay }: HolidaysCardProps) {
  const { t } = useTranslation();
  if (days.length === 0) return <EmptyState title={t('calendars.holidays.empty', { year })} />;
  return (
    <ul className={styles.list} aria-label={t('calendars.holidays.list', { year })}>
      {days.map((day) => (
        <DayRow key={day.date} day={day} above={above} onEdit={isReadOnly ? null : () => onDay(day.date)} />
      ))}
    </ul>
  );
}

function PlaceFields({ draft, above, onPlace }: Pick<HolidaysCardProps, 'draft' | 'above' | 'onPlace'>) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { data = [], error } = useQuery(countriesQuery);
  // The server names them in one language for everybody; here they are called as the reader does.
  const countries = data
    .map((country) => ({ ...country, name: countryName(country.code, locale, country.name) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  const chosen = countries.find(({ code }) => code === draft.country);
  const regions = chosen?.regions ?? [];
  const inherited = holidayPlaceOf(above);
  const placeName = (place: typeof inherited): string => {
    if (place === null) return t('calendars.holidays.none');
    const country = countries.find(({ code }) => code === place.country);
    const region = country?.regions.find(({ code }) => code === place.region);
    return [country?.name ?? place.country, region?.name].filter(Boolean).join(', ');
  };
  const none = { value: NO_HOLIDAYS, label: t('calendars.holidays.none') };
  const like = {
    value: '',
    label: t('calendars.inheritFrom', { name: above.at(-1)?.name ?? '', value: placeName(inherited) }),
  };
  const isOutermost = above.length === 0;
  return (
    <>
      <SelectField
        label={t('calendars.holidays.country')}
        error={error ? t('calendars.holidays.countriesFailed') : null}
        value={draft.country ?? (isOutermost ? NO_HOLIDAYS : '')}
        options={[
          ...(isOutermost ? [none] : [like, none]),
          // The one that is stored is shown before the list has come.
          ...(draft.country !== null && draft.country !== NO_HOLIDAYS && chosen === undefined
            ? [{ value: draft.country, label: draft.country }]
            : []),
          ...countries.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => onPlace({ country: event.currentTarget.value || null, region: null })}
      />
      {(regions.length > 0 || draft.region !== null) && (
        <SelectField
          label={t('calendars.holidays.region')}
          value={draft.region ?? ''}
          options={[
            { value: '', label: t('calendars.holidays.wholeCountry') },
            ...(draft.region !== null && chosen === undefined
              ? [{ value: draft.region, label: draft.region }]
              : []),
            ...regions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => onPlace({ country: draft.country, region: event.currentTarget.value || null })}
        />
      )}
    </>
  );
}

interface DayRowProps {
  day: SpecialDay;
  above: readonly CalendarItem[];
  onEdit: (() => void) | null;
}

function DayRow({ day, above, onEdit }: DayRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useDayWords();
  const from =
    day.from === 'holiday'
      ? t('calendars.holidays.byLaw')
      : day.from < above.length
        ? t('calendars.from', { name: above[day.from]?.name ?? '' })
        : t('calendars.own');
  return (
    <li className={styles.row}>
      <span className={styles.rowDate}>{format.day(day.date, 'listed')}</span>
      <span className={styles.rowName}>
        <span className="b5">{day.name || t('calendars.day.unnamed')}</span>
        <span className="t12 mut">
          {words.meaning(day)} · {from}
        </span>
      </span>
      {onEdit && (
        <Button
          size="small"
          tone="quiet"
          icon={IconPencil}
          aria-label={`${t('common.edit')}: ${format.day(day.date, 'long')}`}
          onClick={onEdit}
        />
      )}
    </li>
  );
}

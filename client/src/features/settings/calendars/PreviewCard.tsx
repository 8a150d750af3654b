import type { CalendarContent } from '@visavis/shared/api/calendars';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../../lib/error-sentence.ts';
import { useFormat } from '../../../lib/format.ts';
import { addDays, instantOf, mondayOf } from '../../../lib/zoned-time.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { Card } from '../../../ui/Page.tsx';
import { isComplete } from './calendar-draft.ts';
import { previewQuery } from './calendars.queries.ts';
import styles from './calendars.module.css';

interface PreviewCardProps {
  draft: CalendarContent;
  parentId: string | null;
  timeZone: string;
  today: string;
}

const FRIDAY_EVENING = '19:30';
const MOST_MINUTES = 525_600;

/** What the calendar on screen means: when a post would be due, by the clocks' own reckoning. */
export function PreviewCard({ draft, parentId, timeZone, today }: PreviewCardProps) {
  const { t } = useTranslation();
  const [date, setDate] = useState(() => addDays(mondayOf(today), 4));
  const [time, setTime] = useState(FRIDAY_EVENING);
  const [minutes, setMinutes] = useState('60');
  const wall = /^\d{4}-\d{2}-\d{2}$/u.test(date) && /^\d{2}:\d{2}$/u.test(time) ? { date, time } : null;
  const target = Number(minutes);
  const isAsked =
    wall !== null && minutes !== '' && target >= 0 && target <= MOST_MINUTES && isComplete(draft);
  const request = isAsked
    ? { ...draft, parentId, startedAt: new Date(instantOf(wall, timeZone)).toISOString(), minutes: target }
    : null;
  return (
    <Card title={t('calendars.preview.title')} note={t('calendars.preview.note')}>
      <div className={styles.preview}>
        <TextField
          label={t('calendars.preview.date')}
          type="date"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextField
          label={t('calendars.preview.time')}
          type="time"
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <TextField
          label={t('calendars.preview.minutes')}
          type="number"
          min={0}
          max={MOST_MINUTES}
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
      </div>
      <Sentence request={request} />
    </Card>
  );
}

function Sentence({ request }: { request: Parameters<typeof previewQuery>[0] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const preview = useQuery(previewQuery(request));
  if (preview.error) return <Banner tone="bad">{sentence(preview.error)}</Banner>;
  if (request === null || preview.data === undefined)
    return <Banner tone="plain">{t('calendars.preview.wait')}</Banner>;
  const { startedAt, dueAt, timeZone } = preview.data;
  if (dueAt === null) return <Banner tone="bad">{t('calendars.preview.never')}</Banner>;
  return (
    <Banner tone="good">
      {t('calendars.preview.sentence', {
        from: format.momentIn(startedAt, timeZone),
        due: format.momentIn(dueAt, timeZone),
      })}
    </Banner>
  );
}

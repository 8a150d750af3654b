import type { CalendarContent, CalendarItem, SaveCalendarRequest } from '@visavis/shared/api/calendars';
import { holidayPlaceOf, specialDays } from '@visavis/shared/sla/resolve-calendar';
import { IconAlertTriangle, IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../../lib/api-client.ts';
import { calendarsQuery } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { useFormat } from '../../../lib/format.ts';
import { useSave } from '../../../lib/save.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { wallTimeOf } from '../../../lib/zoned-time.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Card } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useUnsaved } from '../../../ui/use-unsaved.tsx';
import { contentOf, isComplete, isSame, weekdayOf, weeklyOf, withException } from './calendar-draft.ts';
import { holidaysQuery } from './calendars.queries.ts';
import styles from './calendars.module.css';
import { DayForm } from './DayForm.tsx';
import { HolidaysCard } from './HolidaysCard.tsx';
import { HoursCard } from './HoursCard.tsx';
import { PreviewCard } from './PreviewCard.tsx';
import { YearView } from './YearView.tsx';

interface CalendarEditorProps {
  /** As it was when the editor opened, or after it was saved. */
  stored: CalendarItem;
  /** What it inherits from, the organisation's first. */
  above: readonly CalendarItem[];
  isReadOnly: boolean;
  onSaved: (calendar: CalendarItem) => void;
  onReload: () => void;
  onClose: () => void;
}

/** One level: its hours, its holidays, its year, and what all that means for a post. */
export function CalendarEditor({
  stored,
  above,
  isReadOnly,
  onSaved,
  onReload,
  onClose,
}: CalendarEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<CalendarContent>(() => contentOf(stored));
  const set = (change: Partial<CalendarContent>) => setDraft((before) => ({ ...before, ...change }));
  const isChanged = !isSame(draft, contentOf(stored));
  const { close, question } = useUnsaved({
    isDirty: isChanged && !isReadOnly,
    text: t('calendars.leave'),
    onLeave: onClose,
  });
  const chain = [...above, draft];
  const timeZone = chain.findLast((part) => part.timeZone !== null)?.timeZone ?? 'UTC';
  const today = wallTimeOf(serverNow(), timeZone).date;
  return (
    <>
      <div className={styles.top}>
        <Button size="small" icon={IconArrowLeft} onClick={close}>
          {t('calendars.all')}
        </Button>
        <h2>{stored.name}</h2>
        <span className="mut t12">{t(`calendars.scope.${stored.scope}`)}</span>
      </div>
      <HoursCard draft={draft} above={above} isReadOnly={isReadOnly} set={set} />
      <Year {...{ draft, above, isReadOnly, set, today }} />
      <PreviewCard draft={draft} parentId={stored.parentId} timeZone={timeZone} today={today} />
      {!isReadOnly && (
        <SaveBar
          {...{ stored, draft, isChanged, onSaved, onReload }}
          onDiscard={() => setDraft(contentOf(stored))}
        />
      )}
      {question}
    </>
  );
}

interface YearProps {
  draft: CalendarContent;
  above: readonly CalendarItem[];
  isReadOnly: boolean;
  today: string;
  set: (change: Partial<CalendarContent>) => void;
}

/** The holidays and the months of one year, and the dialog of the day that was chosen in either. */
function Year({ draft, above, isReadOnly, today, set }: YearProps) {
  const { t } = useTranslation();
  const [year, setYear] = useState(() => Number(today.slice(0, 4)));
  const [edited, setEdited] = useState<string | null>(null);
  const format = useFormat();
  const chain = [...above, draft];
  const law = useQuery(holidaysQuery(holidayPlaceOf(chain), year));
  const holidays = law.data ?? [];
  const daysOf = (parts: readonly CalendarContent[]) =>
    specialDays(parts, () => holidays, [year]).filter(({ date }) => date.startsWith(`${year}-`));
  const days = daysOf(chain);
  const weekly = weeklyOf(chain);
  // What would hold without this calendar's own exceptions, in the place whose holidays it keeps.
  const inherited = daysOf([...above, { ...draft, exceptions: [] }]);
  return (
    <>
      <HolidaysCard {...{ draft, above, year, law, days, isReadOnly }} onPlace={set} onDay={setEdited} />
      <Card title={t('calendars.year.title')} note={isReadOnly ? undefined : t('calendars.year.note')}>
        <YearView
          {...{ year, today, weekly, days }}
          onYear={(next) => next >= FIRST_YEAR && next <= LAST_YEAR && setYear(next)}
          onDay={isReadOnly ? null : setEdited}
        />
      </Card>
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === null ? '' : format.day(edited, 'long')}
        width={440}
      >
        {edited !== null && (
          <DayForm
            date={edited}
            day={days.find(({ date }) => date === edited)}
            inherited={inherited.find(({ date }) => date === edited)}
            own={draft.exceptions.find(({ date }) => date === edited)}
            usual={weekly[weekdayOf(edited)] ?? []}
            onChange={(exception) => set({ exceptions: withException(draft.exceptions, edited, exception) })}
            onClose={() => setEdited(null)}
          />
        )}
      </Dialog>
    </>
  );
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

interface SaveBarProps {
  stored: CalendarItem;
  draft: CalendarContent;
  isChanged: boolean;
  onSaved: (calendar: CalendarItem) => void;
  onReload: () => void;
  onDiscard: () => void;
}

function SaveBar({ stored, draft, isChanged, onSaved, onReload, onDiscard }: SaveBarProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSave(
    (request: SaveCalendarRequest) => api.put<CalendarItem>(`/api/calendars/${stored.id}`, request),
    [calendarsQuery.queryKey],
  );
  const isOutdated = save.error instanceof ApiError && save.error.code === 'version-conflict';
  const submit = () =>
    save.mutate(
      { ...draft, version: stored.version },
      {
        onSuccess: (saved) => {
          toasts.show({ text: t('common.saved'), tone: 'done' });
          onSaved(saved);
        },
      },
    );
  return (
    <div className={styles.bar}>
      {save.error && (
        <Banner
          tone="bad"
          role="alert"
          action={
            isOutdated && (
              <Button size="small" onClick={onReload}>
                {t('calendars.reload')}
              </Button>
            )
          }
        >
          {isOutdated ? t('calendars.outdated') : sentence(save.error)}
        </Banner>
      )}
      <div className={styles.barButtons}>
        <Button
          tone="primary"
          isBusy={save.isPending}
          disabled={!isChanged || !isComplete(draft)}
          onClick={submit}
        >
          {t('common.save')}
        </Button>
        <Button disabled={!isChanged || save.isPending} onClick={onDiscard}>
          {t('calendars.discard')}
        </Button>
        <span role="status" className={styles.unsaved}>
          {isChanged && (
            <>
              <Icon of={IconAlertTriangle} size={14} />
              {t(isComplete(draft) ? 'calendars.unsaved' : 'calendars.incomplete')}
            </>
          )}
        </span>
        <span className="mut t12">{t('calendars.fromNowOn')}</span>
      </div>
    </div>
  );
}

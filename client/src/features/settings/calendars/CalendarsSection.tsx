import type { CalendarItem, CreateCalendarRequest } from '@visavis/shared/api/calendars';
import { can } from '@visavis/shared/permissions';
import { IconCalendar, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api-client.ts';
import { calendarsQuery, permittedOf, useMe } from '../../../lib/directory.queries.ts';
import { useSave } from '../../../lib/save.ts';
import { Button } from '../../../ui/Button.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Card, Table } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { AddCalendarForm } from './AddCalendarForm.tsx';
import { chainOf, weeklyOf } from './calendar-draft.ts';
import { CalendarEditor } from './CalendarEditor.tsx';
import { useWeekWords } from './HoursCard.tsx';

/** When organisation, teams and channels work: each says only in what it differs. */
export function CalendarsSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayEdit = can(permittedOf(useMe()), 'policy.manage');
  const calendars = useQuery(calendarsQuery);
  /** The one on screen, as it was when it was opened: what others save meanwhile must not change it under one's hands. */
  const [opened, setOpened] = useState<CalendarItem | null>(null);
  const reload = async () => {
    const fresh = await client.fetchQuery({ ...calendarsQuery, staleTime: 0 });
    setOpened(fresh.find(({ id }) => id === opened?.id) ?? null);
  };
  return (
    <Loaded query={calendars} title={t('calendars.loadFailed')}>
      {(items) =>
        opened === null ? (
          <CalendarList calendars={items} mayEdit={mayEdit} onOpen={setOpened} />
        ) : (
          <CalendarEditor
            key={`${opened.id}-${opened.version}`}
            stored={opened}
            above={chainOf(opened, items).slice(0, -1)}
            isReadOnly={!mayEdit}
            onSaved={setOpened}
            onReload={() => void reload()}
            onClose={() => setOpened(null)}
          />
        )
      }
    </Loaded>
  );
}

interface CalendarListProps {
  calendars: readonly CalendarItem[];
  mayEdit: boolean;
  onOpen: (calendar: CalendarItem) => void;
}

function CalendarList({ calendars, mayEdit, onOpen }: CalendarListProps) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<CalendarItem | null>(null);
  const create = useSave(
    (request: CreateCalendarRequest) => api.post<CalendarItem>('/api/calendars', request),
    [calendarsQuery.queryKey],
  );
  const head = [t('calendars.name'), t('calendars.hours.title'), t('calendars.holidays.own'), ''];
  return (
    <Card
      label={t('calendars.title')}
      note={t('calendars.note')}
      right={
        mayEdit && (
          <Button size="small" icon={IconPlus} onClick={() => setAdding(true)}>
            {t('calendars.add')}
          </Button>
        )
      }
    >
      <Table head={head} label={t('calendars.title')}>
        {calendars.map((calendar) => (
          <CalendarRow
            key={calendar.id}
            calendar={calendar}
            calendars={calendars}
            mayEdit={mayEdit}
            onOpen={() => onOpen(calendar)}
            onRemove={() => setRemoved(calendar)}
          />
        ))}
      </Table>
      <Dialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('calendars.add')} width={420}>
        {isAdding && (
          <AddCalendarForm
            calendars={calendars}
            isBusy={create.isPending}
            error={create.error}
            onClose={() => setAdding(false)}
            onAdd={(request) => create.mutate(request, { onSuccess: onOpen })}
          />
        )}
      </Dialog>
      {removed !== null && <RemoveDialog calendar={removed} onClose={() => setRemoved(null)} />}
    </Card>
  );
}

interface CalendarRowProps {
  calendar: CalendarItem;
  calendars: readonly CalendarItem[];
  mayEdit: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function CalendarRow({ calendar, calendars, mayEdit, onOpen, onRemove }: CalendarRowProps) {
  const { t } = useTranslation();
  const weekWords = useWeekWords();
  const chain = chainOf(calendar, calendars);
  const parent = chain.at(-2);
  const isInherited = calendar.weekly === null && parent !== undefined;
  return (
    <tr>
      <td>
        <div className="b5">{calendar.name}</div>
        <div className="t12 mut">{t(`calendars.scope.${calendar.scope}`)}</div>
      </td>
      <td>
        <div className="num">{weekWords(weeklyOf(chain))}</div>
        {isInherited && <div className="t12 mut">{t('calendars.from', { name: parent.name })}</div>}
      </td>
      <td className="num">{t('calendars.holidays.count', { count: calendar.exceptions.length })}</td>
      <td>
        <Button
          size="small"
          icon={mayEdit ? IconPencil : IconCalendar}
          aria-label={`${t(mayEdit ? 'common.edit' : 'calendars.look')}: ${calendar.name}`}
          onClick={onOpen}
        >
          {t(mayEdit ? 'common.edit' : 'calendars.look')}
        </Button>
        {mayEdit && calendar.scope !== 'organisation' && (
          <Button
            size="small"
            tone="quiet"
            icon={IconTrash}
            aria-label={`${t('calendars.remove.action')}: ${calendar.name}`}
            onClick={onRemove}
          />
        )}
      </td>
    </tr>
  );
}

function RemoveDialog({ calendar, onClose }: { calendar: CalendarItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const remove = useSave(() => api.delete(`/api/calendars/${calendar.id}`), [calendarsQuery.queryKey]);
  const onYes = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toasts.show({ text: t('calendars.remove.done', { name: calendar.name }), tone: 'done' });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('calendars.remove.title', { name: calendar.name })}
      action={t('calendars.remove.action')}
      asking={remove}
      onYes={onYes}
      onClose={onClose}
    >
      {t('calendars.remove.text')}
    </ConfirmDialog>
  );
}

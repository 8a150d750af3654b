import type { SaveSlaPolicyRequest, SlaPolicyItem } from '@visavis/shared/api/sla';
import { addBusinessMinutes } from '@visavis/shared/sla/business-time';
import { can } from '@visavis/shared/permissions';
import { isAroundTheClock, summaryOf, weekOf } from '@visavis/shared/sla/week';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextAreaField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Form, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { datesOf, hoursWith } from '../../lib/hours.ts';
import styles from './PoliciesSection.module.css';
import { policiesQuery } from './settings.queries.ts';
import { TimeZoneField } from '../../ui/TimeZoneField.tsx';
import { WeekEditor } from './WeekEditor.tsx';

/** How fast each team wants to answer, and when it works. */
export function PoliciesSection() {
  const { t } = useTranslation();
  const me = useMe();
  const policies = useQuery(policiesQuery);
  const [edited, setEdited] = useState<SlaPolicyItem | null>(null);
  const mayEdit = can({ role: me.role, teamIds: [] }, 'policy.manage');
  return (
    <Card label={t('settings.sections.policies')} note={t('settings.policies.text')}>
      <Loaded query={policies} title={t('settings.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('settings.policies.empty')} />
          ) : (
            <Table
              head={[t('settings.sections.teams'), t('settings.policies.hours'), '']}
              label={t('settings.sections.policies')}
            >
              {items.map((policy) => (
                <PolicyRow
                  key={policy.id}
                  policy={policy}
                  onEdit={mayEdit ? () => setEdited(policy) : null}
                />
              ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited?.team.name ?? ''}
        width={520}
      >
        {edited && <PolicyForm policy={edited} onClose={() => setEdited(null)} />}
      </Dialog>
    </Card>
  );
}

function PolicyRow({ policy, onEdit }: { policy: SlaPolicyItem; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const week = weekOf(policy.businessHours);
  const span = (minutes: number) => format.duration(minutes * 60_000);
  return (
    <tr>
      <td>
        <div className="b5">{policy.team.name}</div>
        <div className="t12 mut">
          {t('settings.policies.summary', {
            first: span(policy.firstResponseMinutes),
            next: span(policy.nextResponseMinutes),
          })}
        </div>
      </td>
      <td className="num">
        {isAroundTheClock(week)
          ? t('settings.policies.always')
          : summaryOf(week, (day) => t(`settings.policies.weekdays.${day}`)) || t('settings.policies.closed')}
      </td>
      <td>
        {onEdit && (
          <Button size="small" icon={IconPencil} onClick={onEdit}>
            {t('common.edit')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function PolicyForm({ policy, onClose }: { policy: SlaPolicyItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [name, setName] = useState(policy.name);
  const [first, setFirst] = useState(String(policy.firstResponseMinutes));
  const [next, setNext] = useState(String(policy.nextResponseMinutes));
  const me = useMe();
  const [week, setWeek] = useState(() => weekOf(policy.businessHours));
  // Around the clock is the same everywhere; hours begin where the organisation is.
  const [timeZone, setTimeZone] = useState(
    isAroundTheClock(week) ? me.organisation.timeZone : policy.businessHours.timeZone,
  );
  const [holidays, setHolidays] = useState((policy.businessHours.holidays ?? []).join('\n'));
  const { dates, wrong } = datesOf(holidays);
  const businessHours = hoursWith(policy.businessHours, { week, timeZone, holidays: dates });
  const save = useSave(
    (request: SaveSlaPolicyRequest) =>
      api.put<SlaPolicyItem>(`/api/teams/${policy.team.id}/sla-policy`, request),
    [policiesQuery.queryKey],
  );
  const submit = () =>
    save.mutate(
      {
        name: name.trim(),
        firstResponseMinutes: Number(first),
        nextResponseMinutes: Number(next),
        businessHours,
      },
      {
        onSuccess: () => {
          toasts.show({ text: t('common.saved'), tone: 'done' });
          onClose();
        },
      },
    );
  const exceptions = Object.keys(policy.businessHours.exceptions ?? {}).length;
  return (
    <Form onSubmit={submit} error={save.error} label={policy.team.name}>
      <TextField
        label={t('settings.policies.name')}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <MinutesField label={t('settings.policies.first')} value={first} onChange={setFirst} />
        <MinutesField label={t('settings.policies.next')} value={next} onChange={setNext} />
      </div>
      <WeekEditor week={week} onChange={setWeek} />
      <TimeZoneField label={t('settings.policies.timeZone')} value={timeZone} onChange={setTimeZone} />
      <TextAreaField
        label={t('settings.policies.holidays')}
        help={t('settings.policies.holidaysHelp')}
        error={wrong[0] ? t('settings.policies.badDate', { text: wrong[0] }) : null}
        rows={3}
        value={holidays}
        onChange={(event) => setHolidays(event.currentTarget.value)}
      />
      {exceptions > 0 && (
        <p className="t12 mut">{t('settings.policies.exceptions', { count: exceptions })}</p>
      )}
      <Example businessHours={businessHours} minutes={Number(first)} />
      <SubmitActions onCancel={onClose} isBusy={save.isPending} isDisabled={wrong.length > 0} />
    </Form>
  );
}

interface MinutesFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function MinutesField({ label, value, onChange }: MinutesFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      min={1}
      max={525_600}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What the hours on screen would mean for somebody who writes now, by the same rule as the server's clock. */
function Example({
  businessHours,
  minutes,
}: {
  businessHours: SlaPolicyItem['businessHours'];
  minutes: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  let due: Date | null;
  try {
    due = addBusinessMinutes(businessHours, new Date(serverNow()), minutes);
  } catch {
    // A time that is still being typed.
    return null;
  }
  if (due === null) return <Banner tone="bad">{t('settings.policies.neverOpen')}</Banner>;
  return <Banner tone="plain">{t('settings.policies.example', { moment: format.moment(due) })}</Banner>;
}

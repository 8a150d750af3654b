import {
  reportRhythms,
  type ReportQuery,
  type ReportRhythm,
  type SavedReportItem,
  type SaveReportRequest,
} from '@visavis/shared/api/figures';
import { searchOf } from '@visavis/shared/reports/report-search';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Form } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import { savedReportsQuery } from './reports.queries.ts';

/** Questions that one asks again, and which of them come by mail. */
export function SavedReports() {
  const { t } = useTranslation();
  const saved = useQuery(savedReportsQuery);
  const [removed, setRemoved] = useState<SavedReportItem | null>(null);
  return (
    <Card title={t('reports.saved.title')}>
      <Loaded query={saved} title={t('reports.saved.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <p className="mut">{t('reports.saved.empty')}</p>
          ) : (
            <ul className={styles.saved}>
              {items.map((item) => (
                <Saved key={item.id} item={item} onRemove={() => setRemoved(item)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {removed !== null && <RemoveDialog item={removed} onClose={() => setRemoved(null)} />}
    </Card>
  );
}

function Saved({ item, onRemove }: { item: SavedReportItem; onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, query, every, nextAt, failedAt } = item;
  const mailed =
    every !== null &&
    nextAt !== null &&
    [
      t(`reports.saved.${every}`),
      failedAt === null ? t('reports.saved.next', { at: format.moment(nextAt) }) : t('reports.saved.failed'),
    ].join(', ');
  return (
    <li>
      <span>
        <Link to="/reports" search={searchOf(query)} dir="auto">
          {name}
        </Link>
        {mailed && <small>{mailed}</small>}
      </span>
      <Button
        size="small"
        tone="quiet"
        icon={IconTrash}
        aria-label={t('reports.saved.remove', { name })}
        onClick={onRemove}
      />
    </li>
  );
}

function RemoveDialog({ item: { id, name }, onClose }: { item: SavedReportItem; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useSave(() => api.delete(`/api/saved-reports/${id}`), [savedReportsQuery.queryKey]);
  return (
    <ConfirmDialog
      title={t('reports.saved.removeTitle', { name })}
      action={t('reports.saved.removeAction')}
      asking={remove}
      onYes={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {t('reports.saved.removeText')}
    </ConfirmDialog>
  );
}

/** Names the question on screen and says whether it comes by mail. */
export function SaveReportDialog({ query, onClose }: { query: ReportQuery; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [every, setEvery] = useState<ReportRhythm | null>(null);
  const save = useSave(
    (request: SaveReportRequest) => api.post<SavedReportItem>('/api/saved-reports', request),
    [savedReportsQuery.queryKey],
  );
  const submit = () => save.mutate({ name: name.trim(), query, every }, { onSuccess: onClose });
  return (
    <Dialog isOpen onClose={onClose} title={t('reports.saved.dialog')}>
      <Form onSubmit={submit} error={save.error} label={t('reports.saved.dialog')}>
        <TextField
          label={t('reports.saved.name')}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('reports.saved.every')}
          value={every ?? ''}
          onChange={(event) => setEvery(reportRhythms.find((one) => one === event.target.value) ?? null)}
          options={[
            { value: '', label: t('reports.saved.never') },
            ...reportRhythms.map((value) => ({ value, label: t(`reports.saved.${value}`) })),
          ]}
        />
        <SubmitActions onCancel={onClose} isBusy={save.isPending} isDisabled={name.trim() === ''} />
      </Form>
    </Dialog>
  );
}

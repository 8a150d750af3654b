import {
  reportRhythms,
  type ReportQuery,
  type ReportRhythm,
  type SavedReportItem,
  type SaveReportRequest,
} from '@visavis/shared/api/figures';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Card, Form, FormActions } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import { savedReportsQuery } from './reports.queries.ts';
import { searchOf } from './reports-search.ts';

/** Questions that one asks again, and which of them come by mail. */
export function SavedReports() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data = [] } = useQuery(savedReportsQuery);
  const remove = useSave(
    (id: string) => api.delete(`/api/saved-reports/${id}`),
    [savedReportsQuery.queryKey],
  );
  const detail = ({ every, nextAt, failedAt }: SavedReportItem) =>
    every === null || nextAt === null
      ? null
      : [
          t(`reports.saved.${every}`),
          failedAt === null
            ? t('reports.saved.next', { at: format.moment(nextAt) })
            : t('reports.saved.failed'),
        ].join(', ');
  return (
    <Card title={t('reports.saved.title')}>
      {data.length === 0 && <p className="mut">{t('reports.saved.empty')}</p>}
      <ul className={styles.saved}>
        {data.map((item) => (
          <li key={item.id}>
            <span>
              <Link to="/reports" search={searchOf(item.query)} dir="auto">
                {item.name}
              </Link>
              {detail(item) !== null && <small>{detail(item)}</small>}
            </span>
            <Button
              size="small"
              tone="quiet"
              icon={IconTrash}
              aria-label={t('reports.saved.remove', { name: item.name })}
              isBusy={remove.isPending && remove.variables === item.id}
              onClick={() => remove.mutate(item.id)}
            />
          </li>
        ))}
      </ul>
    </Card>
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
        <FormActions>
          <Button onClick={onClose}>{t('reports.saved.cancel')}</Button>
          <Button type="submit" tone="primary" isBusy={save.isPending} disabled={name.trim() === ''}>
            {t('reports.saved.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

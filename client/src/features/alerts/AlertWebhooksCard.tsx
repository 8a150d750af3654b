import type { AlertCallResult, AlertWebhookItem, CreatedAlertWebhook } from '@visavis/shared/api/alerts';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, CopyText, Form, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './alerts.module.css';
import { alertWebhooksQuery } from './alerts.queries.ts';

const PATH = '/api/alert-webhooks';
const REFRESH = [alertWebhooksQuery.queryKey];

/** The systems outside that are called, with what became of the last call. */
export function AlertWebhooksCard() {
  const { t } = useTranslation();
  const webhooks = useQuery(alertWebhooksQuery);
  const [isAdding, setAdding] = useState(false);
  const [created, setCreated] = useState<CreatedAlertWebhook | null>(null);
  const add = (
    <Button size="small" icon={IconPlus} onClick={() => setAdding(true)}>
      {t('alerts.hooks.add')}
    </Button>
  );
  const head = [t('alerts.hooks.name'), t('alerts.hooks.address'), t('alerts.hooks.last'), ''];
  return (
    <Card title={t('alerts.hooks.title')} note={t('alerts.hooks.note')} right={add}>
      <Loaded query={webhooks} title={t('settings.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('alerts.hooks.empty')}>{t('alerts.hooks.emptyText')}</EmptyState>
          ) : (
            <Table head={head} label={t('alerts.hooks.title')}>
              {items.map((webhook) => (
                <WebhookRow key={webhook.id} webhook={webhook} onRenewed={setCreated} />
              ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('alerts.hooks.add')}>
        <AddWebhook
          onCancel={() => setAdding(false)}
          onCreated={(answer) => {
            setAdding(false);
            setCreated(answer);
          }}
        />
      </Dialog>
      <Dialog
        isOpen={created !== null}
        onClose={() => setCreated(null)}
        title={t('alerts.hooks.secretTitle')}
      >
        {created !== null && (
          <>
            <p className={styles.hint}>{t('alerts.hooks.secretText')}</p>
            <CopyText text={created.secret} label={created.webhook.name} />
            <DialogActions>
              <Button tone="primary" onClick={() => setCreated(null)}>
                {t('common.close')}
              </Button>
            </DialogActions>
          </>
        )}
      </Dialog>
    </Card>
  );
}

interface WebhookRowProps {
  webhook: AlertWebhookItem;
  onRenewed: (answer: CreatedAlertWebhook) => void;
}

function WebhookRow({ webhook, onRenewed }: WebhookRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const sentence = useSentence();
  const words = useOutcomeWords();
  const { id, name, host, last, waiting } = webhook;
  const onError = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });
  const test = useSave(() => api.post<AlertCallResult>(`${PATH}/${id}/test`), REFRESH);
  const renew = useSave(() => api.post<CreatedAlertWebhook>(`${PATH}/${id}/secret`), REFRESH);
  const remove = useSave(() => api.delete<void>(`${PATH}/${id}`), REFRESH);
  const onTest = () =>
    test.mutate(undefined, {
      onError,
      onSuccess: (result) =>
        toasts.show({
          text: result.ok ? t('alerts.hooks.tested') : words(result),
          tone: result.ok ? 'done' : 'error',
        }),
    });
  const onRemove = () =>
    remove.mutate(undefined, {
      onError,
      onSuccess: () => toasts.show({ text: t('alerts.hooks.removed'), tone: 'done' }),
    });
  return (
    <tr>
      <td className="b5">{name}</td>
      <td>{host}</td>
      <td>
        {last === null ? t('alerts.hooks.never') : `${format.moment(last.at)} · ${words(last)}`}
        {waiting > 0 && ` · ${t('alerts.hooks.waiting', { count: waiting })}`}
      </td>
      <td>
        <span className={styles.buttons}>
          <Button
            size="small"
            isBusy={test.isPending}
            aria-label={t('alerts.hooks.testThis', { name })}
            onClick={onTest}
          >
            {t('alerts.hooks.test')}
          </Button>
          <Button
            size="small"
            aria-label={t('alerts.hooks.renewThis', { name })}
            onClick={() => renew.mutate(undefined, { onError, onSuccess: onRenewed })}
          >
            {t('alerts.hooks.renew')}
          </Button>
          <Button size="small" aria-label={t('alerts.hooks.removeThis', { name })} onClick={onRemove}>
            {t('alerts.hooks.remove')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

/** What became of a call, in a sentence. */
function useOutcomeWords() {
  const { t } = useTranslation();
  return ({ fault, status: answered }: AlertCallResult): string => {
    const status = answered ?? 0;
    return fault === null ? t('alerts.hooks.ok', { status }) : t(`alerts.hooks.fault.${fault}`, { status });
  };
}

interface AddWebhookProps {
  onCancel: () => void;
  onCreated: (answer: CreatedAlertWebhook) => void;
}

function AddWebhook({ onCancel, onCreated }: AddWebhookProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const create = useSave(
    (request: { name: string; url: string }) => api.post<CreatedAlertWebhook>(PATH, request),
    REFRESH,
  );
  const faults = useFieldFaults()(create.error);
  return (
    <Form
      error={create.error}
      onSubmit={() => create.mutate({ name: name.trim(), url: url.trim() }, { onSuccess: onCreated })}
    >
      <TextField
        label={t('alerts.hooks.name')}
        required
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t('alerts.hooks.url')}
        type="url"
        required
        maxLength={2_000}
        placeholder="https://"
        error={faults.url}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <DialogActions>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" tone="primary" isBusy={create.isPending}>
          {t('alerts.hooks.add')}
        </Button>
      </DialogActions>
    </Form>
  );
}

import type { AlertCallResult, AlertWebhookItem } from '@visavis/shared/api/alerts';
import { IconDots, IconKey, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './alerts.module.css';
import { ALERT_WEBHOOKS_PATH, alertWebhooksQuery } from './alerts.queries.ts';
import { AlertWebhookDialog, type OpenWebhook } from './AlertWebhookDialog.tsx';

/** The systems outside that are called, with what became of the last call. */
export function AlertWebhooksCard() {
  const { t } = useTranslation();
  const webhooks = useQuery(alertWebhooksQuery);
  const [open, setOpen] = useState<OpenWebhook | null>(null);
  const add = (
    <Button size="small" icon={IconPlus} onClick={() => setOpen({ to: 'add' })}>
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
                <WebhookRow key={webhook.id} webhook={webhook} onOpen={setOpen} />
              ))}
            </Table>
          )
        }
      </Loaded>
      <AlertWebhookDialog open={open} onOpen={setOpen} />
    </Card>
  );
}

interface WebhookRowProps {
  webhook: AlertWebhookItem;
  onOpen: (open: OpenWebhook) => void;
}

function WebhookRow({ webhook, onOpen }: WebhookRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const sentence = useSentence();
  const words = useOutcomeWords();
  const { id, name, host, last, waiting } = webhook;
  const test = useSave(
    () => api.post<AlertCallResult>(`${ALERT_WEBHOOKS_PATH}/${id}/test`),
    [alertWebhooksQuery.queryKey],
  );
  const onTest = () =>
    test.mutate(undefined, {
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
      onSuccess: (result) =>
        toasts.show({
          text: result.ok ? t('alerts.hooks.tested') : words(result),
          tone: result.ok ? 'done' : 'error',
        }),
    });
  const more = t('alerts.hooks.more', { name });
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
          <Menu
            label={more}
            target={<Button tone="quiet" size="small" icon={IconDots} aria-label={more} />}
            entries={[
              { label: t('common.edit'), icon: IconPencil, onSelect: () => onOpen({ to: 'edit', webhook }) },
              {
                label: t('alerts.hooks.renew'),
                icon: IconKey,
                onSelect: () => onOpen({ to: 'renew', webhook }),
              },
              { kind: 'divider' },
              {
                label: t('alerts.hooks.remove'),
                icon: IconTrash,
                isDanger: true,
                onSelect: () => onOpen({ to: 'remove', webhook }),
              },
            ]}
          />
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

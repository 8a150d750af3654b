import type {
  AlertWebhookItem,
  CreatedAlertWebhook,
  SaveAlertWebhookRequest,
} from '@visavis/shared/api/alerts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog, DialogActions, SubmitActions } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { CopyText, Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './alerts.module.css';
import { ALERT_WEBHOOKS_PATH, alertWebhooksQuery } from './alerts.queries.ts';

const REFRESH = [alertWebhooksQuery.queryKey];

/** What is being done to a webhook; `secret` shows what was made, once. */
export type OpenWebhook =
  | { to: 'add' }
  | { to: 'edit' | 'renew' | 'remove'; webhook: AlertWebhookItem }
  | { to: 'secret'; created: CreatedAlertWebhook };

interface AlertWebhookDialogProps {
  open: OpenWebhook | null;
  onOpen: (open: OpenWebhook | null) => void;
}

/** Adding, changing and deleting webhooks, and their secrets. */
export function AlertWebhookDialog({ open, onOpen }: AlertWebhookDialogProps) {
  const { t } = useTranslation();
  const onClose = () => onOpen(null);
  if (open?.to === 'renew')
    return (
      <RenewSecret
        webhook={open.webhook}
        onClose={onClose}
        onRenewed={(created) => onOpen({ to: 'secret', created })}
      />
    );
  if (open?.to === 'remove') return <RemoveWebhook webhook={open.webhook} onClose={onClose} />;
  return (
    <Dialog
      isOpen={open !== null}
      onClose={onClose}
      title={open === null ? '' : t(`alerts.hooks.dialog.${open.to}`)}
    >
      {open?.to === 'add' && (
        <AddWebhook onClose={onClose} onCreated={(created) => onOpen({ to: 'secret', created })} />
      )}
      {open?.to === 'edit' && <EditWebhook webhook={open.webhook} onClose={onClose} />}
      {open?.to === 'secret' && <ShownSecret created={open.created} onClose={onClose} />}
    </Dialog>
  );
}

interface AddWebhookProps {
  onClose: () => void;
  onCreated: (answer: CreatedAlertWebhook) => void;
}

function AddWebhook({ onClose, onCreated }: AddWebhookProps) {
  const { t } = useTranslation();
  const create = useSave(
    (request: SaveAlertWebhookRequest) => api.post<CreatedAlertWebhook>(ALERT_WEBHOOKS_PATH, request),
    REFRESH,
  );
  return (
    <WebhookForm
      before={{ name: '', url: '' }}
      saving={create}
      label={t('alerts.hooks.add')}
      onSave={(request) => create.mutate(request, { onSuccess: onCreated })}
      onClose={onClose}
    />
  );
}

function EditWebhook({ webhook, onClose }: { webhook: AlertWebhookItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { id, name, url } = webhook;
  const save = useSave(
    (request: SaveAlertWebhookRequest) => api.put<AlertWebhookItem>(`${ALERT_WEBHOOKS_PATH}/${id}`, request),
    REFRESH,
  );
  const onSaved = () => {
    toasts.show({ text: t('common.saved'), tone: 'done' });
    onClose();
  };
  return (
    <WebhookForm
      before={{ name, url: url ?? '' }}
      saving={save}
      label={t('common.save')}
      onSave={(request) => save.mutate(request, { onSuccess: onSaved })}
      onClose={onClose}
    />
  );
}

interface WebhookFormProps {
  before: SaveAlertWebhookRequest;
  saving: { error: unknown; isPending: boolean };
  label: string;
  onSave: (request: SaveAlertWebhookRequest) => void;
  onClose: () => void;
}

function WebhookForm({ before, saving, label, onSave, onClose }: WebhookFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(before.name);
  const [url, setUrl] = useState(before.url);
  const faults = useFieldFaults()(saving.error);
  return (
    <Form error={saving.error} onSubmit={() => onSave({ name: name.trim(), url: url.trim() })}>
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
      <SubmitActions onCancel={onClose} isBusy={saving.isPending} words={label} />
    </Form>
  );
}

interface RenewSecretProps {
  webhook: AlertWebhookItem;
  onClose: () => void;
  onRenewed: (answer: CreatedAlertWebhook) => void;
}

function RenewSecret({ webhook, onClose, onRenewed }: RenewSecretProps) {
  const { t } = useTranslation();
  const renew = useSave(
    () => api.post<CreatedAlertWebhook>(`${ALERT_WEBHOOKS_PATH}/${webhook.id}/secret`),
    REFRESH,
  );
  return (
    <ConfirmDialog
      title={t('alerts.hooks.dialog.renew')}
      action={t('alerts.hooks.renew')}
      asking={renew}
      onYes={() => renew.mutate(undefined, { onSuccess: onRenewed })}
      onClose={onClose}
    >
      {t('alerts.hooks.renewAsk', { name: webhook.name })}
    </ConfirmDialog>
  );
}

function RemoveWebhook({ webhook, onClose }: { webhook: AlertWebhookItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const remove = useSave(() => api.delete<void>(`${ALERT_WEBHOOKS_PATH}/${webhook.id}`), REFRESH);
  const onRemoved = () => {
    toasts.show({ text: t('alerts.hooks.removed'), tone: 'done' });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('alerts.hooks.dialog.remove')}
      action={t('alerts.hooks.remove')}
      asking={remove}
      onYes={() => remove.mutate(undefined, { onSuccess: onRemoved })}
      onClose={onClose}
    >
      {t('alerts.hooks.removeAsk', { name: webhook.name })}
    </ConfirmDialog>
  );
}

function ShownSecret({ created, onClose }: { created: CreatedAlertWebhook; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.hint}>{t('alerts.hooks.secretText')}</p>
      <CopyText text={created.secret} label={created.webhook.name} />
      <DialogActions>
        <Button tone="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}

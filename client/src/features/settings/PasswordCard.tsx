import type { ChangePasswordRequest } from '@visavis/shared/api/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Card, Form, FormActions } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { sessionsQuery } from './settings.queries.ts';

const EMPTY: ChangePasswordRequest = { currentPassword: '', newPassword: '' };

/** A new password for whoever knows the old one. */
export function PasswordCard() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [form, setForm] = useState(EMPTY);
  const change = useSave(
    (request: ChangePasswordRequest) => api.post<void>('/api/me/password', request),
    [sessionsQuery.queryKey],
  );
  const isWrong = change.error instanceof ApiError && change.error.code === 'invalid-credentials';
  const submit = () =>
    change.mutate(form, {
      onSuccess: () => {
        setForm(EMPTY);
        toasts.show({ text: t('settings.profile.passwordChanged'), tone: 'done' });
      },
    });
  return (
    <Card title={t('settings.profile.password')}>
      <Form onSubmit={submit} error={isWrong ? null : change.error} label={t('settings.profile.password')}>
        <TextField
          label={t('settings.profile.currentPassword')}
          error={isWrong ? t('settings.profile.wrongPassword') : null}
          type="password"
          autoComplete="current-password"
          required
          value={form.currentPassword}
          onChange={(event) => setForm({ ...form, currentPassword: event.currentTarget.value })}
        />
        <TextField
          label={t('settings.profile.newPassword')}
          help={t('settings.profile.passwordHelp')}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          value={form.newPassword}
          onChange={(event) => setForm({ ...form, newPassword: event.currentTarget.value })}
        />
        <FormActions>
          <Button type="submit" isBusy={change.isPending}>
            {t('settings.profile.changePassword')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}

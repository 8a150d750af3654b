import type { ApiTokenScope, CreateApiTokenRequest, CreatedApiToken } from '@visavis/shared/api/session';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions, SubmitActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, CopyText, Form, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { tokensQuery } from './settings.queries.ts';

const SCOPES: readonly ApiTokenScope[] = [
  'conversations:read',
  'conversations:write',
  'channels:read',
  'reports:read',
];

/** Tokens with which programs use the API. */
export function TokensSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const sentence = useSentence();
  const tokens = useQuery(tokensQuery);
  const [isCreating, setCreating] = useState(false);
  const revoke = useSave((id: string) => api.delete<void>(`/api/tokens/${id}`), [tokensQuery.queryKey]);
  const onRevoke = (id: string) =>
    revoke.mutate(id, {
      onSuccess: () => toasts.show({ text: t('settings.tokens.revoked'), tone: 'done' }),
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  const head = (['name', 'scopes', 'lastUsed', 'expires'] as const).map((key) => t(`settings.tokens.${key}`));
  return (
    <Card
      label={t('settings.sections.tokens')}
      note={t('settings.tokens.text')}
      right={
        <Button size="small" icon={IconPlus} onClick={() => setCreating(true)}>
          {t('settings.tokens.create')}
        </Button>
      }
    >
      <Loaded query={tokens} title={t('settings.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('settings.tokens.empty')}>{t('settings.tokens.emptyText')}</EmptyState>
          ) : (
            <Table head={[...head, '']} label={t('settings.sections.tokens')}>
              {items.map((token) => (
                <tr key={token.id}>
                  <td className="b5">{token.name}</td>
                  <td>{token.scopes.map((scope) => t(`settings.tokens.scope.${scope}`)).join(', ')}</td>
                  <td>{token.lastUsedAt ? format.moment(token.lastUsedAt) : t('settings.tokens.unused')}</td>
                  <td>
                    {token.expiresAt ? format.dayAndMonth(token.expiresAt) : t('settings.tokens.never')}
                  </td>
                  <td>
                    <Button size="small" onClick={() => onRevoke(token.id)}>
                      {t('settings.tokens.revoke')}
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog isOpen={isCreating} onClose={() => setCreating(false)} title={t('settings.tokens.create')}>
        <CreateToken onClose={() => setCreating(false)} />
      </Dialog>
    </Card>
  );
}

function CreateToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ApiTokenScope[]>(['conversations:read']);
  const [until, setUntil] = useState('');
  const create = useSave(
    (request: CreateApiTokenRequest) => api.post<CreatedApiToken>('/api/tokens', request),
    [tokensQuery.queryKey],
  );
  const faults = useFieldFaults()(create.error);
  const toggle = (scope: ApiTokenScope) =>
    setScopes((present) =>
      present.includes(scope) ? present.filter((each) => each !== scope) : [...present, scope],
    );
  if (create.data) {
    return (
      <>
        <Banner tone="good">{t('settings.tokens.created')}</Banner>
        <div style={{ height: 12 }} />
        <CopyText text={create.data.token} label={create.data.name} />
        <DialogActions>
          <Button tone="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <Form
      error={create.error}
      onSubmit={() =>
        create.mutate({
          name: name.trim(),
          scopes,
          ...(until ? { expiresAt: new Date(`${until}T23:59:59`).toISOString() } : {}),
        })
      }
    >
      <TextField
        label={t('settings.tokens.name')}
        help={t('settings.tokens.nameHelp')}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset>
        <legend className="t12 b5 sec">{t('settings.tokens.scopes')}</legend>
        {SCOPES.map((scope) => (
          <CheckField
            key={scope}
            label={t(`settings.tokens.scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={() => toggle(scope)}
          />
        ))}
        {scopes.length === 0 && <p className="t12">{t('settings.tokens.chooseScope')}</p>}
      </fieldset>
      <TextField
        label={t('settings.tokens.expires')}
        help={t('settings.tokens.expiresHelp')}
        error={faults.expiresAt}
        type="date"
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <SubmitActions
        onCancel={onClose}
        isBusy={create.isPending}
        isDisabled={scopes.length === 0}
        words={t('settings.tokens.create')}
      />
    </Form>
  );
}

import type { Page } from '@visavis/shared/api/page';
import type { CreateDisplayRequest, CreatedDisplay, DisplayItem } from '@visavis/shared/api/wall';
import { IconPlus } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { itemsOf, useLedTeams, useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog, DialogActions, SubmitActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, CopyText, Form, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';

const displaysQuery = queryOptions({
  queryKey: ['displays'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<DisplayItem>>('/api/displays', { signal })),
});

/** Screens on walls: who has a link, and taking it back. */
export function DisplaysSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const displays = useQuery(displaysQuery);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<DisplayItem | null>(null);
  const revoke = useSave((id: string) => api.delete<void>(`/api/displays/${id}`), [displaysQuery.queryKey]);
  const onRevoke = ({ id }: DisplayItem) =>
    revoke.mutate(id, {
      onSuccess: () => {
        setRevoking(null);
        toasts.show({ text: t('wall.settings.revoked'), tone: 'done' });
      },
    });
  const ask = (display: DisplayItem) => {
    revoke.reset();
    setRevoking(display);
  };
  const head = (['name', 'team', 'createdBy', 'lastSeen'] as const).map((key) => t(`wall.settings.${key}`));
  return (
    <Card
      label={t('settings.sections.displays')}
      note={t('wall.settings.text')}
      right={
        <Button size="small" icon={IconPlus} onClick={() => setCreating(true)}>
          {t('wall.settings.create')}
        </Button>
      }
    >
      <Loaded query={displays} title={t('settings.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('wall.settings.empty')}>{t('wall.settings.emptyText')}</EmptyState>
          ) : (
            <Table head={[...head, '']} label={t('settings.sections.displays')}>
              {items.map((display) => (
                <tr key={display.id}>
                  <td>
                    <span className="b5">{display.name}</span>
                    {display.lapsed !== null && (
                      <>
                        {' '}
                        <Chip tone="outline">{t(`wall.settings.lapsed.${display.lapsed}`)}</Chip>
                      </>
                    )}
                  </td>
                  <td>{display.team?.name ?? t('wall.settings.allTeams')}</td>
                  <td>{display.createdBy.name}</td>
                  <td>{display.lastSeenAt ? format.moment(display.lastSeenAt) : t('wall.settings.never')}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={t('wall.settings.revokeOne', { name: display.name })}
                      onClick={() => ask(display)}
                    >
                      {t('wall.settings.revoke')}
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog isOpen={isCreating} onClose={() => setCreating(false)} title={t('wall.settings.create')}>
        <CreateDisplay onClose={() => setCreating(false)} />
      </Dialog>
      {revoking && (
        <ConfirmDialog
          title={t('wall.settings.revokeOne', { name: revoking.name })}
          action={t('wall.settings.revoke')}
          asking={revoke}
          onYes={() => onRevoke(revoking)}
          onClose={() => setRevoking(null)}
        >
          {t('wall.settings.revokeText')}
        </ConfirmDialog>
      )}
    </Card>
  );
}

function CreateDisplay({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const isAdmin = me.role === 'admin';
  const choices = useLedTeams() ?? [];
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string>();
  const teamId = chosen ?? (isAdmin ? '' : (choices[0]?.id ?? ''));
  const create = useSave(
    (request: CreateDisplayRequest) => api.post<CreatedDisplay>('/api/displays', request),
    [displaysQuery.queryKey],
  );
  if (create.data) return <Created display={create.data} onClose={onClose} />;
  return (
    <Form error={create.error} onSubmit={() => create.mutate({ name: name.trim(), teamId: teamId || null })}>
      <TextField
        label={t('wall.settings.name')}
        help={t('wall.settings.nameHelp')}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SelectField
        label={t('wall.settings.team')}
        value={teamId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={[
          ...(isAdmin ? [{ value: '', label: t('wall.settings.allTeams') }] : []),
          ...choices.map((team) => ({ value: team.id, label: team.name })),
        ]}
      />
      <SubmitActions
        onCancel={onClose}
        isBusy={create.isPending}
        isDisabled={name.trim() === '' || (!isAdmin && teamId === '')}
        words={t('wall.settings.create')}
      />
    </Form>
  );
}

/** The link, once: nobody can read it again. */
function Created({ display, onClose }: { display: CreatedDisplay; onClose: () => void }) {
  const { t } = useTranslation();
  const link = `${window.location.origin}/wall#${display.token}`;
  return (
    <>
      <Banner tone="good">{t('wall.settings.created')}</Banner>
      <div style={{ height: 12 }} />
      <CopyText text={link} label={t('wall.settings.link')} />
      <DialogActions>
        <a className={buttonClass()} href={link} target="_blank" rel="noreferrer">
          {t('wall.settings.open')}
        </a>
        <Button tone="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}

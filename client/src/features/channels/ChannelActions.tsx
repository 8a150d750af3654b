import type { ChannelItem, ConnectorManifest } from '@visavis/shared/api/channels';
import {
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery, useConnector } from '../../lib/directory.queries.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions, SubmitActions } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { ChannelFields, givenSettings } from './ChannelFields.tsx';
import { useSetPaused, useTestChannel, useUpdateChannel } from './channels.mutations.ts';
import { ChecksList } from './ChecksList.tsx';

/** What an administrator can do with a channel: test, change or reconnect, pause. */
export function ChannelActions({ channel }: { channel: ChannelItem }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const connector = useConnector(channel.network);
  const [open, setOpen] = useState<'test' | 'edit' | null>(null);
  const setPaused = useSetPaused(channel.id);
  const isPaused = channel.health.state === 'paused';
  const togglePause = () =>
    setPaused.mutate(!isPaused, {
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  return (
    <>
      <Menu
        label={channel.name}
        entries={[
          { label: t('channels.test'), icon: IconPlugConnected, onSelect: () => setOpen('test') },
          { label: t('channels.edit'), icon: IconPencil, onSelect: () => setOpen('edit') },
          { kind: 'divider' },
          {
            label: isPaused ? t('channels.resume') : t('channels.pause'),
            icon: isPaused ? IconPlayerPlay : IconPlayerPause,
            onSelect: togglePause,
          },
        ]}
        target={
          <Button
            tone="quiet"
            size="small"
            icon={IconDots}
            aria-label={`${t('common.more')}: ${channel.name}`}
          />
        }
      />
      <Dialog
        isOpen={open === 'test'}
        onClose={() => setOpen(null)}
        title={`${t('channels.test')}: ${channel.name}`}
      >
        <TestPanel channel={channel} manifest={connector} onClose={() => setOpen(null)} />
      </Dialog>
      <Dialog
        isOpen={open === 'edit' && connector !== undefined}
        onClose={() => setOpen(null)}
        title={t('channels.editTitle', { name: channel.name })}
      >
        {connector && <EditForm channel={channel} manifest={connector} onClose={() => setOpen(null)} />}
      </Dialog>
    </>
  );
}

interface TestPanelProps {
  channel: ChannelItem;
  manifest: ConnectorManifest | undefined;
  onClose: () => void;
}

function TestPanel({ channel, manifest, onClose }: TestPanelProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const test = useTestChannel(channel.id);
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <p className="sec">{t('channels.testNote')}</p>
      {test.isPending && <Banner tone="busy">{t('channels.testing')}</Banner>}
      {test.error && (
        <Banner tone="bad" role="alert">
          {sentence(test.error)}
        </Banner>
      )}
      {test.data && (
        <>
          <Banner tone={test.data.ok ? 'good' : 'bad'}>
            {t(test.data.ok ? 'channels.testOk' : 'channels.testBad')}
          </Banner>
          <ChecksList checks={test.data.checks} manifest={manifest} />
        </>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button tone="primary" isBusy={test.isPending} onClick={() => test.mutate()}>
          {t('channels.test')}
        </Button>
      </DialogActions>
    </div>
  );
}

interface EditFormProps {
  channel: ChannelItem;
  manifest: ConnectorManifest;
  onClose: () => void;
}

function EditForm({ channel, manifest, onClose }: EditFormProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const teams = useQuery(teamsQuery).data ?? [];
  const [name, setName] = useState(channel.name);
  const [teamId, setTeamId] = useState(channel.team.id);
  const [settings, setSettings] = useState(channel.settings);
  const update = useUpdateChannel(channel.id);
  const faults = useFieldFaults()(update.error);
  // Only what changed: an unchanged connection is not made again.
  const changed = Object.entries(givenSettings(settings)).filter(
    ([key, value]) => channel.settings[key] !== value,
  );
  const submit = () =>
    update.mutate(
      { name: name.trim(), teamId, ...(changed.length > 0 ? { settings: Object.fromEntries(changed) } : {}) },
      {
        onSuccess: () => {
          toasts.show({ text: t('common.saved'), tone: 'done' });
          onClose();
        },
      },
    );
  return (
    <Form onSubmit={submit} error={update.error}>
      <TextField
        label={t('channels.name')}
        error={faults.name}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SelectField
        label={t('channels.team')}
        help={t('channels.teamHelp')}
        value={teamId}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        onChange={(event) => setTeamId(event.currentTarget.value)}
      />
      <ChannelFields manifest={manifest} values={settings} onChange={setSettings} faults={faults} isStored />
      <SubmitActions onCancel={onClose} isBusy={update.isPending} />
    </Form>
  );
}

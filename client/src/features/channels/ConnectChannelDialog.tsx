import type { ChannelTest, ConnectorManifest, CreatedChannel } from '@visavis/shared/api/channels';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { connectorsQuery, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { NetworkGlyph } from '../../ui/NetworkGlyph.tsx';
import { CopyText, Form } from '../../ui/Page.tsx';
import { ChannelFields, givenSettings } from './ChannelFields.tsx';
import styles from './channels.module.css';
import { useConnectChannel } from './channels.mutations.ts';
import { ChecksList } from './ChecksList.tsx';

/** From a network's name to a connected channel: choose, fill in what its manifest asks for, be told what is wrong. */
export function ConnectChannelDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [manifest, setManifest] = useState<ConnectorManifest | null>(null);
  const [created, setCreated] = useState<CreatedChannel | null>(null);
  const close = () => {
    onClose();
    setManifest(null);
    setCreated(null);
  };
  const title = manifest ? t('channels.connectTo', { network: manifest.name }) : t('channels.connect');
  return (
    <Dialog isOpen={isOpen} onClose={close} title={title}>
      {created ? (
        <Connected channel={created} onClose={close} />
      ) : manifest ? (
        <ConnectForm manifest={manifest} onBack={() => setManifest(null)} onCreated={setCreated} />
      ) : (
        <ChooseNetwork onChoose={setManifest} />
      )}
    </Dialog>
  );
}

function ChooseNetwork({ onChoose }: { onChoose: (manifest: ConnectorManifest) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const connectors = useQuery(connectorsQuery);
  return (
    <Loaded query={connectors} title={t('channels.loadFailed')}>
      {(all) => (
        <div className={styles.networks} role="group" aria-label={t('channels.choose')}>
          {all
            .filter((each) => !each.demoOnly || me.organisation.isDemo)
            .map((each) => (
              <button key={each.id} type="button" className={styles.network} onClick={() => onChoose(each)}>
                <span className={styles.glyph}>
                  <NetworkGlyph path={each.icon} name={null} />
                </span>
                <span className="grow">
                  <b>{each.name}</b>
                  <span className="t12 mut">
                    <Brings manifest={each} />
                  </span>
                </span>
              </button>
            ))}
        </div>
      )}
    </Loaded>
  );
}

/** What arrives from a network; and a word where nobody could try it against the real one. */
function Brings({ manifest }: { manifest: ConnectorManifest }) {
  const { t } = useTranslation();
  const kinds = manifest.kinds.map((kind) => t(`channels.brings.${kind}`)).join(', ');
  return (
    <>
      {kinds}
      {manifest.checkedAgainst === 'notes' && ` · ${t('channels.untried')}`}
    </>
  );
}

interface ConnectFormProps {
  manifest: ConnectorManifest;
  onBack: () => void;
  onCreated: (channel: CreatedChannel) => void;
}

function ConnectForm({ manifest, onBack, onCreated }: ConnectFormProps) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery).data ?? [];
  const [name, setName] = useState(manifest.name);
  const [teamId, setTeamId] = useState('');
  const [since, setSince] = useState('');
  const [settings, setSettings] = useState<Record<string, string>>({});
  const connect = useConnectChannel();
  const faults = useFieldFaults()(connect.error);
  const submit = () =>
    connect.mutate(
      {
        network: manifest.id,
        name: name.trim(),
        settings: givenSettings(settings),
        ...(teamId ? { teamId } : {}),
        ...(since ? { since: new Date(since).toISOString() } : {}),
      },
      { onSuccess: onCreated },
    );
  const options = teams.map((team) => ({ value: team.id, label: team.name }));
  const chosenTeam = teamId || teams.find((team) => team.isDefault)?.id;
  return (
    <Form onSubmit={submit} error={connect.error}>
      <FailedChecks error={connect.error} manifest={manifest} />
      <TextField
        label={t('channels.name')}
        help={t('channels.nameHelp')}
        error={faults.name}
        // The button that was chosen is gone, and the focus with it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ChannelFields manifest={manifest} values={settings} onChange={setSettings} faults={faults} />
      <SelectField
        label={t('channels.team')}
        help={t('channels.teamHelp')}
        error={faults.teamId}
        value={chosenTeam}
        options={options}
        onChange={(event) => setTeamId(event.currentTarget.value)}
      />
      <TextField
        label={t('channels.since')}
        help={t('channels.sinceHelp')}
        error={faults.since}
        type="datetime-local"
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <DialogActions>
        <Button onClick={onBack}>{t('common.back')}</Button>
        <Button type="submit" tone="primary" isBusy={connect.isPending}>
          {connect.isPending ? t('channels.testing') : t('channels.submit')}
        </Button>
      </DialogActions>
    </Form>
  );
}

function FailedChecks({ error, manifest }: { error: unknown; manifest: ConnectorManifest }) {
  const checks = error instanceof ApiError ? error.details.checks : undefined;
  if (!Array.isArray(checks) || checks.length === 0) return null;
  return <ChecksList checks={checks as ChannelTest['checks']} manifest={manifest} />;
}

function Connected({ channel, onClose }: { channel: CreatedChannel; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Banner tone="good">{t('channels.connected', { name: channel.name })}</Banner>
      {channel.hookUrl && (
        <>
          <p>{t('channels.keep')}</p>
          <b className="t12">{t('channels.hookUrl')}</b>
          <CopyText text={channel.hookUrl} label={t('channels.hookUrl')} />
        </>
      )}
      {channel.secret && (
        <>
          <b className="t12">{t('channels.secret')}</b>
          <CopyText text={channel.secret} label={t('channels.secret')} />
        </>
      )}
      <DialogActions>
        <Button tone="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </div>
  );
}

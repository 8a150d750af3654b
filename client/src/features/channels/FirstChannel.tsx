import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../lib/directory.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import styles from './channels.module.css';
import { ConnectChannelDialog } from './ConnectChannelDialog.tsx';

/** Connecting the first channel of a new installation: what is connected so far, and the way to one more. */
export function FirstChannel() {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  const [isConnecting, setConnecting] = useState(false);
  return (
    <Loaded query={channels} title={t('channels.loadFailed')}>
      {(items) => (
        <>
          {items.length > 0 && (
            <ul className={styles.checks} aria-label={t('channels.title')}>
              {items.map((channel) => (
                <li key={channel.id}>
                  <span className={styles.ok}>
                    <Icon of={IconCheck} />
                  </span>
                  <span>{t('channels.connected', { name: channel.name })}</span>
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button
              size="large"
              tone={items.length === 0 ? 'primary' : 'plain'}
              icon={IconPlus}
              onClick={() => setConnecting(true)}
            >
              {t('channels.connect')}
            </Button>
          </div>
          <ConnectChannelDialog isOpen={isConnecting} onClose={() => setConnecting(false)} />
        </>
      )}
    </Loaded>
  );
}

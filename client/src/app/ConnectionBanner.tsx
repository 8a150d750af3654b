import { IconCheck, IconWifiOff } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../lib/format.ts';
import { retryConnection, useConnection } from '../realtime/socket.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

/** Says when what is on screen may be out of date, and when it no longer is. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, liveUntil } = useConnection();
  if (state === 'offline') {
    return (
      <Banner
        tone="offline"
        icon={IconWifiOff}
        action={
          <Button size="small" onClick={retryConnection}>
            {t('common.connection.again')}
          </Button>
        }
      >
        <Trans i18nKey="common.connection.offline" components={{ b: <b /> }} />
      </Banner>
    );
  }
  if (state === 'reconnecting' && liveUntil !== null) {
    return (
      <Banner tone="busy">
        <Trans
          i18nKey="common.connection.reconnecting"
          values={{ time: format.clockTimeWithSeconds(liveUntil) }}
          components={{ b: <b /> }}
        />
      </Banner>
    );
  }
  if (state === 'back') {
    return (
      <Banner tone="good" icon={IconCheck}>
        <Trans i18nKey="common.connection.back" components={{ b: <b /> }} />
      </Banner>
    );
  }
  return null;
}

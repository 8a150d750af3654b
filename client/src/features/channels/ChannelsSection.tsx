import type { ChannelHealth, ChannelItem } from '@visavis/shared/api/channels';
import { can } from '@visavis/shared/permissions';
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { channelsQuery, useConnector, useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon, type IconShape } from '../../ui/Icon.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { NetworkGlyph } from '../../ui/NetworkGlyph.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import { ChannelActions } from './ChannelActions.tsx';
import styles from './channels.module.css';
import { ConnectChannelDialog } from './ConnectChannelDialog.tsx';

/** The connected accounts: how they are, and what to do when one is not well. */
export function ChannelsSection() {
  const { t } = useTranslation();
  const me = useMe();
  const channels = useQuery(channelsQuery);
  const [isConnecting, setConnecting] = useState(false);
  const mayManage = can({ role: me.role, teamIds: [] }, 'channel.manage');
  const connect = (
    <Button tone="primary" icon={IconPlus} onClick={() => setConnecting(true)}>
      {t('channels.connect')}
    </Button>
  );
  const head = (['channel', 'state', 'budget', 'team'] as const).map((key) => t(`channels.column.${key}`));
  return (
    <>
      <Attention channels={channels.data ?? []} />
      <Card
        title={t('channels.title')}
        note={t('channels.note')}
        right={mayManage && channels.data?.length !== 0 && connect}
      >
        <Loaded query={channels} title={t('channels.loadFailed')}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={t('channels.empty')} actions={mayManage && connect}>
                {t('channels.emptyText')}
              </EmptyState>
            ) : (
              <Table head={mayManage ? [...head, ''] : head} label={t('channels.title')}>
                {items.map((channel) => (
                  <ChannelRow key={channel.id} channel={channel} mayManage={mayManage} />
                ))}
              </Table>
            )
          }
        </Loaded>
      </Card>
      <ConnectChannelDialog isOpen={isConnecting} onClose={() => setConnecting(false)} />
    </>
  );
}

function Attention({ channels }: { channels: ChannelItem[] }) {
  const ill = channels.filter((channel) => channel.health.state === 'reconnect');
  if (ill.length === 0) return null;
  return (
    <Banner tone="bad" icon={IconAlertTriangle}>
      <Trans
        i18nKey="channels.attention"
        count={ill.length}
        values={{ name: ill[0]?.name ?? '' }}
        components={{ b: <b /> }}
      />
    </Banner>
  );
}

function ChannelName({ channel }: { channel: ChannelItem }) {
  const connector = useConnector(channel.network);
  return (
    <div className={styles.channel}>
      <span className={styles.glyph}>
        <NetworkGlyph path={connector?.icon} name={null} />
      </span>
      <div>
        <div className="b6">{channel.name}</div>
        <div className="t12 mut">
          {connector?.name}
          {channel.account?.handle && ` · @${channel.account.handle.replace(/^@/, '')}`}
        </div>
      </div>
    </div>
  );
}

function ChannelRow({ channel, mayManage }: { channel: ChannelItem; mayManage: boolean }) {
  return (
    <tr>
      <td>
        <ChannelName channel={channel} />
      </td>
      <td>
        <Health health={channel.health} />
      </td>
      <td>
        <Budget budget={channel.health.budget} />
      </td>
      <td>{channel.team.name}</td>
      {mayManage && (
        <td>
          <ChannelActions channel={channel} />
        </td>
      )}
    </tr>
  );
}

const HEALTH_ICONS: Record<ChannelHealth['state'], IconShape> = {
  healthy: IconCheck,
  degraded: IconAlertTriangle,
  reconnect: IconAlertTriangle,
  paused: IconPlayerPause,
};

const REASONS = [
  'auth',
  'permission',
  'rateLimited',
  'transient',
  'unknown',
  'rejected',
  'paused-by-hand',
] as const;
const LAG_WORTH_SAYING_S = 120;

function Health({ health }: { health: ChannelHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = health.reason && (REASONS.find((each) => each === health.reason) ?? 'other');
  const last = useServerTime((now) => (health.lastPostAt ? format.age(health.lastPostAt, now) : ''));
  return (
    <>
      <div className={styles.state} data-state={health.state}>
        <Icon of={HEALTH_ICONS[health.state]} size={14} />
        {t(`channels.state.${health.state}`)}
        {health.lagSeconds !== null && health.lagSeconds > LAG_WORTH_SAYING_S && (
          <span className="mut">
            {t('channels.lag', { span: format.duration(health.lagSeconds * 1000) })}
          </span>
        )}
      </div>
      <div className={styles.reason}>
        {reason && health.state !== 'healthy'
          ? t(`channels.reason.${reason}`)
          : last
            ? t('channels.lastPost', { span: last })
            : t('channels.noPost')}
      </div>
    </>
  );
}

function Budget({ budget }: { budget: ChannelHealth['budget'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!budget) return <span className="mut">{t('channels.unlimited')}</span>;
  const share = budget.limit > 0 ? budget.remaining / budget.limit : 0;
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        <i style={{ width: `${Math.round((1 - share) * 100)}%` }} data-low={share < 0.15} />
      </div>
      <div className="t12 sec num">
        {t('channels.budget', {
          remaining: format.count(budget.remaining),
          limit: format.count(budget.limit),
          time: format.clockTime(budget.resetsAt),
        })}
      </div>
    </>
  );
}

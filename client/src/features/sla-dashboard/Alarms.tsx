import type { LiveTrouble } from '@visavis/shared/api/live';
import { IconBolt, IconPlugX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { LiveCardProps } from './behind.ts';
import styles from './LiveScreen.module.css';
import { Sparkline } from './Sparkline.tsx';

/** What is out of the ordinary, above everything else: far more customers than usual, channels that do not work. */
export function Alarms({ report: { rush, troubles }, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rush === null && troubles.length === 0) return null;
  return (
    <section className={styles.alarms} aria-label={t('slaDashboard.alarm.title')}>
      {rush && (
        <p className={styles.alarm}>
          <Icon of={IconBolt} size={18} />
          <span>
            <b>{t('slaDashboard.alarm.rush')}</b> ·{' '}
            {t('slaDashboard.alarm.rushText', {
              count: rush.lastHour,
              usual: format.count(rush.usual, { maximumFractionDigits: rush.usual < 10 ? 1 : 0 }),
            })}
          </span>
          <Sparkline values={rush.steps} tone="over" />
          <Button
            size="small"
            onClick={() => onOpen({ metric: 'arrivals', query: { figure: 'lastHour', teamId } })}
          >
            {t('slaDashboard.alarm.see', { count: rush.lastHour })}
          </Button>
        </p>
      )}
      {troubles.map((trouble) => (
        <Trouble key={trouble.channel.id} trouble={trouble} teamId={teamId} onOpen={onOpen} />
      ))}
    </section>
  );
}

function Trouble({
  trouble: { channel, state, since, openCount },
  teamId,
  onOpen,
}: { trouble: LiveTrouble } & Pick<LiveCardProps, 'teamId' | 'onOpen'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={styles.alarm}>
      <Icon of={IconPlugX} size={18} />
      <span>
        <b>{t('slaDashboard.alarm.trouble', { channel: channel.name })}</b> ·{' '}
        {t(`slaDashboard.channels.state.${state}`)},{' '}
        {t('slaDashboard.channels.since', { at: format.moment(since) })}
      </span>
      {openCount > 0 && (
        <Button
          size="small"
          onClick={() =>
            onOpen({
              metric: 'backlog',
              query: { figure: 'open', channelId: channel.id, teamId },
              of: channel.name,
            })
          }
        >
          {t('slaDashboard.alarm.open', { count: openCount })}
        </Button>
      )}
    </p>
  );
}

import { useTranslation } from 'react-i18next';
import { ArrivalsChart } from './ArrivalsChart.tsx';
import { BacklogChart } from './BacklogChart.tsx';
import type { LiveCardProps } from './behind.ts';

const STATE_COLOURS = { open: 'd1', new: 'd3', waiting: 'd4' } as const;
const CHANNEL_COLOURS = ['d1', 'd2', 'd3', 'd4', 'd5'];

/** The pictures of the page; a part of their own, loaded after the figures. */
export function LiveCharts({ report: { backlog, arrivals, today }, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const exceptChannelIds = backlog.byChannel.flatMap(({ channel }) => channel?.id ?? []);
  return (
    <>
      <BacklogChart
        title={t('slaDashboard.chart.byState')}
        at={backlog.at}
        series={backlog.byState.map(({ state, counts }) => ({
          id: state,
          name: t(`slaDashboard.state.${state}`),
          colour: STATE_COLOURS[state],
          counts,
          behind: {
            metric: 'backlog',
            query: { figure: 'open', state, teamId },
            of: t(`slaDashboard.state.${state}`),
          },
        }))}
        onOpen={onOpen}
      />
      <BacklogChart
        title={t('slaDashboard.chart.byChannel')}
        at={backlog.at}
        series={backlog.byChannel.map(({ channel, counts }, i) => ({
          id: channel?.id ?? 'rest',
          name: channel?.name ?? t('slaDashboard.chart.otherChannels'),
          colour: CHANNEL_COLOURS[i % CHANNEL_COLOURS.length] ?? 'd5',
          counts,
          behind: {
            metric: 'backlog',
            query: {
              figure: 'open',
              teamId,
              ...(channel ? { channelId: channel.id } : { exceptChannelIds }),
            },
            of: channel?.name ?? t('slaDashboard.chart.otherChannels'),
          },
        }))}
        onOpen={onOpen}
      />
      <ArrivalsChart spans={arrivals} goalPercent={today.goalPercent} teamId={teamId} onOpen={onOpen} />
    </>
  );
}

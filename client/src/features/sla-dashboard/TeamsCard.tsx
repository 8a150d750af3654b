import type { LiveReport, LiveTeamRow } from '@visavis/shared/api/reports';
import { IconAlertTriangle, IconClock, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Face, FaceStack } from '../../ui/Face.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import type { OpenBehind } from './behind.ts';
import { FigureButton } from './FigureButton.tsx';
import { percent } from './figures.ts';
import styles from './LiveScreen.module.css';

const COLUMNS = [
  'team',
  'available',
  'waiting',
  'longest',
  'unassigned',
  'soon',
  'over',
  'load',
  'times',
  'onTime',
] as const;

const MOST_FACES = 5;

/** Where the next person helps most: by team, in the order of the alphabet. */
export function TeamsCard({ report, onOpen }: { report: LiveReport; onOpen: OpenBehind }) {
  const { t, i18n } = useTranslation();
  const rows = report.teams.toSorted((a, b) => a.team.name.localeCompare(b.team.name, i18n.language));
  return (
    <Card
      title={t('slaDashboard.teams.title')}
      note={<Chip icon={IconShieldCheck}>{t('slaDashboard.teams.note')}</Chip>}
      right={t('slaDashboard.teams.alphabetical')}
      className={styles.wide}
    >
      <Table
        head={COLUMNS.map((key) => t(`slaDashboard.teams.${key}`))}
        label={t('slaDashboard.teams.title')}
      >
        {rows.map((row) => (
          <TeamRow key={row.team.id} row={row} onOpen={onOpen} />
        ))}
      </Table>
    </Card>
  );
}

function TeamRow({ row, onOpen }: { row: LiveTeamRow; onOpen: OpenBehind }) {
  const { t } = useTranslation();
  const { team } = row;
  const figure = (metric: 'waiting' | 'overTarget' | 'dueSoon' | 'unassigned') =>
    ({
      metric,
      query: {
        figure: (
          { waiting: 'waiting', overTarget: 'over', dueSoon: 'soon', unassigned: 'unassigned' } as const
        )[metric],
        teamId: team.id,
      },
      of: team.name,
    }) as const;
  return (
    <tr>
      <td className="b5">
        <Link to="/inbox/$view" params={{ view: 'all' }} search={{ team: team.id, sort: 'due' }}>
          {team.name}
        </Link>
      </td>
      <td className={styles.number}>
        <span className={styles.here}>
          <FigureButton behind={{ metric: 'available', query: null, of: team.name }} onOpen={onOpen}>
            {row.availableCount === 0 ? (
              <span className="mut">{t('slaDashboard.teams.none')}</span>
            ) : (
              row.availableCount
            )}
          </FigureButton>
          <Here teamId={team.id} />
        </span>
      </td>
      <td className={`${styles.number} b6`}>
        <FigureButton behind={figure('waiting')} onOpen={onOpen}>
          {row.waitingCount}
        </FigureButton>
      </td>
      <td className={styles.number}>
        {row.longestWaitSince ? (
          <FigureButton behind={{ ...figure('waiting'), metric: 'longestWait' }} onOpen={onOpen}>
            <Since at={row.longestWaitSince} />
          </FigureButton>
        ) : (
          '–'
        )}
      </td>
      <td className={styles.number}>
        <FigureButton behind={figure('unassigned')} onOpen={onOpen}>
          {row.unassignedCount}
        </FigureButton>
      </td>
      <td>
        <FigureButton behind={figure('dueSoon')} onOpen={onOpen}>
          {row.soonCount > 0 ? (
            <Chip tone="soon" icon={IconClock}>
              {row.soonCount}
            </Chip>
          ) : (
            0
          )}
        </FigureButton>
      </td>
      <td>
        <FigureButton behind={figure('overTarget')} onOpen={onOpen}>
          {row.overTargetCount > 0 ? (
            <Chip tone="over" icon={IconAlertTriangle}>
              {row.overTargetCount}
            </Chip>
          ) : (
            0
          )}
        </FigureButton>
      </td>
      <td>
        <Load row={row} onOpen={onOpen} />
      </td>
      <OfToday row={row} onOpen={onOpen} />
    </tr>
  );
}

/**
 * Who of a team is there, by the alphabet; never what anybody does. From the directory that all colleagues see anyway: the
 * report itself names nobody.
 */
function Here({ teamId }: { teamId: string }) {
  const { t, i18n } = useTranslation();
  const { data: agents = [] } = useQuery(agentsQuery);
  const here = agents
    .filter(
      ({ teams, availability, deactivatedAt }) =>
        availability === 'available' && deactivatedAt === null && teams.some(({ id }) => id === teamId),
    )
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, i18n.language));
  if (here.length === 0) return null;
  const shown = here.slice(0, MOST_FACES);
  const names = shown.map(({ displayName }) => displayName);
  const more = here.length - shown.length;
  if (more > 0) names.push(t('slaDashboard.teams.more', { count: more }));
  const words = new Intl.ListFormat(i18n.language).format(names);
  return (
    <span role="img" aria-label={words} title={words}>
      <FaceStack>
        {shown.map(({ id, displayName, avatarUrl }) => (
          <Face key={id} name={displayName} src={avatarUrl} size={22} isDecorative />
        ))}
      </FaceStack>
    </span>
  );
}

/** Where it is our turn, beside what those who are here take together. */
function Load({ row: { openCount, capacity, team }, onOpen }: { row: LiveTeamRow; onOpen: OpenBehind }) {
  const { t } = useTranslation();
  const share = capacity > 0 ? Math.min(1, openCount / capacity) : 1;
  return (
    <span className={styles.load}>
      <span className={styles.track} aria-hidden="true">
        <i
          data-tone={share >= 0.85 && openCount > 0 ? 'soon' : undefined}
          style={{ width: `${openCount > 0 ? share * 100 : 0}%` }}
        />
      </span>
      <FigureButton
        behind={{ metric: 'load', query: { figure: 'ourTurn', teamId: team.id }, of: team.name }}
        onOpen={onOpen}
      >
        {capacity > 0 ? t('slaDashboard.teams.openOf', { open: openCount, capacity }) : openCount}
      </FigureButton>
    </span>
  );
}

function OfToday({ row: { today, team }, onOpen }: { row: LiveTeamRow; onOpen: OpenBehind }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (today === null)
    return (
      <>
        <td>
          <span className="t12 mut">{t('slaDashboard.teams.tooSmall')}</span>
        </td>
        <td>–</td>
      </>
    );
  const share = percent(today);
  const time = (seconds: number | null, id: 'firstResponseMedianCalendar' | 'firstResponseP90Calendar') =>
    seconds === null ? (
      '–'
    ) : (
      <FigureButton
        behind={{ metric: id, query: { figure: 'answeredToday', teamId: team.id }, of: team.name }}
        onOpen={onOpen}
      >
        {format.answerTime(seconds)}
      </FigureButton>
    );
  return (
    <>
      <td className={styles.number}>
        {time(today.medianSeconds, 'firstResponseMedianCalendar')} /{' '}
        {time(today.p90Seconds, 'firstResponseP90Calendar')}
      </td>
      <td className={`${styles.number} b6`}>
        {share === null ? (
          '–'
        ) : (
          <FigureButton
            behind={{
              metric: 'serviceLevel',
              query: { figure: 'dueToday', teamId: team.id },
              of: team.name,
            }}
            onOpen={onOpen}
          >
            {format.percent(share / 100, 0)}
          </FigureButton>
        )}
      </td>
    </>
  );
}

function Since({ at }: { at: string }) {
  const format = useFormat();
  return useServerTime((now) => format.duration(now - Date.parse(at)));
}

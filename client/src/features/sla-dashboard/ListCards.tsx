import type { DueRow, LateAnswer } from '@visavis/shared/api/live';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Face, NobodyFace } from '../../ui/Face.tsx';
import { Card } from '../../ui/Page.tsx';
import type { ShownClock } from '../../ui/clock-face.ts';
import { SlaChip } from '../../ui/SlaChip.tsx';
import type { LiveCardProps } from './behind.ts';
import { FigureButton } from './FigureButton.tsx';
import styles from './LiveScreen.module.css';

function Row({ id, children }: { id: string; children: ReactNode }) {
  return (
    <li>
      <Link to="/inbox/$view" params={{ view: 'all' }} search={{ c: id, sort: 'due' }}>
        {children}
      </Link>
    </li>
  );
}

const clockOf = ({ dueAt, startedAt, soonAt, work }: DueRow): ShownClock => ({
  at: dueAt,
  startedAt,
  state: 'running',
  ...(soonAt !== null && { soonAt }),
  ...(work && { work }),
});

/** The earliest deadlines, those that have passed first. */
export function DueCard({ report, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  return (
    <Card
      title={t('slaDashboard.due.title')}
      right={
        <FigureButton behind={{ metric: 'overTarget', query: { figure: 'over', teamId } }} onOpen={onOpen}>
          {t('slaDashboard.due.over', { count: report.overTargetCount })}
        </FigureButton>
      }
    >
      {report.dueNext.length === 0 ? (
        <p className="mut">{t('slaDashboard.due.empty')}</p>
      ) : (
        <ul className={styles.due}>
          {report.dueNext.map((row) => (
            <Row key={row.conversationId} id={row.conversationId}>
              <SlaChip due={clockOf(row)} />
              <span className="ell">
                <b className="ell" dir="auto">
                  {row.contactName}
                </b>
                <small className="ell">
                  {row.channel.name} · {row.teamName}
                </small>
              </span>
              {row.assignee ? (
                <Face name={row.assignee.name} src={row.assignee.avatarUrl} size={24} />
              ) : (
                <NobodyFace label={t('slaDashboard.due.nobody')} size={24} />
              )}
            </Row>
          ))}
        </ul>
      )}
      <FigureButton
        behind={{ metric: 'waiting', query: { figure: 'waiting', teamId } }}
        onOpen={onOpen}
        className="t12 b5"
      >
        {t('slaDashboard.all')}
      </FigureButton>
    </Card>
  );
}

/** What was answered after its deadline, or still waits beyond it, and why. */
export function LateCard({ report, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const count = report.today.dueCount - report.today.onTimeCount;
  const behind = {
    metric: 'serviceLevel',
    query: { figure: 'lateToday', teamId },
    of: t('slaDashboard.late.title'),
  } as const;
  return (
    <Card
      title={t('slaDashboard.late.title')}
      right={
        !report.today.isTooSmall && (
          <FigureButton behind={behind} onOpen={onOpen}>
            {t('slaDashboard.late.today', { count })}
          </FigureButton>
        )
      }
    >
      {report.late.length === 0 ? (
        <p className="mut">{t('slaDashboard.late.empty')}</p>
      ) : (
        <ul className={cx(styles.due, styles.late)}>
          {report.late.map((row) => (
            <Row key={`${row.conversationId}-${row.deadlineAt}`} id={row.conversationId}>
              <LateRow row={row} />
            </Row>
          ))}
        </ul>
      )}
      {report.late.length > 0 && (
        <FigureButton behind={behind} onOpen={onOpen} className="t12 b5">
          {t('slaDashboard.all')}
        </FigureButton>
      )}
    </Card>
  );
}

function LateRow({ row }: { row: LateAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const overAt = row.answeredAt ?? row.endedAt;
  const by = useServerTime((now) =>
    format.duration((overAt === null ? now : Date.parse(overAt)) - Date.parse(row.deadlineAt)),
  );
  return (
    <>
      <time className="t12 mut num" dateTime={row.deadlineAt}>
        {format.clockTime(row.deadlineAt)}
      </time>
      <span className="ell">
        <b className="ell" dir="auto">
          {row.contactName}
        </b>
        <small>
          {row.channel.name} ·{' '}
          {row.why.length > 0
            ? row.why.map((why) => t(`slaDashboard.late.why.${why}`)).join(', ')
            : row.teamName}
        </small>
      </span>
      <span className={styles.by}>
        <b className="num">+{by}</b>
        <small>
          {t(`slaDashboard.late.${row.answeredAt ? 'answered' : row.endedAt ? 'ended' : 'waits'}`)}
        </small>
      </span>
    </>
  );
}

/** Whether posts come and answers leave. */
export function ChannelsCard({ report }: Pick<LiveCardProps, 'report'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('slaDashboard.channels.title')}>
      {report.channels.length === 0 ? (
        <p className="mut">{t('slaDashboard.channels.empty')}</p>
      ) : (
        <ul className={styles.channels}>
          {report.channels.map(({ channel, state, since, lagSeconds }) => (
            <li key={channel.id}>
              <Link to="/settings/$section" params={{ section: 'channels' }} className="ell">
                {channel.name}
              </Link>
              {lagSeconds !== null && lagSeconds >= 60 && (
                <span className="t12 mut">
                  {t('slaDashboard.channels.lag', { span: format.duration(lagSeconds * 1000) })}
                </span>
              )}
              <Chip
                tone={state === 'healthy' ? 'ok' : state === 'paused' ? 'plain' : 'over'}
                title={t('slaDashboard.channels.since', { at: format.moment(since) })}
              >
                {t(`slaDashboard.channels.state.${state}`)}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

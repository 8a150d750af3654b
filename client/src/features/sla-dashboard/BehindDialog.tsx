import { MOST_BEHIND, type LiveBehindQuery, type LiveFigure } from '@visavis/shared/api/live';
import { metric } from '@visavis/shared/reports/metrics';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Table } from '../../ui/Page.tsx';
import type { Behind } from './behind.ts';
import styles from './LiveScreen.module.css';
import { liveBehindQuery } from './sla-dashboard.queries.ts';

const PAGE = 100;
const MORE = 300;
const ANSWERS: readonly LiveFigure[] = [
  'dueToday',
  'dueYesterday',
  'onTimeToday',
  'lateToday',
  'answeredToday',
  'arrivalsDue',
  'arrivalsOnTime',
];
const QUESTIONS: readonly LiveFigure[] = ['arrivals', 'lastHour'];

/** A conversation can be asked and answered several times a day. */
const countedIn = ({ figure }: LiveBehindQuery) =>
  ANSWERS.includes(figure) ? 'answers' : QUESTIONS.includes(figure) ? 'questions' : 'count';

/** How a figure is reckoned, and the conversations that it counts. */
export function BehindDialog({ behind, onClose }: { behind: Behind | null; onClose: () => void }) {
  const { locale } = useFormat();
  const words = behind && metric(behind.metric).words[locale];
  const title = words ? (behind.of ? `${words.name}: ${behind.of}` : words.name) : '';
  return (
    <Dialog isOpen={behind !== null} onClose={onClose} title={title} width={760}>
      {behind && words && (
        <div className={styles.behind}>
          <p className="sec">
            {words.what} {words.formula} {behind.note}
          </p>
          {behind.query && <Conversations key={JSON.stringify(behind.query)} query={behind.query} />}
        </div>
      )}
    </Dialog>
  );
}

function Conversations({ query }: { query: LiveBehindQuery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [limit, setLimit] = useState(PAGE);
  const found = useQuery(liveBehindQuery(limit === PAGE ? query : { ...query, limit }));
  const head = (['who', 'where', 'since', 'deadline', 'answered'] as const).map((key) =>
    t(`slaDashboard.behind.${key}`),
  );
  return (
    <Loaded query={found} title={t('slaDashboard.failed')}>
      {({ count, items }) =>
        items.length === 0 ? (
          <p className="mut">{t('slaDashboard.behind.empty')}</p>
        ) : (
          <>
            <p className="t12 mut num">
              {t(`slaDashboard.behind.${countedIn(query)}`, { count, number: format.count(count) })}
              {count > items.length &&
                ` · ${t('slaDashboard.behind.shown', { number: format.count(items.length) })}`}
            </p>
            <Table head={head} label={t('slaDashboard.behind.list')}>
              {items.map((row) => (
                <tr key={`${row.conversationId}-${row.at}`}>
                  <td className="b5">
                    <Link
                      to="/inbox/$view"
                      params={{ view: 'all' }}
                      search={{ c: row.conversationId }}
                      dir="auto"
                    >
                      {row.contactName}
                    </Link>
                  </td>
                  <td>
                    {row.channel.name} · {row.teamName}
                  </td>
                  <td className="num">{format.moment(row.at)}</td>
                  <td className="num">{row.deadlineAt ? format.moment(row.deadlineAt) : '–'}</td>
                  <td className="num">{row.answeredAt ? format.moment(row.answeredAt) : '–'}</td>
                </tr>
              ))}
            </Table>
            {count > items.length && items.length < MOST_BEHIND && (
              <Button
                size="small"
                isBusy={found.isPlaceholderData}
                onClick={() => setLimit(Math.min(MOST_BEHIND, limit + MORE))}
              >
                {t('slaDashboard.behind.more')}
              </Button>
            )}
          </>
        )
      }
    </Loaded>
  );
}

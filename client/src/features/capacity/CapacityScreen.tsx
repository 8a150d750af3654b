import { LEAST_PLAN_TURNS, LEAST_PLAN_WEEKS, type CapacityPlan } from '@visavis/shared/api/capacity';
import { can } from '@visavis/shared/permissions';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { CapacityChart } from './CapacityChart.tsx';
import { CapacityTermsForm } from './CapacityTermsForm.tsx';
import styles from './CapacityScreen.module.css';
import type { CapacitySearch } from './capacity-search.ts';
import { capacityQuery } from './capacity.queries.ts';
import { GapList } from './GapList.tsx';

interface CapacityScreenProps {
  search: CapacitySearch;
  onSearch: (search: CapacitySearch) => void;
}

/** How many people a week takes by the hour, beside those who are planned. */
export function CapacityScreen(props: CapacityScreenProps) {
  const { t } = useTranslation();
  const me = useMe();
  const mayPlan = can({ role: me.role, teamIds: [] }, 'report.team');
  const plan = useQuery({ ...capacityQuery(props.search), enabled: mayPlan });
  return (
    <Page title={t('capacity.title')} isStale={plan.isPlaceholderData} actions={<BackLink />}>
      {mayPlan ? <Plan plan={plan} {...props} /> : <EmptyState title={t('capacity.forbidden')} />}
    </Page>
  );
}

function BackLink() {
  const { t } = useTranslation();
  return (
    <Link to="/reports" search={{}} className={buttonClass()}>
      <Icon of={IconArrowLeft} />
      {t('capacity.back')}
    </Link>
  );
}

interface PlanProps extends CapacityScreenProps {
  plan: UseQueryResult<CapacityPlan>;
}

function Plan({ plan, search, onSearch }: PlanProps) {
  const { t } = useTranslation();
  return (
    <Loaded query={plan} title={t('capacity.failed')}>
      {(found) =>
        found.team === null ? (
          <EmptyState title={t('capacity.noTeam')} />
        ) : (
          <>
            <CapacityTermsForm plan={found} search={search} onChange={onSearch} />
            <Week key={`${found.team.id} ${found.week}`} plan={found} />
            <How />
          </>
        )
      }
    </Loaded>
  );
}

function Week({ plan }: { plan: CapacityPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = [...new Set(plan.hours.map(({ day }) => day))];
  const [chosen, setChosen] = useState<string | null>(null);
  const { basis, hours } = plan;
  if (!basis.isEnough)
    return (
      <Card>
        <EmptyState title={t('capacity.few.title')}>
          {t('capacity.few.text', {
            turns: format.count(basis.turns),
            weeks: basis.weeks,
            leastTurns: LEAST_PLAN_TURNS,
            leastWeeks: LEAST_PLAN_WEEKS,
          })}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <div className={styles.pair}>
        <CapacityChart hours={hours} days={days} day={chosen ?? days[0] ?? ''} onDay={setChosen} />
        <GapList hours={hours} onDay={setChosen} />
      </div>
      <p className="mut">
        {t('capacity.basis', {
          count: basis.weeks,
          turns: format.count(basis.turns),
          from: format.day(basis.from, 'short'),
          to: format.day(basis.to, 'short'),
        })}
      </p>
    </>
  );
}

function How() {
  const { t } = useTranslation();
  return (
    <Card label={t('capacity.how.title')}>
      <details className={styles.how}>
        <summary>{t('capacity.how.title')}</summary>
        {(['turns', 'erlang', 'handling', 'planned'] as const).map((part) => (
          <p key={part}>{t(`capacity.how.${part}`)}</p>
        ))}
      </details>
    </Card>
  );
}

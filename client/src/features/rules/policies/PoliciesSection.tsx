import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { can } from '@visavis/shared/permissions';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorState } from '../../../ui/EmptyState.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Card } from '../../../ui/Page.tsx';
import styles from '../rules.module.css';
import { rulePoliciesQuery } from '../rules.queries.ts';
import { useRuleWords } from '../use-rule-words.ts';
import { PolicyEditor } from './PolicyEditor.tsx';
import { PolicyRow } from './PolicyRow.tsx';
import { ReapplyDialog } from './ReapplyDialog.tsx';
import { RemovePolicyDialog } from './RemovePolicyDialog.tsx';
import { usePolicyList } from './use-policy-list.ts';

/** The list that every conversation goes through when its clock starts, as sentences that one can read and order. */
export function PoliciesSection() {
  const { t } = useTranslation();
  const policies = useQuery(rulePoliciesQuery);
  const mayEdit = can({ role: useMe().role, teamIds: [] }, 'policy.manage');
  /** `new` writes one that is not there yet. */
  const [edited, setEdited] = useState<SlaPolicyItem | 'new' | null>(null);
  const [isReapplying, setReapplying] = useState(false);
  return (
    <>
      <Card
        label={t('policies.title')}
        note={t('policies.note')}
        right={
          mayEdit && (
            <div className={styles.actions}>
              <Button onClick={() => setReapplying(true)}>{t('policies.reapply.open')}</Button>
              <Button tone="primary" icon={IconPlus} onClick={() => setEdited('new')}>
                {t('policies.add')}
              </Button>
            </div>
          )
        }
      >
        <Loaded query={policies} title={t('policies.loadFailed')}>
          {(items) => <PolicyList policies={items} mayEdit={mayEdit} onEdit={setEdited} />}
        </Loaded>
      </Card>
      {edited !== null && (
        <PolicyEditor policy={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {isReapplying && <ReapplyDialog onClose={() => setReapplying(false)} />}
    </>
  );
}

interface PolicyListProps {
  policies: readonly SlaPolicyItem[];
  mayEdit: boolean;
  onEdit: (policy: SlaPolicyItem) => void;
}

function PolicyList({ policies, mayEdit, onEdit }: PolicyListProps) {
  const { t } = useTranslation();
  const { words, isReady, fault } = useRuleWords();
  const list = usePolicyList(policies);
  const [removed, setRemoved] = useState<SlaPolicyItem | null>(null);
  return (
    <>
      {fault && <ErrorState title={t('rules.namesFailed')} {...fault} />}
      <ol className={styles.rules} aria-label={t('policies.order')}>
        {policies.map((policy, at) => (
          <PolicyRow
            key={policy.id}
            policy={policy}
            words={isReady ? words : null}
            row={{
              ...list.rowOf(policy),
              place: at,
              isFixed: policy.isFallback,
              isReadOnly: !mayEdit,
              onEdit: () => onEdit(policy),
              onDelete: () => setRemoved(policy),
            }}
          />
        ))}
      </ol>
      <p className="vh" role="status">
        {list.said}
      </p>
      {removed && <RemovePolicyDialog policy={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleRow } from './RuleRow.tsx';
import styles from './rules.module.css';
import { rulesQuery } from './rules.queries.ts';
import { useRuleList } from './use-rule-list.ts';
import { useRuleWords } from './use-rule-words.ts';

/** The list that every new post goes through, as sentences that one can read, order and try. */
export function RulesSection() {
  const { t } = useTranslation();
  const rules = useQuery(rulesQuery);
  /** `new` writes one that is not there yet. */
  const [edited, setEdited] = useState<RoutingRuleItem | 'new' | null>(null);
  const add = (
    <Button tone="primary" icon={IconPlus} onClick={() => setEdited('new')}>
      {t('rules.add')}
    </Button>
  );
  return (
    <>
      <Card label={t('rules.title')} note={t('rules.note')} right={rules.data?.length !== 0 && add}>
        <Loaded query={rules} title={t('rules.loadFailed')}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={t('rules.empty')} actions={add}>
                {t('rules.emptyText')}
              </EmptyState>
            ) : (
              <RuleList rules={items} onEdit={setEdited} />
            )
          }
        </Loaded>
      </Card>
      {edited !== null && (
        <RuleEditor
          rule={edited === 'new' ? null : edited}
          rules={rules.data ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface RuleListProps {
  rules: readonly RoutingRuleItem[];
  onEdit: (rule: RoutingRuleItem) => void;
}

function RuleList({ rules, onEdit }: RuleListProps) {
  const { t } = useTranslation();
  const { words, isReady, fault } = useRuleWords();
  const list = useRuleList(rules);
  return (
    <>
      {fault && <ErrorState title={t('rules.namesFailed')} {...fault} />}
      <ol className={styles.rules} aria-label={t('rules.order')}>
        {rules.map((rule, at) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            words={isReady ? words : null}
            row={{
              ...list.rowOf(rule),
              place: at,
              onEdit: () => onEdit(rule),
              onDelete: () => list.drop(rule),
            }}
          />
        ))}
      </ol>
      <p className="vh" role="status">
        {list.said}
      </p>
    </>
  );
}

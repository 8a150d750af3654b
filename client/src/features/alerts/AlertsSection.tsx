import type { AlertRuleItem } from '@visavis/shared/api/alerts';
import { can } from '@visavis/shared/permissions';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { permittedOf, useMe } from '../../lib/directory.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { AlertRuleForm } from './AlertRuleForm.tsx';
import styles from './alerts.module.css';
import { alertRulesQuery } from './alerts.queries.ts';
import { AlertWebhooksCard } from './AlertWebhooksCard.tsx';

/** Who is told when conversations are late, and the systems outside that are called. */
export function AlertsSection() {
  const { t } = useTranslation();
  const me = permittedOf(useMe());
  const rules = useQuery(alertRulesQuery);
  /** `new` writes one that is not there yet. */
  const [edited, setEdited] = useState<AlertRuleItem | 'new' | null>(null);
  const close = () => setEdited(null);
  const add = (
    <Button tone="primary" icon={IconPlus} onClick={() => setEdited('new')}>
      {t('alerts.add')}
    </Button>
  );
  return (
    <>
      <Card title={t('alerts.title')} note={t('alerts.note')} right={rules.data?.length !== 0 && add}>
        <p className={styles.hint}>{t('alerts.help')}</p>
        <Loaded query={rules} title={t('settings.loadFailed')}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={t('alerts.empty')} actions={add}>
                {t('alerts.emptyText')}
              </EmptyState>
            ) : (
              <>
                <ul className={styles.rules}>
                  {items.map((rule) => (
                    <RuleRow key={rule.id} rule={rule} onEdit={() => setEdited(rule)} />
                  ))}
                </ul>
                {items.some(({ mayEdit }) => !mayEdit) && (
                  <p className={styles.hint}>{t('alerts.foreign')}</p>
                )}
              </>
            )
          }
        </Loaded>
      </Card>
      {can(me, 'organisation.manage') && <AlertWebhooksCard />}
      <Dialog
        isOpen={edited !== null}
        onClose={close}
        title={edited === 'new' ? t('alerts.add') : t('alerts.edit')}
      >
        {edited !== null && <AlertRuleForm rule={edited === 'new' ? null : edited} onClose={close} />}
      </Dialog>
    </>
  );
}

function RuleRow({ rule, onEdit }: { rule: AlertRuleItem; onEdit: () => void }) {
  const { t } = useTranslation();
  const { team, on, to, ways, webhook, isActive, mayEdit } = rule;
  const sentence = t('alerts.sentence', {
    team: team?.name ?? t('alerts.everyTeam'),
    on: t(`alerts.on.${on}`),
    to: t(`alerts.to.${to}`),
  });
  const taken = (['inApp', 'browser', 'mail'] as const).filter((way) => ways[way]);
  const named = [
    ...taken.map((way) => t(`alerts.ways.${way}`)),
    ...(webhook === null ? [] : [t('alerts.webhookNamed', { name: webhook.name })]),
  ];
  return (
    <li className={styles.rule}>
      <span className={styles.words}>
        <span className="b5">{sentence}</span>
        <span className={styles.hint}>
          {t('alerts.by', { ways: named.join(', ') })}
          {!isActive && ` · ${t('alerts.off')}`}
        </span>
      </span>
      {mayEdit && (
        <Button size="small" aria-label={t('alerts.editThis', { rule: sentence })} onClick={onEdit}>
          {t('common.edit')}
        </Button>
      )}
    </li>
  );
}

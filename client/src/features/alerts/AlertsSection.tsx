import type { AlertRuleItem } from '@visavis/shared/api/alerts';
import { noticeWays } from '@visavis/shared/api/notices';
import { can } from '@visavis/shared/permissions';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/class-names.ts';
import { agentsQuery, permittedOf, useMe } from '../../lib/directory.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { AlertRuleForm } from './AlertRuleForm.tsx';
import styles from './alerts.module.css';
import { alertRulesQuery } from './alerts.queries.ts';
import { AlertWebhooksCard } from './AlertWebhooksCard.tsx';

/** Who is told when conversations are late or channels in trouble, and the systems outside that are called. */
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
                  <p className={cx(styles.hint, styles.foreign)}>{t('alerts.foreign')}</p>
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
  const { team, on, ways, webhook, isActive, mayEdit } = rule;
  const recipients = useRecipients(rule);
  const place = team?.name ?? t('alerts.everyTeam');
  const named = [
    ...noticeWays.filter((way) => ways[way]).map((way) => t(`alerts.ways.${way}`)),
    ...(webhook === null ? [] : [t('alerts.webhookNamed', { name: webhook.name })]),
  ];
  const sentence = t('alerts.sentence', { team: place, on: t(`alerts.on.${on}`), to: recipients });
  return (
    <li className={styles.rule} data-off={!isActive} aria-label={sentence}>
      <span className={styles.words}>
        <span className={styles.place} dir="auto">
          {place}
          {!isActive && <Chip tone="outline">{t('alerts.off')}</Chip>}
        </span>
        <span className={styles.sentence}>
          {t(`alerts.on.${on}`)} <Icon of={IconArrowRight} size={14} /> <b>{recipients}</b>
        </span>
        <span className={styles.hint}>{named.join(', ')}</span>
      </span>
      {mayEdit && (
        <Button size="small" aria-label={t('alerts.editThis', { rule: sentence })} onClick={onEdit}>
          {t('common.edit')}
        </Button>
      )}
    </li>
  );
}

/** Who is told, with names where people were chosen. */
function useRecipients({ to, agentIds }: AlertRuleItem): string {
  const { t } = useTranslation();
  const agents = useQuery(agentsQuery).data;
  if (to !== 'group' || agents === undefined) return t(`alerts.to.${to}`);
  const names = agents
    .filter(({ id, deactivatedAt }) => deactivatedAt === null && agentIds.includes(id))
    .map(({ displayName }) => displayName);
  if (names.length === 0) return t('alerts.nobodyLeft');
  const more = names.length - NAMED;
  if (more <= 0) return names.join(', ');
  return t('alerts.namedAndMore', { names: names.slice(0, NAMED).join(', '), count: more });
}

const NAMED = 3;

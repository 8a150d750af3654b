import {
  alertRecipients,
  alertTriggers,
  type AlertRecipients,
  type AlertRuleItem,
  type AlertTrigger,
  type SaveAlertRuleRequest,
} from '@visavis/shared/api/alerts';
import { noticeWays } from '@visavis/shared/api/notices';
import { can } from '@visavis/shared/permissions';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import { agentsQuery, permittedOf, useLedTeams, useMe } from '../../lib/directory.queries.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { SubmitActions } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, SelectField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './alerts.module.css';
import { alertRulesQuery, alertWebhooksQuery } from './alerts.queries.ts';

/** Stands for no choice in a list of choices. */
const NONE = '';

interface AlertRuleFormProps {
  /** Null writes a new one. */
  rule: AlertRuleItem | null;
  onClose: () => void;
}

/** One rule: for whom, when, who is told and how. */
export function AlertRuleForm({ rule, onClose }: AlertRuleFormProps) {
  const { t } = useTranslation();
  const me = permittedOf(useMe());
  const client = useQueryClient();
  const teams = useLedTeams() ?? [];
  const webhooks = useQuery(alertWebhooksQuery).data ?? [];
  const people = usePeopleHere();
  const [isRemoving, setRemoving] = useState(false);
  const mayAll = can(me, 'organisation.manage');
  const [written, setDraft] = useState<SaveAlertRuleRequest>(() =>
    draftOf(rule, mayAll ? null : me.teamIds[0]),
  );
  // Whoever has left since cannot be told, and is not saved again.
  const draft = {
    ...written,
    agentIds: written.agentIds.filter((id) => people?.some((one) => one.id === id) ?? true),
  };
  const change = (part: Partial<SaveAlertRuleRequest>) => setDraft({ ...draft, ...part });
  const save = useSave(
    (request: SaveAlertRuleRequest) =>
      rule === null ? api.post('/api/alert-rules', request) : api.put(`/api/alert-rules/${rule.id}`, request),
    [alertRulesQuery.queryKey],
  );
  const remove = useSave(
    (id: string) => api.delete<void>(`/api/alert-rules/${id}`),
    [alertRulesQuery.queryKey],
  );
  const toasts = useToasts();
  const onRefused = (error: unknown) => {
    const theirs = error instanceof ApiError && error.code === 'version-conflict' ? error.details.rule : null;
    if (!theirs) return;
    // The sentence above the form says that the rule is shown as it is now.
    setDraft(draftOf(theirs as AlertRuleItem, null));
    void client.invalidateQueries({ queryKey: alertRulesQuery.queryKey });
  };
  const onRemoved = () => {
    toasts.show({ text: t('alerts.removed'), tone: 'done' });
    onClose();
  };
  const tellsSomebody =
    (noticeWays.some((way) => draft.ways[way]) || draft.webhookId !== null) &&
    (draft.to !== 'group' || draft.agentIds.length > 0);
  return (
    <Form error={save.error} onSubmit={() => save.mutate(draft, { onSuccess: onClose, onError: onRefused })}>
      <SelectField
        label={t('alerts.team')}
        value={draft.teamId ?? NONE}
        options={[
          ...(mayAll ? [{ value: NONE, label: t('alerts.everyTeam') }] : []),
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ target }) => change({ teamId: target.value === NONE ? null : target.value })}
      />
      <SelectField
        label={t('alerts.onLabel')}
        value={draft.on}
        options={alertTriggers.map((on) => ({ value: on, label: t(`alerts.on.${on}`) }))}
        onChange={({ target }) => {
          const on = target.value as AlertTrigger;
          change({ on, ...(!mayTell(on, draft.to) && { to: 'leads' }) });
        }}
      />
      <ChoiceField
        label={t('alerts.toLabel')}
        name="to"
        value={draft.to}
        options={alertRecipients
          .filter((to) => mayTell(draft.on, to))
          .map((to) => ({
            value: to,
            label: t(`alerts.to.${to}`),
            ...(to !== 'group' && { help: t(`alerts.toHelp.${to}`) }),
          }))}
        onChange={(to) => change({ to })}
      />
      {draft.to === 'group' && (
        <People people={people ?? []} chosen={draft.agentIds} onChange={(agentIds) => change({ agentIds })} />
      )}
      <fieldset>
        <legend className="t12 b5 sec">{t('alerts.waysLabel')}</legend>
        {noticeWays.map((way) => (
          <CheckField
            key={way}
            label={t(`alerts.ways.${way}`)}
            checked={draft.ways[way]}
            onChange={({ target }) => change({ ways: { ...draft.ways, [way]: target.checked } })}
          />
        ))}
        <p className={styles.hint}>{t('alerts.waysHelp')}</p>
      </fieldset>
      {webhooks.length > 0 && (
        <SelectField
          label={t('alerts.webhook')}
          value={draft.webhookId ?? NONE}
          options={[
            { value: NONE, label: t('alerts.noWebhook') },
            ...webhooks.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ target }) => change({ webhookId: target.value === NONE ? null : target.value })}
        />
      )}
      <CheckField
        label={t('alerts.isActive')}
        checked={draft.isActive}
        onChange={({ target }) => change({ isActive: target.checked })}
      />
      <SubmitActions onCancel={onClose} isBusy={save.isPending} isDisabled={!tellsSomebody}>
        {rule !== null && <Button onClick={() => setRemoving(true)}>{t('alerts.remove')}</Button>}
      </SubmitActions>
      {rule !== null && isRemoving && (
        <ConfirmDialog
          title={t('alerts.removeTitle')}
          action={t('alerts.remove')}
          asking={remove}
          onYes={() => remove.mutate(rule.id, { onSuccess: onRemoved })}
          onClose={() => setRemoving(false)}
        >
          {t('alerts.removeAsk')}
        </ConfirmDialog>
      )}
    </Form>
  );
}

/** Nobody has a channel. */
function mayTell(on: AlertTrigger, to: AlertRecipients): boolean {
  return on !== 'channelDown' || to !== 'assignee';
}

/** Those who can be told, by name; undefined while they load. */
function usePeopleHere() {
  return useQuery(agentsQuery).data?.filter(({ deactivatedAt }) => deactivatedAt === null);
}

interface PeopleProps {
  people: readonly { id: string; displayName: string }[];
  chosen: readonly string[];
  onChange: (agentIds: string[]) => void;
}

function People({ people, chosen, onChange }: PeopleProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.people}>
      <legend className="t12 b5 sec">{t('alerts.people')}</legend>
      {people.map(({ id, displayName }) => (
        <CheckField
          key={id}
          label={displayName}
          checked={chosen.includes(id)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
          }
        />
      ))}
    </fieldset>
  );
}

function draftOf(rule: AlertRuleItem | null, teamId: string | null | undefined): SaveAlertRuleRequest {
  if (rule === null)
    return {
      teamId: teamId ?? null,
      on: 'breach',
      to: 'leads',
      agentIds: [],
      ways: { inApp: true, browser: true, mail: false },
      webhookId: null,
      isActive: true,
    };
  const { team, webhook, on, to, agentIds, ways, isActive, version } = rule;
  return {
    teamId: team?.id ?? null,
    webhookId: webhook?.id ?? null,
    on,
    to,
    agentIds,
    ways,
    isActive,
    version,
  };
}

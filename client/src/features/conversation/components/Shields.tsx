import type { RoutingShield } from '@visavis/shared/api/routing';
import { can } from '@visavis/shared/permissions';
import { IconShield, IconShieldOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { useShield, type ShieldedPerson } from '../use-shield.ts';
import styles from './ExplainPanel.module.css';

interface ShieldsProps {
  conversation: OpenConversation;
  shields: readonly RoutingShield[];
}

/**
 * Who is not given this customer: nobody has to answer somebody who does them harm. By oneself, and for colleagues by those
 * who lead the team.
 */
export function Shields({ conversation, shields }: ShieldsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const section = useRef<HTMLElement>(null);
  const shield = useShield(conversation);
  const customer = firstName(conversation.contact.name);
  const colleagues = useColleagues(conversation.team.id, shields);
  const isShielded = shields.some(({ agent }) => agent.id === me.id);
  // What was pressed is gone; the focus stays where it was.
  const here = () => section.current?.focus();
  const put = (agent: ShieldedPerson, reason: string) => {
    shield.put({ agent, reason });
    here();
  };
  return (
    <section ref={section} tabIndex={-1} className={styles.shields} aria-labelledby="explain-shields">
      <h3 id="explain-shields">{t('conversation.explain.shield.title')}</h3>
      {shields.length > 0 && (
        <Shielded
          shields={shields}
          customer={customer}
          isBusy={shield.isBusy}
          onLift={({ agent, reason }) => {
            shield.lift({ agent, reason });
            here();
          }}
        />
      )}
      {!isShielded && (
        <Wish
          words={t('conversation.explain.shield.wish', { name: customer })}
          whom={[{ id: me.id, name: me.displayName }]}
          customer={customer}
          onShield={put}
          onCancel={here}
        />
      )}
      {colleagues.length > 0 && (
        <Wish
          words={t('conversation.explain.shield.wishFor', { name: customer })}
          whom={colleagues}
          isForColleague
          customer={customer}
          onShield={put}
          onCancel={here}
        />
      )}
    </section>
  );
}

interface ShieldedProps {
  shields: readonly RoutingShield[];
  customer: string;
  isBusy: boolean;
  onLift: (shield: RoutingShield) => void;
}

function Shielded({ shields, customer, isBusy, onLift }: ShieldedProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles.people}>
      {shields.map((shield) => {
        const { agent, by, reason } = shield;
        const byWhom = agent.id === by.id ? '' : t('conversation.explain.shield.by', { name: by.name });
        return (
          <li key={agent.id} className={styles.person}>
            <Face name={agent.name} src={agent.avatarUrl} size={24} isDecorative />
            <span className="grow">
              {t('conversation.explain.shield.not', { name: firstName(agent.name), customer })}
              <small>{[byWhom, reason].filter(Boolean).join(', ')}</small>
            </span>
            <Button
              tone="quiet"
              size="small"
              icon={IconShieldOff}
              aria-label={`${t('conversation.explain.shield.lift')}: ${agent.name}`}
              isBusy={isBusy}
              onClick={() => onLift(shield)}
            >
              {t('conversation.explain.shield.lift')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** Whom a lead of the team could still keep from the customer; nobody for everybody else. */
function useColleagues(teamId: string, shields: readonly RoutingShield[]): ShieldedPerson[] {
  const me = useMe();
  const agents = useQuery(agentsQuery).data ?? [];
  if (!can({ role: me.role, teamIds: me.teams.map(({ id }) => id) }, 'team.lead', { teamId })) return [];
  const known = new Set([me.id, ...shields.map(({ agent }) => agent.id)]);
  return agents
    .filter(({ id, teams, deactivatedAt }) => {
      const isOfTeam = teams.some((team) => team.id === teamId);
      return deactivatedAt === null && isOfTeam && !known.has(id);
    })
    .map(({ id, displayName }) => ({ id, name: displayName }));
}

interface WishProps {
  words: string;
  /** One's own wish, or whoever a lead may choose from. */
  whom: ShieldedPerson[];
  isForColleague?: boolean;
  customer: string;
  onShield: (agent: ShieldedPerson, reason: string) => void;
  onCancel: () => void;
}

/** A button that unfolds into a form. */
function Wish(props: WishProps) {
  const { words, onShield, onCancel } = props;
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button tone="quiet" size="small" icon={IconShield} onClick={() => setAsking(true)}>
        {words}
      </Button>
    );
  }
  return (
    <WishForm
      {...props}
      onShield={(agent, reason) => {
        onShield(agent, reason);
        setAsking(false);
      }}
      onCancel={() => {
        setAsking(false);
        onCancel();
      }}
    />
  );
}

function WishForm({ words, whom, isForColleague = false, customer, onShield, onCancel }: WishProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [chosenId, setChosenId] = useState('');
  const chosen = whom.find(({ id }) => id === chosenId) ?? whom[0];
  const name = firstName(chosen?.name ?? '');
  return (
    <form
      ref={beginInField}
      className={styles.wish}
      aria-label={words}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onShield(chosen, reason.trim());
      }}
    >
      {isForColleague && (
        <SelectField
          label={t('conversation.explain.shield.whom')}
          value={chosen?.id ?? ''}
          options={whom.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => setChosenId(event.currentTarget.value)}
        />
      )}
      <TextField
        label={
          isForColleague
            ? t('conversation.explain.shield.reasonFor', { name })
            : t('conversation.explain.shield.reason')
        }
        help={
          isForColleague
            ? t('conversation.explain.shield.meansFor', { customer, name })
            : t('conversation.explain.shield.means', { name: customer })
        }
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <span className={styles.wishActions}>
        <Button size="small" tone="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="small" type="submit">
          {isForColleague
            ? t('conversation.explain.shield.setFor', { name })
            : t('conversation.explain.shield.set')}
        </Button>
      </span>
    </form>
  );
}

/** The button that had the focus is gone. */
function beginInField(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('select, input')?.focus();
}

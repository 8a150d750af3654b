import type { RoutingShield } from '@visavis/shared/api/routing';
import { IconShield, IconShieldOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api-client.ts';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { routingQuery } from '../../../lib/conversation.queries.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import styles from './ExplainPanel.module.css';

interface ShieldsProps {
  conversation: OpenConversation;
  shields: readonly RoutingShield[];
}

/** Who is not given this customer: nobody has to answer somebody who does them harm. */
export function Shields({ conversation, shields }: ShieldsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const shield = useShield(conversation.id);
  const name = firstName(conversation.contact.name);
  const isShielded = shields.some(({ agent }) => agent.id === me.id);
  return (
    <section className={styles.shields} aria-labelledby="explain-shields">
      <h3 id="explain-shields">{t('conversation.explain.shield.title')}</h3>
      {shields.length > 0 && (
        <ul className={styles.people}>
          {shields.map(({ agent, by, reason }) => (
            <li key={agent.id} className={styles.person}>
              <Face name={agent.name} src={agent.avatarUrl} size={24} isDecorative />
              <span className="grow">
                {t('conversation.explain.shield.not', { name: firstName(agent.name), customer: name })}
                <small>
                  {[agent.id === by.id ? '' : t('conversation.explain.shield.by', { name: by.name }), reason]
                    .filter(Boolean)
                    .join(', ')}
                </small>
              </span>
              <Button
                tone="quiet"
                size="small"
                icon={IconShieldOff}
                isBusy={shield.isPending}
                onClick={() => shield.mutate({ agentId: agent.id, reason: null })}
              >
                {t('conversation.explain.shield.lift')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!isShielded && (
        <Wish
          name={name}
          isBusy={shield.isPending}
          onShield={(reason) => shield.mutate({ agentId: me.id, reason })}
        />
      )}
    </section>
  );
}

interface WishProps {
  name: string;
  isBusy: boolean;
  onShield: (reason: string) => void;
}

function Wish({ name, isBusy, onShield }: WishProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!isAsking) {
    return (
      <Button tone="quiet" size="small" icon={IconShield} onClick={() => setAsking(true)}>
        {t('conversation.explain.shield.wish', { name })}
      </Button>
    );
  }
  return (
    <form
      ref={beginInField}
      className={styles.wish}
      onSubmit={(event) => {
        event.preventDefault();
        onShield(reason.trim());
        setAsking(false);
      }}
    >
      <TextField
        label={t('conversation.explain.shield.reason')}
        help={t('conversation.explain.shield.means', { name })}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <span className={styles.wishActions}>
        <Button size="small" tone="quiet" onClick={() => setAsking(false)}>
          {t('common.cancel')}
        </Button>
        <Button size="small" type="submit" isBusy={isBusy}>
          {t('conversation.explain.shield.set')}
        </Button>
      </span>
    </form>
  );
}

/** The button that had the focus is gone. */
function beginInField(form: HTMLFormElement | null): void {
  form?.querySelector('input')?.focus();
}

/** Puts a shield up (with a reason, which may be empty) or takes it down. */
function useShield(conversationId: string) {
  const client = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  const path = `/api/conversations/${conversationId}/shield`;
  return useMutation({
    mutationFn: ({ agentId, reason }: { agentId: string; reason: string | null }) =>
      reason === null
        ? api.delete<void>(`${path}?agentId=${encodeURIComponent(agentId)}`)
        : api.put<void>(path, { agentId, reason }),
    onSettled: () => client.invalidateQueries({ queryKey: routingQuery(conversationId).queryKey }),
    onError: (error) => void toasts.show({ text: sentence(error), tone: 'error' }),
  });
}

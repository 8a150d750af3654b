import type { ConversationEvent } from '@visavis/shared/api/conversations';
import type { RoutingDecision } from '@visavis/shared/api/routing';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routingQuery } from '../../../lib/conversation.queries.ts';
import { agentsQuery, teamsQuery } from '../../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { useReasonWords } from '../routing-words.ts';
import styles from './Message.module.css';

interface ActivityLineProps {
  event: ConversationEvent;
  conversationId: string;
  contactName: string;
}

/** What was done to the conversation, as a quiet line: "14:03 · Mehmet hat an Jana übergeben". */
export function ActivityLine({ event, conversationId, contactName }: ActivityLineProps) {
  const format = useFormat();
  const words = useWords(event, contactName);
  const reason = useReason(event, conversationId, contactName);
  return (
    <div className={styles.line}>
      <span>
        <time dateTime={event.at} title={format.fullDateTime(event.at)}>
          {format.clockTime(event.at)}
        </time>{' '}
        · {words}
        {reason && ` · ${reason}`}
      </span>
    </div>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

function useWords({ type, actor, data }: ConversationEvent, contactName: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const agents = useQuery(agentsQuery).data;
  const teams = useQuery(teamsQuery).data;
  const nameOf = (id: unknown) => {
    const found = agents?.find((agent) => agent.id === id);
    return found ? firstName(found.displayName) : t('conversation.activity.somebody');
  };
  const teamOf = (id: unknown) => teams?.find((team) => team.id === id)?.name ?? '…';
  const by = actor ? firstName(actor.name) : null;
  switch (type) {
    case 'assigned': {
      if (by === null) return t('conversation.activity.placed', { to: nameOf(data.agentId) });
      if (actor?.id === data.agentId) return t('conversation.activity.taken', { by });
      return t('conversation.activity.assigned', { by, to: nameOf(data.agentId) });
    }
    case 'released':
      return by === null
        ? t('conversation.activity.releasedAlone', { from: nameOf(data.agentId) })
        : t('conversation.activity.released', { by });
    case 'snoozed':
      return textOf(data.until)
        ? t('conversation.activity.snoozedUntil', { by: by ?? '', moment: format.moment(textOf(data.until)) })
        : t('conversation.activity.snoozed', { by: by ?? '', name: firstName(contactName) });
    case 'woken':
      return t('conversation.activity.woken');
    case 'reopened':
      return t('conversation.activity.reopened', { by: by ?? '' });
    case 'closingTakenBack':
      return by === null
        ? t('conversation.activity.openedUndelivered')
        : t('conversation.activity.closingTakenBack', { by });
    case 'statusChanged': {
      const after = textOf(data.after);
      if (after === 'closed') return t('conversation.activity.closed', { by: by ?? '' });
      return t('conversation.activity.reopened', { by: by ?? '' });
    }
    case 'teamChanged':
      return by === null
        ? t('conversation.activity.teamAlone', { team: teamOf(data.after) })
        : t('conversation.activity.team', { by, team: teamOf(data.after) });
    case 'priorityChanged': {
      const after = (['low', 'normal', 'high', 'urgent'] as const).find((each) => each === data.after);
      return t('conversation.activity.priority', {
        by: by ?? '',
        priority: t(`conversation.priority.${after ?? 'normal'}`),
      });
    }
    case 'tagsChanged': {
      const before = listOf(data.before);
      const after = listOf(data.after);
      const added = after.filter((tag) => !before.includes(tag));
      const removed = before.filter((tag) => !after.includes(tag));
      if (added.length > 0)
        return t('conversation.activity.tagged', { by: by ?? '', tags: added.join(', ') });
      return t('conversation.activity.untagged', { by: by ?? '', tags: removed.join(', ') });
    }
    case 'markedSpam':
      return t('conversation.activity.spam', { by: by ?? '' });
    case 'unmarkedSpam':
      return t('conversation.activity.notSpam', { by: by ?? '' });
    case 'authorMuted':
      return t('conversation.activity.muted', { by: by ?? '' });
    case 'authorUnmuted':
      return t('conversation.activity.unmuted', { by: by ?? '' });
    case 'opened':
      return t('conversation.activity.opened');
  }
}

/** Why a placement went to whom it went; asked for only where there was one. */
function useReason({ type, actor, data, at }: ConversationEvent, id: string, contactName: string): string {
  const words = useReasonWords(contactName);
  const isPlaced = type === 'assigned' && actor === null;
  const explanation = useQuery({ ...routingQuery(id), enabled: isPlaced }).data;
  if (!isPlaced || !explanation) return '';
  const decision = nearest(
    explanation.decisions.filter((each) => each.kind === 'placed' && each.agent?.id === data.agentId),
    Date.parse(at),
  );
  const reason = decision?.reasons[0];
  return reason ? words(reason) : '';
}

/** The decision that this line is about was made in the same moment. */
function nearest(decisions: RoutingDecision[], at: number): RoutingDecision | undefined {
  const apart = (decision: RoutingDecision) => Math.abs(Date.parse(decision.at) - at);
  const [first] = decisions.toSorted((a, b) => apart(a) - apart(b));
  return first && apart(first) < 60_000 ? first : undefined;
}

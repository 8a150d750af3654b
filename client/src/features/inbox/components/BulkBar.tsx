import type { AgentItem } from '@visavis/shared/api/agents';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { BulkChange } from '@visavis/shared/api/hand-over';
import { IconCheck, IconClockPause, IconTag, IconUser, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { likeliestFirst } from '../../../lib/likeliest-first.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { snoozeTimes } from '../../../lib/snooze-times.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import { NoAnswerDialog } from '../../../ui/NoAnswerDialog.tsx';
import { RoomLeft } from '../../../ui/RoomLeft.tsx';
import { useBulkChange } from '../use-bulk-change.ts';
import { MOST_SELECTED, type Selection } from '../use-selection.ts';
import styles from './BulkBar.module.css';
import { BulkTagsDialog } from './BulkTagsDialog.tsx';

interface BulkBarProps {
  selection: Selection;
  /** The rows that are loaded. */
  items: readonly ConversationItem[];
  /** The rows may be gone now: the focus has to go somewhere. */
  onChanged: () => void;
}

/** What can be done to all that are chosen. */
export function BulkBar({ selection, items, onChanged }: BulkBarProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'tag' | 'close' | null>(null);
  const { ids } = selection;
  const count = ids.length;
  const bulk = useBulkChange(() => {
    selection.clear();
    onChanged();
  });
  const apply = (change: BulkChange) => bulk.mutate({ ids, change });
  const isOff = count === 0 || bulk.isPending;
  const most = Math.min(items.length, MOST_SELECTED);
  const unanswered = items.filter((item) => item.isUnanswered && selection.has(item.id));
  return (
    <div className={styles.bar} role="group" aria-label={t('handOver.bulk.label')}>
      <div className={styles.count}>
        <b className="b6 num" role="status">
          {t('handOver.bulk.count', { count })}
        </b>
        {count < most && (
          <Button size="small" tone="quiet" onClick={selection.checkAll}>
            {t('handOver.bulk.all', { count: most })}
          </Button>
        )}
        <span className="grow" />
        <Button
          size="small"
          tone="quiet"
          icon={IconX}
          aria-label={t('handOver.bulk.none')}
          title={t('handOver.bulk.none')}
          onClick={selection.clear}
        />
      </div>
      <div className={styles.actions}>
        <Menu
          label={t('handOver.bulk.assign')}
          position="top-start"
          width={280}
          entries={useAssignEntries(apply)}
          target={
            <Button size="small" icon={IconUser} disabled={isOff}>
              {t('handOver.bulk.assign')}
            </Button>
          }
        />
        <Button size="small" icon={IconTag} disabled={isOff} onClick={() => setDialog('tag')}>
          {t('handOver.bulk.tag')}
        </Button>
        <Menu
          label={t('handOver.bulk.snooze')}
          position="top-start"
          entries={useSnoozeEntries(apply)}
          target={
            <Button size="small" icon={IconClockPause} disabled={isOff}>
              {t('handOver.bulk.snooze')}
            </Button>
          }
        />
        <Button
          size="small"
          tone="primary"
          icon={IconCheck}
          disabled={isOff}
          isBusy={bulk.isPending}
          onClick={() => (unanswered.length > 0 ? setDialog('close') : apply({ do: 'close' }))}
        >
          {t('handOver.bulk.close')}
        </Button>
      </div>
      {/* Asked once for all of them, as for a single one. */}
      <NoAnswerDialog
        isOpen={dialog === 'close'}
        closes
        contactName={unanswered[0]?.contact.name ?? ''}
        count={unanswered.length}
        onClose={() => setDialog(null)}
        onDecide={(noAnswerNeeded) => apply({ do: 'close', noAnswerNeeded })}
      />
      {dialog === 'tag' && (
        <BulkTagsDialog
          count={count}
          onClose={() => setDialog(null)}
          onApply={(add, remove) => {
            setDialog(null);
            apply({ do: 'tag', add, remove });
          }}
        />
      )}
    </div>
  );
}

function useAssignEntries(apply: (change: BulkChange) => void): MenuEntry[] {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useQuery(agentsQuery).data ?? [];
  const others = likeliestFirst(
    agents.filter(({ id, deactivatedAt }) => id !== me.id && deactivatedAt === null),
  );
  const to = (agentId: string, name: string, avatarUrl: string, agent?: AgentItem) => ({
    label: name,
    leading: (
      <Face
        name={name}
        src={avatarUrl}
        size={20}
        presence={agent && presenceOf(agent.availability)}
        isAway={agent?.availability === 'away' || agent?.availability === 'off'}
        isDecorative
      />
    ),
    end: agent && <RoomLeft {...agent} returnsAt={agent.availabilityState.returnsAt} />,
    onSelect: () => apply({ do: 'assign', agentId }),
  });
  return [
    { ...to(me.id, me.displayName, me.avatarUrl), label: t('handOver.bulk.toMe') },
    { label: t('handOver.bulk.nobody'), onSelect: () => apply({ do: 'assign', agentId: null }) },
    { kind: 'divider' },
    ...others.map((agent) => to(agent.id, agent.displayName, agent.avatarUrl, agent)),
  ];
}

function useSnoozeEntries(apply: (change: BulkChange) => void): MenuEntry[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    ...snoozeTimes(new Date(serverNow())).map(({ preset, at }): MenuEntry => ({
      label: `${t(`conversation.snooze.${preset}`)} · ${format.moment(at)}`,
      onSelect: () => apply({ do: 'snooze', until: at.toISOString() }),
    })),
    { kind: 'divider' },
    { label: t('handOver.bulk.untilCustomer'), onSelect: () => apply({ do: 'snooze', until: null }) },
  ];
}

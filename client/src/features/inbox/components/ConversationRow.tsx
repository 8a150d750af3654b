import type { ConversationItem } from '@visavis/shared/api/conversations';
import { IconAlertTriangle, IconLock, IconStar } from '@tabler/icons-react';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { useConnector, useMe } from '../../../lib/directory.queries.ts';
import { withoutAddress } from '../../../lib/conversation-title.ts';
import { useFormat } from '../../../lib/format.ts';
import { serverNow, useServerTime } from '../../../lib/server-clock.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { clockFace } from '../../../ui/clock-face.ts';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { NetworkGlyph } from '../../../ui/NetworkGlyph.tsx';
import { SlaChip } from '../../../ui/SlaChip.tsx';
import { useWindowWords, WindowChip } from '../../../ui/WindowChip.tsx';
import styles from './ConversationRow.module.css';
import { RowKnows, RowPeople, RowStuck, useRowPeopleWords } from './RowPeople.tsx';

export interface RowProps {
  item: ConversationItem;
  isSelected: boolean;
  /** The one row that Tab reaches (roving tabindex). */
  isTabStop: boolean;
  isFresh: boolean;
  isLarge: boolean;
  href: string;
  /** With Alt it is only looked at. */
  onSelect: (id: string, isWatching?: boolean) => void;
  onFocus: (id: string) => void;
}

/** One conversation in the list: who, what, how long still, with whom. */
export const ConversationRow = memo(function ConversationRow(props: RowProps) {
  const { item, isSelected, isLarge } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const connector = useConnector(item.channel.network);
  const usual = useMe().organisation.locale;
  const age = useServerTime((now) => format.age(item.lastCustomerMessageAt, now));
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    props.onSelect(item.id, event.altKey);
  };
  return (
    <a
      className={cx(
        styles.row,
        item.unread && styles.unread,
        isSelected && styles.selected,
        props.isFresh && styles.fresh,
      )}
      href={props.href}
      data-conversation={item.id}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-current={isSelected ? 'true' : undefined}
      onClick={onClick}
      onFocus={() => props.onFocus(item.id)}
    >
      {/* The link is named by what it says: first what counts, then the rest of what stands there. */}
      <span className="vh">{useRowName(item, connector?.name ?? item.channel.name)}</span>
      <span className={styles.avatar} aria-hidden="true">
        <CustomerAvatar
          name={item.contact.name}
          src={item.contact.avatarUrl}
          size={isLarge ? 44 : 36}
          badge={<NetworkGlyph path={connector?.icon} name={connector?.name ?? null} size={14} />}
        />
      </span>
      <span className={styles.name} aria-hidden="true">
        <span className="ell" dir="auto">
          {item.contact.name}
        </span>
        {item.language && item.language !== usual && <Chip tone="language">{item.language.slice(0, 2)}</Chip>}
        {item.visibility === 'private' && (
          <span className={styles.lock} title={t('inbox.row.private')}>
            <Icon of={IconLock} size={12} />
          </span>
        )}
      </span>
      <span className={styles.age}>{age}</span>
      <span className={styles.excerpt} dir="auto" lang={item.language ?? undefined}>
        {withoutAddress(item.excerpt)}
      </span>
      <span className={styles.meta}>
        <span className={styles.clock} aria-hidden="true">
          <RowClock item={item} />
          <WindowChip closesAt={windowOf(item)} network={item.channel.name} />
        </span>
        <span className={styles.chips}>
          <RowStuck item={item} />
          <RowKnows item={item} />
          <RowChips item={item} />
        </span>
        <RowPeople item={item} />
      </span>
    </a>
  );
});

function RowClock({ item }: { item: ConversationItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stands = {
    at: item.lastCustomerMessageAt,
    startedAt: item.lastCustomerMessageAt,
    state: 'paused' as const,
  };
  if (item.status === 'snoozed' && item.snoozedUntil) {
    return (
      <SlaChip
        due={stands}
        pausedBecause={t('inbox.untilThen', { moment: format.moment(item.snoozedUntil) })}
      />
    );
  }
  if (item.due) return <SlaChip due={item.due} pausedBecause={t('inbox.waitsFor')} />;
  return item.status === 'waiting' ? <SlaChip due={stands} pausedBecause={t('inbox.waitsFor')} /> : null;
}

/** When the network stops to take answers, where it is our turn; null otherwise. */
function windowOf({ status, windowClosesAt }: ConversationItem): string | null {
  return status === 'closed' || status === 'waiting' ? null : windowClosesAt;
}

function RowChips({ item }: { item: ConversationItem }) {
  const { t } = useTranslation();
  return (
    <>
      {item.hasFailedDelivery && (
        <span className={styles.chip} aria-hidden="true">
          <Chip tone="over" icon={IconAlertTriangle}>
            {t('inbox.row.failed')}
          </Chip>
        </span>
      )}
      {item.rating !== null && (
        <Chip icon={IconStar} title={t('inbox.row.stars', { rating: item.rating })}>
          {item.rating}
        </Chip>
      )}
      {item.tags.slice(0, 2).map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </>
  );
}

/** What a screen reader says of a row: "Svenja Albers, Mastodon, ungelesen, noch 11 Min, bei Jana". */
function useRowName(item: ConversationItem, network: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const people = useRowPeopleWords(item);
  const clock = () => {
    if (!item.due) return null;
    const face = clockFace(item.due, serverNow());
    const span = (item.due.work ? format.workDuration : format.duration)(face.ms);
    if (face.state === 'over') return t('inbox.row.over', { span });
    if (face.state === 'met') return t('inbox.row.met');
    return face.state === 'paused' ? t('inbox.row.paused') : t('inbox.row.left', { span });
  };
  const answerWindow = useWindowWords({ closesAt: windowOf(item), network: item.channel.name });
  return [
    item.contact.name,
    network,
    item.visibility === 'private' ? t('inbox.row.private') : null,
    item.unread ? t('inbox.row.unread') : null,
    item.hasFailedDelivery ? t('inbox.row.failed') : null,
    clock(),
    answerWindow?.long ?? null,
    ...people,
  ]
    .filter((part) => part !== null)
    .join(', ')
    .concat('. ');
}

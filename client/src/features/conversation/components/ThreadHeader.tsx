import {
  IconArrowForwardUp,
  IconCheck,
  IconChevronLeft,
  IconDots,
  IconHandStop,
  IconLayoutSidebarRight,
  IconLock,
  IconRotate,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useConnector } from '../../../lib/directory.queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import { NetworkGlyph } from '../../../ui/NetworkGlyph.tsx';
import { SlaChip } from '../../../ui/SlaChip.tsx';
import { WindowChip } from '../../../ui/WindowChip.tsx';
import { titleOf } from '../../../lib/conversation-title.ts';
import { HeadKnows, HeadPresence, HeadStuck, OwnerButton } from './HeadPeople.tsx';
import styles from './ThreadHeader.module.css';

interface ThreadHeaderProps {
  conversation: OpenConversation;
  menu: MenuEntry[];
  isPhone: boolean;
  onBack: () => void;
  onHandOver: () => void;
  onClose: () => void;
  onReopen: () => void;
  onCustomer?: () => void;
  /** Says why it is with whom it is. */
  onExplain: () => void;
}

/** What it is about, where it is said, and what is done most. */
export function ThreadHeader(props: ThreadHeaderProps) {
  return props.isPhone ? <PhoneHeader {...props} /> : <DesktopHeader {...props} />;
}

function DesktopHeader({
  conversation,
  menu,
  onHandOver,
  onClose,
  onReopen,
  onCustomer,
  onExplain,
}: ThreadHeaderProps) {
  const { t } = useTranslation();
  const connector = useConnector(conversation.channel.network);
  const { visibility, contact, status } = conversation;
  return (
    <header className={styles.header}>
      <div className="grow">
        <div className={styles.top}>
          <h2 className={`${styles.title} ell`} dir="auto">
            {titleOf(conversation)}
          </h2>
          <HeadPresence conversationId={conversation.id} />
        </div>
        <div className={styles.sub}>
          {visibility === 'private' ? (
            <Icon of={IconLock} size={14} />
          ) : (
            <NetworkGlyph path={connector?.icon} name={connector?.name ?? null} size={14} />
          )}
          <span className="ell">
            {[t(`conversation.visibility.${visibility}`), contact.handle ?? contact.name].join(' · ')}
          </span>
          <OwnerButton conversation={conversation} onExplain={onExplain} />
          <Badges conversation={conversation} />
          <HeadWindow conversation={conversation} />
          <HeadKnows conversation={conversation} />
        </div>
      </div>
      <Button size="small" icon={IconHandStop} keys="a" onClick={onHandOver}>
        {t('conversation.handOver')}
      </Button>
      {status === 'closed' ? (
        <Button size="small" icon={IconRotate} keys="e" onClick={onReopen}>
          {t('conversation.reopen')}
        </Button>
      ) : (
        <Button size="small" icon={IconCheck} keys="e" onClick={onClose}>
          {t('conversation.done')}
        </Button>
      )}
      {onCustomer && (
        <Button
          tone="quiet"
          size="small"
          icon={IconLayoutSidebarRight}
          aria-label={t('conversation.showCustomer')}
          title={t('conversation.showCustomer')}
          onClick={onCustomer}
        />
      )}
      <MoreMenu menu={menu} />
    </header>
  );
}

function PhoneHeader({
  conversation,
  menu,
  onBack,
  onHandOver,
  onClose,
  onReopen,
  onCustomer,
}: ThreadHeaderProps) {
  const { t } = useTranslation();
  const connector = useConnector(conversation.channel.network);
  const { contact, visibility, due, status } = conversation;
  const entries: MenuEntry[] = [
    { label: t('conversation.handOver'), icon: IconArrowForwardUp, onSelect: onHandOver },
    status === 'closed'
      ? { label: t('conversation.reopen'), icon: IconRotate, onSelect: onReopen }
      : { label: t('conversation.done'), icon: IconCheck, onSelect: onClose },
    ...menu,
  ];
  return (
    <header className={`${styles.header} ${styles.phone}`}>
      <button type="button" className={styles.back} onClick={onBack} aria-label={t('common.back')}>
        <Icon of={IconChevronLeft} size={22} />
      </button>
      <button type="button" onClick={onCustomer} aria-label={t('conversation.showCustomer')}>
        <CustomerAvatar name={contact.name} src={contact.avatarUrl} size={36} />
      </button>
      <div className="grow">
        <h2 className={`${styles.title} ell`} dir="auto">
          {contact.name}
        </h2>
        <div className={styles.sub}>
          {visibility === 'private' ? (
            <Icon of={IconLock} size={14} />
          ) : (
            <NetworkGlyph path={connector?.icon} name={null} size={14} />
          )}
          <span className="ell">
            {t('conversation.where', {
              network: conversation.channel.name,
              visibility: t(`conversation.visibilityAfter.${visibility}`),
            })}
          </span>
          <HeadPresence conversationId={conversation.id} isShort />
          <HeadStuck conversation={conversation} />
        </div>
      </div>
      <div className={styles.clocks}>
        {due && <SlaChip due={due} />}
        <HeadWindow conversation={conversation} />
      </div>
      <MoreMenu menu={entries} isLarge />
    </header>
  );
}

function Badges({ conversation: { status, priority, isSpam } }: { conversation: OpenConversation }) {
  const { t } = useTranslation();
  return (
    <>
      {isSpam && <Chip tone="over">{t('conversation.spamChip')}</Chip>}
      {(priority === 'high' || priority === 'urgent') && (
        <Chip tone="soon">{t(`conversation.priority.${priority}`)}</Chip>
      )}
      {status === 'closed' && <Chip>{t('conversation.closedChip')}</Chip>}
      {status === 'snoozed' && <Chip>{t('conversation.snoozedChip')}</Chip>}
    </>
  );
}

/** How long the network still takes answers here. */
function HeadWindow({
  conversation: { windowClosesAt, channel, status },
}: {
  conversation: OpenConversation;
}) {
  return <WindowChip closesAt={status === 'closed' ? null : windowClosesAt} network={channel.name} />;
}

function MoreMenu({ menu, isLarge = false }: { menu: MenuEntry[]; isLarge?: boolean }) {
  const { t } = useTranslation();
  return (
    <Menu
      label={t('conversation.more')}
      entries={menu}
      width={264}
      target={
        <Button
          tone="quiet"
          size={isLarge ? 'large' : 'small'}
          icon={IconDots}
          aria-label={t('conversation.more')}
        />
      }
    />
  );
}

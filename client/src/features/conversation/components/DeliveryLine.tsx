import type { DeliveryStatus, MessageItem } from '@visavis/shared/api/conversations';
import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { useServerTime } from '../../../lib/server-clock.ts';
import { Icon, type IconShape } from '../../../ui/Icon.tsx';
import styles from './Message.module.css';

const ICONS: Record<DeliveryStatus['state'], IconShape> = {
  awaitingApproval: IconClock,
  scheduled: IconClock,
  held: IconClock,
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  seen: IconChecks,
  edited: IconPencil,
  deleted: IconTrash,
  failed: IconAlertTriangle,
  unknown: IconClock,
  cancelled: IconTrash,
};

/** How far a reply has come, in a word with its sign. */
export function DeliveryLine({ message }: { message: MessageItem }) {
  const { delivery, visibility } = message;
  if (!delivery) return null;
  return (
    <span className={styles.delivery}>
      <Icon of={ICONS[delivery.state]} size={14} />
      <DeliveryWords delivery={delivery} at={message.postedAt} isPrivate={visibility === 'private'} />
    </span>
  );
}

interface DeliveryWordsProps {
  delivery: DeliveryStatus;
  at: string;
  isPrivate: boolean;
}

function DeliveryWords({ delivery, at, isPrivate }: DeliveryWordsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = useSecondsUntil(delivery.nextAt);
  const { state } = delivery;
  if (state === 'held')
    return seconds > 0 ? t('conversation.delivery.heldFor', { seconds }) : t('conversation.delivery.sending');
  if (state !== 'seen' && state !== 'sent' && state !== 'edited') return t(`conversation.delivery.${state}`);
  const word = state === 'seen' && isPrivate ? 'arrived' : state;
  return (
    <>
      <span className={styles.word}>{t(`conversation.delivery.${word}`)}</span>{' '}
      <time dateTime={at} title={format.fullDateTime(at)}>
        {format.clockTime(at)}
      </time>
    </>
  );
}

/** Whole seconds until an instant, never below 0. */
export function useSecondsUntil(at: string | null): number {
  return useServerTime((now) => (at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000))));
}

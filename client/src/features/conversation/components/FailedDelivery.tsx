import type { DeliveryStatus, MessageItem } from '@visavis/shared/api/conversations';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { useServerTime } from '../../../lib/server-clock.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Message.module.css';

const KINDS = [
  'auth',
  'permission',
  'rateLimited',
  'transient',
  'unknown',
  'duplicate',
  'gone',
  'windowClosed',
  'tooLong',
  'rejected',
] as const;

const MINUTE = 60_000;

/** Whether a delivery needs words of its own: failed, or waiting to be tried again. */
export function isTroubled(delivery: DeliveryStatus | undefined): delivery is DeliveryStatus {
  if (!delivery) return false;
  return delivery.state === 'failed' || (delivery.error !== null && isUnderWay(delivery));
}

const isUnderWay = ({ state }: DeliveryStatus) =>
  state === 'queued' || state === 'unknown' || state === 'sending';

interface FailedDeliveryProps {
  message: MessageItem;
  network: string;
  isBusy: boolean;
  onRetry: () => void;
  /** Absent for whoever may not: the text is its author's. */
  onEdit?: () => void;
  onDiscard?: () => void;
}

/** What went wrong on the network, what becomes of the reply, and what can be done. */
export function FailedDelivery({
  message,
  network,
  isBusy,
  onRetry,
  onEdit,
  onDiscard,
}: FailedDeliveryProps) {
  const { t } = useTranslation();
  const { delivery } = message;
  if (!isTroubled(delivery)) return null;
  const kind = KINDS.find((each) => each === delivery.error?.kind) ?? 'rejected';
  const detail = delivery.error?.detail;
  return (
    <div>
      <div className={styles.fault} role="alert">
        <Icon of={IconAlertTriangle} />
        <span className="grow">
          <b>
            {t(
              delivery.state === 'failed'
                ? 'conversation.failed.notPublished'
                : 'conversation.failed.notYetPublished',
            )}
          </b>{' '}
          {t(`conversation.failed.kind.${kind}`, { network })} <NextTry delivery={delivery} />
          {detail && (
            <span className={styles.faultDetail}>{t('conversation.failed.said', { network, detail })}</span>
          )}
        </span>
      </div>
      <div className={styles.faultActions}>
        <Button size="small" icon={IconRefresh} isBusy={isBusy} onClick={onRetry}>
          {t('conversation.failed.retry')}
        </Button>
        {onEdit && (
          <Button size="small" onClick={onEdit}>
            {t('common.edit')}
          </Button>
        )}
        {onDiscard && (
          <Button size="small" tone="quiet" onClick={onDiscard}>
            {t('conversation.failed.discard')}
          </Button>
        )}
      </div>
    </div>
  );
}

function NextTry({ delivery: { nextAt } }: { delivery: DeliveryStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useServerTime((now) => {
    if (nextAt === null) return '';
    const left = Date.parse(nextAt) - now;
    if (left <= 0) return t('conversation.failed.now');
    const span = left < 2 * MINUTE ? format.duration(left, true) : format.duration(left);
    return t('conversation.failed.next', { span });
  });
  return words;
}

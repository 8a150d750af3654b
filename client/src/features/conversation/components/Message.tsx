import type { MessageItem } from '@visavis/shared/api/conversations';
import {
  IconArrowBackUp,
  IconExternalLink,
  IconLock,
  IconShieldCheck,
  IconStarFilled,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { takeApart } from '../../../lib/signed-text.ts';
import { DeliveryLine } from './DeliveryLine.tsx';
import { FailedDelivery, isTroubled } from './FailedDelivery.tsx';
import styles from './Message.module.css';
import { MessagePictures } from './MessagePictures.tsx';
import { MessageText } from './MessageText.tsx';
import { ReplyActions } from './ReplyActions.tsx';

/** What the messages of one thread have in common. */
export interface MessageFrame {
  networkName: string;
  contactId: string;
  /** The language on screen: only another one is worth a tag. */
  locale: string;
  meId: string;
  /** Names behind the ids of those who are mentioned in notes. */
  nameOf: (agentId: string) => string | null;
  find: (messageId: string) => MessageItem | undefined;
  /** Why nothing can be answered here is the composer's to say; without it there is no button. */
  onReply?: (message: MessageItem) => void;
  onRetry: (message: MessageItem) => void;
  onEdit: (message: MessageItem) => void;
  onDiscard: (message: MessageItem) => void;
  busyMessageId: string | null;
  /** What the network lets one do to replies that stand there. */
  can: { edit: boolean; delete: boolean };
  /** Leads may take back what colleagues wrote. */
  isLead: boolean;
}

interface MessageProps {
  message: MessageItem;
  frame: MessageFrame;
  /** The message before it, notes left out: what answers that needs no quotation. */
  previousId?: string | undefined;
}

/** One message: its outline alone tells whether a customer, one of us, the brand or a note speaks. */
export const Message = memo(function Message(props: MessageProps) {
  const { message } = props;
  if (message.type === 'note') return <Note {...props} />;
  if (message.type === 'reply') return <Reply {...props} />;
  return message.author.kind === 'brand' ? <BrandPost {...props} /> : <CustomerPost {...props} />;
});

function CustomerPost(props: MessageProps) {
  const { message, frame } = props;
  const { t } = useTranslation();
  const { author, visibility, deletedAt } = message;
  const isPrivate = visibility === 'private';
  const isContact = author.id === frame.contactId;
  return (
    <article
      id={`message-${message.id}`}
      className={cx(
        styles.message,
        isPrivate && styles.private,
        !isContact && styles.participant,
        deletedAt && styles.gone,
      )}
      aria-label={t('conversation.says', { name: author.name })}
    >
      <CustomerAvatar name={author.name} src={author.avatarUrl} size={28} />
      <div className={cx(styles.main, styles.frame)}>
        <div className={styles.head}>
          <b dir="auto" className="ell" title={author.handle}>
            {author.name}
          </b>
          <span className="ell">{isContact ? frame.networkName : author.handle}</span>
          {isPrivate && (
            <Chip tone="private" icon={IconLock}>
              {t('conversation.private')}
            </Chip>
          )}
          <Language message={message} frame={frame} />
          <Actions message={message} frame={frame} />
          <Time message={message} />
        </div>
        <div className={styles.said}>
          <Quote {...props} />
          <Stars rating={message.rating} />
          <MessagePictures media={message.media} />
          <MessageText text={message.text} language={message.language} />
          <Marks message={message} />
        </div>
      </div>
    </article>
  );
}

function Reply(props: MessageProps) {
  const { message, frame } = props;
  const { t } = useTranslation();
  const { author, visibility, delivery, checkUrl, deletedAt } = message;
  const { body, byline } = takeApart(message);
  const isPrivate = visibility === 'private';
  const isGone = deletedAt !== undefined || delivery?.state === 'deleted';
  const isWaiting =
    delivery?.state === 'held' || delivery?.state === 'sending' || delivery?.state === 'queued';
  return (
    <article
      id={`message-${message.id}`}
      className={cx(
        styles.message,
        isPrivate && styles.private,
        isTroubled(delivery) && styles.failed,
        isWaiting && styles.waiting,
        isGone && styles.gone,
      )}
      aria-label={t('conversation.answers', { name: author.name })}
    >
      <Face name={author.name} src={author.avatarUrl} size={28} />
      <div className={styles.main}>
        <div className={styles.frame}>
          {isPrivate && (
            <div className={styles.head}>
              <Chip tone="private" icon={IconLock}>
                {t('conversation.private')}
              </Chip>
              <ReplyActions message={message} frame={frame} />
            </div>
          )}
          <div className={styles.bubble}>
            <Quote {...props} />
            <MessagePictures media={message.media} />
            <MessageText text={body} language={message.language} />
            <div className={styles.signature}>
              {byline && <b lang={message.language ?? undefined}>{byline}</b>}
              {checkUrl && (
                <a
                  className={styles.shield}
                  href={checkUrl}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={t('conversation.checkPage')}
                  title={t('conversation.checkPage')}
                >
                  <Icon of={IconShieldCheck} size={16} />
                </a>
              )}
              {!isPrivate && <ReplyActions message={message} frame={frame} />}
              {!isTroubled(delivery) && <DeliveryLine message={message} />}
            </div>
          </div>
        </div>
        <FailedDelivery
          message={message}
          network={frame.networkName}
          isBusy={frame.busyMessageId === message.id}
          onRetry={() => frame.onRetry(message)}
          {...(author.id === frame.meId ? { onEdit: () => frame.onEdit(message) } : {})}
          {...(author.id === frame.meId || frame.isLead ? { onDiscard: () => frame.onDiscard(message) } : {})}
        />
      </div>
    </article>
  );
}

function BrandPost(props: MessageProps) {
  const { message, frame } = props;
  const { t } = useTranslation();
  return (
    <article
      id={`message-${message.id}`}
      className={cx(styles.message, styles.brand, message.deletedAt && styles.gone)}
      aria-label={t('conversation.says', { name: message.author.name })}
    >
      <CustomerAvatar name={message.author.name} size={28} />
      <div className={styles.main}>
        <div className={styles.head}>
          <b className="ell">{message.author.name}</b>
          <span>{t('conversation.brandPost')}</span>
          <Actions message={message} frame={frame} />
          <Time message={message} />
        </div>
        <div className={styles.bubble}>
          <Quote {...props} />
          <MessagePictures media={message.media} />
          <MessageText text={message.text} language={message.language} />
          <Marks message={message} />
        </div>
      </div>
    </article>
  );
}

function Note({ message, frame }: MessageProps) {
  const { t } = useTranslation();
  const { author, mentions = [], asks = [] } = message;
  const asked = asks.flatMap((id) => firstName(frame.nameOf(id) ?? '') || []);
  const names = mentions
    .flatMap((id) => frame.nameOf(id) ?? [])
    // The longer name first: "@Jana Krüger" is not "@Jana" with something behind it.
    .flatMap((name) => [name, firstName(name)]);
  return (
    <article
      id={`message-${message.id}`}
      className={styles.message}
      aria-label={t('conversation.notes', { name: author.name })}
    >
      <Face name={author.name} src={author.avatarUrl} size={28} />
      <div className={styles.note}>
        <div className={styles.head}>
          <b className="ell">{author.name}</b>
          <Icon of={IconLock} size={14} />
          <span className="ell">{t('conversation.internal')}</span>
          <Time message={message} />
        </div>
        <MessageText text={message.text} language={message.language} mentions={names} />
        {asked.length > 0 && (
          <p className={styles.asks}>{t('handOver.ask.open', { names: asked.join(', ') })}</p>
        )}
      </div>
    </article>
  );
}

function Time({ message }: { message: MessageItem }) {
  const format = useFormat();
  return (
    <time className={styles.time} dateTime={message.postedAt} title={format.fullDateTime(message.postedAt)}>
      {format.clockTime(message.postedAt)}
    </time>
  );
}

function Language({ message, frame }: MessageProps): ReactNode {
  const { language } = message;
  return language && language.slice(0, 2) !== frame.locale ? (
    <Chip tone="language">{language.slice(0, 2)}</Chip>
  ) : null;
}

/** What the message answers, when that is not simply the one before. */
function Quote({ message, frame, previousId }: MessageProps) {
  const { t } = useTranslation();
  const answeredId = message.inReplyToMessageId;
  const answered = answeredId && answeredId !== previousId ? frame.find(answeredId) : undefined;
  if (!answered) return null;
  const { body } = takeApart(answered);
  const show = () => {
    const element = document.getElementById(`message-${answered.id}`);
    element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  return (
    <button
      type="button"
      className={styles.quote}
      onClick={show}
      aria-label={t('conversation.answersTo', { name: answered.author.name })}
    >
      {answered.author.name}: {body}
    </button>
  );
}

function Stars({ rating }: { rating: number | null }) {
  const { t } = useTranslation();
  if (rating === null) return null;
  return (
    <div className={styles.stars} role="img" aria-label={t('conversation.stars', { rating })}>
      {[1, 2, 3, 4, 5].map((star) => (
        <IconStarFilled
          key={star}
          size={14}
          className={styles.star}
          data-lit={star <= rating}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}

/** That somebody changed or took back what they wrote. */
function Marks({ message: { editedAt, deletedAt } }: { message: MessageItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (deletedAt)
    return <p className={styles.mark}>{t('conversation.deletedAt', { moment: format.moment(deletedAt) })}</p>;
  if (editedAt)
    return <p className={styles.mark}>{t('conversation.editedAt', { moment: format.moment(editedAt) })}</p>;
  return null;
}

function Actions({ message, frame }: MessageProps) {
  const { t } = useTranslation();
  const { onReply } = frame;
  const canAnswer = onReply && message.type === 'inbound' && message.author.kind === 'customer';
  if (!canAnswer && !message.permalink) return null;
  return (
    <span className={styles.actions}>
      {canAnswer && !message.deletedAt && (
        <Button
          tone="quiet"
          size="small"
          icon={IconArrowBackUp}
          aria-label={t('conversation.replyTo', { name: message.author.name })}
          title={t('conversation.replyTo', { name: message.author.name })}
          onClick={() => onReply(message)}
        />
      )}
      {message.permalink && (
        <Button
          tone="quiet"
          size="small"
          icon={IconExternalLink}
          aria-label={t('conversation.openOnNetwork', { network: frame.networkName })}
          title={t('conversation.openOnNetwork', { network: frame.networkName })}
          onClick={() => window.open(message.permalink, '_blank', 'noopener,noreferrer')}
        />
      )}
    </span>
  );
}

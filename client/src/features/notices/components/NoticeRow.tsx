import type { NoticeItem } from '@visavis/shared/api/notices';
import { IconAlarm, IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { noticePlace, pageOf } from '../notice-place.ts';
import { noticeSentence, noticeText } from '../notice-words.ts';
import styles from './Notices.module.css';

interface NoticeRowProps {
  notice: NoticeItem;
  onOpen: (notice: NoticeItem) => void;
}

/** One notice; a link to its conversation, or to where it is about several, channels or reports. */
export function NoticeRow({ notice, onOpen }: NoticeRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isNew = notice.seenAt === null;
  const place = noticePlace(notice);
  const text = {
    conversation: noticeText(notice),
    due: t('notices.alertedText'),
    channels: t('notices.channelText'),
    reports: noticeText(notice),
  }[place.at];
  return (
    <Link {...pageOf(place)} className={styles.row} data-new={isNew} onClick={() => onOpen(notice)}>
      <NoticeFace notice={notice} />
      <span className={styles.words}>
        <span className={styles.what}>{noticeSentence(t, notice)}</span>
        {text !== '' && (
          <span className={styles.text} dir="auto">
            {text}
          </span>
        )}
      </span>
      <span className={styles.when}>
        <time dateTime={notice.at} title={format.fullDateTime(notice.at)}>
          {format.clockTime(notice.at)}
        </time>
        {isNew && (
          <span className={styles.dot}>
            <span className="vh">{t('notices.unseen')}</span>
          </span>
        )}
      </span>
    </Link>
  );
}

/** Whoever did it: one of us is round, a customer a soft square. */
export function NoticeFace({ notice, size = 36 }: { notice: NoticeItem; size?: number }) {
  const { actor, conversation, count, team } = notice;
  if (actor !== null) return <Face name={actor.name} src={actor.avatarUrl} size={size} isDecorative />;
  if (conversation === null || count > 1)
    return (
      <span className={styles.many} style={{ width: size, height: size }} aria-hidden>
        <Icon of={team !== null ? IconLock : conversation === null ? IconPlugConnectedX : IconAlarm} />
      </span>
    );
  return <CustomerAvatar name={conversation.contactName} src={conversation.contactAvatarUrl} size={size} />;
}

import type { MessageItem } from '@visavis/shared/api/conversations';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Face } from '../../../ui/Face.tsx';
import { CompareDialog } from './CompareDialog.tsx';
import styles from './MovedBar.module.css';

interface MovedBarProps {
  /** What was written while the draft was; never empty. */
  news: readonly MessageItem[];
  draft: string;
  /** Sends what stands in the composer all the same. */
  onSendAnyway: () => void;
  /** Goes on with the colleague's words instead of the own ones. */
  onTakeTheirs: (text: string) => void;
  onDiscard: () => void;
}

/** Somebody wrote meanwhile: both texts are kept, and whoever wrote the second decides. */
export function MovedBar({ news, draft, onSendAnyway, onTakeTheirs, onDiscard }: MovedBarProps) {
  const { t } = useTranslation();
  const [isComparing, setComparing] = useState(false);
  // A colleague's answer counts more than what the customer added to it.
  const latest = news.findLast(({ type }) => type === 'reply') ?? news.at(-1);
  if (!latest) return null;
  const { author, type, delivery } = latest;
  const name = firstName(author.name);
  const close = () => setComparing(false);
  const words = type === 'reply' && delivery?.state === 'held' ? 'held' : type;
  return (
    <div className={styles.bar} role="alert">
      {author.kind === 'agent' ? (
        <Face name={author.name} src={author.avatarUrl} size={24} isDecorative />
      ) : (
        <CustomerAvatar name={author.name} src={author.avatarUrl} size={24} />
      )}
      <span className="grow">
        <b className="b6">{t(`composer.moved.${words}`, { name })}</b> {t('composer.moved.draftStays')}
      </span>
      <Button size="small" onClick={() => setComparing(true)}>
        {t('composer.moved.compare')}
      </Button>
      <Button size="small" onClick={onSendAnyway}>
        {t('composer.moved.sendAnyway')}
      </Button>
      <CompareDialog
        isOpen={isComparing}
        onClose={close}
        news={news}
        draft={draft}
        onSendAnyway={() => (close(), onSendAnyway())}
        onTakeTheirs={(text) => (close(), onTakeTheirs(text))}
        onDiscard={() => (close(), onDiscard())}
      />
    </div>
  );
}

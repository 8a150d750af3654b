import type { MessageItem } from '@visavis/shared/api/conversations';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { takeApart } from '../../../lib/signed-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import { Face } from '../../../ui/Face.tsx';
import styles from './MovedBar.module.css';

interface MovedBarProps {
  /** What was written while the draft was; never empty. */
  news: readonly MessageItem[];
  draft: string;
  /** Sends what stands in the composer all the same. */
  onSendAnyway: () => void;
  onDiscard: () => void;
}

/** Somebody wrote meanwhile: both texts are kept, and whoever wrote the second decides. */
export function MovedBar({ news, draft, onSendAnyway, onDiscard }: MovedBarProps) {
  const { t } = useTranslation();
  const [isComparing, setComparing] = useState(false);
  const latest = news.at(-1);
  if (!latest) return null;
  const { author, type } = latest;
  const name = firstName(author.name);
  const close = () => setComparing(false);
  return (
    <div className={styles.bar} role="alert">
      {author.kind === 'agent' ? (
        <Face name={author.name} src={author.avatarUrl} size={24} isDecorative />
      ) : (
        <CustomerAvatar name={author.name} src={author.avatarUrl} size={24} />
      )}
      <span className="grow">
        <b className="b6">{t(`composer.moved.${type}`, { name })}</b> {t('composer.moved.draftStays')}
      </span>
      <Button size="small" onClick={() => setComparing(true)}>
        {t('composer.moved.compare')}
      </Button>
      <Button size="small" onClick={onSendAnyway}>
        {t('composer.moved.sendAnyway')}
      </Button>
      <Dialog isOpen={isComparing} onClose={close} title={t('composer.moved.title')} width={720}>
        <div className={styles.columns}>
          <section className={styles.column}>
            <h3>{t('composer.moved.meanwhile')}</h3>
            {news.map((message) => (
              <News key={message.id} message={message} />
            ))}
          </section>
          <section className={styles.column}>
            <h3>{t('composer.moved.yours')}</h3>
            <p className={styles.mine} dir="auto">
              {draft}
            </p>
          </section>
        </div>
        <DialogActions>
          <Button tone="quiet" onClick={() => (close(), onDiscard())}>
            {t('composer.moved.discard')}
          </Button>
          <Button onClick={close} data-autofocus>
            {t('composer.moved.goOn')}
          </Button>
          <Button tone="primary" onClick={() => (close(), onSendAnyway())}>
            {t('composer.moved.sendAnyway')}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}

function News({ message }: { message: MessageItem }) {
  const format = useFormat();
  const { author, postedAt } = message;
  return (
    <p className={cx(styles.theirs, author.kind === 'customer' && styles.customer)} dir="auto">
      <small>
        {author.name}, {format.clockTime(postedAt)}
      </small>
      {takeApart(message).body}
    </p>
  );
}

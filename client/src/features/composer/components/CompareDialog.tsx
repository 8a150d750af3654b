import type { MessageItem } from '@visavis/shared/api/conversations';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { withoutAddress } from '../../../lib/conversation-title.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { takeApart } from '../../../lib/signed-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import styles from './MovedBar.module.css';
import { Sides } from './Sides.tsx';

/** Telling texts apart is needed here alone; until it is loaded both stand side by side without marks. */
const ComparedTexts = lazy(() =>
  import('./ComparedTexts.tsx').then((loaded) => ({ default: loaded.ComparedTexts })),
);

interface CompareDialogProps {
  isOpen: boolean;
  onClose: () => void;
  news: readonly MessageItem[];
  draft: string;
  onSendAnyway: () => void;
  onTakeTheirs: (text: string) => void;
  onDiscard: () => void;
}

/** What a colleague answered meanwhile beside the own draft, with the difference, and what to do about it. */
export function CompareDialog(props: CompareDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={t('composer.moved.title')} width={720}>
      {props.isOpen && <Comparison {...props} />}
    </Dialog>
  );
}

function Comparison({ news, draft, onClose, onSendAnyway, onTakeTheirs, onDiscard }: CompareDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const reply = news.findLast(({ type }) => type === 'reply');
  const others = news.filter((message) => message !== reply);
  const theirs = reply ? withoutAddress(takeApart(reply).body) : '';
  const theirsBy =
    reply &&
    t(reply.delivery?.state === 'held' ? 'composer.moved.byHeld' : 'composer.moved.by', {
      name: firstName(reply.author.name),
      time: format.clockTime(reply.postedAt),
    });
  return (
    <>
      {others.map((message) => (
        <News key={message.id} message={message} />
      ))}
      {theirsBy === undefined ? (
        <p className={styles.mine} dir="auto">
          {draft}
        </p>
      ) : (
        <Suspense fallback={<Sides theirs={theirs} mine={draft} theirsBy={theirsBy} />}>
          <ComparedTexts theirs={theirs} mine={draft} theirsBy={theirsBy} />
        </Suspense>
      )}
      <DialogActions>
        <Button tone="quiet" onClick={onDiscard}>
          {t('composer.moved.discard')}
        </Button>
        {reply && (
          <Button tone="quiet" onClick={() => onTakeTheirs(theirs)}>
            {t('composer.moved.takeTheirs')}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          {t('composer.moved.goOn')}
        </Button>
        <Button tone="primary" onClick={onSendAnyway}>
          {t('composer.moved.sendAnyway')}
        </Button>
      </DialogActions>
    </>
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

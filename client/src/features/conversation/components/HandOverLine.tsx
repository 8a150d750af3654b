import type { HandOverItem } from '@visavis/shared/api/hand-over';
import { useTranslation } from 'react-i18next';
import { firstName, useFormat } from '../../../lib/format.ts';
import styles from './Message.module.css';

interface HandOverLineProps {
  handOver: HandOverItem;
  /** Not where the card below the thread shows it already. */
  isNoteShown: boolean;
}

/** A hand-over in the thread: "14:03 · Mehmet hat an Jana übergeben", with its note below. */
export function HandOverLine({ handOver, isNoteShown }: HandOverLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, team, cause, at, note, isAnnounced } = handOver;
  const names = { from: from ? firstName(from.name) : '', to: to ? firstName(to.name) : team.name };
  return (
    <div className={styles.line}>
      <span>
        <time dateTime={at} title={format.fullDateTime(at)}>
          {format.clockTime(at)}
        </time>{' '}
        · {t(from ? `handOver.line.${cause}` : 'handOver.line.nobody', names)}
        {isAnnounced && ` · ${t('handOver.line.announced')}`}
        {note && isNoteShown && (
          <span className={styles.lineNote} dir="auto">
            {note}
          </span>
        )}
      </span>
    </div>
  );
}

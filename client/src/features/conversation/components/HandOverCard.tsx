import type { HandOverItem } from '@visavis/shared/api/hand-over';
import { openHandOver } from '@visavis/shared/conversations/open-hand-over';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './HandOverCard.module.css';

interface HandOverCardProps {
  conversation: OpenConversation;
  /** Puts the introduction in front of what stands in the composer. */
  onIntroduce: (introduction: string) => void;
}

/** What comes with a conversation that was handed over, for whom it is meant and until they have answered. */
export function HandOverCard({ conversation, onIntroduce }: HandOverCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const reader = { id: me.id, teamIds: me.teams.map(({ id }) => id) };
  const card = openHandOver(conversation.handOvers, conversation, reader);
  const title = useTitle(card);
  if (card === null) return null;
  const { from, note, introduction, isAnnounced } = card;
  const knowsFrom = from !== null && conversation.knows?.id === from.id;
  return (
    <section className={styles.card} aria-label={t('handOver.card.label')}>
      {from ? (
        <Face name={from.name} src={from.avatarUrl} size={28} isDecorative />
      ) : (
        <span className={styles.sign}>
          <Icon of={IconArrowForwardUp} />
        </span>
      )}
      <div className="grow">
        <div className={styles.head}>
          <b className="b6">{title}</b>
          <time dateTime={card.at} title={format.fullDateTime(card.at)}>
            {format.moment(card.at)}
          </time>
        </div>
        {note && (
          <p className={styles.note} dir="auto">
            {note}
          </p>
        )}
        {(knowsFrom || isAnnounced) && (
          <div className={styles.foot}>
            {knowsFrom && (
              <span>
                {t('handOver.card.knows', {
                  contact: firstName(conversation.contact.name),
                  name: firstName(from.name),
                })}
              </span>
            )}
            {isAnnounced && <span>{t('handOver.card.announced')}</span>}
            {introduction && conversation.assignee?.id === me.id && (
              <Button size="small" tone="quiet" onClick={() => onIntroduce(introduction)}>
                {t('handOver.card.introduce')}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function useTitle(card: HandOverItem | null): string {
  const { t } = useTranslation();
  if (card === null) return '';
  const { from, to, team, cause } = card;
  if (from === null) return t('handOver.card.nobody');
  const name = firstName(from.name);
  if (to === null && cause === 'hand') return t('handOver.card.toTeam', { team: team.name, name });
  return t(`handOver.card.${cause}`, { name });
}

import type { ColleagueSuggestion } from '@visavis/shared/api/hand-over';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RoomLeft } from '../../../ui/RoomLeft.tsx';
import type { HandOverTarget } from '../hand-over-targets.ts';
import styles from './HandOverDialog.module.css';

interface HandOverTargetsProps {
  id: string;
  targets: readonly HandOverTarget[];
  chosen: HandOverTarget | undefined;
  conversation: OpenConversation;
  onChoose: (id: string) => void;
}

/** People with why they could take it, then teams. The field above moves in it. */
export function HandOverTargets({ id, targets, chosen, conversation, onChoose }: HandOverTargetsProps) {
  const { t } = useTranslation();
  const firstTeam = targets.findIndex(({ kind }) => kind === 'team');
  return (
    <div id={id} role="listbox" aria-label={t('conversation.handOverTo')} className={styles.people}>
      {targets.map((target, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, by aria-activedescendant
        <div
          key={target.id}
          id={`${id}-${target.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={target === chosen}
          className={styles.person}
          data-first-team={at === firstTeam && at > 0 ? true : undefined}
          ref={target === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          onClick={() => onChoose(target.id)}
        >
          {target.kind === 'person' ? (
            <Colleague colleague={target.colleague} conversation={conversation} />
          ) : (
            <>
              <span className={styles.team} aria-hidden="true">
                <Icon of={IconUsers} />
              </span>
              <span className="grow">
                <b>{target.team.name}</b>
                <small>
                  {t(target.id === conversation.team.id ? 'handOver.ownTeam' : 'handOver.otherTeam')}
                </small>
              </span>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

interface ColleagueProps {
  colleague: ColleagueSuggestion;
  conversation: OpenConversation;
}

function Colleague({ colleague, conversation }: ColleagueProps) {
  const { t } = useTranslation();
  const { agent, availability, isSuggested, returnsAt, capacity, load } = colleague;
  const isAway = availability === 'off' || availability === 'away';
  return (
    <>
      <Face
        name={agent.name}
        src={agent.avatarUrl}
        size={32}
        presence={presenceOf(availability)}
        isAway={isAway}
        isDecorative
      />
      <span className="grow">
        <b>{agent.name}</b>
        <small>{useWhy(colleague, conversation)}</small>
      </span>
      {isSuggested && <Chip tone="accent">{t('conversation.suggested')}</Chip>}
      <RoomLeft {...{ availability, returnsAt, capacity, load }} />
    </>
  );
}

/** What speaks for somebody, or against: who knows the customer first. */
function useWhy(colleague: ColleagueSuggestion, { contact, language }: OpenConversation): string {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { knownFrom, skills, speaks, helpsWith, isInTeam } = colleague;
  const spoken = language?.slice(0, 2);
  return [
    knownFrom > 0
      ? t('conversation.knowsContact', { name: firstName(contact.name), count: knownFrom })
      : null,
    skills.needed > 0 ? t('handOver.skills', skills) : null,
    !speaks && spoken
      ? t('handOver.speaksNot', {
          language: new Intl.DisplayNames([locale], { type: 'language' }).of(spoken) ?? spoken,
        })
      : null,
    knownFrom === 0 ? helpsWith || null : null,
    isInTeam ? null : t('handOver.noTeam'),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

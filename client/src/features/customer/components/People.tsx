import type { Participant, PersonRef } from '@visavis/shared/api/conversations';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { Face, FaceStack } from '../../../ui/Face.tsx';
import { peopleInvolved } from '../customer-facts.ts';
import styles from './CustomerPanel.module.css';

interface PeopleProps {
  conversation: OpenConversation;
  onMute: (contactId: string, isMuted: boolean) => void;
}

const MOST_FACES = 5;

/** Who has a part in a conversation: of us, and outside besides the customer. */
export function People({ conversation, onMute }: PeopleProps) {
  const { t } = useTranslation();
  const us = peopleInvolved(conversation);
  const others = conversation.participants.filter(({ isContact }) => !isContact);
  return (
    <section aria-labelledby="customer-people">
      <h3 className={styles.title} id="customer-people">
        {t('customer.involved')}
      </h3>
      {us.length === 0 ? <p className="t12 mut">{t('customer.nobodyYet')}</p> : <Us people={us} />}
      {others.length > 0 && (
        <ul className={styles.others}>
          {others.map((participant) => (
            <Other key={participant.contact.id} participant={participant} onMute={onMute} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Us({ people }: { people: readonly PersonRef[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const names = people.map(({ id, name }) => (id === me.id ? t('customer.you') : firstName(name)));
  return (
    <div className={styles.us}>
      <FaceStack>
        {people.slice(0, MOST_FACES).map(({ id, name, avatarUrl }) => (
          <Face key={id} name={name} src={avatarUrl} size={28} isDecorative />
        ))}
      </FaceStack>
      <span className="t12 sec">{names.join(', ')}</span>
    </div>
  );
}

function Other({ participant, onMute }: { participant: Participant; onMute: PeopleProps['onMute'] }) {
  const { t } = useTranslation();
  const { contact, isMuted } = participant;
  return (
    <li>
      <CustomerAvatar name={contact.name} src={contact.avatarUrl} size={24} />
      <span className="grow ell" dir="auto">
        {contact.name}
        {contact.handle && <span className="mut"> {contact.handle}</span>}
      </span>
      {isMuted && <span className="t11 mut">{t('customer.muted')}</span>}
      <Button
        tone="quiet"
        size="small"
        icon={isMuted ? IconVolume : IconVolumeOff}
        title={t(isMuted ? 'customer.unmute' : 'customer.mute')}
        aria-label={t(isMuted ? 'customer.unmuteName' : 'customer.muteName', { name: contact.name })}
        onClick={() => onMute(contact.id, !isMuted)}
      />
    </li>
  );
}

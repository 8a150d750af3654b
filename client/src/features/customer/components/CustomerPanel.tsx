import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useConnector } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { CustomerAvatar } from '../../../ui/CustomerAvatar.tsx';
import { NetworkGlyph } from '../../../ui/NetworkGlyph.tsx';
import { ClockLedger } from './ClockLedger.tsx';
import styles from './CustomerPanel.module.css';
import { History } from './History.tsx';
import { Identities } from './Identities.tsx';
import { KnowsCard } from './KnowsCard.tsx';
import { People } from './People.tsx';
import { TagsEditor } from './TagsEditor.tsx';

interface CustomerPanelProps {
  conversation: OpenConversation;
  onTags: (tags: string[]) => void;
  onMute: (contactId: string, isMuted: boolean) => void;
}

/** Whom one talks to: who of us knows them, how the clock stands, where else they write and what was before. */
export function CustomerPanel({ conversation, onTags, onMute }: CustomerPanelProps) {
  const { id, contact, ledger, events, due, history, identities, participants, tags } = conversation;
  const isMuted = participants.some((each) => each.isContact && each.isMuted);
  return (
    <div className={styles.panel}>
      <Who conversation={conversation} isMuted={isMuted} />
      <KnowsCard conversation={conversation} />
      <ClockLedger conversationId={id} ledger={ledger} events={events} due={due} contactName={contact.name} />
      {identities.length > 0 && (
        <>
          <hr className={styles.rule} />
          <Identities identities={identities} />
        </>
      )}
      <hr className={styles.rule} />
      <People conversation={conversation} onMute={onMute} />
      <TagsEditor tags={tags} onChange={onTags} />
      <History history={history} />
      <MuteFoot name={contact.name} isMuted={isMuted} onChange={(value) => onMute(contact.id, value)} />
    </div>
  );
}

function Who({ conversation, isMuted }: { conversation: OpenConversation; isMuted: boolean }) {
  const { t } = useTranslation();
  const { contact, channel, language } = conversation;
  const connector = useConnector(channel.network);
  return (
    <div className={styles.head}>
      <CustomerAvatar name={contact.name} src={contact.avatarUrl} size={52} />
      <div className="grow">
        <h2 className={styles.name} dir="auto">
          {contact.name}
        </h2>
        <p className={styles.where}>
          <NetworkGlyph path={connector?.icon} name={null} size={14} />
          <span className="ell" dir="auto">
            {contact.handle ?? t('customer.on', { network: channel.name })}
          </span>
        </p>
        {(language !== null || isMuted) && (
          <div className={styles.chips}>
            {language !== null && <Chip tone="language">{language.slice(0, 2)}</Chip>}
            {isMuted && (
              <Chip tone="over" icon={IconVolumeOff}>
                {t('customer.muted')}
              </Chip>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

interface MuteFootProps {
  name: string;
  isMuted: boolean;
  onChange: (isMuted: boolean) => void;
}

function MuteFoot({ name, isMuted, onChange }: MuteFootProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      {isMuted && <p className="t12 mut">{t('customer.mutedNote')}</p>}
      <Button
        tone="quiet"
        size="small"
        icon={isMuted ? IconVolume : IconVolumeOff}
        onClick={() => onChange(!isMuted)}
      >
        {t(isMuted ? 'customer.unmuteName' : 'customer.muteName', { name: firstName(name) })}
      </Button>
    </div>
  );
}

import type { AgentItem } from '@visavis/shared/api/agents';
import { useTranslation } from 'react-i18next';
import { presenceOf } from '../../../lib/presence.ts';
import { Face } from '../../../ui/Face.tsx';
import styles from './MentionList.module.css';

interface MentionListProps {
  id: string;
  people: readonly AgentItem[];
  at: number;
  onChoose: (agent: AgentItem) => void;
}

/** Colleagues to choose from while a name is typed; the keys stay in the text field. */
export function MentionList({ id, people, at, onChoose }: MentionListProps) {
  const { t } = useTranslation();
  return (
    <div id={id} role="listbox" aria-label={t('composer.mention')} className={styles.list}>
      {people.map((agent, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, by aria-activedescendant
        <div
          key={agent.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={styles.person}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(agent)}
        >
          <Face
            name={agent.displayName}
            src={agent.avatarUrl}
            size={24}
            presence={presenceOf(agent.availability)}
            isDecorative
          />
          <span className="b5">{agent.displayName}</span>
          <span className="t12 mut ell">{agent.helpsWith}</span>
        </div>
      ))}
    </div>
  );
}

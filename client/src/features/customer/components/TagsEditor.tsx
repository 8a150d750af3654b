import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './TagsEditor.module.css';

interface TagsEditorProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

const LONGEST_TAG = 60;

/** The tags of a conversation: each can be taken off, one more can be typed. */
export function TagsEditor({ tags, onChange }: TagsEditorProps) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const plus = useRef<HTMLButtonElement>(null);
  const wasAdding = useRef(false);
  useEffect(() => {
    // Focus goes back to where it came from, never to the top of the page.
    if (wasAdding.current && !isAdding) plus.current?.focus();
    wasAdding.current = isAdding;
  }, [isAdding]);
  const add = (name: string) => {
    setAdding(false);
    const isKnown = tags.some((tag) => tag.toLowerCase() === name.toLowerCase());
    if (name !== '' && !isKnown) onChange([...tags, name]);
  };
  return (
    <section aria-labelledby="customer-tags">
      <h3 className={styles.title} id="customer-tags">
        {t('customer.tags.title')}
      </h3>
      <ul className={styles.tags}>
        {tags.map((tag) => (
          <li key={tag} className={styles.tag}>
            <span className="ell" dir="auto">
              {tag}
            </span>
            <button
              type="button"
              aria-label={t('customer.tags.remove', { tag })}
              onClick={() => {
                plus.current?.focus();
                onChange(tags.filter((each) => each !== tag));
              }}
            >
              <Icon of={IconX} size={12} />
            </button>
          </li>
        ))}
        <li>
          {isAdding ? (
            <NewTag onAdd={add} onCancel={() => setAdding(false)} />
          ) : (
            <button
              ref={plus}
              type="button"
              className={styles.plus}
              aria-label={t('customer.tags.add')}
              title={t('customer.tags.add')}
              onClick={() => setAdding(true)}
            >
              <Icon of={IconPlus} size={12} />
            </button>
          )}
        </li>
      </ul>
    </section>
  );
}

function NewTag({ onAdd, onCancel }: { onAdd: (name: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onAdd(name.trim());
    }
    if (event.key === 'Escape') {
      // Closes the field, not the drawer around it.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={t('customer.tags.name')}
      placeholder={t('customer.tags.name')}
      maxLength={LONGEST_TAG}
      autoComplete="off"
      enterKeyHint="done"
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onAdd(name.trim())}
    />
  );
}

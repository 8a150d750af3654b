import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ChosenValue } from '../../ui/ChosenValue.tsx';
import styles from './rule-editor.module.css';
import type { Choice } from './use-rule-words.ts';

interface ChipsFieldProps {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What can be chosen; without it, anything can be typed. */
  choices?: readonly Choice[];
  /** How a value that is not among the choices is called. */
  nameOf?: (value: string) => string;
  help?: string;
  /** Makes what was typed a value; null refuses it. */
  read?: (text: string) => string | null;
  maxLength?: number;
}

const MOST_VALUES = 50;

/** Several values, each a chip that can be taken off again; further ones are chosen or typed. */
export function ChipsField({ label, values, onChange, choices, nameOf, help, ...typed }: ChipsFieldProps) {
  const { t } = useTranslation();
  const helpId = useId();
  const name = (value: string) =>
    choices?.find((choice) => choice.value === value)?.label ?? nameOf?.(value) ?? value;
  const add = (value: string) => {
    if (value !== '' && !values.includes(value) && values.length < MOST_VALUES) onChange([...values, value]);
  };
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {values.map((value) => (
        <ChosenValue
          key={value}
          name={name(value)}
          onRemove={() => onChange(values.filter((each) => each !== value))}
        />
      ))}
      {choices === undefined ? (
        <TypedValue label={label} onAdd={add} helpId={help ? helpId : undefined} {...typed} />
      ) : (
        <select
          className={styles.control}
          aria-label={label}
          value=""
          onChange={(event) => add(event.currentTarget.value)}
        >
          <option value="">{t('rules.editor.choose')}</option>
          {choices
            .filter(({ value }) => !values.includes(value))
            .map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
        </select>
      )}
      {help && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
}

interface TypedValueProps {
  label: string;
  onAdd: (value: string) => void;
  helpId: string | undefined;
  read?: (text: string) => string | null;
  maxLength?: number;
}

function TypedValue({ label, onAdd, helpId, read = trimmed, maxLength = 100 }: TypedValueProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const take = () => {
    const value = read(text);
    if (value === null) return;
    onAdd(value);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== ',')) return;
    event.preventDefault();
    take();
  };
  return (
    <input
      type="text"
      className={styles.control}
      aria-label={label}
      aria-describedby={helpId}
      placeholder={t('rules.editor.addValue')}
      maxLength={maxLength}
      autoComplete="off"
      enterKeyHint="done"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={take}
    />
  );
}

function trimmed(text: string): string | null {
  const value = text.trim();
  return value === '' ? null : value;
}

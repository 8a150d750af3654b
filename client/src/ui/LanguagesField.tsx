import { Popover as MantinePopover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import { findLanguages, isUnnamedCode, languageName, readLanguage } from '../lib/languages.ts';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';
import styles from './LanguagesField.module.css';
import { useOwnEscape } from './Popover.tsx';

interface LanguagesFieldProps {
  label: string;
  help?: ReactNode;
  error?: string | null;
  isLabelHidden?: boolean;
  /** Primary subtags in the order in which they were chosen. */
  values: readonly string[];
  onChange: (values: string[]) => void;
  most?: number;
}

interface Offer {
  code: string;
  words: string;
  /** It has no name here: only whoever means it chooses it, it is never the one proposed. */
  isBare?: true;
}

/** The arrows were not used yet. */
const UNMOVED = -1;

/**
 * Languages, chosen by the start of their name or by their code. What is typed and no language stays in the field with
 * a sentence, and keeps the form around it from being sent without it.
 */
export function LanguagesField({ error, help, ...props }: LanguagesFieldProps) {
  const { values, onChange, most = 20 } = props;
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(UNMOVED);
  const [isUnread, setUnread] = useState(false);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const name = (code: string) => languageName(code, i18n.language);
  const offers = isOpen ? offersOf(text, values) : [];
  const active = activeOf(offers, at);
  const fault = isUnread && text.trim() !== '' ? t('common.languages.unknown', { text: text.trim() }) : null;
  useOwnEscape(offers.length > 0, () => setOpen(false));
  // A form is not sent while something in it is not understood.
  useEffect(() => {
    const isPending = text.trim() !== '' && readLanguage(text, i18n.language) === null;
    input.current?.setCustomValidity(isPending ? t('common.languages.unknown', { text: text.trim() }) : '');
  }, [text, t, i18n.language]);

  function offersOf(term: string, without: readonly string[]): Offer[] {
    const found = findLanguages(term, i18n.language, without);
    const code = term.trim().toLowerCase();
    const offered = found.map(({ code: each, name: words }) => ({ code: each, words }));
    return isUnnamedCode(code, i18n.language) && !without.includes(code)
      ? [...offered, { code, words: t('common.languages.asCode', { code }), isBare: true }]
      : offered;
  }
  const add = (codes: readonly string[]) => {
    const next = [...new Set([...values, ...codes])].slice(0, most);
    const added = next.filter((code) => !values.includes(code));
    if (added.length === 0) return;
    onChange(next);
    setSaid(t('common.languages.added', { names: added.map(name).join(', ') }));
  };
  const remove = (code: string) => {
    onChange(values.filter((each) => each !== code));
    setSaid(t('common.languages.removed', { name: name(code) }));
    input.current?.focus();
  };
  const choose = (code: string) => {
    add([code]);
    setText('');
    setAt(UNMOVED);
    setOpen(false);
    setUnread(false);
  };
  /** Several at once, as they are pasted: what is no language stays. */
  const type = (typed: string) => {
    setOpen(true);
    setAt(UNMOVED);
    setUnread(false);
    if (!/[,;\n]/u.test(typed)) return setText(typed);
    const parts = typed.split(/[,;\n]/u).map((part) => part.trim());
    const codes = parts.map((part) => readLanguage(part, i18n.language));
    const left = parts.filter((part, index) => part !== '' && codes[index] === null);
    add(codes.filter((code) => code !== null));
    setText(left.join(' '));
    setUnread(left.length > 0);
  };
  const take = () => {
    setOpen(false);
    if (text.trim() === '') return;
    const code = readLanguage(text, i18n.language);
    if (code === null) setUnread(true);
    else choose(code);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      if (isOpen) setAt(movedBy(by, active === undefined ? UNMOVED : offers.indexOf(active), offers.length));
      else setOpen(true);
    } else if (event.key === 'Enter') {
      // Chooses, and never sends the form around it.
      event.preventDefault();
      if (isOpen && active && text.trim() !== '') choose(active.code);
      else take();
    } else if (event.key === 'Backspace' && text === '') {
      const last = values.at(-1);
      if (last !== undefined) remove(last);
    }
  };
  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} help={help} error={fault ?? error}>
      {({ className: _own, ...aria }) => (
        <MantinePopover
          opened={offers.length > 0}
          position="bottom-start"
          offset={4}
          width="target"
          withRoles={false}
          closeOnEscape={false}
          withinPortal
        >
          <MantinePopover.Target>
            <div className={styles.box} data-faulty={fault !== null}>
              {values.map((code) => (
                <span key={code} className={styles.value}>
                  <span dir="auto">{name(code)}</span>
                  <button
                    type="button"
                    aria-label={t('common.languages.remove', { name: name(code) })}
                    onClick={() => remove(code)}
                  >
                    <Icon of={IconX} size={12} />
                  </button>
                </span>
              ))}
              {values.length < most && (
                <input
                  {...aria}
                  ref={input}
                  type="text"
                  role="combobox"
                  className={styles.input}
                  aria-describedby={cx(aria['aria-describedby'], values.length > 0 && `${listId}-chosen`)}
                  aria-expanded={offers.length > 0}
                  aria-autocomplete="list"
                  aria-controls={offers.length > 0 ? listId : undefined}
                  aria-activedescendant={active && `${listId}-${active.code}`}
                  placeholder={t('common.languages.placeholder')}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  enterKeyHint="done"
                  maxLength={100}
                  value={text}
                  onChange={(event) => type(event.currentTarget.value)}
                  onClick={() => setOpen(true)}
                  onKeyDown={onKeyDown}
                  onBlur={take}
                />
              )}
              <span id={`${listId}-chosen`} hidden>
                {t('common.languages.chosen', { names: values.map(name).join(', ') })}
              </span>
              <span className="vh" role="status">
                {said}
              </span>
            </div>
          </MantinePopover.Target>
          <MantinePopover.Dropdown className={styles.offers}>
            <Offers id={listId} label={props.label} offers={offers} active={active} onChoose={choose} />
          </MantinePopover.Dropdown>
        </MantinePopover>
      )}
    </Field>
  );
}

function activeOf(offers: readonly Offer[], at: number): Offer | undefined {
  if (at !== UNMOVED) return offers[Math.min(at, offers.length - 1)];
  return offers[0]?.isBare === true ? undefined : offers[0];
}

function movedBy(by: number, at: number, count: number): number {
  if (at === UNMOVED) return by > 0 ? 0 : count - 1;
  return (at + by + count) % Math.max(1, count);
}

interface OffersProps {
  id: string;
  label: string;
  offers: readonly Offer[];
  active: Offer | undefined;
  onChoose: (code: string) => void;
}

/** The focus stays in the field; the list follows it. */
function Offers({ id, label, offers, active, onChoose }: OffersProps) {
  const shown = useRef<HTMLDivElement>(null);
  const code = active?.code;
  // Newer browsers answer with a promise, which must not be taken for a clean-up.
  useEffect(() => {
    shown.current?.scrollIntoView?.({ block: 'nearest' });
  }, [code]);
  return (
    <div id={id} role="listbox" aria-label={label} className={styles.list}>
      {offers.map((offer) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, by aria-activedescendant
        <div
          key={offer.code}
          id={`${id}-${offer.code}`}
          ref={offer.code === code ? shown : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={offer.code === code}
          className={styles.offer}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(offer.code)}
        >
          <span dir="auto">{offer.words}</span>
          <span className={styles.code}>{offer.code}</span>
        </div>
      ))}
    </div>
  );
}

import { Popover as MantinePopover } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import { ChosenValue } from './ChosenValue.tsx';
import { Field } from './Field.tsx';
import styles from './LanguagesField.module.css';
import { useOwnEscape } from './Popover.tsx';
import { useLanguageEntry, type LanguageOffer } from './use-language-entry.ts';

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

/**
 * Languages, chosen by the start of their name or by their code. What is typed and no language stays in the field with
 * a sentence, and keeps the form around it from being sent without it.
 */
export function LanguagesField({ label, error, help, isLabelHidden, ...props }: LanguagesFieldProps) {
  const { values, most = 20 } = props;
  const { t } = useTranslation();
  const entry = useLanguageEntry({ ...props, most });
  const listId = useId();
  const { offers, active, fault, nameOf } = entry;
  const isOffering = offers.length > 0;
  useOwnEscape(isOffering, entry.close);
  return (
    <Field label={label} isLabelHidden={isLabelHidden} help={help} error={fault ?? error}>
      {({ className: _own, ...aria }) => (
        <MantinePopover
          opened={isOffering}
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
                <ChosenValue key={code} name={nameOf(code)} onRemove={() => entry.remove(code)} />
              ))}
              {values.length < most && (
                <input
                  {...aria}
                  ref={entry.input}
                  type="text"
                  role="combobox"
                  className={styles.input}
                  aria-describedby={cx(aria['aria-describedby'], values.length > 0 && `${listId}-chosen`)}
                  aria-expanded={isOffering}
                  aria-autocomplete="list"
                  aria-controls={isOffering ? listId : undefined}
                  aria-activedescendant={active && `${listId}-${active.code}`}
                  placeholder={t('common.languages.placeholder')}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  enterKeyHint="done"
                  maxLength={100}
                  value={entry.text}
                  onChange={(event) => entry.type(event.currentTarget.value)}
                  onClick={entry.open}
                  onKeyDown={entry.onKeyDown}
                  onBlur={entry.take}
                />
              )}
              <span id={`${listId}-chosen`} hidden>
                {t('common.languages.chosen', { names: values.map(nameOf).join(', ') })}
              </span>
              <span className="vh" role="status">
                {entry.said}
              </span>
            </div>
          </MantinePopover.Target>
          <MantinePopover.Dropdown className={styles.offers}>
            <Offers id={listId} label={label} offers={offers} active={active} onChoose={entry.choose} />
          </MantinePopover.Dropdown>
        </MantinePopover>
      )}
    </Field>
  );
}

interface OffersProps {
  id: string;
  label: string;
  offers: readonly LanguageOffer[];
  active: LanguageOffer | undefined;
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

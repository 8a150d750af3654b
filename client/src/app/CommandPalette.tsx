import { IconCornerDownLeft, IconSearch } from '@tabler/icons-react';
import { Fragment, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import styles from './CommandPalette.module.css';
import { usePaletteEntries, type PaletteEntry } from './palette-entries.tsx';

/** Actions, people and conversations behind one field. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.palette.title')} width={460} isBare>
      <Palette onClose={onClose} />
    </Dialog>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [term, setTerm] = useState('');
  const [chosen, setChosen] = useState(0);
  const groups = usePaletteEntries(term);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, entries.length - 1);
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    // The dialog gives the focus back first; an action may want it.
    setTimeout(entry.run, 0);
  };
  const onTerm = (text: string) => {
    setTerm(text);
    setChosen(0);
  };
  const onMove = (by: 1 | -1) => entries.length > 0 && setChosen((at + by + entries.length) % entries.length);
  return (
    <>
      <PaletteField
        term={term}
        listId={listId}
        activeId={entries[at] && `${listId}-${at}`}
        onTerm={onTerm}
        onMove={onMove}
        onRun={() => run(entries[at])}
      />
      <div id={listId} role="listbox" aria-label={t('app.palette.title')} className={styles.results}>
        {groups.map((group) => (
          <Fragment key={group.label}>
            <div className={styles.heading} role="presentation">
              {group.label}
            </div>
            {group.entries.map((entry) => (
              <PaletteOption
                key={entry.id}
                id={`${listId}-${entries.indexOf(entry)}`}
                entry={entry}
                term={term}
                isChosen={entry === entries[at]}
                onChoose={() => setChosen(entries.indexOf(entry))}
                onRun={() => run(entry)}
              />
            ))}
          </Fragment>
        ))}
        {entries.length === 0 && <p className={styles.nothing}>{t('app.palette.nothing', { term })}</p>}
      </div>
      <PaletteFoot />
    </>
  );
}

interface PaletteFieldProps {
  term: string;
  listId: string;
  activeId: string | undefined;
  onTerm: (term: string) => void;
  onMove: (by: 1 | -1) => void;
  onRun: () => void;
}

function PaletteField({ term, listId, activeId, onTerm, onMove, onRun }: PaletteFieldProps) {
  const { t } = useTranslation();
  const actions: Record<string, () => void> = {
    ArrowDown: () => onMove(1),
    ArrowUp: () => onMove(-1),
    Enter: onRun,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actions[event.key];
    if (!action || event.nativeEvent.isComposing) return;
    event.preventDefault();
    action();
  };
  return (
    <div className={styles.field}>
      <Icon of={IconSearch} />
      <input
        role="combobox"
        aria-label={t('app.palette.placeholder')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        placeholder={t('app.palette.placeholder')}
        autoComplete="off"
        data-autofocus
        value={term}
        onChange={(event) => onTerm(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface PaletteOptionProps {
  id: string;
  entry: PaletteEntry;
  term: string;
  isChosen: boolean;
  onChoose: () => void;
  onRun: () => void;
}

function PaletteOption({ id, entry, term, isChosen, onChoose, onRun }: PaletteOptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, by aria-activedescendant
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={styles.option}
      ref={isChosen ? scrollIntoView : undefined}
      onClick={onRun}
      onPointerMove={onChoose}
    >
      {/* The emphasis below cuts words in two for some screen readers. */}
      <span className="vh">{[entry.label, entry.detail].filter(Boolean).join(', ')}</span>
      {entry.leading}
      <b aria-hidden="true">
        <Marked text={entry.label} term={term} />
      </b>
      {entry.detail && (
        <span className="t12 mut ell" aria-hidden="true">
          <Marked text={entry.detail} term={term} />
        </span>
      )}
      <span className={styles.end}>{entry.keys ? <KeyHint keys={entry.keys} isSplit /> : entry.end}</span>
    </div>
  );
}

function PaletteFoot() {
  const { t } = useTranslation();
  return (
    <div className={styles.foot} aria-hidden="true">
      <span>
        <KeyHint keys="up" />
        <KeyHint keys="down" />
        {t('app.palette.choose')}
      </span>
      <span>
        <Icon of={IconCornerDownLeft} size={14} />
        {t('app.palette.enter')}
      </span>
      <span>
        <KeyHint keys="@" />
        {t('app.palette.peopleOnly')}
      </span>
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** The letters that were typed, emphasised where they stand. */
function Marked({ text, term }: { text: string; term: string }) {
  const wanted = term.replace(/^@/, '').trim();
  const at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : -1;
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}

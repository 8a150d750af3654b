import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findLanguages, isUnnamedCode, languageName, readLanguage } from '../lib/languages.ts';

export interface LanguageOffer {
  code: string;
  words: string;
  /** It has no name here: only whoever means it chooses it, it is never the one proposed. */
  isBare?: true;
}

interface LanguageEntryOptions {
  values: readonly string[];
  onChange: (values: string[]) => void;
  most: number;
}

/** The arrows were not used yet. */
const UNMOVED = -1;

/** What happens in a field of languages between a key and a chosen language. */
export function useLanguageEntry({ values, onChange, most }: LanguageEntryOptions) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(UNMOVED);
  const [isUnread, setUnread] = useState(false);
  const [said, setSaid] = useState('');
  const name = (code: string) => languageName(code, locale);
  const unnamed = (code: string) => t('common.languages.asCode', { code });
  const offers = isOpen ? offersFor({ text, locale, values, unnamed }) : [];
  const active = activeOf(offers, at);
  const unknown = t('common.languages.unknown', { text: text.trim() });
  const isPending = text.trim() !== '' && readLanguage(text, locale) === null;
  const input = useHeldBack(isPending ? unknown : '');

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
  const type = (typed: string) => {
    setOpen(true);
    setAt(UNMOVED);
    const { codes, rest, isSeveral } = partsOf(typed, locale);
    add(codes);
    setText(rest);
    setUnread(isSeveral && rest !== '');
  };
  const take = () => {
    setOpen(false);
    if (text.trim() === '') return;
    const code = readLanguage(text, locale);
    if (code === null) setUnread(true);
    else choose(code);
  };
  const move = (by: number) => {
    if (isOpen) setAt(movedBy(by, active === undefined ? UNMOVED : offers.indexOf(active), offers.length));
    else setOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const last = values.at(-1);
    // Enter chooses, and never sends the form around it.
    if (by !== 0 || event.key === 'Enter') event.preventDefault();
    if (by !== 0) move(by);
    else if (event.key === 'Enter' && isOpen && active && text.trim() !== '') choose(active.code);
    else if (event.key === 'Enter') take();
    else if (event.key === 'Backspace' && text === '' && last !== undefined) remove(last);
  };
  return {
    input,
    text,
    offers,
    active,
    /** What was done last, for whoever does not see it. */
    said,
    fault: isUnread && text.trim() !== '' ? unknown : null,
    nameOf: name,
    open: () => setOpen(true),
    close: () => setOpen(false),
    type,
    take,
    choose,
    remove,
    onKeyDown,
  };
}

/** An input that keeps the form around it from being sent while there is something to say against it. */
function useHeldBack(fault: string) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.setCustomValidity(fault), [fault]);
  return input;
}

interface OffersOptions {
  text: string;
  locale: string;
  values: readonly string[];
  unnamed: (code: string) => string;
}

function offersFor({ text, locale, values, unnamed }: OffersOptions): LanguageOffer[] {
  const found = findLanguages(text, locale, values).map(({ code, name }) => ({ code, words: name }));
  const code = text.trim().toLowerCase();
  return isUnnamedCode(code, locale) && !values.includes(code)
    ? [...found, { code, words: unnamed(code), isBare: true }]
    : found;
}

/** Several at once, as they are pasted; what is no language stays. */
function partsOf(typed: string, locale: string): { codes: string[]; rest: string; isSeveral: boolean } {
  if (!/[,;\n]/u.test(typed)) return { codes: [], rest: typed, isSeveral: false };
  const parts = typed.split(/[,;\n]/u).map((part) => part.trim());
  const codes = parts.map((part) => readLanguage(part, locale));
  const rest = parts.filter((part, index) => part !== '' && codes[index] === null).join(' ');
  return { codes: codes.filter((code) => code !== null), rest, isSeveral: true };
}

function activeOf(offers: readonly LanguageOffer[], at: number): LanguageOffer | undefined {
  if (at !== UNMOVED) return offers[Math.min(at, offers.length - 1)];
  return offers[0]?.isBare === true ? undefined : offers[0];
}

function movedBy(by: number, at: number, count: number): number {
  if (at === UNMOVED) return by > 0 ? 0 : count - 1;
  return (at + by + count) % Math.max(1, count);
}

import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Where a shortcut stands in the help. */
export type ShortcutGroup = 'move' | 'conversation' | 'reply' | 'everywhere';

export interface Shortcut {
  /** Unique; a later registration of the same id or keys wins while it stands. */
  id: string;
  /**
   * `j`, `?`, `enter`, `escape`, `mod+enter` (Ctrl, on a Mac Command), `alt+p`, `mod+shift+enter`; a sequence is two
   * of them with a space: `g m`. Null for an action that only the command palette offers.
   */
  keys: string | null;
  /** Translated, in the infinitive or as a noun; for help and palette. */
  label: string;
  group: ShortcutGroup;
  run: () => void;
  /** Registered, shown in the help, but without effect now; the palette leaves it out. */
  isOff?: boolean;
  /** Asked when the keys are pressed; without effect, and the keys go on, when it answers no. */
  when?: () => boolean;
  /** In text fields too; the default for everything with Ctrl or Alt. */
  worksInFields?: boolean;
  /** Neither in the help nor in the palette (Enter, Escape of a list). */
  isHidden?: boolean;
}

type Layer = { current: readonly Shortcut[] };

let layers: readonly Layer[] = [];
let pending: { key: string; until: number } | null = null;
let lettersEnabled = true;
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];

function changed(): void {
  snapshot = layers.flatMap((layer) => layer.current);
  for (const listener of listeners) listener();
}

/** Single letters can be switched off by whoever does not want them (WCAG 2.1.4); chords with Ctrl or Alt stay. */
export function setLettersEnabled(enabled: boolean): void {
  lettersEnabled = enabled;
}

/** The chord of an event in the notation of `Shortcut.keys`. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const isCharacter = event.key.length === 1;
  return [
    event.ctrlKey || event.metaKey ? 'mod' : null,
    event.altKey ? 'alt' : null,
    // With a character the shift is in the character already: `?`.
    event.shiftKey && (!isCharacter || event.ctrlKey || event.metaKey || event.altKey) ? 'shift' : null,
    key,
  ]
    .filter((part) => part !== null)
    .join('+');
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Enter and space on a button or link belong to it. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a[href], [role="menuitem"], [role="option"]') !== null
  );
}

function isSilenced(shortcut: Shortcut, event: KeyboardEvent, inField: boolean): boolean {
  const hasModifier = /(^|\+)(mod|alt)\+/.test(shortcut.keys ?? '');
  if (inField && !(shortcut.worksInFields ?? hasModifier)) return true;
  const isPlain = !hasModifier && /^\S( \S)?$/.test(shortcut.keys ?? '');
  if (isPlain && !lettersEnabled) return true;
  if (shortcut.keys === 'enter' && isPressable(event.target)) return true;
  return !hasModifier && (wasKept || isKept());
}

/** Whether a dialog or a menu is open, which keeps the keys to itself; one that is fading out does not. */
function isKept(): boolean {
  const open = '[role="dialog"][aria-modal="true"]:not([data-is-closing]), [role="menu"]';
  return document.querySelector(open) !== null;
}

/** Whether one was open when the key went down: the Escape that closes it closes nothing behind it. */
let wasKept = false;
function noteKept(): void {
  wasKept = isKept();
}

/** Handles one key; answers whether it belonged to a shortcut. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key))
    return false;
  const chord = chordOf(event);
  const sequence = pending && pending.until > event.timeStamp ? `${pending.key} ${chord}` : null;
  pending = null;
  const inField = isTextField(event.target);
  const live = snapshot.filter(
    (one) => !one.isOff && one.keys !== null && (one.when?.() ?? true) && !isSilenced(one, event, inField),
  );
  const match =
    (sequence && live.findLast((one) => one.keys === sequence)) || live.findLast((one) => one.keys === chord);
  if (match) {
    event.preventDefault();
    match.run();
    return true;
  }
  if (live.some((one) => one.keys?.startsWith(`${chord} `)))
    pending = { key: chord, until: event.timeStamp + 1200 };
  return false;
}

/** Listens on the window; answers how to stop. Called once, by the application. */
export function startShortcuts(): () => void {
  // Before dialogs hear of the key, and after everything else has.
  window.addEventListener('keydown', noteKept, true);
  window.addEventListener('keydown', handleKey);
  return () => {
    window.removeEventListener('keydown', noteKept, true);
    window.removeEventListener('keydown', handleKey);
  };
}

/** Registers shortcuts for as long as the component stands; the latest functions are always the ones that run. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const layer = useRef<readonly Shortcut[]>(shortcuts);
  const isListed = useRef(false);
  useEffect(() => {
    const before = layer.current;
    layer.current = shortcuts;
    const same =
      before.length === shortcuts.length &&
      before.every((one, at) => {
        const other = shortcuts[at];
        return (
          other &&
          one.id === other.id &&
          one.keys === other.keys &&
          one.label === other.label &&
          one.isOff === other.isOff
        );
      });
    if (!isListed.current) return;
    // New functions alone are no news for help and palette.
    if (same) snapshot = layers.flatMap((each) => each.current);
    else changed();
  });
  useEffect(() => {
    layers = [...layers, layer];
    isListed.current = true;
    changed();
    return () => {
      layers = layers.filter((each) => each !== layer);
      isListed.current = false;
      changed();
    };
  }, []);
}

/** Everything registered now, for the help and the palette. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

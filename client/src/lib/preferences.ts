import type { Locale, Theme } from '@visavis/shared/api/session';
import { useSyncExternalStore } from 'react';

/** What a browser remembers before anybody signed in; afterwards the account's own choice wins. */
const KEYS = { theme: 'visavis.theme', locale: 'visavis.locale' } as const;

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; then the choice lasts as long as the page.
  }
}

/** The language for whoever is not known yet: chosen here before, else the browser's, else German. */
export function initialLocale(): Locale {
  const chosen = remembered(KEYS.locale);
  if (chosen === 'de' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'de';
}

export function rememberLocale(locale: Locale): void {
  remember(KEYS.locale, locale);
}

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)');
let theme: Theme =
  (['light', 'dark', 'system'] as const).find((each) => each === remembered(KEYS.theme)) ?? 'system';
const listeners = new Set<() => void>();

function resolved(): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return prefersDark().matches ? 'dark' : 'light';
}

function apply(): void {
  document.documentElement.dataset.theme = resolved();
  for (const listener of listeners) listener();
}

/** Shows the page in this theme from now on, and at the next visit. */
export function setTheme(next: Theme): void {
  theme = next;
  remember(KEYS.theme, next);
  apply();
}

/** Sets the theme before anything is drawn and follows the system; called once. */
export function startTheme(): void {
  prefersDark().addEventListener('change', apply);
  apply();
}

/** The theme on screen. */
export function useResolvedTheme(): 'light' | 'dark' {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, resolved);
}

import type { Locale } from '@visavis/shared/api/session';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { rememberLocale } from './preferences.ts';

/** A catalogue of another language: the same keys, other words. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/** Loads a language's catalogues, all features together: one lazy chunk per language. */
export type CatalogueLoader = (locale: Locale) => Promise<object>;

let load: CatalogueLoader = () => Promise.resolve({});

/** Starts translation with the catalogues of one language; the others come when they are chosen. */
export async function startI18n(locale: Locale, loader: CatalogueLoader): Promise<i18n> {
  load = loader;
  const translation = await load(locale);
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation } },
    // React escapes; names of people may hold an ampersand.
    interpolation: { escapeValue: false },
    returnNull: false,
    // There is one namespace; a colon in a key is a colon.
    nsSeparator: false,
  });
  document.documentElement.lang = locale;
  return i18next;
}

/** Changes the language on screen, loading its catalogues first. */
export async function setLocale(locale: Locale): Promise<void> {
  if (i18next.language === locale) return;
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', await load(locale));
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  rememberLocale(locale);
}

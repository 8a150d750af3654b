import type { CatalogueLoader } from '../lib/i18n.ts';

/** One lazy chunk per language, all features in it. */
export const loadCatalogues: CatalogueLoader = async (locale) =>
  locale === 'de'
    ? (await import('./catalogues.de.ts')).cataloguesDe
    : (await import('./catalogues.en.ts')).cataloguesEn;

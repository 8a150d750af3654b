import type { Locale } from '@visavis/shared/api/session';
import type { Request } from 'express';

/** The language of a public page: the one that was chosen, else what the browser speaks, else the organisation's. */
export function pageLocale(request: Request, otherwise: Locale): Locale {
  const wished = request.query['lang'];
  if (wished === 'de' || wished === 'en') return wished;
  const accepted = request.acceptsLanguages('de', 'en');
  return accepted === 'de' || accepted === 'en' ? accepted : otherwise;
}

import { inboxEn } from '../features/inbox/inbox.en.ts';
import { sessionEn } from '../features/session/session.en.ts';
import { commonEn } from '../lib/common.en.ts';
import type { Words } from '../lib/i18n.ts';
import { appEn } from './app.en.ts';
import type { Catalogues } from './catalogues.de.ts';

/** Every feature's English words. */
export const cataloguesEn: Words<Catalogues> = {
  app: appEn,
  common: commonEn,
  inbox: inboxEn,
  session: sessionEn,
};

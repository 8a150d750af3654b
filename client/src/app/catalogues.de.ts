import { inboxDe } from '../features/inbox/inbox.de.ts';
import { sessionDe } from '../features/session/session.de.ts';
import { commonDe } from '../lib/common.de.ts';
import { appDe } from './app.de.ts';

/** Every feature's German words, by the feature's name: `t('inbox.empty')`. */
export const cataloguesDe = { app: appDe, common: commonDe, inbox: inboxDe, session: sessionDe } as const;

export type Catalogues = typeof cataloguesDe;

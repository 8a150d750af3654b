import { noticeKinds, type NoticeKind, type NoticeSettings, type NoticeWays } from '../api/notices.ts';

/** How long nobody may have looked before an e-mail goes out, in minutes. */
export const MAIL_AFTER_MINUTES = { least: 5, most: 1_440 } as const;

const everyWay: NoticeWays = { inApp: true, browser: true, mail: true };
const onScreen: NoticeWays = { inApp: true, browser: true, mail: false };
const inApp: NoticeWays = { inApp: true, browser: false, mail: false };

/** As it is for everybody who chose nothing: what asks for them reaches them everywhere, the rest waits in the app. */
export const defaultNoticeSettings: NoticeSettings = {
  ways: {
    askedForHelp: everyWay,
    handOver: everyWay,
    // Which of these ways an alert takes is said by the rule that sets it off.
    slaBreach: everyWay,
    slaWarning: everyWay,
    channelDown: everyWay,
    unlockAsked: everyWay,
    unlockDecided: everyWay,
    mentioned: everyWay,
    answered: onScreen,
    customerBack: everyWay,
    assigned: everyWay,
    takenOver: inApp,
    followed: inApp,
  },
  mailAfterMinutes: 30,
  quiet: null,
  showsTexts: false,
};

/** Everybody's choice for every kind: kinds that came after somebody chose are as they are by default. */
export function completeWays(chosen: Partial<Record<NoticeKind, NoticeWays>> | null): NoticeSettings['ways'] {
  const ways = noticeKinds.map((kind) => [kind, chosen?.[kind] ?? defaultNoticeSettings.ways[kind]]);
  return Object.fromEntries(ways) as NoticeSettings['ways'];
}

import type { ChannelHealth } from './channels.ts';
import type { WorkTime } from './conversations.ts';
import type { AnswerTimes, LiveChannelRef, OnTimeFigures } from './live.ts';
import type { IsoInstant } from './page.ts';
import type { Locale, TeamRef } from './session.ts';

/** A link that no screen used for so long is dead. */
export const DISPLAY_UNUSED_DAYS = 90;

/** A screen on a wall: what may be shown there, and since when. */
export interface DisplayItem {
  id: string;
  name: string;
  /** Null for all teams. */
  team: TeamRef | null;
  createdAt: IsoInstant;
  /** When a screen last asked with its link; null as long as none did. */
  lastSeenAt: IsoInstant | null;
  createdBy: { id: string; name: string };
  /** Why its link is dead although nobody took it back: whoever made it has left, or no screen used it; null while it lives. */
  lapsed: 'makerLeft' | 'unused' | null;
}

/** `POST /api/displays`. */
export interface CreateDisplayRequest {
  name: string;
  /** Null for all teams, which only administrators may give. */
  teamId: string | null;
}

/** Shown once: the token is stored nowhere. The screen opens `/wall#<token>`. */
export interface CreatedDisplay extends DisplayItem {
  token: string;
}

/** `GET /api/wall`, with the display's token as bearer: what a screen on a wall shows. No customer's full name. */
export interface WallReport {
  at: IsoInstant;
  organisation: string;
  locale: Locale;
  timeZone: string;
  teamName: string | null;
  today: OnTimeFigures & AnswerTimes & { goalPercent: number; isTooSmall: boolean };
  openCount: number;
  newCount: number;
  overCount: number;
  soonCount: number;
  waitingCount: number;
  dueNext: {
    id: string;
    /** First name and initial. */
    contactName: string;
    teamName: string;
    channel: LiveChannelRef;
    dueAt: IsoInstant;
    startedAt: IsoInstant;
    /** Absent where its calendar never closes. */
    work?: WorkTime;
    /** Null while nobody has it; `faceUrl` null for whoever does not want to be seen. */
    person: { faceUrl: string | null } | null;
  }[];
  /** Of those who wait, whose answer falls due within a quarter of an hour. */
  quarterCount: number;
  /** Only who consented to the team page, by first name or mark. */
  people: { id: string; name: string; faceUrl: string; state: 'available' | 'busy' }[];
  presentCount: number;
  peopleCount: number;
  /** How many came in the last hour, when that is far more than usual; null otherwise. */
  rushCount: number | null;
  /** Channels that do not work as they should. */
  troubles: { channel: LiveChannelRef; state: ChannelHealth['state']; since: IsoInstant }[];
}

import type { ConversationKind } from './channels.ts';
import type { IsoInstant } from './page.ts';
import type { Availability } from './session.ts';

/** 1 can help out, 2 does it every day, 3 is asked by the others. */
export type SkillLevel = 1 | 2 | 3;

export interface SkillItem {
  id: string;
  name: string;
  /** What it takes, for those who set it: "knows billing runs and can correct an invoice". */
  description: string;
}

export interface SaveSkillRequest {
  name: string;
  description?: string;
}

/** `GET /api/skills/:id/uses`: what deleting a skill touches. */
export interface SkillUses {
  people: { id: string; name: string; level: SkillLevel }[];
  /** Rules that ask for it; without the skill they are passed over. */
  rules: { id: string; name: string }[];
}

export interface AgentSkill {
  skillId: string;
  level: SkillLevel;
}

/** A language by its primary subtag, such as `tr`. */
export interface AgentLanguage {
  language: string;
  level: SkillLevel;
}

/** `PUT /api/agents/:id/skills` by leads: the whole of it. */
export interface SaveAgentSkillsRequest {
  skills: AgentSkill[];
  languages: AgentLanguage[];
}

export type AwayReason =
  | 'break'
  | 'meeting'
  | 'training'
  | 'endOfShift'
  | 'leave'
  | 'sick'
  | 'noScreen'
  | 'other';

/** Why somebody is as available as they are. */
export interface AvailabilityState {
  availability: Availability;
  since: IsoInstant;
  reason: AwayReason | null;
  /** When they said they would be back; then they are available again by themselves. */
  returnsAt: IsoInstant | null;
  /** By hand, because a shift began or ended, or because the last screen was closed. */
  setBy: 'hand' | 'shift' | 'session';
}

/** `PUT /api/me/availability`, and `PUT /api/agents/:id/availability` by leads. */
export interface SetAvailabilityRequest {
  availability: Availability;
  reason?: AwayReason | null;
  returnsAt?: IsoInstant | null;
}

export interface ShiftItem {
  id: string;
  agentId: string;
  teamId: string;
  startsAt: IsoInstant;
  endsAt: IsoInstant;
  note: string;
}

/** `GET /api/shifts`: shifts that touch a span of at most 100 days. */
export interface ShiftsQuery {
  from: IsoInstant;
  to: IsoInstant;
  teamId?: string;
}

/** `GET /api/absences`, likewise. */
export type AbsencesQuery = Pick<ShiftsQuery, 'from' | 'to'>;

/**
 * `POST /api/shifts/copy`: the team's shifts that begin in a span again, so many days later, at the same time of day on
 * the organisation's clock.
 */
export interface CopyShiftsRequest {
  teamId: string;
  from: IsoInstant;
  to: IsoInstant;
  /** 7 copies into the next week. */
  days: number;
}

export interface CopyShiftsAnswer {
  copied: number;
  /** Because the person is planned then already, or is no longer in the team. */
  skipped: number;
}

export type SaveShiftRequest = Omit<ShiftItem, 'id' | 'note'> & { note?: string };

export type AbsenceKind = 'leave' | 'sick' | 'training' | 'other';

export interface AbsenceItem {
  id: string;
  agentId: string;
  kind: AbsenceKind;
  startsAt: IsoInstant;
  endsAt: IsoInstant;
  /** Who gets their customers meanwhile; null leaves it to the team. */
  standInAgentId: string | null;
}

export type SaveAbsenceRequest = Omit<AbsenceItem, 'id'>;

/** How a team shares its work out; part of `GET/PATCH /api/teams`. */
export interface TeamRouting {
  /** How much of somebody's capacity a conversation of each kind takes; 1 is usual, 0.5 to 5. */
  weights: Record<ConversationKind, number>;
  /** How long a customer waits for the person who knows them before a colleague answers; 0 never waits. */
  sameFaceWaitMinutes: number;
  /** After how long an assignment that its assignee never opened goes back; null never. */
  pickUpMinutes: number | null;
}

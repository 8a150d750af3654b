import type { BusinessHours } from '../sla/business-time.ts';
import type { IsoInstant } from './page.ts';

/** `GET /c/:code.json`: what the check page says, for machines. */
export interface CheckAnswer {
  isGenuine: boolean;
  code: string;
  organisation: string;
  isDemo: boolean;
  /** Only when genuine. */
  reply?: {
    /** The public name that signed it, or the team's where the person is not named. */
    agentName: string;
    isNamed: boolean;
    mark: string;
    teamName: string | null;
    faceUrl: string;
    network: string;
    publishedAt: IsoInstant;
    visibility: 'public' | 'private';
    /** Absent for a private reply. */
    text?: string;
    permalink?: string;
    state: 'published' | 'edited' | 'deleted' | 'pending';
    /** Earlier wordings of an edited public reply. */
    versions?: { text: string; at: IsoInstant }[];
  };
}

/** `GET /team.json`: the people who answer, as far as each of them wants to be seen; in order of name. */
export interface TeamAnswer {
  organisation: string;
  isDemo: boolean;
  /** How many answer altogether, seen or not. */
  peopleCount: number;
  /** How many of them are there right now. */
  presentCount: number;
  /** When at least one team that is open to everybody works, by the organisation's clock; null where that is not set. */
  hours: Pick<BusinessHours, 'timeZone' | 'weekly'> | null;
  /** Everything that somebody who is shown helps with or speaks, to filter by. */
  topics: string[];
  /** BCP 47 tags. */
  languages: string[];
  people: TeamPerson[];
}

export interface TeamPerson {
  /** Null where the person is shown by their mark alone. */
  name: string | null;
  mark: string;
  faceUrl: string;
  pronouns: string;
  helpsWith: string;
  languages: string[];
  sinceYear: number | null;
  sentence: string;
  /** Ready to answer right now. */
  isPresent: boolean;
}

import type { IsoInstant } from './page.ts';

/** `GET /c/:code.json`: what the check page says, for machines. */
export interface CheckAnswer {
  isGenuine: boolean;
  code: string;
  organisation: string;
  isDemo: boolean;
  /** Only when genuine. */
  reply?: {
    agentName: string;
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

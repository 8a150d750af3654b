import type { BusinessHours } from '../sla/business-time.ts';
import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

export interface SlaPreviewRequest {
  businessHours: BusinessHours;
  startedAt: IsoInstant;
  minutes?: number;
  until?: IsoInstant;
  pauses?: { from: IsoInstant; to?: IsoInstant }[];
}

export type SlaPreviewAnswer = { dueAt: IsoInstant | null } | { workingMinutes: number };

export interface SlaPolicyItem {
  id: string;
  team: TeamRef;
  name: string;
  firstResponseMinutes: number;
  nextResponseMinutes: number;
  businessHours: BusinessHours;
}

export interface SaveSlaPolicyRequest {
  name: string;
  firstResponseMinutes: number;
  nextResponseMinutes: number;
  businessHours: BusinessHours;
}

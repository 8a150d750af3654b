import type { SkillLevel } from '@visavis/shared/api/schedule';
import type { DemoAgentKey, DemoTeamKey } from './demo-people.ts';

/** What Brückenfunk's people help with. */
export const demoSkills = {
  internet: { name: 'Internet', description: 'Kennt Router, WLAN und Leitungswerte' },
  outages: { name: 'Störungen', description: 'Liest Störungskarten und plant Technikertermine' },
  fibre: { name: 'Glasfaser', description: 'Kennt Hausanschluss und Bauplanung' },
  mobile: { name: 'Mobilfunk', description: 'Kennt SIM, eSIM, Roaming und Rufnummern' },
  billing: { name: 'Rechnung', description: 'Kennt Rechnungsläufe und kann korrigieren' },
  contracts: { name: 'Verträge', description: 'Kennt Tarife, Umzug und Kündigung' },
  tv: { name: 'TV', description: 'Kennt Empfang, Streaming und Geräte' },
  app: { name: 'App & Konto', description: 'Kennt Anmeldung, App und Kundenkonto' },
} as const satisfies Record<string, { name: string; description: string }>;

export type DemoSkillKey = keyof typeof demoSkills;

/** Who can do what how well; who is missing answers for the team as a whole. */
export const demoLevels: Partial<Record<DemoAgentKey, Partial<Record<DemoSkillKey, SkillLevel>>>> = {
  sabine: { billing: 3, contracts: 3, outages: 2, internet: 2 },
  jana: { outages: 3, contracts: 2, internet: 2, billing: 1 },
  mehmet: { internet: 3, outages: 2, fibre: 1 },
  lena: { outages: 3, internet: 2 },
  oleksandr: { fibre: 3, internet: 2, outages: 1 },
  amina: { mobile: 3, app: 1 },
  thomas: { billing: 3, contracts: 2 },
  priya: { contracts: 3, internet: 2, billing: 1 },
  kofi: { mobile: 3, contracts: 1 },
  david: { contracts: 3, billing: 2 },
  zofia: { tv: 3, app: 1 },
  linh: { billing: 3, contracts: 2, app: 1 },
  harpreet: { contracts: 3, billing: 2 },
  marta: { mobile: 3, app: 2 },
  jonas: { app: 3, mobile: 2, tv: 1 },
  ruth: { contracts: 3, internet: 1 },
  emre: { tv: 3, app: 2 },
  carla: { outages: 2, internet: 1, contracts: 1 },
};

/**
 * For which team somebody works, and how many hours before this moment their shift of today began: everybody is in the
 * middle of one, whenever the demonstration is started.
 */
export const demoShifts: Partial<
  Record<DemoAgentKey, { team: DemoTeamKey; hoursAgo: number; note?: string }>
> = {
  sabine: { team: 'landline', hoursAgo: 3, note: 'Leitung' },
  jana: { team: 'landline', hoursAgo: 3 },
  mehmet: { team: 'landline', hoursAgo: 2 },
  lena: { team: 'landline', hoursAgo: 3, note: 'Früh' },
  oleksandr: { team: 'landline', hoursAgo: 1, note: 'Spät' },
  priya: { team: 'english', hoursAgo: 2 },
  amina: { team: 'mobile', hoursAgo: 3 },
  kofi: { team: 'mobile', hoursAgo: 2 },
  marta: { team: 'mobile', hoursAgo: 1 },
  jonas: { team: 'mobile', hoursAgo: 3 },
  thomas: { team: 'billing', hoursAgo: 3 },
  linh: { team: 'billing', hoursAgo: 2 },
  harpreet: { team: 'billing', hoursAgo: 1 },
  david: { team: 'english', hoursAgo: 2 },
  ruth: { team: 'english', hoursAgo: 3 },
  zofia: { team: 'tv', hoursAgo: 3 },
  emre: { team: 'tv', hoursAgo: 1 },
};

/** Carla is on leave, and Lena looks after her customers. */
export const demoAbsence = { agent: 'carla', standIn: 'lena', fromDays: -2, toDays: 5 } as const;

/** Those who are away, until when in minutes: soon enough that nobody takes over for them. */
export const demoAway = {
  david: { reason: 'meeting', minutes: 20 },
  jonas: { reason: 'break', minutes: 25 },
} as const;

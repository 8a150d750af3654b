import type { Availability, Locale } from '@visavis/shared/api/session';
import type { Role } from '@visavis/shared/permissions';
import type { agentPortraits } from '../media/portrait-gallery.ts';

/** Everybody in the demonstration is invented; so is Brückenfunk. */
export const demoOrganisation = {
  name: 'Brückenfunk hilft',
  publicAddress: 'https://brueckenfunk.example',
  locale: 'de',
  timeZone: 'Europe/Berlin',
  formOfAddress: 'du',
  customerNumberPattern: '9999 9999 99',
  imprintUrl: 'https://brueckenfunk.example/impressum',
  privacyUrl: 'https://brueckenfunk.example/datenschutz',
  // Nobody sits at the screens of the invented people, and yet they are there.
  awayWithoutScreenMinutes: null,
} as const;

export const demoPassword = 'vis-a-vis';

export type DemoTeamKey = 'landline' | 'mobile' | 'billing' | 'tv' | 'english';

/** The first is the organisation's default team; like every new team's, its policy is always open. */
export const demoTeams: Record<DemoTeamKey, string> = {
  landline: 'Festnetz & Internet',
  mobile: 'Mobilfunk',
  billing: 'Rechnung & Vertrag',
  tv: 'TV & Streaming',
  english: 'English desk',
};

export type DemoAgentKey = keyof typeof demoAgents;

interface DemoAgent {
  displayName: string;
  publicName: string;
  mark: string;
  role: Role;
  teams: DemoTeamKey[];
  languages: string[];
  helpsWith: string;
  availability: Availability;
  capacity: number;
  locale: Locale;
  /** Nobody is obliged to show a face: without one the initials portrait stands in. */
  portrait: keyof typeof agentPortraits | null;
}

function agent(
  displayName: string,
  mark: string,
  details: Partial<DemoAgent> & Pick<DemoAgent, 'teams' | 'languages' | 'helpsWith' | 'portrait'>,
): DemoAgent {
  const [first = '', ...rest] = displayName.split(' ');
  const initial = rest.at(-1)?.[0] ?? '';
  return {
    displayName,
    publicName: `${first} ${initial}.`,
    mark,
    role: 'agent',
    availability: 'available',
    capacity: 12,
    locale: 'de',
    ...details,
  };
}

export const demoAgents = {
  admin: agent('Ines Wagner', 'IW', {
    role: 'admin',
    teams: [],
    languages: ['de', 'en'],
    helpsWith: '',
    portrait: null,
    availability: 'off',
    capacity: 0,
  }),
  sabine: agent('Sabine Vogt', 'SV', {
    role: 'lead',
    teams: ['landline', 'billing'],
    languages: ['de', 'en'],
    helpsWith: 'Beschwerden',
    portrait: 'sabine',
    availability: 'busy',
    capacity: 4,
  }),
  jana: agent('Jana Krüger', 'JK', {
    teams: ['landline', 'billing'],
    languages: ['de', 'en'],
    helpsWith: 'Festnetz, Umzug und Störungen',
    portrait: 'jana',
  }),
  mehmet: agent('Mehmet Aydın', 'MA', {
    teams: ['landline'],
    languages: ['de', 'tr', 'en'],
    helpsWith: 'Internet, Router und WLAN',
    portrait: 'mehmet',
  }),
  lena: agent('Lena Hofmann', 'LH', {
    teams: ['landline'],
    languages: ['de', 'en', 'fr'],
    helpsWith: 'Störungen und Technikertermine',
    portrait: 'lena',
  }),
  oleksandr: agent('Oleksandr Bondar', 'OB', {
    teams: ['landline'],
    languages: ['de', 'uk', 'en'],
    helpsWith: 'Glasfaser und Hausanschluss',
    portrait: 'oleksandr',
  }),
  amina: agent('Amina Yusuf', 'AY', {
    teams: ['mobile'],
    languages: ['de', 'so', 'en', 'ar'],
    helpsWith: 'Handy, SIM und Roaming',
    portrait: 'amina',
  }),
  thomas: agent('Thomas Brandt', 'TB', {
    teams: ['billing'],
    languages: ['de'],
    helpsWith: 'Rechnung, Abos und Gutschriften',
    portrait: 'thomas',
  }),
  priya: agent('Priya Nair', 'PN', {
    teams: ['english', 'landline'],
    languages: ['en', 'de', 'hi'],
    helpsWith: 'new customers and moving house',
    portrait: 'priya',
    locale: 'en',
  }),
  kofi: agent('Kofi Mensah', 'KM', {
    teams: ['mobile', 'english'],
    languages: ['de', 'en', 'fr'],
    helpsWith: 'Handy, 5G und Rufnummer',
    portrait: 'kofi',
  }),
  david: agent('David Lindner', 'DL', {
    teams: ['english', 'billing'],
    languages: ['en', 'de', 'he'],
    helpsWith: 'contracts and cancellations',
    portrait: null,
    availability: 'away',
    locale: 'en',
  }),
  zofia: agent('Zofia Nowak', 'ZN', {
    teams: ['tv'],
    languages: ['de', 'pl', 'en'],
    helpsWith: 'TV, Streaming und Empfang',
    portrait: 'zofia',
  }),
  linh: agent('Linh Trần', 'LT', {
    teams: ['billing'],
    languages: ['de', 'vi', 'en'],
    helpsWith: 'Rechnung und Vertrag',
    portrait: 'linh',
  }),
  harpreet: agent('Harpreet Singh', 'HS', {
    teams: ['billing', 'english'],
    languages: ['de', 'en', 'pa'],
    helpsWith: 'Vertrag und Tarifwechsel',
    portrait: 'harpreet',
  }),
  marta: agent('Marta Oliveira', 'MO', {
    teams: ['mobile'],
    languages: ['de', 'pt', 'es'],
    helpsWith: 'Handy, eSIM und Geräte',
    portrait: 'marta',
  }),
  jonas: agent('Jonas Petersen', 'JP', {
    teams: ['mobile', 'tv'],
    languages: ['de', 'da', 'en'],
    helpsWith: 'App, Konto und Anmeldung',
    portrait: 'jonas',
    availability: 'away',
  }),
  ruth: agent('Ruth Adeyemi', 'RA', {
    teams: ['english'],
    languages: ['en', 'de', 'yo'],
    helpsWith: 'business customers',
    portrait: 'ruth',
    locale: 'en',
  }),
  emre: agent('Emre Şahin', 'EŞ', {
    teams: ['tv'],
    languages: ['de', 'tr'],
    helpsWith: 'TV, Streaming und Barrierefreiheit',
    portrait: 'emre',
  }),
  carla: agent('Carla Weiß', 'CW', {
    teams: ['landline'],
    languages: ['de', 'it'],
    helpsWith: 'Festnetz und Telefonanlagen',
    portrait: null,
    availability: 'off',
  }),
} satisfies Record<string, DemoAgent>;

/** Customers of the stories, by the handles of their accounts on the playground. */
export const demoCustomers = {
  svenja: 'svenja_albers',
  ronny: 'ronny_k',
  hannelore: 'h_diekmann',
  derya: 'derya.oe',
  miguel: 'miguel_f',
  anneke: 'anneke',
  bergfex: 'bergfex_77',
  wiebke: 'wiebke.b',
  ines: 'ines_r',
  lastenrad: 'lastenrad',
  oliver: 'o_thiele',
  kasselnetz: 'kasselnetz',
  gudrun: 'gudrun_maas',
  finn: 'finn_j',
  leyla: 'leyla_k',
  samuel: 'samosei',
  mai: 'mai.ng',
  pavel: 'pavel_d',
  catfan: 'schnurrbert',
  tobias: 'tobi_rehm',
  ulla: 'ullabernd',
  kimi: 'kim_engel',
} as const;

export type DemoCustomerKey = keyof typeof demoCustomers;

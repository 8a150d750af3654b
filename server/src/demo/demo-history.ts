import { addBusinessMinutes, type BusinessHours } from '@visavis/shared/sla/business-time';
import { zoneClock, DAY_MS } from '@visavis/shared/sla/zone-clock';
import { demoAgents, type DemoAgentKey, type DemoTeamKey } from './demo-people.ts';
import { historyTexts } from './history-texts.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const HISTORY_WEEKS = 5;
const CONTACTS = 240;
/** Of a weekday and of a day of the weekend. */
const A_DAY = { weekday: 90, weekend: 30 } as const;
/** How much of a day comes in each hour from 7 to 21 o'clock. */
const HOURS = [3, 6, 9, 10, 9, 8, 6, 6, 7, 8, 9, 8, 6, 4, 2];
const FIRST_HOUR = 7;
const TEAMS: Record<DemoTeamKey, number> = { landline: 44, mobile: 20, billing: 18, tv: 9, english: 9 };
const TAGS: Record<DemoTeamKey, readonly string[]> = {
  landline: ['Router', 'Termin', 'Umzug'],
  mobile: ['Roaming', 'eSIM'],
  billing: ['Rechnung', 'Vertrag'],
  tv: ['Empfang'],
  english: ['Contract'],
};

export interface HistoryTurn {
  askedAt: Date;
  text: string;
  /** Null where no answer was needed. */
  answer: { at: Date; agent: DemoAgentKey; text: string } | null;
}

/** A conversation of the last weeks, long closed. */
export interface PastConversation {
  number: number;
  team: DemoTeamKey;
  place: 'forum' | 'reviews';
  contact: number;
  language: 'de' | 'en';
  tags: string[];
  turns: HistoryTurn[];
  closedAt: Date;
}

/**
 * What was asked and answered in the weeks before today, the same whenever the demonstration is filled but for its days.
 *
 * @param hoursOf when a team is there: answers fall into these hours
 */
export function pastConversations(
  now: Date,
  timeZone: string,
  hoursOf: (team: DemoTeamKey) => BusinessHours,
): PastConversation[] {
  const random = numbers(20_261_121);
  const clock = zoneClock(timeZone);
  const today = clock.dayAt(now.getTime());
  const past: PastConversation[] = [];
  for (let day = today - 7 * HISTORY_WEEKS; day < today; day += 1) {
    const isWeekend = [0, 6].includes(new Date(day * DAY_MS).getUTCDay());
    const usual = isWeekend ? A_DAY.weekend : A_DAY.weekday;
    const count = Math.round(usual * (0.85 + 0.3 * random()));
    for (let index = 0; index < count; index += 1) {
      const hour = FIRST_HOUR + weighted(HOURS, random());
      const at = clock.instantOf(day * DAY_MS + hour * HOUR_MS + Math.floor(random() * HOUR_MS));
      past.push(aConversation({ number: past.length, at, now }, random, hoursOf));
    }
  }
  return past.filter(({ closedAt }) => closedAt < now);
}

function aConversation(
  { number, at, now }: { number: number; at: number; now: Date },
  random: () => number,
  hoursOf: (team: DemoTeamKey) => BusinessHours,
): PastConversation {
  const keys = Object.keys(TEAMS) as DemoTeamKey[];
  const team = keys[weighted(Object.values(TEAMS), random())] ?? 'landline';
  const people = peopleOf(team);
  const texts = historyTexts[team];
  const agent = people[Math.floor(random() * people.length)] ?? 'jana';
  const [question, answer] = texts.first[Math.floor(random() * texts.first.length)] ?? ['', ''];
  const isAnswered = random() > 0.05;
  const hours = hoursOf(team);
  const answeredAfter = (asked: Date, by: DemoAgentKey, text: string): HistoryTurn['answer'] => {
    // Most within the hour, a few late: the long tail of any day.
    const minutes = 4 + 14 * random() ** -0.75;
    const answeredAt = addBusinessMinutes(hours, asked, Math.min(minutes, 900));
    return answeredAt === null || answeredAt >= now ? null : { at: answeredAt, agent: by, text };
  };
  const askedAt = new Date(at);
  const turns: HistoryTurn[] = [
    { askedAt, text: question, answer: isAnswered ? answeredAfter(askedAt, agent, answer) : null },
  ];
  const first = turns[0]?.answer ?? null;
  if (first !== null && random() < 0.28) {
    const again = new Date(first.at.getTime() + (10 + 120 * random()) * MINUTE_MS);
    const [followUp, reply] = texts.further[Math.floor(random() * texts.further.length)] ?? ['', ''];
    const by = random() < 0.85 ? agent : (people[Math.floor(random() * people.length)] ?? agent);
    turns.push({ askedAt: again, text: followUp, answer: answeredAfter(again, by, reply) });
  }
  const last = turns.at(-1);
  const closedAt = new Date((last?.answer?.at ?? last?.askedAt ?? askedAt).getTime() + 20 * MINUTE_MS);
  const tags = TAGS[team];
  return {
    number,
    team,
    place: team === 'mobile' && random() < 0.4 ? 'reviews' : 'forum',
    contact: Math.floor(random() * CONTACTS),
    language: team === 'english' ? 'en' : 'de',
    tags: random() < 0.6 ? [tags[Math.floor(random() * tags.length)] ?? 'Termin'] : [],
    turns,
    closedAt,
  };
}

const FIRST_NAMES = [
  'Ayla',
  'Bernd',
  'Celine',
  'Dirk',
  'Edda',
  'Farid',
  'Greta',
  'Holger',
  'Ilka',
  'Joris',
  'Kira',
];
const LAST_NAMES = [
  'Adler',
  'Bock',
  'Caspari',
  'Dorn',
  'Eichner',
  'Fuchs',
  'Gerlach',
  'Hold',
  'Imhof',
  'Jansen',
];

/** Invented people, two of whom may share a name. */
export const historyContacts: readonly string[] = Array.from(
  { length: CONTACTS },
  (_, at) =>
    `${FIRST_NAMES[at % FIRST_NAMES.length] ?? ''} ${LAST_NAMES[Math.floor(at / FIRST_NAMES.length) % LAST_NAMES.length] ?? ''}`,
);

function peopleOf(team: DemoTeamKey): DemoAgentKey[] {
  return (Object.keys(demoAgents) as DemoAgentKey[]).filter((key) => demoAgents[key].teams.includes(team));
}

function weighted(weights: readonly number[], at: number): number {
  let left = at * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}

/** Numbers from above 0 to 1 that only look like chance (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 1) / 4_294_967_296;
  };
}

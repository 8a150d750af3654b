// A month of a team, minute by minute, through the same pure code that places in the product: shifts that rotate, leave,
// sick days, breaks and meetings, capacity, and customers who come back after hours, days or weeks. How many of those
// who come back while their human is on duty meet them again, beside the share when nobody looks who knows whom.
import { AgentPool } from '@visavis/shared/routing/pick-agent';
import { randomFrom } from './random.mjs';

const people = 30;
const days = 30;
const newCustomersADay = 600;
/** Some days bring half as many again, one in ten twice as many: a network is down. */
const dayFactors = [0.8, 0.9, 1, 1, 1, 1, 1.1, 1.2, 1.5, 2];
const capacity = 8;
const sameFaceWaitMinutes = 30;
/** How long a conversation takes somebody, and how often its customer comes back. */
const handlingMinutes = 55;
const comesBack = 0.45;
const opens = 8 * 60;
const closes = 20 * 60;
const dayMinutes = 24 * 60;
const start = Date.parse('2026-11-02T00:00:00Z');

export async function measureContinuity({ scale, isFullSize, say }) {
  const length = Math.max(5, Math.round(days * scale));
  const month = simulate({ seed: 3, length, knowsCustomers: true });
  const blind = simulate({ seed: 3, length, knowsCustomers: false });
  const share = percent(month.sameWhenOnDuty, month.returnsOnDuty);
  say(
    `continuity: ${month.conversations} conversations in ${length} days, ${month.returns} of customers who came back, ` +
      `${month.returnsOnDuty} while their human was on duty; ${month.left} found nobody by the end`,
  );
  say(
    `continuity: in the median they waited ${month.medianWait} min, at the 95th percentile ${month.p95Wait} min`,
  );
  return [
    {
      name: 'continuity: same human when on duty',
      unit: '%',
      value: share,
      limit: { name: 'least load alone, %', value: percent(blind.sameWhenOnDuty, blind.returnsOnDuty) },
      aim: '≥ 95 %',
      met: isFullSize ? share >= 95 : null,
    },
  ];
}

function simulate({ seed, length, knowsCustomers }) {
  const random = randomFrom(seed);
  const team = Array.from({ length: people }, (_, index) => aPerson(random, index, length));
  const arrivals = firstArrivals(random, length);
  const seen = { conversations: 0, returns: 0, returnsOnDuty: 0, sameWhenOnDuty: 0, waits: [] };
  const finishing = new Map();
  let line = [];
  for (let minute = 0; minute < length * dayMinutes; minute += 1) {
    for (const one of finishing.get(minute) ?? []) finish(one, minute, { random, arrivals, length });
    finishing.delete(minute);
    for (const one of arrivals.get(minute) ?? []) {
      seen.conversations += 1;
      const helper = one.helper;
      line.push({ ...one, wroteAt: minute, isOnDuty: helper !== null && isOnShift(helper, minute) });
    }
    arrivals.delete(minute);
    if (line.length > 0) line = placeLine({ line, team, minute, knowsCustomers, seen, finishing, random });
  }
  const waits = seen.waits.toSorted((a, b) => a - b);
  return {
    ...seen,
    left: line.length,
    medianWait: waits[Math.floor(waits.length / 2)] ?? 0,
    p95Wait: waits[Math.floor(waits.length * 0.95)] ?? 0,
  };
}

/** What waits, the longest wait first, as the product places it. @returns what goes on waiting */
function placeLine({ line, team, minute, knowsCustomers, seen, finishing, random }) {
  const pool = new AgentPool(
    team.map((person) => candidateOf(person, minute)),
    instant(minute),
  );
  const byId = new Map(team.map((person) => [person.id, person]));
  const waiting = line.map((one) => ({
    one,
    conversationId: '',
    needs: [],
    weight: 1,
    since: instant(one.wroteAt),
    lastHelperId: knowsCustomers ? (one.helper?.id ?? null) : null,
    waitsUntil: instant(one.wroteAt + sameFaceWaitMinutes),
  }));
  const placed = new Set();
  for (const next of pool.inOrder(waiting)) {
    const { pick } = pool.place(next);
    if (pick === null) continue;
    const { one } = next;
    placed.add(one);
    const person = byId.get(pick.agentId);
    person.load += 1;
    person.lastAssignedAt = instant(minute);
    seen.waits.push(minute - one.wroteAt);
    if (one.helper !== null) seen.returns += 1;
    if (one.isOnDuty) {
      seen.returnsOnDuty += 1;
      if (one.helper === person) seen.sameWhenOnDuty += 1;
    }
    at(finishing, minute + 5 + Math.round(random.around(handlingMinutes)), { ...one, helper: person });
  }
  return line.filter((one) => !placed.has(one));
}

/** Somebody has answered; the customer may come back: within hours, after days, or weeks later. */
function finish(one, minute, { random, arrivals, length }) {
  one.helper.load -= 1;
  if (random() >= comesBack) return;
  const kind = random();
  const after =
    kind < 0.4
      ? 10 + random() * 180
      : kind < 0.8
        ? dayMinutes * (0.5 + random() * 2.5)
        : dayMinutes * (3 + random() * 11);
  const back = whenOpen(Math.round(minute + after), random);
  if (back < length * dayMinutes) at(arrivals, back, { helper: one.helper });
}

function candidateOf(person, minute) {
  const { availability, backAt } = stateOf(person, minute);
  return {
    agentId: person.id,
    availability,
    returnsAt: backAt === null ? null : instant(backAt),
    capacity,
    load: person.load,
    lastAssignedAt: person.lastAssignedAt,
    abilities: new Map(),
  };
}

/** Early and late shifts by turns of a week, four or five days a week, leave, sick days, a lunch break and a meeting. */
function aPerson(random, index, length) {
  const freeDay = random() < 0.4 ? Math.floor(random() * 5) : -1;
  const leaveFrom = random() < 0.25 ? Math.floor(random() * length) : length;
  const shifts = new Map();
  for (let day = 0; day < length; day += 1) {
    const weekday = day % 7;
    const isAway = weekday >= 5 || weekday === freeDay || (day >= leaveFrom && day < leaveFrom + 7);
    if (isAway || random() < 0.04) continue;
    const isEarly = (index + Math.floor(day / 7)) % 2 === 0;
    const from = day * dayMinutes + (isEarly ? opens : opens + 210);
    const lunch = from + 210 + Math.floor(random() * 60);
    shifts.set(day, { from, to: from + 510, lunch, meeting: random() < 0.3 ? lunch + 90 : null });
  }
  return { id: `person-${String(index).padStart(2, '0')}`, shifts, load: 0, lastAssignedAt: null };
}

function isOnShift(person, minute) {
  const shift = person.shifts.get(Math.floor(minute / dayMinutes));
  return shift !== undefined && minute >= shift.from && minute < shift.to;
}

function stateOf(person, minute) {
  const day = Math.floor(minute / dayMinutes);
  const shift = person.shifts.get(day);
  if (shift === undefined || minute >= shift.to) {
    const next = person.shifts.get(day + 1)?.from ?? null;
    return { availability: 'off', backAt: next !== null && next <= minute + dayMinutes ? next : null };
  }
  if (minute < shift.from) return { availability: 'off', backAt: shift.from };
  if (minute >= shift.lunch && minute < shift.lunch + 30)
    return { availability: 'away', backAt: shift.lunch + 30 };
  const isInMeeting = shift.meeting !== null && minute >= shift.meeting && minute < shift.meeting + 30;
  return { availability: isInMeeting ? 'busy' : 'available', backAt: null };
}

function firstArrivals(random, length) {
  const arrivals = new Map();
  for (let day = 0; day < length; day += 1) {
    if (day % 7 >= 5) continue;
    const many = newCustomersADay * random.of(dayFactors);
    for (let count = 0; count < many; count += 1) {
      // Two in five come in the late morning or in the early evening.
      const rush = random() < 0.4 ? random.of([120, 540]) + random() * 90 : random() * (closes - opens);
      const minute = day * dayMinutes + opens + Math.floor(rush);
      at(arrivals, minute, { helper: null });
    }
  }
  return arrivals;
}

/** People write when the team works: nights and weekends are put off to an hour of the next working day. */
function whenOpen(minute, random) {
  let day = Math.floor(minute / dayMinutes);
  const inDay = minute % dayMinutes;
  if (day % 7 < 5 && inDay >= opens && inDay < closes - 60) return minute;
  if (inDay >= opens) day += 1;
  while (day % 7 >= 5) day += 1;
  return day * dayMinutes + opens + Math.floor(random() * 600);
}

function at(map, minute, one) {
  const there = map.get(minute);
  if (there === undefined) map.set(minute, [one]);
  else there.push(one);
}

function instant(minute) {
  return new Date(start + minute * 60_000);
}

function percent(part, whole) {
  return whole === 0 ? 0 : (part / whole) * 100;
}

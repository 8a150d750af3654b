// 100,000 decisions with 200 people, 40 skills and 50 rules: rules matched and people chosen as placement does it, in
// batches between which people finish some of their work. Each decision is compared with what a slow reference says
// that looks at everything anew; beside them a plain scan that takes whoever carries least, whatever is needed.
import { compileRules, firstMatch, outcomeOf } from '@visavis/shared/routing/match-rules';
import { canonicalNeeds } from '@visavis/shared/routing/needs';
import { placeMany } from '@visavis/shared/routing/pick-agent';
import { placeExhaustively } from '@visavis/shared/routing/pick-agent.reference';
import { randomFrom } from './random.mjs';

const people = 200;
const skills = 40;
const ruleCount = 50;
const decisions = 100_000;
const batch = 100;
const wordsUsed = Array.from({ length: 60 }, (_, index) => `thema${index}`);
const networks = ['mastodon', 'bluesky', 'webhook', 'playstore', 'appstore'];
const now = new Date('2026-11-20T10:00:00Z');

export async function measureDecisions({ scale, isFullSize, say }) {
  const random = randomFrom(2);
  const count = Math.max(batch, Math.round(decisions * scale));
  const rules = makeRules(random);
  const compiled = compileRules(rules);
  let team = makeTeam(random);
  const spent = { ours: 0, reference: 0, bare: 0 };
  let wrong = 0;
  let placed = 0;
  say(`routing: ${count} decisions, each compared with the reference …`);
  for (let from = 0; from < count; from += batch) {
    const posts = Array.from({ length: Math.min(batch, count - from) }, (_, index) =>
      makePost(random, from + index, team),
    );
    const ours = timed(spent, 'ours', () =>
      placeMany(
        posts.map((post) => waitingFrom(post, outcomeOf(firstMatch(compiled, post.subject)))),
        team,
        now,
      ),
    );
    const reference = timed(spent, 'reference', () =>
      placeExhaustively(
        posts.map((post) => waitingFrom(post, naiveOutcome(rules, post.subject))),
        team,
        now,
      ),
    );
    timed(spent, 'bare', () => scanForLeastLoad(posts, team));
    wrong += ours.filter((placement, index) => !isSame(placement, reference[index])).length;
    placed += ours.filter(({ pick }) => pick !== null).length;
    team = afterwards(random, team, posts, ours);
  }
  say(`routing: ${placed} of ${count} found somebody, ${wrong} otherwise than by the reference`);
  return [
    {
      name: 'routing decisions',
      unit: '/s',
      value: (count / spent.ours) * 1000,
      limit: { name: 'plain scan for the least load, /s', value: (count / spent.bare) * 1000 },
      aim: '100,000 in 5 s',
      met: isFullSize ? spent.ours < 5_000 : null,
    },
    {
      name: 'routing decisions that are wrong',
      unit: '%',
      value: (wrong / count) * 100,
      limit: { name: 'slow reference, decisions/s', value: (count / spent.reference) * 1000 },
      aim: 'none',
      met: wrong === 0,
    },
  ];
}

function timed(spent, who, work) {
  const started = performance.now();
  const result = work();
  spent[who] += performance.now() - started;
  return result;
}

/** Four in five are there; everybody has some skills and one or two languages. */
function makeTeam(random) {
  return Array.from({ length: people }, (_, index) => {
    const abilities = new Map([['language:de', 3]]);
    for (let skill = 0; skill < skills; skill += 1)
      if (random() < 0.15) abilities.set(`skill:s${skill}`, 1 + Math.floor(random() * 3));
    if (random() < 0.1) abilities.set('language:tr', 2);
    const availability = random.of(['available', 'available', 'available', 'available', 'away', 'busy']);
    return {
      agentId: `agent-${String(index).padStart(3, '0')}`,
      availability,
      returnsAt: availability === 'away' && random() < 0.5 ? inMinutes(random() * 60) : null,
      capacity: 4 + Math.floor(random() * 8),
      load: Math.floor(random() * 4),
      lastAssignedAt: random() < 0.9 ? inMinutes(-random() * 600) : null,
      abilities,
    };
  });
}

/** Fifty that name words, networks, ratings, languages and first contacts; the last one takes what is left. */
function makeRules(random) {
  return Array.from({ length: ruleCount }, (_, index) => {
    const conditions = [{ field: 'words', anyOf: [random.of(wordsUsed), random.of(wordsUsed)] }];
    if (index % 3 === 0) conditions.push({ field: 'network', anyOf: [random.of(networks)] });
    if (index % 5 === 0) conditions.push({ field: 'rating', from: 1, to: 2 });
    if (index % 7 === 0) conditions.push({ field: 'contact', is: 'returning', not: true });
    if (index % 11 === 0) conditions.push({ field: 'language', anyOf: ['tr'] });
    const actions = [{ do: 'skill', skillId: `s${index % skills}`, minLevel: 1 + (index % 3) }];
    if (index % 4 === 0) actions.push({ do: 'skill', skillId: `s${(index * 7) % skills}`, minLevel: 1 });
    return {
      id: `rule-${index}`,
      name: `Rule ${index}`,
      isActive: true,
      conditions: index === ruleCount - 1 ? [] : conditions,
      actions: index === ruleCount - 1 ? [{ do: 'tag', tag: 'rest' }] : actions,
    };
  });
}

function makePost(random, number, team) {
  const words = Array.from({ length: 25 }, () =>
    random() < 0.06 ? random.of(wordsUsed) : `wort${Math.floor(random() * 5_000)}`,
  );
  const helper = random() < 0.4 ? random.of(team).agentId : null;
  return {
    subject: {
      channelId: 'channel',
      network: random.of(networks),
      kind: 'mention',
      visibility: 'public',
      language: random() < 0.05 ? 'tr' : 'de',
      text: `${words.join(' ')}.`,
      author: { name: `Kundin ${number}`, handle: `kundin_${number}` },
      rating: random() < 0.3 ? 1 + Math.floor(random() * 5) : null,
      tags: [],
      isFirstContact: helper === null,
      localTime: { weekday: 1, minutes: 600 },
    },
    waiting: {
      conversationId: `conversation-${number}`,
      weight: random.of([0.5, 1, 1, 1, 2]),
      since: now,
      lastHelperId: helper,
      waitsUntil: random() < 0.7 ? inMinutes(random() * 60 - 15) : null,
      excluded: new Map(random() < 0.1 ? [[random.of(team).agentId, 'gaveItBack']] : []),
    },
  };
}

function waitingFrom({ waiting, subject }, { skills: wanted }) {
  const needs = wanted.map((skill) => ({ kind: 'skill', ...skill }));
  if (subject.language !== 'de') needs.push({ kind: 'language', language: subject.language });
  return { ...waiting, needs: canonicalNeeds(needs) };
}

/** The rules read aloud, one after the other, without anything prepared. */
function naiveOutcome(rules, subject) {
  const words = subject.text.split(/[ .]+/u);
  const holds = {
    words: ({ anyOf }) => anyOf.some((word) => words.includes(word)),
    network: ({ anyOf }) => anyOf.includes(subject.network),
    language: ({ anyOf }) => anyOf.includes(subject.language),
    rating: ({ from, to }) => subject.rating !== null && subject.rating >= from && subject.rating <= to,
    contact: ({ is }) => (is === 'first') === subject.isFirstContact,
  };
  const rule = rules.find(({ conditions }) =>
    conditions.every((condition) => holds[condition.field](condition) !== (condition.not === true)),
  );
  return { skills: rule.actions.filter((action) => action.do === 'skill') };
}

function isSame({ pick, stuck }, reference) {
  return pick === null ? stuck.kind === reference.stuck : pick.agentId === reference.agentId;
}

/** What somebody would write who had one afternoon: nobody's skills, nobody's customers, no reasons. */
function scanForLeastLoad(posts, team) {
  const loads = new Map(team.map(({ agentId, load }) => [agentId, load]));
  return posts.map(({ waiting }) => {
    let best = null;
    for (const { agentId, availability, capacity } of team) {
      const load = loads.get(agentId);
      if (availability !== 'available' || load + waiting.weight > capacity) continue;
      if (best === null || load < loads.get(best)) best = agentId;
    }
    if (best !== null) loads.set(best, loads.get(best) + waiting.weight);
    return best;
  });
}

/** Loads as they are after a batch, less what was finished meanwhile; some come, some go. */
function afterwards(random, team, posts, placements) {
  const given = new Map();
  placements.forEach(({ pick }, index) => {
    if (pick === null) return;
    given.set(pick.agentId, (given.get(pick.agentId) ?? 0) + posts[index].waiting.weight);
  });
  return team.map((person) => {
    const load = person.load + (given.get(person.agentId) ?? 0);
    return {
      ...person,
      load: random() < 0.5 ? Math.floor(load * random() * 2) / 2 : load,
      availability:
        random() < 0.05
          ? random.of(['available', 'available', 'available', 'busy', 'away'])
          : person.availability,
      lastAssignedAt: given.has(person.agentId) ? now : person.lastAssignedAt,
    };
  });
}

function inMinutes(minutes) {
  return new Date(now.getTime() + Math.round(minutes) * 60_000);
}

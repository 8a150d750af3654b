import { describe, expect, it, test } from '@jest/globals';
import {
  AgentPool,
  pickAgent,
  placeMany,
  type Candidate,
  type Exclusion,
  type Waiting,
} from './pick-agent.ts';

const now = new Date(Date.UTC(2026, 10, 20, 12, 0));
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

const candidate = (agentId: string, rest: Partial<Candidate> = {}): Candidate => ({
  agentId,
  availability: 'available',
  returnsAt: null,
  capacity: 5,
  load: 0,
  lastAssignedAt: null,
  abilities: new Map(),
  ...rest,
});
const waiting = (rest: Partial<Waiting> = {}): Waiting => ({
  conversationId: '1',
  needs: [],
  weight: 1,
  since: now,
  lastHelperId: null,
  waitsUntil: null,
  ...rest,
});
const able = (...abilities: [string, number][]) => ({ abilities: new Map(abilities) });
const excluded = (...those: [string, Exclusion][]) => ({ excluded: new Map(those) });

const billing = ['skill:billing:2'];
const expert = able(['skill:billing', 3]);
const beginner = able(['skill:billing', 1]);

describe('pickAgent', () => {
  test.each<[string, Candidate[], Partial<Waiting>, string | null, string[]]>([
    [
      'the only one with room',
      [candidate('a', { load: 5 }), candidate('b', { load: 4 })],
      {},
      'b',
      ['onlyOneWithRoom'],
    ],
    ['the least load', [candidate('a', { load: 2 }), candidate('b', { load: 1.5 })], {}, 'b', ['leastLoad']],
    [
      'the least load, not the smallest share of a capacity',
      [candidate('a', { load: 2, capacity: 3 }), candidate('b', { load: 3, capacity: 40 })],
      {},
      'a',
      ['leastLoad'],
    ],
    [
      'on a tie, whoever was assigned longest ago',
      [candidate('a', { lastAssignedAt: at(-1) }), candidate('b', { lastAssignedAt: at(-2) })],
      {},
      'b',
      ['leastLoad', 'assignedLongestAgo'],
    ],
    [
      'on a tie, whoever was never assigned',
      [candidate('a', { lastAssignedAt: at(-1) }), candidate('b')],
      {},
      'b',
      ['leastLoad', 'assignedLongestAgo'],
    ],
    [
      'on a tie in everything, the first by id',
      [candidate('b'), candidate('a')],
      {},
      'a',
      ['leastLoad', 'assignedLongestAgo', 'firstById'],
    ],
    [
      'the last helper, however much they carry',
      [candidate('a'), candidate('b', { load: 4 })],
      { lastHelperId: 'b' },
      'b',
      ['knowsCustomer'],
    ],
    [
      'somebody else when the last helper is full and nobody waits for them',
      [candidate('a', { load: 3 }), candidate('b', { load: 5 })],
      { lastHelperId: 'b' },
      'a',
      ['onlyOneWithRoom'],
    ],
    [
      'whoever has the skill at the level, however much they carry',
      [candidate('a', beginner), candidate('b', { ...expert, load: 4 }), candidate('c')],
      { needs: billing },
      'b',
      ['onlyOneWithRoom', 'hasSkill'],
    ],
    [
      'whoever speaks the language, at any level',
      [candidate('a'), candidate('b', { ...able(['language:tr', 1]), load: 4 })],
      { needs: ['language:tr'] },
      'b',
      ['onlyOneWithRoom', 'speaks'],
    ],
    [
      'whoever has all that is needed, not a part of it',
      [
        candidate('a', able(['skill:billing', 3])),
        candidate('b', able(['language:tr', 3])),
        candidate('c', { ...able(['skill:billing', 2], ['language:tr', 1]), load: 3 }),
      ],
      { needs: ['language:tr', 'skill:billing:2'] },
      'c',
      ['onlyOneWithRoom', 'speaks', 'hasSkill'],
    ],
    [
      'not the last helper when this needs what they have not',
      [candidate('a', expert), candidate('b')],
      { needs: billing, lastHelperId: 'b', waitsUntil: at(30) },
      'a',
      ['onlyOneWithRoom', 'hasSkill'],
    ],
    [
      'somebody whose room is enough for what it weighs',
      [candidate('a', { load: 3.5 }), candidate('b', { load: 4 })],
      { weight: 1.5 },
      'a',
      ['onlyOneWithRoom'],
    ],
    [
      'somebody with nothing open for what weighs more than anybody’s capacity',
      [candidate('a', { capacity: 2, load: 1 }), candidate('b', { capacity: 2 })],
      { weight: 5 },
      'b',
      ['onlyOneWithRoom'],
    ],
  ])('picks %s', (_, candidates, given, agentId, reasons) => {
    const { pick, stuck } = pickAgent(candidates, waiting(given), now);
    expect(pick?.agentId).toBe(agentId);
    expect(pick?.reasons.map((reason) => reason.kind)).toEqual(reasons);
    expect(stuck).toBeNull();
  });

  test.each<[string, Candidate[], Partial<Waiting>, object]>([
    ['there is nobody', [], {}, { kind: 'nobodyInTeam' }],
    ['everybody is full', [candidate('a', { load: 5 })], {}, { kind: 'allFull' }],
    ['whoever is there is busy', [candidate('a', { availability: 'busy' })], {}, { kind: 'allFull' }],
    ['nobody takes anything', [candidate('a', { capacity: 0 })], {}, { kind: 'allFull' }],
    ['it weighs too much for the room', [candidate('a', { load: 4.5 })], {}, { kind: 'allFull' }],
    [
      'all are away',
      [candidate('a', { availability: 'away' }), candidate('b', { availability: 'off' })],
      {},
      { kind: 'allAway' },
    ],
    [
      'nobody has the skill, whoever is there',
      [candidate('a'), candidate('b', { availability: 'off' })],
      { needs: billing },
      { kind: 'nobodyHasSkill', skillId: 'billing', minLevel: 2 },
    ],
    [
      'nobody has it at that level',
      [candidate('a', beginner)],
      { needs: billing },
      { kind: 'nobodyHasSkill', skillId: 'billing', minLevel: 2 },
    ],
    [
      'nobody speaks the language',
      [candidate('a', expert)],
      { needs: ['language:tr'] },
      { kind: 'nobodySpeaks', language: 'tr' },
    ],
    [
      'some have the one and some the other, and nobody both',
      [candidate('a', expert), candidate('b', able(['language:tr', 3]))],
      { needs: ['language:tr', 'skill:billing:2'] },
      { kind: 'nobodyHasSkill', skillId: 'billing', minLevel: 2 },
    ],
    [
      'those with the skill are away, whoever else is there',
      [candidate('a', { ...expert, availability: 'away' }), candidate('b')],
      { needs: billing },
      { kind: 'allAway' },
    ],
    [
      'everybody gave it back, left it unopened or is shielded',
      [candidate('a'), candidate('b'), candidate('c')],
      excluded(['a', 'gaveItBack'], ['b', 'didNotPickUp'], ['c', 'shielded']),
      { kind: 'nobodyLeft' },
    ],
  ])('says why nobody gets it when %s', (_, candidates, given, stuck) => {
    expect(pickAgent(candidates, waiting(given), now)).toMatchObject({ pick: null, stuck });
  });

  test.each<[string, Partial<Candidate>, Date | null, boolean]>([
    ['is full', { load: 5 }, at(30), true],
    ['is full, and the time is over', { load: 5 }, at(0), false],
    ['is full, and the team never waits', { load: 5 }, null, false],
    ['is busy', { availability: 'busy' }, at(30), true],
    ['is back in time', { availability: 'away', returnsAt: at(30) }, at(30), true],
    ['is back too late', { availability: 'away', returnsAt: at(31) }, at(30), false],
    ['is away, nobody knows until when', { availability: 'away' }, at(30), false],
    ['is off until a shift begins', { availability: 'off', returnsAt: at(10) }, at(30), true],
    ['takes nothing at all', { capacity: 0 }, at(30), false],
  ])('when the last helper %s', (_, helper, waitsUntil, isWaitedFor) => {
    const candidates = [candidate('a'), candidate('b', helper)];
    const { pick, stuck } = pickAgent(candidates, waiting({ lastHelperId: 'b', waitsUntil }), now);
    if (isWaitedFor) {
      expect(pick).toBeNull();
      expect(stuck).toEqual({ kind: 'waitsFor', agentId: 'b', until: waitsUntil });
    } else {
      expect(pick?.agentId).toBe('a');
    }
  });

  test.each<Exclusion>(['gaveItBack', 'didNotPickUp', 'shielded'])(
    'passes over the last helper who is excluded (%s), and does not wait for them',
    (exclusion) => {
      const given = waiting({ lastHelperId: 'a', waitsUntil: at(30), ...excluded(['a', exclusion]) });
      const { pick } = pickAgent([candidate('a'), candidate('b', { load: 4 })], given, now);
      expect(pick?.agentId).toBe('b');
      expect(pick?.considered).toEqual([
        { agentId: 'b', load: 4, capacity: 5, rejected: null },
        { agentId: 'a', load: 0, capacity: 5, rejected: exclusion },
      ]);
    },
  );

  it('says with what figures it decided', () => {
    const { pick } = pickAgent(
      [
        candidate('a', { ...expert, load: 1, lastAssignedAt: at(-5) }),
        candidate('b', { ...expert, load: 1, lastAssignedAt: at(-1) }),
      ],
      waiting({ needs: billing }),
      now,
    );
    expect(pick?.reasons).toEqual([
      { kind: 'leastLoad', load: 1 },
      { kind: 'assignedLongestAgo', lastAssignedAt: '2026-11-20T11:55:00.000Z' },
      { kind: 'hasSkill', skillId: 'billing', level: 3 },
    ]);
  });

  it('keeps who was looked at and why not, whoever came nearest first', () => {
    const { pick } = pickAgent(
      [
        candidate('lacks', { load: 0 }),
        candidate('away', { ...expert, availability: 'away' }),
        candidate('full', { ...expert, load: 5 }),
        candidate('behind', { ...expert, load: 3 }),
        candidate('gave', { ...expert }),
        candidate('best', { ...expert, load: 2 }),
        candidate('knows', { ...expert, load: 5 }),
      ],
      waiting({ needs: billing, lastHelperId: 'knows', ...excluded(['gave', 'gaveItBack']) }),
      now,
    );
    expect(pick?.considered.map(({ agentId, rejected }) => [agentId, rejected])).toEqual([
      ['best', null],
      ['knows', 'full'],
      ['behind', 'behind'],
      ['full', 'full'],
      ['gave', 'gaveItBack'],
      ['away', 'notAvailable'],
      ['lacks', 'lacksSkill'],
    ]);
  });

  it('keeps a dozen of two hundred, the chosen one and the last helper among them', () => {
    const many = Array.from({ length: 200 }, (_, index) => candidate(`m${index}`, { load: 4 }));
    const people = [...many, candidate('best'), candidate('knows', { availability: 'off' })];
    const { pick } = pickAgent(people, waiting({ lastHelperId: 'knows' }), now);
    expect(pick?.considered).toHaveLength(12);
    expect(pick?.considered.slice(0, 2).map(({ agentId }) => agentId)).toEqual(['best', 'knows']);
  });
});

describe('placeMany', () => {
  const inLine = (conversationId: string, rest: Partial<Waiting> = {}) =>
    waiting({ conversationId, ...rest });
  const placed = (conversations: Waiting[], candidates: Candidate[]) =>
    placeMany(conversations, candidates, now).map(({ pick, stuck }) => pick?.agentId ?? stuck?.kind);

  it('shares a row of conversations out in turn', () => {
    expect(
      placed(
        ['1', '2', '3', '4', '5'].map((id) => inLine(id)),
        [candidate('a', { lastAssignedAt: at(-2) }), candidate('b', { lastAssignedAt: at(-1) })],
      ),
    ).toEqual(['a', 'b', 'a', 'b', 'a']);
  });

  it('shares them out by weight: two small ones for a large one', () => {
    expect(
      placed(
        [inLine('1', { weight: 2 }), inLine('2'), inLine('3'), inLine('4', { weight: 2 })],
        [candidate('a'), candidate('b')],
      ),
    ).toEqual(['a', 'b', 'b', 'a']);
  });

  it('sends each customer to the last helper, and lets the rest wait when all are full', () => {
    expect(
      placed(
        [
          inLine('1', { lastHelperId: 'b' }),
          inLine('2', { lastHelperId: 'b' }),
          inLine('3', { lastHelperId: 'b' }),
          inLine('4'),
        ],
        [candidate('a', { capacity: 1 }), candidate('b', { capacity: 2 })],
      ),
    ).toEqual(['b', 'b', 'a', 'allFull']);
  });

  it('is not held up by what asks for a skill that nobody has', () => {
    expect(placed([inLine('1', { needs: billing }), inLine('2')], [candidate('a')])).toEqual([
      'nobodyHasSkill',
      'a',
    ]);
  });

  it('adds up weights such as a tenth without losing the last bit of room', () => {
    const ten = Array.from({ length: 10 }, (_, index) => inLine(`${index}`, { weight: 0.1 }));
    expect(placed(ten, [candidate('a', { capacity: 1 })])).toEqual(Array.from({ length: 10 }, () => 'a'));
  });
});

describe('the order of a line', () => {
  const order = (conversations: Waiting[], candidates: Candidate[]) =>
    new AgentPool(candidates, now).inOrder(conversations).map(({ conversationId }) => conversationId);
  const since = (conversationId: string, minutes: number, rest: Partial<Waiting> = {}) =>
    waiting({ conversationId, since: at(-minutes), waitsUntil: at(30 - minutes), ...rest });

  it('is the longest wait first', () => {
    expect(order([since('late', 5), since('early', 50), since('middle', 20)], [candidate('a')])).toEqual([
      'early',
      'middle',
      'late',
    ]);
  });

  it('lets whoever comes back to a human with room go before those who wait up to the team’s time longer', () => {
    const line = [since('hour', 60), since('stranger', 20), since('back', 5, { lastHelperId: 'a' })];
    expect(order(line, [candidate('a')])).toEqual(['hour', 'back', 'stranger']);
  });

  it.each<[string, Partial<Candidate>, Partial<Waiting>]>([
    ['has no room', { load: 5 }, {}],
    ['is away', { availability: 'away', returnsAt: at(1) }, {}],
    ['lacks what it asks for now', {}, { needs: billing }],
    ['gave it back', {}, excluded(['a', 'gaveItBack'])],
    ['is never waited for in this team', {}, { waitsUntil: null }],
  ])('knows no head start when that human %s', (_, human, rest) => {
    const line = [since('stranger', 20), since('back', 5, { lastHelperId: 'a', ...rest })];
    expect(order(line, [candidate('a', human), candidate('b')])).toEqual(['stranger', 'back']);
  });
});

/**
 * The suite that every connector has to pass, generated from one table.
 *
 * How to use it: write a small stateful double of your network over `FakeHttp` (`test/fakes/fake-http.ts`), describe it
 * with `ConnectorFixtures` (`connector-fixtures.ts`, which says what each part means) and call, in
 * `<network>.contract.spec.ts`:
 *
 *     describeConnector({ module: connectorModule, settings: { … }, now: new Date('2026-11-20T12:00:00Z'),
 *       network: () => new FakeMastodon(), changes: { edits: 'arrive', deletions: 'sweep' }, echoes: false,
 *       sendsOncePerKey: true, brokenSend: 'unknown', errors: [{ name: '401', during: 'read', answer: { status: 401,
 *       body: {…} }, kind: 'auth' }, …], neverAnswers: { windowClosed: 'answers have no deadline here' } });
 *
 * - Cases about arriving run once for each way posts arrive: `poll` where the connector polls, `hook` where the double
 *   has `hook`. Cases about sending, editing, deleting, looking up and pictures follow the manifest's capabilities.
 * - The suite keeps cursor and reply context as JSON, as the database would, and repeats them as a crash would.
 * - Known quirks of a network (what an edited record looks like, facets, HTML) belong into its own specs.
 */
import { describe, expect, it } from '@jest/globals';
import type { ConnectorErrorKind } from '../connector-error.ts';
import { arrivalCases } from './arrival-cases.ts';
import type { ConnectorFixtures, ErrorFixture } from './connector-fixtures.ts';
import type { ContractWorld, Way } from './contract-world.ts';
import { aSample, ContractWorld as World, failureOf } from './contract-world.ts';
import { sendingCases } from './sending-cases.ts';

/** One row of the table. */
export interface ContractCase {
  name: string;
  /** Where the case makes sense; everywhere when absent. */
  when?: (fixtures: ConnectorFixtures, way: Way) => boolean;
  run: (world: ContractWorld) => Promise<void>;
}

const EVERY_KIND: readonly ConnectorErrorKind[] = [
  'auth',
  'permission',
  'rateLimited',
  'transient',
  'unknown',
  'duplicate',
  'gone',
  'windowClosed',
  'tooLong',
  'rejected',
];

export function describeConnector(fixtures: ConnectorFixtures): void {
  describe(`the connector "${fixtures.module.manifest.id}"`, () => {
    const ways = waysOf(fixtures);
    for (const way of ways) {
      const cases = arrivalCases.filter((one) => one.when?.(fixtures, way) ?? true);
      it.each(cases)(`${way}: $name`, ({ run }) => run(new World(fixtures, way)));
    }
    const sending = ways[0] ?? 'poll';
    it.each(sendingCases.filter((one) => one.when?.(fixtures, sending) ?? true))('$name', ({ run }) =>
      run(new World(fixtures, sending)),
    );
    describeErrors(fixtures, sending);
    describeTest(fixtures, sending);
  });
}

function waysOf(fixtures: ConnectorFixtures): Way[] {
  const { connector, network } = new World(fixtures, 'poll');
  const ways: Way[] = [];
  if (connector.poll) ways.push('poll');
  if (network.hook) ways.push('hook');
  return ways;
}

function describeErrors(fixtures: ConnectorFixtures, way: Way): void {
  it.each(fixtures.errors)('$during: $name is $kind', (error) =>
    expectError(new World(fixtures, way), error),
  );

  it('has an answer or a reason for every kind of error', () => {
    // A send that breaks is among the cases about sending, so `unknown` and `transient` need no recorded answer.
    const met = new Set<ConnectorErrorKind>([
      ...fixtures.errors.map((error) => error.kind),
      'transient',
      'unknown',
    ]);
    const open = EVERY_KIND.filter((kind) => !met.has(kind) && !fixtures.neverAnswers[kind]);
    expect(open).toEqual([]);
  });
}

async function expectError(world: ContractWorld, fixture: ErrorFixture): Promise<void> {
  const { network, connector, fixtures } = world;
  const call = async () => {
    if (fixture.during === 'read') {
      network.http.disturb((request) => network.isRead(request), fixture.answer);
      return world.poll(null);
    }
    const reply = await world.replyTo(aSample(fixtures.now));
    network.http.disturb((request) => network.isSend(request), fixture.answer);
    return connector.send(reply);
  };
  const failure = await failureOf(call());
  expect({ kind: failure.kind, retryAfter: failure.retryAfter?.toISOString() }).toEqual({
    kind: fixture.kind,
    retryAfter: fixture.retryAfter?.toISOString(),
  });
  expect(failure.message).not.toBe('');
  expect(failure.message.length).toBeLessThanOrEqual(500);
  for (const secret of secretsOf(fixtures)) expect(failure.message).not.toContain(secret);
}

function secretsOf(fixtures: ConnectorFixtures): string[] {
  return fixtures.module.manifest.fields
    .filter((field) => field.kind === 'secret')
    .flatMap((field) => fixtures.settings[field.name] ?? []);
}

function describeTest(fixtures: ConnectorFixtures, way: Way): void {
  it('tests working credentials with every check passed', async () => {
    const { checks } = await new World(fixtures, way).connector.test();
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('tests a network out of reach with a failed check in words instead of an error', async () => {
    const world = new World(fixtures, way);
    world.network.http.disturb(() => true, 'refused');
    const { checks } = await world.connector.test();
    const failed = checks.filter((check) => !check.ok);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((check) => check.detail.length > 0)).toBe(true);
  });
}

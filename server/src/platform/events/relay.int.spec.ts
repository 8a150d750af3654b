import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { Gate } from '../../../test/gate.ts';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { OnFacts } from './on-facts.ts';
import { OwedEventsRepository } from './owed-events.repository.ts';
import { Relay } from './relay.ts';

@Injectable()
class Ears {
  heard: DomainEvent[][] = [];
  isBroken: (event: DomainEvent) => boolean = () => false;

  @OnFacts({ listener: 'test-ears', facts: ['contact.changed', 'media.ready'] })
  async listen(events: DomainEvent[]): Promise<void> {
    if (events.some(this.isBroken)) throw new Error('out of order');
    this.heard.push(events);
  }

  @OnFacts({ listener: 'test-other-ears', facts: ['media.ready'] })
  async listenToo(): Promise<void> {}
}

describe('facts', () => {
  let test: TestApp;
  let ears: Ears;
  let uow: UnitOfWork;

  beforeAll(async () => {
    test = await createTestApp({ modules: [], providers: [Ears] });
    ears = test.get(Ears);
    uow = test.get(UnitOfWork);
  });
  afterEach(async () => {
    ears.isBroken = () => false;
    await test.reset();
    ears.heard = [];
  });
  afterAll(() => test.close());

  const changed = (contactId: string): DomainEvent => ({ type: 'contact.changed', contactId });
  const owed = () =>
    test.database.query<{ listener: string; attempts: number }>(
      'SELECT listener, attempts FROM domain_event_delivery',
    );
  const makeDue = () => test.database.query('UPDATE domain_event_delivery SET due_at = clock_timestamp()');
  const heard = () => ears.heard.flat().map((event) => ('contactId' in event ? event.contactId : event.type));

  it('reach their listeners after commit, in order, and are owed no longer', async () => {
    await uow.run(async (tx) => tx.emitAll(['a', 'b', 'c'].map(changed)));
    await test.settle();
    expect(heard()).toEqual(['a', 'b', 'c']);
    expect(await owed()).toEqual([]);
  });

  it('reach nobody when the transaction is rolled back, and leave no row', async () => {
    const failed = uow.run(async (tx) => {
      tx.emit(changed('a'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await test.settle();
    expect(heard()).toEqual([]);
    expect(await test.database.query('SELECT FROM domain_event')).toEqual([]);
  });

  it('go to a listener in few calls when a storm commits many', async () => {
    const storm = Array.from({ length: 500 }, (_, index) => changed(String(index)));
    await Promise.all([1, 2, 3].map(() => uow.run(async (tx) => tx.emitAll(storm))));
    await test.settle();
    expect(heard()).toHaveLength(1_500);
    expect(ears.heard.length).toBeLessThanOrEqual(3);
  });

  it('keep texts that a database would refuse', async () => {
    const odd = 'a\u0000b\ud800c"\\';
    await uow.run(async (tx) => tx.emit(changed(odd)));
    await makeDue();
    await test.settle();
    expect(heard()).toContain(odd);
  });

  it('are handed out again when a listener failed, the others hearing theirs meanwhile', async () => {
    ears.isBroken = (event) => 'contactId' in event && event.contactId === 'bad';
    await uow.run(async (tx) =>
      tx.emitAll([changed('good'), changed('bad'), { type: 'media.ready', mediaId: 'm' }]),
    );
    await test.settle();
    expect(await owed()).toHaveLength(3);

    // Handed out one by one now: only the fact that cannot be handled stays.
    await makeDue();
    await test.get(Relay).sweep();
    await test.settle();
    expect(heard().toSorted()).toEqual(['good', 'media.ready']);
    expect(await owed()).toEqual([{ listener: 'test-ears', attempts: 2 }]);

    ears.isBroken = () => false;
    await makeDue();
    await test.get(Relay).sweep();
    await test.settle();
    expect(heard()).toContain('bad');
    expect(await owed()).toEqual([]);
  });

  it('are claimed by one sweep only when several sweep at once', async () => {
    await test.database.query(
      `WITH e AS (INSERT INTO domain_event (type, payload, occurred_at)
         SELECT 'contact.changed', json_build_object('type', 'contact.changed', 'contactId', n::text), clock_timestamp() FROM generate_series(1, 200) n RETURNING id)
       INSERT INTO domain_event_delivery (event_id, listener, due_at) SELECT id, 'test-ears', clock_timestamp() FROM e`,
    );
    const relay = test.get(Relay);
    const taken = await Promise.all([relay.sweep(), relay.sweep(), relay.sweep()]);
    await test.settle();
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(new Set(heard()).size).toBe(200);
    expect(heard()).toHaveLength(200);
  });

  it('in work get more time without waiting for those that are just being settled', async () => {
    ears.isBroken = () => true;
    await uow.run(async (tx) => tx.emitAll(['a', 'b'].map(changed)));
    await test.settle();
    const [first, second] = await test.database.query<{ id: string }>(
      `UPDATE domain_event_delivery SET due_at = clock_timestamp() RETURNING event_id AS id`,
    );
    const held = [first, second].map((row) => ({ listener: 'test-ears', id: row?.id ?? '' }));
    const [deleted, renewed] = [new Gate(), new Gate()];
    const settling = uow.run(async (tx) => {
      await tx.query('DELETE FROM domain_event_delivery WHERE event_id = $1', [second?.id]);
      deleted.open();
      await renewed.opened;
    });
    await deleted.opened;
    await test.get(OwedEventsRepository).renew(held);
    renewed.open();
    await settling;
    expect(
      await test.database.query('SELECT due_at > clock_timestamp() AS later FROM domain_event_delivery'),
    ).toEqual([{ later: true }]);
  });

  it('older than a week are forgotten once everybody heard them', async () => {
    await uow.run(async (tx) => tx.emitAll([changed('a'), changed('b')]));
    await test.settle();
    await test.database.query(
      "UPDATE domain_event SET occurred_at = now() - interval '8 days' WHERE payload->>'contactId' = 'a'",
    );
    const { OwedEventsRepository } = await import('./owed-events.repository.ts');
    await test.get(OwedEventsRepository).prune(['test-ears']);
    const left = await test.database.query<{ contact: string }>(
      "SELECT payload->>'contactId' AS contact FROM domain_event",
    );
    expect(left).toEqual([{ contact: 'b' }]);
  });
});

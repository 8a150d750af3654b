import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { eventually } from '../../../test/eventually.ts';
import { severableProxy, type SeverableProxy } from '../../../test/severable-proxy.ts';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { ownDatabase } from '../../../test/test-database.ts';
import { Database } from '../database/database.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { OnFacts } from '../events/on-facts.ts';
import { JobQueue } from './job-queue.ts';
import { Processes, type JobProcessor } from './processes.ts';
import type { QueueName } from './queues.ts';

const NUDGE = 'test-outage' as QueueName;
/** How long the database is away. */
const AWAY_MS = 2_500;

@Injectable()
@Processes(NUDGE)
class NudgeProcessor implements JobProcessor {
  handled: unknown[] = [];

  async handle(data: unknown): Promise<void> {
    this.handled.push(data);
  }

  @OnFacts({ listener: 'test-outage', facts: ['media.ready'] })
  async listen(events: DomainEvent[]): Promise<void> {
    this.handled.push(...events);
  }
}

@Controller('api/rows')
class RowsController {
  constructor(private readonly database: Database) {}

  @Get() rows(): Promise<unknown[]> {
    return this.database.query('SELECT 1 AS one');
  }
}

describe('a database that goes away for a while', () => {
  let proxy: SeverableProxy;
  let test: TestApp;

  beforeAll(async () => {
    const url = new URL(await ownDatabase('outage'));
    proxy = await severableProxy(url.hostname, Number(url.port || 5432));
    url.host = `127.0.0.1:${proxy.port}`;
    test = await createTestApp({
      modules: [],
      providers: [NudgeProcessor],
      controllers: [RowsController],
      queue: 'bullmq',
      settings: { databaseUrl: url.href, logLevel: 'silent' },
    });
  });
  afterAll(async () => {
    await test.close();
    await proxy.close();
  });

  const statusOf = async (path: string) => (await fetch(test.url + path)).status;

  it('is told apart from a fault of ours, and work goes on by itself when it is back', async () => {
    const queue = test.get(JobQueue);
    const { handled } = test.get(NudgeProcessor);
    await queue.add(NUDGE, { id: 'before' });
    await eventually(() => expect(handled).toEqual([{ id: 'before' }]));

    await proxy.sever();
    await eventually(async () => expect(await statusOf('/api/rows')).toBe(503));
    expect(await statusOf('/readyz')).toBe(503);
    expect(await statusOf('/healthz')).toBe(200);
    // An outage has a length; this is not waiting for something to happen.
    await delay(AWAY_MS);
    await proxy.restore();

    const backAt = performance.now();
    await eventually(async () => expect(await statusOf('/readyz')).toBe(200));
    expect(await statusOf('/api/rows')).toBe(200);
    await queue.add(NUDGE, { id: 'after' });
    await test.get(UnitOfWork).run(async (tx) => tx.emit({ type: 'media.ready', mediaId: 'm' }));
    await eventually(() => expect(handled).toContainEqual({ id: 'after' }));
    await eventually(() => expect(handled).toContainEqual({ type: 'media.ready', mediaId: 'm' }));
    expect(performance.now() - backAt).toBeLessThan(5_000);
  });
});

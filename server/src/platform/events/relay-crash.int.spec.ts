import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { startNode } from '../../../test/built-server.ts';
import { eventually } from '../../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { OnFacts } from './on-facts.ts';

@Injectable()
class Ears {
  heard: DomainEvent[] = [];

  @OnFacts({ listener: 'test-crash', facts: ['contact.changed'] })
  async listen(events: DomainEvent[]): Promise<void> {
    this.heard.push(...events);
  }
}

describe('a process that is killed', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ modules: [], providers: [Ears] });
  });
  afterEach(async () => {
    await test.reset();
    test.get(Ears).heard = [];
  });
  afterAll(() => test.close());

  const killed = async (moment: 'after-commit' | 'before-commit') => {
    const child = startNode([join(import.meta.dirname, '../../../test/commit-and-die.mjs'), moment], {
      DATABASE_URL: test.config.databaseUrl ?? '',
      VISAVIS_SECRET: 'a secret of the test',
      DATA_DIR: test.config.dataDir,
    });
    const code = await child.exited;
    expect(child.stderr()).toBe('');
    expect(code).toBeNull();
    expect(child.child.signalCode).toBe('SIGKILL');
    expect(child.stdout()).toBe('');
  };

  it('between commit and relay loses nothing: another process hands it over, in order and once', async () => {
    await killed('after-commit');
    await eventually(() => expect(test.get(Ears).heard).toHaveLength(3), 12_000);
    expect(test.get(Ears).heard.map((event) => ('contactId' in event ? event.contactId : ''))).toEqual([
      'a',
      'b',
      'c',
    ]);
    // What was heard is struck off after the listener is done.
    await test.settle();
    expect(await test.database.query('SELECT FROM domain_event_delivery')).toEqual([]);
  });

  it('before commit has told nobody anything', async () => {
    await killed('before-commit');
    await test.settle();
    expect(await test.database.query('SELECT FROM domain_event')).toEqual([]);
    expect(test.get(Ears).heard).toEqual([]);
  });
});

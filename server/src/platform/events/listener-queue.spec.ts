import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { expect, it } from '@jest/globals';
import type { Logger } from '../logger.ts';
import { ListenerQueue } from './listener-queue.ts';
import type { OwedEventsRepository, StoredEvent } from './owed-events.repository.ts';

const nowhere = { settle: async () => {}, postpone: async () => {} } as unknown as OwedEventsRepository;
const silent = { error: () => {} } as unknown as Logger;

it('hears a fact that comes in whichever turn the call before it ends', async () => {
  // One fact more turns later each time, so that one of them falls between the last look and the end.
  for (let turns = 0; turns < 30; turns += 1) {
    const heard: DomainEvent[] = [];
    const listener = {
      name: 'screens',
      facts: new Set<never>(),
      handle: async (events: DomainEvent[]) => void heard.push(...events),
    };
    const queue = new ListenerQueue(listener, nowhere, silent);
    queue.push([fact('1')]);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    queue.push([fact('2')]);
    await queue.idle();
    expect({ turns, heard: heard.length }).toEqual({ turns, heard: 2 });
  }
});

function fact(id: string): StoredEvent {
  return { id, event: { type: 'agent.changed', agentId: id } };
}

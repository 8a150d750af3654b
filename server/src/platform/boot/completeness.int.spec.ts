import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FactName } from '@visavis/shared/events/domain-events';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { ListenerRegistry } from '../events/listener.registry.ts';
import { FactAudience } from '../events/fact-audience.ts';
import { OnFacts } from '../events/on-facts.ts';
import { Processes, type JobProcessor } from '../queue/processes.ts';
import { ProcessorRegistry } from '../queue/processor.registry.ts';
import type { QueueName } from '../queue/queues.ts';
import { Completeness } from './completeness.ts';

@Injectable()
@Processes('no-such-queue' as QueueName)
class StrayProcessor implements JobProcessor {
  async handle(): Promise<void> {}
}

@Injectable()
@Processes('no-such-queue' as QueueName)
class SecondProcessor implements JobProcessor {
  async handle(): Promise<void> {}
}

@Injectable()
class Ears {
  @OnFacts({ listener: 'test-listener', facts: ['moon.risen' as FactName] })
  async listen(): Promise<void> {}
}

@Injectable()
class MoreEars {
  @OnFacts({ listener: 'test-listener', facts: ['media.ready'] })
  async listen(): Promise<void> {}
}

describe('an incomplete application', () => {
  let test: TestApp | null = null;
  afterEach(async () => {
    await test?.close();
    test = null;
  });

  const faultsWith = async (
    ...providers: NonNullable<Parameters<typeof createTestApp>[0]>['providers'] & object
  ) => {
    test = await createTestApp({ modules: [], providers });
    const completeness = new Completeness(
      test.get(ProcessorRegistry),
      test.get(ListenerRegistry),
      test.get(ModuleRef),
    );
    return completeness.onApplicationBootstrap().then(
      () => '',
      (error: Error) => error.message,
    );
  };

  it('without a processor for every queue does not start', async () => {
    const faults = await faultsWith();
    expect(faults).toContain('The queue "deliver-reply" has no processor.');
    expect(faults).not.toContain('audience');
    expect(faults).not.toContain('layers.mjs');
  });

  it('with a processor for a queue that does not exist does not start', async () => {
    expect(await faultsWith(StrayProcessor)).toContain(
      'The processor of "no-such-queue" works for a queue that does not exist.',
    );
  });

  it('with a fact that has no declared audience does not start', async () => {
    const audience = { provide: FactAudience, useValue: { audiences: { 'media.ready': 'nobody' } } };
    expect(await faultsWith(Ears, audience)).toContain(
      'The fact "moon.risen" has no declared audience, not even "nobody".',
    );
  });

  it('with two processors for a queue, or two listeners of one name, does not start', async () => {
    await expect(
      createTestApp({ modules: [], providers: [StrayProcessor, SecondProcessor], queue: 'bullmq' }),
    ).rejects.toThrow('The queue "no-such-queue" has two processors.');
    expect(await faultsWith(Ears, MoreEars)).toBe('Two listeners are called "test-listener".');
  });
});

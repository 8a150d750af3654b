import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { createTestApp } from '../../../test/test-app.ts';
import { stopServing } from './stop-serving.ts';

@Controller('api/work')
class WorkController {
  started: () => void = () => {};
  go: () => void = () => {};

  @Get('slow') async slow(): Promise<object> {
    const gate = new Promise<void>((resolve) => (this.go = resolve));
    this.started();
    await gate;
    return { done: true };
  }

  @Get('events')
  @Header('Content-Type', 'text/event-stream')
  events(@Res() response: Response): void {
    response.write('data: one\n\n');
  }
}

describe('a server that is asked to stop', () => {
  const build = () => createTestApp({ modules: [], controllers: [WorkController] });

  it('lets a request in hand finish and takes no new one', async () => {
    const test = await build();
    const controller = test.get(WorkController);
    const started = new Promise<void>((resolve) => (controller.started = resolve));
    const answer = fetch(`${test.url}/api/work/slow`);
    await started;
    const stopped = stopServing(test.app, 5_000);
    await expect(fetch(`${test.url}/healthz`)).rejects.toThrow();
    controller.go();
    expect(await (await answer).json()).toEqual({ done: true });
    await stopped;
  });

  it('does not wait for ever for a request that hangs', async () => {
    const test = await build();
    const controller = test.get(WorkController);
    const started = new Promise<void>((resolve) => (controller.started = resolve));
    const outcome = fetch(`${test.url}/api/work/slow`).then(
      () => 'answered',
      () => 'cut off',
    );
    await started;
    await stopServing(test.app, 100);
    expect(await outcome).toBe('cut off');
  });

  it('ends a stream of events and idle connections at once', async () => {
    const test = await build();
    await (await fetch(`${test.url}/healthz`)).text();
    const stream = await fetch(`${test.url}/api/work/events`);
    const startedAt = performance.now();
    await stopServing(test.app, 5_000);
    // Far from the five seconds that it would have waited for them.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(await stream.text()).toBe('data: one\n\n');
  });
});

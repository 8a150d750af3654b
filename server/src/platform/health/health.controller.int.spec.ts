import { afterEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, type TestAppOptions } from '../../../test/test-app.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { Readiness } from './readiness.ts';

describe('health', () => {
  let test: TestApp;
  const build = async (options: TestAppOptions = {}) => {
    test = await createTestApp({ modules: [], ...options });
  };
  afterEach(() => test.close());

  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(test.url + path, { headers })).status;

  it('is ready when database, migrations and queue are', async () => {
    await build({ queue: 'bullmq' });
    expect(await status('/healthz')).toBe(200);
    const ready = await fetch(`${test.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', missing: [] }]);
  });

  it('names what is not ready, and is still up', async () => {
    await build({
      settings: { logLevel: 'silent' },
      override: (builder) =>
        builder.overrideProvider(JobQueue).useValue({ ping: () => Promise.reject(new Error('away')) }),
    });
    const notReady = await fetch(`${test.url}/readyz`);
    expect([notReady.status, await notReady.json()]).toEqual([
      503,
      { status: 'not-ready', missing: ['queue'] },
    ]);
    expect(await status('/healthz')).toBe(200);
    test.get(Readiness).stopping();
    expect(await (await fetch(`${test.url}/readyz`)).json()).toMatchObject({ missing: ['start'] });
  });

  it('gives figures to this machine, and through a proxy to nobody', async () => {
    await build();
    const metrics = await fetch(`${test.url}/metrics`);
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await metrics.text();
    expect(text).toContain('process_cpu_user_seconds_total');
    expect(text).toMatch(/^visavis_owed_facts 0$/m);
    expect(text).toMatch(/^visavis_realtime_screens 0$/m);
    expect(await status('/metrics', { 'X-Forwarded-For': '127.0.0.1' })).toBe(403);
  });

  it('gives figures for the token when there is one, and to this machine no longer', async () => {
    await build({ settings: { metricsToken: 'figures please' } });
    expect(await status('/metrics')).toBe(401);
    expect(await status('/metrics', { Authorization: 'Bearer nonsense' })).toBe(401);
    expect(await status('/metrics', { Authorization: 'Bearer figures please' })).toBe(200);
  });

  it('is all that a worker answers', async () => {
    await build({ settings: { role: 'worker' } });
    expect(await status('/readyz')).toBe(200);
    expect(await status('/metrics')).toBe(200);
    expect(await status('/api/me')).toBe(404);
    expect(await status('/')).toBe(404);
  });
});

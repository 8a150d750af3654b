// The application in the bench's own process, over an embedded PostgreSQL of its own: what a step takes is measured
// without what carries it there. Everything stays on loopback and ends with `stop()`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/platform/database/embedded-postgres.js';
import { freePort } from './product.mjs';

/** Who asks where the bench calls a service itself. */
export const admin = { agentId: '00000000-0000-7000-8000-000000000001', role: 'admin', teamIds: [] };

/** Starts it. @returns its database, `service(path, name)` that answers one of its services, and `stop()` */
export async function startInside(name) {
  const dataDir = mkdtempSync(join(tmpdir(), `visavis-bench-${name}-`));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const port = await freePort();
  Object.assign(process.env, {
    DATABASE_URL: postgres.url,
    REDIS_URL: '',
    PUBLIC_URL: '',
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    VISAVIS_DEMO: '0',
    VISAVIS_SECRET: 'a secret of the bench that guards nothing',
  });
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { AppConfig } = await import('../dist/platform/config/app-config.js');
  const { setCurrentConfig } = await import('../dist/platform/config/current-config.js');
  setCurrentConfig(AppConfig.read());
  const { configureHttp } = await import('../dist/platform/http/configure-http.js');
  const { AppModule } = await import('../dist/app.module.js');
  const app = await NestFactory.create(AppModule, { bodyParser: false, logger: false, abortOnError: false });
  configureHttp(app);
  await app.listen(port, '127.0.0.1');
  const database = new pg.Pool({ connectionString: postgres.url, max: 2 });
  return {
    database,
    service: async (path, name) => app.get((await import(`../dist/${path}.js`))[name]),
    async stop() {
      await database.end();
      await app.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** @returns what it answered, and how many milliseconds it took */
export async function timed(work) {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

/** An organisation with five teams, ten channels, one customer and thirty people: `team0`, `channel0`, `contact`, `agent0` … */
export async function seedPlaces(database) {
  await database.query(`INSERT INTO organisation (id, name, locale, time_zone, form_of_address, created_at)
    VALUES (md5('organisation')::uuid, 'Bench', 'de', 'Europe/Berlin', 'du', now()) ON CONFLICT DO NOTHING`);
  await database.query(`INSERT INTO team (id, name, created_at)
    SELECT md5('team' || n)::uuid, 'Team ' || n, now() FROM generate_series(0, 4) n`);
  await database.query(`INSERT INTO channel (id, network, name, team_id, since, health_since, created_at)
    SELECT md5('channel' || n)::uuid, 'webhook', 'Channel ' || n, md5('team' || n % 5)::uuid, '1970-01-01', now(), now()
    FROM generate_series(0, 9) n`);
  await database.query(
    `INSERT INTO contact (id, display_name, created_at) VALUES (md5('contact')::uuid, 'Kundin', now())`,
  );
  await database.query(`INSERT INTO agent (id, email, role, display_name, public_name, mark, availability_since, availability_set_at, created_at)
    SELECT md5('agent' || n)::uuid, 'agent' || n || '@bench.example', 'agent', 'Agent ' || n, 'Agent ' || n, 'A' || n, now(), now(), now()
    FROM generate_series(0, 29) n`);
}

/** Ids that rise with the time at which something was made, as those of the product do. */
export const idFunction = `
  CREATE FUNCTION bench_id(name text, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((1760000000000 + n * 50::bigint) >> 16), 8, '0') || '-'
      || lpad(to_hex((1760000000000 + n * 50::bigint) & 65535), 4, '0') || '-7000-8000-' || substr(md5(name || n), 1, 12))::uuid
  $$`;

/** What followed from the step before is done, so that the next one is measured by itself. */
export async function allHeard(database) {
  for (;;) {
    const { rows } = await database.query('SELECT count(*)::int AS owed FROM domain_event_delivery');
    if (rows[0].owed === 0) return;
    await delay(50);
  }
}

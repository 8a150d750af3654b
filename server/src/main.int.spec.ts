import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBuiltServer, startNode, type ServerProcess } from '../test/built-server.ts';
import { eventually } from '../test/eventually.ts';
import { freePort } from '../test/test-app.ts';
import { isAlive } from './platform/database/owner-file.ts';

const STARTS_MS = 30_000;

describe('the start', () => {
  let folder: string;
  const started: ServerProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'visavis-main-'));
  });
  afterEach(async () => {
    for (const { child, exited } of started.splice(0)) {
      child.kill('SIGTERM');
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const launch = async (env: Record<string, string> = {}): Promise<ServerProcess & { url: string }> => {
    const port = env.PORT ?? String(await freePort());
    const server = startBuiltServer({
      DATA_DIR: join(folder, 'data'),
      VISAVIS_DEMO: '0',
      PORT: port,
      ...env,
    });
    started.push(server);
    return { ...server, url: `http://127.0.0.1:${port}` };
  };
  const refusal = async (env: Record<string, string>): Promise<string[]> => {
    const server = await launch(env);
    expect(await server.exited).toBe(1);
    expect(server.stdout()).toBe('');
    return server.stderr().trim().split('\n');
  };
  const postgresPid = () =>
    Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);

  it(
    'prints its address when it is ready, and leaves nothing running when it is asked to go',
    async () => {
      const server = await launch();
      await server.ready();
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      const postgres = postgresPid();
      server.child.kill('SIGTERM');
      expect(await server.exited).toBe(0);
      expect(isAlive(postgres)).toBe(false);
      const lines = server.stdout().trim().split('\n');
      expect(lines[0]).toBe(`Visavis is ready at ${server.url}`);
      // An empty installation also says how to set it up; nothing else is printed.
      expect(lines[1]).toMatch(/one-time token/);
      expect(lines).toHaveLength(2);
    },
    STARTS_MS,
  );

  it(
    'leaves in under a second when idle',
    async () => {
      const took: number[] = [];
      // The machine has other work too: what the product itself needs is the shortest of three.
      while (took.length < 3 && !took.some((one) => one < 1_000)) {
        const server = await launch();
        await server.ready();
        const askedAt = performance.now();
        server.child.kill('SIGTERM');
        expect(await server.exited).toBe(0);
        took.push(performance.now() - askedAt);
      }
      expect(Math.min(...took)).toBeLessThan(1_000);
    },
    3 * STARTS_MS,
  );

  it(
    'fills the demonstration also where its public address leads elsewhere',
    async () => {
      const server = await launch({ VISAVIS_DEMO: '1', PUBLIC_URL: 'https://care.example' });
      await server.ready();
      expect(server.stdout().trim()).toBe('Visavis is ready at https://care.example');
      const session = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { Origin: 'https://care.example', 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: 'admin@brueckenfunk.example', password: 'vis-a-vis' }),
      });
      expect(session.status).toBe(201);
      expect(session.headers.get('set-cookie')).toMatch(/; Secure/);
    },
    STARTS_MS,
  );

  it(
    'takes over a database that outlived a killed server, and stops it in the end',
    async () => {
      const killed = await launch();
      await killed.ready();
      killed.child.kill('SIGKILL');
      await killed.exited;
      const orphan = postgresPid();
      expect(isAlive(orphan)).toBe(true);

      const heir = await launch();
      await heir.ready();
      expect(postgresPid()).toBe(orphan);
      expect((await fetch(`${heir.url}/readyz`)).status).toBe(200);
      heir.child.kill('SIGINT');
      expect(await heir.exited).toBe(0);
      await eventually(() => expect(isAlive(orphan)).toBe(false));
    },
    STARTS_MS,
  );

  it(
    'refuses a data folder that another server uses, which stays unharmed',
    async () => {
      const first = await launch();
      await first.ready();
      const [sentence, ...more] = await refusal({});
      expect(sentence).toMatch(/data folder .* is in use by process \d+/);
      expect(more).toEqual([]);
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    },
    STARTS_MS,
  );

  it('says that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ PORT: String(port) })).toEqual([
      `Port ${port} of 127.0.0.1 is in use: stop what listens there, or set another PORT.`,
    ]);
    other.close();
  });

  it('says that the data folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const [sentence, ...more] = await refusal({ DATA_DIR: join(folder, 'file/data') });
    expect(sentence).toMatch(/^DATA_DIR .* cannot be written/);
    expect(more).toEqual([]);
  });

  it('lists all wrong settings at once', async () => {
    const faults = await refusal({
      VISAVIS_ROLE: 'worker',
      PUBLIC_URL: 'nonsense',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
      VISAVIS_DEMO: '1',
    });
    expect(faults).toEqual([
      expect.stringMatching(/^VISAVIS_ROLE=worker alone needs REDIS_URL/),
      expect.stringMatching(/^VISAVIS_ROLE=worker alone needs DATABASE_URL/),
      expect.stringMatching(/^The demo .* listens on loopback only/),
      expect.stringMatching(/^PUBLIC_URL/),
      expect.stringMatching(/^LOG_LEVEL/),
    ]);
  });

  it('says that the database does not answer', async () => {
    const url = `postgres://nobody:secret@127.0.0.1:${await freePort()}/x`;
    const faults = await refusal({ DATABASE_URL: url, VISAVIS_SECRET: 'a secret of the test' });
    expect(faults).toEqual([
      'The database at DATABASE_URL does not answer: is it running, and is the address right?',
    ]);
  });

  it.each([
    ['server/dist/main.js', '22.9.0', /^Visavis needs Node 24\.11 or newer, but this is 22\.9\.0/],
    ['scripts/bootstrap.mjs', '18.20.4', /^Visavis needs Node 20\.19 or newer; this is Node 18\.20\.4\.$/],
  ])('ends %s on Node %s with one sentence, before anything else', async (program, version, sentence) => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
    const path = join(import.meta.dirname, '../..', program);
    const refused = startNode(['--import', `data:text/javascript,${encodeURIComponent(older)}`, path], {});
    expect(await refused.exited).toBe(1);
    expect([refused.stdout(), refused.stderr().trim()]).toEqual(['', expect.stringMatching(sentence)]);
  });

  it('knows the oldest Node that will do', async () => {
    const script =
      "const { assertNodeVersion } = await import(process.env.VISAVIS_DIST + '/platform/boot/node-version.js');";
    const old = startNode(['--input-type=module', '-e', `${script} assertNodeVersion('24.10.0');`], {});
    expect(await old.exited).toBe(1);
    expect(old.stderr().trim()).toMatch(/^Visavis needs Node 24\.11 or newer, but this is 24\.10\.0/);
    const recent = startNode(['--input-type=module', '-e', `${script} assertNodeVersion('25.0.0');`], {});
    expect(await recent.exited).toBe(0);
  });
});

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  const running: EmbeddedPostgres[] = [];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'visavis-pg-'));
  });
  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
    running.push(postgres);
    return postgres;
  };
  const query = async (url: string, sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('keeps what it holds from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow();
    const second = await start();
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    expect(second.wasAdopted).toBe(false);
  });

  it('lets nobody in without its password, which nobody else can read', async () => {
    const { url } = await start();
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow('password');
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('is taken over when it outlived its owner', async () => {
    const orphan = await start();
    await query(orphan.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    const adopted = await start();
    expect(adopted.wasAdopted).toBe(true);
    expect(adopted.url).toBe(orphan.url);
    expect(await query(adopted.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('begins again when its first start was interrupted half way', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'junk'), 'x');
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not fooled by a lock whose process number belongs to another program by now', async () => {
    await (await start()).stop();
    running.length = 0;
    writeFileSync(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}\n0\n1\n\n127.0.0.1\n0\nready\n`,
    );
    const again = await start();
    expect(again.wasAdopted).toBe(false);
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('allows as many connections as queues and workers need', async () => {
    const [row] = (await query((await start()).url, 'SHOW max_connections')) as { max_connections: string }[];
    expect(row?.max_connections).toBe('200');
  });
});

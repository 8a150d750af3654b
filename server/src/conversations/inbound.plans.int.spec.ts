import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel } from '../channels/channel.types.ts';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { DataSource, type QueryRunner } from 'typeorm';
import { ConversationsModule } from './conversations.module.ts';

let app: TestApp;
let channel: Channel;

/** What intake looks up must stay cheap when there are millions of rows, so it is looked at in a table that has some. */
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, ConversationsModule] });
  channel = await aChannel(app);
  for (let batch = 0; batch < 8; batch += 1) {
    const posts = Array.from({ length: 500 }, (_, index) => {
      const externalId = `p${batch}-${index}`;
      const answers = index % 2 === 1 ? `p${batch}-${index - 1}` : undefined;
      return aPost({ externalId, rootExternalId: answers ?? externalId, inReplyToExternalId: answers });
    });
    await recordPosts(app, channel, posts);
  }
  await app.database.query('ANALYZE');
});
afterAll(() => app.close());

interface Statement {
  sql: string;
  params: unknown[];
}

/** Every statement of the transactions that record posts while something is done; others run meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const dataSource = app.get(DataSource);
  const create = dataSource.createQueryRunner.bind(dataSource);
  const transactions: Statement[][] = [];
  dataSource.createQueryRunner = (...args): QueryRunner => {
    const runner = create(...args);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    const statements: Statement[] = [];
    transactions.push(statements);
    runner.query = ((sql: string, params: unknown[] = [], ...rest: unknown[]) => {
      statements.push({ sql, params });
      return query(sql, params, ...rest);
    }) as QueryRunner['query'];
    return runner;
  };
  try {
    await work();
  } finally {
    dataSource.createQueryRunner = create;
  }
  return transactions.filter((statements) => statements.some(({ sql }) => sql.includes('intake:'))).flat();
}

const someAnswers = (count: number, from: number) =>
  Array.from({ length: count }, (_, index) =>
    aPost({
      externalId: `later-${from}-${index}`,
      rootExternalId: `p${index % 8}-${(index * 2) % 500}`,
      inReplyToExternalId: `p${index % 8}-${(index * 2) % 500}`,
    }),
  );

describe('recording a batch', () => {
  it('takes as many statements for five hundred posts as for two', async () => {
    const few = await statementsOf(() => recordPosts(app, channel, someAnswers(2, 1)));
    const many = await statementsOf(() => recordPosts(app, channel, someAnswers(500, 2)));
    expect(many.length).toBe(few.length);
    expect(many.length).toBeLessThan(20);
  });

  it('finds everything it looks up through an index', async () => {
    const statements = await statementsOf(() =>
      recordPosts(app, channel, [...someAnswers(2, 3), aPost({ isOwn: true, externalId: 'echo?' })]),
    );
    const reads = statements.filter(({ sql }) =>
      /^\s*SELECT[\s\S]*\bFROM (message|conversation|contact_identity)\b/.test(sql),
    );
    expect(reads.length).toBeGreaterThanOrEqual(5);
    for (const { sql, params } of reads) {
      const plan = JSON.stringify(await app.database.query(`EXPLAIN ${sql}`, params));
      expect({ sql, scans: /Seq Scan on (message|conversation|contact_identity)/.exec(plan)?.[0] }).toEqual({
        sql,
        scans: undefined,
      });
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChannel } from '../../test/factories/a-channel.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { FakePolledNetwork, POLLED_NETWORK } from '../../test/fakes/fake-polled-network.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import type { PostAuthor } from '../connectors/connector.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { connectorModule as webhook } from '../connectors/webhook/index.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ContactsModule } from './contacts.module.ts';
import { ContactsService } from './contacts.service.ts';

let app: TestApp;
let channel: Channel;

beforeAll(async () => {
  const registry = new FakePolledNetwork().registry({}, [webhook]);
  app = await createTestApp({
    modules: [AgentsModule, ChannelsModule, ContactsModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(registry),
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  channel = await aChannel(app);
});

const svenja: PostAuthor = {
  externalId: 'svenja',
  name: 'Svenja Albers',
  handle: 'svenja',
  avatarUrl: 'https://pictures.example/svenja.png',
};

const recognise = (authors: PostAuthor[], on = channel) =>
  app.get(UnitOfWork).run((tx) => app.get(ContactsService).recognise(tx, on, authors));
const contacts = () =>
  app.database.query(
    `SELECT c.display_name AS "displayName", i.external_id AS id, i.name, i.handle, m.source_url AS picture
     FROM contact c JOIN contact_identity i ON i.contact_id = c.id LEFT JOIN media m ON m.id = i.avatar_media_id
     ORDER BY i.external_id, i.scope`,
  );
const aFakenetChannel = () =>
  aChannel(app, { network: POLLED_NETWORK, settings: { account: 'us', token: 'secret' } });

describe('recognising', () => {
  it('makes a contact of a stranger, and finds it again by the id on the network', async () => {
    const first = await recognise([svenja]);
    const again = await recognise([
      { ...svenja, handle: 'svenja.albers', name: 'Svenja A.', avatarUrl: undefined },
    ]);
    expect(again.get('svenja')).toEqual(first.get('svenja'));
    expect(await contacts()).toEqual([
      { displayName: 'Svenja A.', id: 'svenja', name: 'Svenja A.', handle: 'svenja.albers', picture: null },
    ]);
  });

  it('has the picture fetched once, and again when it changes', async () => {
    await recognise([svenja, { ...svenja, externalId: 'double' }]);
    await recognise([svenja]);
    const pictures = () =>
      app.database.query<{ url: string }>(`SELECT source_url AS url FROM media ORDER BY created_at, url`);
    expect(await pictures()).toHaveLength(1);
    await recognise([{ ...svenja, avatarUrl: 'https://pictures.example/new.png' }]);
    expect(await pictures()).toHaveLength(2);
    expect((await contacts())[1]).toMatchObject({
      id: 'svenja',
      picture: 'https://pictures.example/new.png',
    });
  });

  it('writes nothing about somebody who has not changed', async () => {
    await recognise([svenja]);
    const xmin = () => app.database.query('SELECT xmin::text FROM contact_identity');
    const before = await xmin();
    await recognise([svenja]);
    expect(await xmin()).toEqual(before);
  });

  it('keeps the same id of two open doors apart, since it counts only there', async () => {
    const other = await aChannel(app);
    await recognise([svenja]);
    await recognise([svenja], other);
    expect(await contacts()).toHaveLength(2);
  });

  it('is the same person on two channels of one network', async () => {
    const one = await recognise([svenja], await aFakenetChannel());
    const two = await recognise([svenja], await aFakenetChannel());
    expect(two.get('svenja')).toEqual(one.get('svenja'));
  });

  it('makes one contact when two channels of a network meet somebody at the same moment', async () => {
    const channels = await Promise.all([aFakenetChannel(), aFakenetChannel()]);
    const authors = Array.from({ length: 40 }, (_, index) => ({
      externalId: `a${index}`,
      name: `A${index}`,
    }));
    const [one, two] = await Promise.all([
      recognise(authors, channels[0]),
      recognise(authors.toReversed(), channels[1]),
    ]);
    expect(Object.fromEntries(one!)).toEqual(Object.fromEntries(two!));
    const [{ people } = { people: 0 }] = await app.database.query<{ people: number }>(
      'SELECT count(*)::int AS people FROM contact',
    );
    expect(people).toBe(40);
  });

  it('leaves a name alone that we gave the contact ourselves', async () => {
    await recognise([svenja]);
    await app.database.query(`UPDATE contact SET display_name = 'Frau Albers'`);
    await recognise([{ ...svenja, name: 'svenja 🌻' }]);
    expect(await contacts()).toMatchObject([{ displayName: 'Frau Albers', name: 'svenja 🌻' }]);
  });
});

describe('muting', () => {
  it('is known the next time the author is recognised, and is undone', async () => {
    const agent = await anAgent(app);
    const contactId = (await recognise([svenja])).get('svenja')?.contactId ?? '';
    const run = (work: 'mute' | 'unmute') =>
      app
        .get(UnitOfWork)
        .run((tx) =>
          work === 'mute'
            ? app.get(ContactsService).mute(tx, contactId, agent.id)
            : app.get(ContactsService).unmute(tx, contactId),
        );
    expect([await run('mute'), await run('mute')]).toEqual([true, false]);
    expect((await recognise([svenja])).get('svenja')?.isMuted).toBe(true);
    expect([await run('unmute'), await run('unmute')]).toEqual([true, false]);
    expect((await recognise([svenja])).get('svenja')?.isMuted).toBe(false);
  });
});

describe('searching', () => {
  it('finds a part of a name or handle through the trigram index', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      externalId: `x${index}`,
      name: `Kundin ${index * 7919}`,
      handle: `h${index}`,
    }));
    await recognise([svenja, ...many]);
    await app.database.query('ANALYZE contact_identity');
    const sql = `SELECT external_id FROM contact_identity WHERE lower(name || ' ' || coalesce(handle, '')) LIKE '%venja al%'`;
    expect(await app.database.query(sql)).toEqual([{ external_id: 'svenja' }]);
    const plan = await app.get(UnitOfWork).run(async (tx) => {
      // The table of a test is small enough to be read whole.
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query(`EXPLAIN ${sql}`);
    });
    expect(JSON.stringify(plan)).toContain('ix_contact_identity_words');
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { answerTo, ConnectedMastodon, NOW } from '../../../test/fakes/mastodon/connect.ts';
import {
  GOTOSOCIAL,
  MASTODON,
  type MastodonSwitches,
  OLD_MASTODON,
  PLEROMA,
  SMALL_SERVER,
} from '../../../test/fakes/mastodon/switches.ts';
import { failureOf } from '../testing/contract-world.ts';

const SERVERS: [string, MastodonSwitches][] = [
  ['Mastodon', MASTODON],
  ['an old Mastodon', OLD_MASTODON],
  ['Pleroma', PLEROMA],
  ['GoToSocial', GOTOSOCIAL],
  ['a small server', SMALL_SERVER],
];

const minutesBefore = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const PICTURE = {
  mimeType: 'image/png',
  alt: 'Karte der Störung',
  url: 'https://care.example/media/1/token',
  read: async () => Buffer.from('89504e470d0a1a0a', 'hex'),
};

let world: ConnectedMastodon;

async function open(switches: Partial<MastodonSwitches> = {}): Promise<ConnectedMastodon> {
  world = await new ConnectedMastodon(switches).start();
  return world;
}

afterEach(() => world.stop());

describe.each(SERVERS)('with %s', (_name, switches) => {
  it('carries a post in and a reply out, and knows the reply again', async () => {
    const { mastodon, connector } = await open(switches);
    const ines = mastodon.person('ines', 'norden.example', 'Inés Robledo');
    const asked = mastodon.post(ines, {
      text: '@brueckenfunk Kein Netz in Kiel',
      visibility: 'unlisted',
      spoiler: 'Ärger',
    });
    const [post] = await world.drain();
    expect(post).toMatchObject({
      externalId: asked.id,
      text: 'Ärger\n\n@brueckenfunk@social.example Kein Netz in Kiel',
      author: { externalId: 'https://norden.example/@ines', handle: '@ines@norden.example' },
      replyContext: { visibility: 'unlisted', spoilerText: 'Ärger' },
    });

    const reply = answerTo(post!);
    const receipt = await connector.send(reply);
    const [kept] = mastodon.ours();
    expect(kept).toMatchObject({
      id: receipt.externalId,
      text: `@ines@norden.example ${reply.text}`,
      inReplyTo: asked.id,
      visibility: 'unlisted',
      spoiler: 'Ärger',
      language: 'de',
      mentions: [ines],
    });
    expect(receipt.permalink).toContain(receipt.externalId);
    expect(await connector.lookUp(reply)).toEqual({ ...receipt, postedAt: expect.any(Date) });
    expect(await connector.lookUp({ ...reply, text: 'Etwas anderes' })).toBeNull();
  });

  it('sends once, whatever becomes of the answer', async () => {
    const { mastodon, connector, server } = await open(switches);
    mastodon.post(mastodon.person('ines', 'norden.example'), { text: '@brueckenfunk Hallo' });
    const reply = answerTo((await world.drain())[0]!);
    server.cut = ({ method }) => method === 'POST';
    expect((await failureOf(connector.send(reply))).kind).toBe('unknown');
    server.cut = () => false;
    const found = await connector.lookUp(reply);
    expect(found?.externalId).toBe(mastodon.ours()[0]?.id);
    if (switches.idempotencyKey === 'honoured') expect(found).toMatchObject(await connector.send(reply));
    expect(mastodon.ours()).toHaveLength(1);
  });

  it('keeps a private reply between two people, and finds it again', async () => {
    const { mastodon, connector } = await open(switches);
    const ines = mastodon.person('ines');
    mastodon.post(ines, { text: '@brueckenfunk Meine Nummer ist …', visibility: 'direct' });
    const [post] = await world.drain();
    const reply = answerTo(post!, { visibility: 'public' });
    const receipt = await connector.send(reply);
    expect(mastodon.ours()).toMatchObject([{ visibility: 'direct', mentions: [ines] }]);
    expect((await connector.lookUp(reply))?.externalId).toBe(receipt.externalId);
  });

  it('reads everything since the beginning once, page by page, and then only what is new', async () => {
    const { mastodon } = await open(switches);
    const ines = mastodon.person('ines', 'norden.example');
    const write = (text: string) => mastodon.post(ines, { text: `@brueckenfunk ${text}` }).id;
    world.now = minutesBefore(120);
    const tooOld = Array.from({ length: 50 }, (_, at) => write(`alt ${at}`));
    world.now = minutesBefore(20);
    const past = Array.from({ length: 95 }, (_, at) => write(`vorher ${at}`));
    const found = await world.drain(minutesBefore(60));
    expect(found.map((post) => post.externalId).toSorted()).toEqual(past.toSorted());
    expect(found.some((post) => tooOld.includes(post.externalId))).toBe(false);

    expect(await world.drain(minutesBefore(60))).toEqual([]);
    world.now = NOW;
    const fresh = Array.from({ length: 130 }, (_, at) => write(`neu ${at}`));
    expect((await world.drain()).map((post) => post.externalId)).toEqual(fresh);
    expect(await world.drain()).toEqual([]);
  });

  it('reads on behind notifications whose posts are gone', async () => {
    const { mastodon } = await open(switches);
    const ines = mastodon.person('ines', 'norden.example');
    const posts = ['eins', 'zwei', 'drei'].map((text) =>
      mastodon.post(ines, { text: `@brueckenfunk ${text}` }),
    );
    mastodon.delete(posts[1]!);
    expect((await world.drain()).map((post) => post.externalId)).toEqual([posts[0]!.id, posts[2]!.id]);
    mastodon.delete(posts[2]!);
    mastodon.delete(posts[0]!);
    const later = mastodon.post(ines, { text: '@brueckenfunk vier' });
    expect((await world.drain()).map((post) => post.externalId)).toEqual([later.id]);
  });

  it('notices what was edited and what was deleted', async () => {
    const { mastodon, connector } = await open(switches);
    const ines = mastodon.person('ines', 'norden.example');
    const posts = Array.from({ length: 25 }, (_, at) => mastodon.post(ines, { text: `@brueckenfunk ${at}` }));
    await world.drain();
    mastodon.edit(posts[3]!, '@brueckenfunk doch nicht', NOW);
    mastodon.delete(posts[20]!);
    const changed = await connector.sweep(posts.map((post) => post.id));
    expect(changed.map(({ externalId, isDeleted }) => [externalId, isDeleted])).toEqual([
      [posts[3]!.id, false],
      [posts[20]!.id, true],
    ]);
    expect(changed[0]).toMatchObject({ text: '@brueckenfunk@social.example doch nicht', editedAt: NOW });
    const single = world.asked('GET', /\/statuses\/[^/]+$/).length;
    expect(single).toBe(switches.batches ? 1 : 25);
  });

  it('edits a reply with its pictures, or says that the server cannot', async () => {
    const { mastodon, connector } = await open({ ...switches, mediaLooks: 2 });
    mastodon.post(mastodon.person('ines', 'norden.example'), {
      text: '@brueckenfunk Hallo',
      spoiler: 'Netz',
    });
    const reply = answerTo((await world.drain())[0]!, { media: [PICTURE] });
    const { externalId } = await connector.send(reply);
    const edited = connector.edit({ ...reply, externalId, text: `Erst um 16 Uhr. ${reply.signature}` });
    if (!switches.editing) {
      expect(await failureOf(edited)).toMatchObject({
        kind: 'rejected',
        message: 'This instance cannot edit posts',
      });
      return;
    }
    expect((await edited).externalId).toBe(externalId);
    expect(mastodon.ours()).toMatchObject([
      {
        text: `@ines@norden.example Erst um 16 Uhr. ${reply.signature}`,
        spoiler: 'Netz',
        media: [{ alt: PICTURE.alt }],
      },
    ]);
    await connector.delete({ ...reply, externalId });
    expect((await failureOf(connector.edit({ ...reply, externalId }))).kind).toBe('gone');
    expect((await failureOf(connector.delete({ ...reply, externalId }))).kind).toBe('gone');
  });

  it('tests the connection and learns what the instance allows', async () => {
    const { connector } = await open(switches);
    const test = await connector.test();
    expect(test.checks.filter((check) => !check.ok)).toEqual([]);
    expect(test).toMatchObject({
      account: { handle: expect.stringMatching(/^@brueckenfunk@/), name: 'Brückenfunk hilft' },
      textLimit: switches.maxCharacters,
      measure: { limit: switches.maxCharacters },
    });
  });
});

describe('polling', () => {
  it('asks for what the server knows: quotes from Mastodon 4.5, other names at Pleroma', async () => {
    for (const [switches, expected] of [
      [MASTODON, 'types[]=mention&types[]=quote&limit=80&include_filtered=true'],
      [OLD_MASTODON, 'types[]=mention&limit=80&include_filtered=true'],
      [PLEROMA, 'include_types[]=mention&limit=80'],
    ] as const) {
      await open(switches);
      await world.drain();
      expect(decodeURIComponent(world.asked('GET', /notifications$/)[0]!.search.slice(1))).toBe(expected);
      await world.stop();
    }
  });

  it('takes in a quote as somebody speaking to us', async () => {
    const { mastodon } = await open();
    mastodon.post(mastodon.person('ines', 'norden.example'), { text: 'Soso.', notification: 'quote' });
    expect(await world.drain()).toMatchObject([{ kind: 'mention', addressesUs: true, text: 'Soso.' }]);
  });

  it.each([0, 60])(
    'finds a notification that appears behind one with a higher id, after %i others',
    async (others) => {
      const { mastodon } = await open();
      const ines = mastodon.person('ines', 'norden.example');
      for (let at = 0; at < others; at += 1) mastodon.post(ines, { text: `@brueckenfunk ${at}` });
      const late = mastodon.post(ines, { text: '@brueckenfunk zuletzt sichtbar' });
      const hidden = mastodon.store.notifications.splice(-1);
      for (let at = 0; at < 3; at += 1) mastodon.post(ines, { text: `@brueckenfunk zuerst sichtbar ${at}` });
      expect(await world.drain()).toHaveLength(others + 3);
      // A transaction that took its id before the others and was committed after them.
      mastodon.store.notifications.push(...hidden);
      expect((await world.drain()).map((post) => post.externalId)).toEqual([late.id]);
    },
  );

  it('tells of an edit as long as its notification is among the last ones', async () => {
    const { mastodon } = await open();
    const post = mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    await world.drain();
    mastodon.edit(post, '@brueckenfunk Hallo?', NOW);
    expect(await world.drain()).toMatchObject([{ externalId: post.id, editedAt: NOW }]);
  });

  it('says what is left of the budget', async () => {
    await open();
    const { budget } = await world.connector.poll(null, NOW);
    expect(budget).toEqual({
      remaining: expect.any(Number),
      limit: 300,
      resetsAt: new Date(NOW.getTime() + 300_000),
    });
  });

  it('does not trip over entries that are none', async () => {
    const { mastodon } = await open();
    const good = mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    const body = [
      null,
      7,
      {},
      { id: '1', created_at: 'x' },
      { id: '2', type: 'mention', created_at: NOW.toISOString(), status: {} },
    ];
    mastodon.disturb(
      ({ url }) => url.pathname.endsWith('/notifications') && !url.searchParams.has('max_id'),
      {
        headers: { Link: '<https://social.example/api/v1/notifications?max_id=999>; rel="next"' },
        body,
      },
    );
    expect((await world.drain()).map((post) => post.externalId)).toEqual([good.id]);
  });
});

describe('looking again', () => {
  it('takes nothing for deleted that a server merely left out', async () => {
    const { mastodon, connector } = await open();
    const posts = ['a', 'b'].map((text) =>
      mastodon.post(mastodon.person('ines'), { text: `@brueckenfunk ${text}` }),
    );
    mastodon.disturb(({ url }) => url.pathname === '/api/v1/statuses', { body: [] });
    expect(await connector.sweep(posts.map((post) => post.id))).toEqual([]);
  });

  it('takes a page of some proxy for no word about a post', async () => {
    const { mastodon, connector } = await open();
    const post = mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    await world.drain();
    mastodon.disturb(({ url }) => url.pathname.startsWith('/api/v1/statuses'), {
      status: 404,
      body: '<h1>Not found</h1>',
    });
    expect((await failureOf(connector.sweep([post.id]))).kind).toBe('transient');
  });

  it('finds a reply behind many others', async () => {
    const { mastodon, connector } = await open();
    mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    const reply = answerTo((await world.drain())[0]!);
    const receipt = await connector.send(reply);
    for (let at = 0; at < 90; at += 1) mastodon.post(mastodon.us, { text: `Meldung ${at}` });
    mastodon.disturb(({ url }) => url.pathname.endsWith('/context'), { status: 500, body: {} });
    expect((await connector.lookUp(reply))?.externalId).toBe(receipt.externalId);
    expect(world.asked('GET', /accounts\/[^/]+\/statuses$/).length).toBe(3);
  });

  it('is not sure as long as one of the places to look cannot be read', async () => {
    const { mastodon, connector } = await open();
    mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    const reply = answerTo((await world.drain())[0]!);
    mastodon.disturb(({ url }) => url.pathname.endsWith('/context'), { status: 502, body: '<h1>502</h1>' });
    expect((await failureOf(connector.lookUp(reply))).kind).toBe('transient');
  });
});

describe('sending', () => {
  it('says that a picture was refused, not that the post is gone', async () => {
    const { mastodon, connector } = await open();
    mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    const reply = answerTo((await world.drain())[0]!, { media: [PICTURE] });
    mastodon.disturb(({ url }) => url.pathname === '/api/v2/media', {
      status: 404,
      body: { error: 'Not Found' },
    });
    expect((await failureOf(connector.send(reply))).kind).toBe('rejected');
    mastodon.disturb(({ url }) => url.pathname === '/api/v2/media', { status: 500, body: {} });
    expect((await failureOf(connector.send(reply))).kind).toBe('transient');
    expect(mastodon.ours()).toEqual([]);
  });

  it('uploads nothing for a private reply that would reach others', async () => {
    const { mastodon, connector } = await open();
    mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo', visibility: 'direct' });
    const reply = answerTo((await world.drain())[0]!, {
      text: '@chef@bank.example weiß mehr',
      media: [PICTURE],
    });
    expect((await failureOf(connector.send(reply))).kind).toBe('rejected');
    expect(world.asked('POST', /./)).toEqual([]);
  });

  it('counts as the server counts', async () => {
    const { mastodon, connector } = await open();
    mastodon.post(mastodon.person('ines', 'norden.example'), {
      text: '@brueckenfunk Hallo',
      spoiler: 'Netz',
    });
    const reply = answerTo((await world.drain())[0]!);
    const link = 'https://karten.example/ein/sehr/langer/weg';
    // 4 of the warning, 5 and a blank of the mention, 23 and a blank of the link.
    const fits = `${link} ${'ü'.repeat(500 - 4 - 6 - 24)}`;
    expect((await failureOf(connector.send({ ...reply, text: `${fits}ü` }))).kind).toBe('tooLong');
    await connector.send({ ...reply, text: fits });
    expect(mastodon.ours()).toHaveLength(1);
  });
});

describe('testing the connection', () => {
  it.each([
    [
      { scopes: ['read', 'write:statuses'] },
      '/api/v1/apps/verify_credentials',
      'The token lacks write:media',
    ],
    [{ for_new_accounts: 'drop' }, '/api/v2/notifications/policy', /ignores posts from new accounts; choose/],
  ])('says what is in the way: %j', async (body, path, sentence) => {
    const { mastodon, connector } = await open();
    mastodon.disturb(({ url }) => url.pathname === path, { body });
    const failed = (await connector.test()).checks.filter((check) => !check.ok);
    expect(failed).toEqual([expect.objectContaining({ detail: expect.stringMatching(sentence) })]);
  });

  it('says that the token does not work', async () => {
    await (await open()).start('another-token');
    const { checks, account } = await world.connector.test();
    expect(checks).toEqual([
      { name: 'instanceUrl', ok: true, detail: 'social.example runs 4.5.2' },
      { name: 'accessToken', ok: false, detail: 'The access token is invalid' },
    ]);
    expect(account).toBeNull();
  });

  it('says that there is no such server', async () => {
    const { mastodon, connector } = await open();
    mastodon.disturb(() => true, { status: 200, body: '<h1>Willkommen</h1>' });
    expect((await connector.test()).checks).toEqual([
      { name: 'instanceUrl', ok: false, detail: expect.stringContaining('no server') },
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationDetail, ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import { storableText } from '@visavis/shared/text/storable-text';
import request from 'supertest';
import { aChannel, type ConnectedTestChannel } from '../factories/a-channel.ts';
import { anAgent } from '../factories/an-agent.ts';
import { aSendRequest } from '../factories/a-reply.ts';
import { knock } from '../product.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import { createTestApp, type TestApp } from '../test-app.ts';
import { oddTexts } from './odd-values.ts';

/** What somebody may write to us, each with a word in it that nothing else contains. */
const hostile: readonly string[] = [
  ...Object.values(oddTexts).map((text, at) => `${text} wort${at}a`),
  '<script>alert("wort100a")</script>',
  '<img src=x onerror=alert(1)>wort101a',
  '<svg/onload=alert(1)>wort102a',
  'javascript:alert(1)//wort103a',
  '<a href="javascript:alert(1)">wort104a</a>',
  '<iframe srcdoc="<script>alert(1)</script>">wort105a',
  `"'><style>*{display:none}</style>wort106a`,
  '&lt;b&gt;wort107a&lt;/b&gt; &amp;amp; &#x3C;script&#x3E;',
  "Robert'); DROP TABLE message;-- wort108a",
  "' OR 1=1 -- wort109a",
  'undefined NaN Infinity [object Object] wort110a',
  '__proto__ constructor hasOwnProperty wort111a',
  'Ω≈ç√∫˜µ≤≥÷ wort112a',
  '田中さんにあげて下さい wort113a',
  'สวัสดี नमस्ते გამარჯობა wort114a',
  '⁰⁴⁵₀₁₂ ½ ﷺ wort115a',
  '( ͡° ͜ʖ ͡°) (╯°□°）╯︵ ┻━┻ wort116a',
  '\ufeffwort117a\u200d\u200c\u2060',
  '\u202ewort118a\u202c',
  'İREM ıŞIK ΓΙΩΡΓΟΣ straße STRASSE wort119a',
  `wort120a ${'ä'.repeat(50_000)}`,
  `${'a '.repeat(5_000)}wort121a`,
  `${'('.repeat(5_000)} wort122a`,
  `wort123a${'\n'.repeat(3_000)}`,
  'https://xn--80ak6aa92e.com/%00?x=<script>#wort124a',
  'wort125a:* & !wort125b | (wort125c <-> wort125d)',
  '%wort126a%\\_',
];

let app: TestApp;
let channel: ConnectedTestChannel;
let headers: SignedInHeaders;

beforeAll(async () => {
  app = await createTestApp();
  channel = await aChannel(app);
  headers = await signIn(app, await anAgent(app, { capacity: 100 }));
  for (let from = 0; from < hostile.length; from += 20) {
    const batch = hostile.slice(from, from + 20).map((text, at) => aHostilePost(text, from + at));
    const answer = await knock(app.url, channel, batch);
    expect([answer.status, await answer.json()]).toEqual([
      202,
      { accepted: batch.length, duplicates: 0, rejected: [] },
    ]);
  }
  await app.settle();
});
afterAll(() => app.close());

function aHostilePost(text: string, at: number): Record<string, unknown> {
  return {
    externalId: `post-${at}`,
    kind: 'mention',
    visibility: 'public',
    author: {
      externalId: `author-${at}`,
      name: `${text.slice(0, 100)} name${at}a`,
      handle: `${text.slice(0, 100)} handle${at}a`,
      profileUrl: 'javascript:alert(1)',
      avatarUrl: 'data:text/html,<script>alert(1)</script>',
    },
    text,
    language: text.slice(0, 20),
    permalink: 'javascript:alert(1)',
    postedAt: app.clock.now().toISOString(),
  };
}

const get = (path: string, query: Record<string, string> = {}) =>
  request(app.url).get(path).query(query).set(headers);
async function found(q: string): Promise<string[]> {
  const answer = await get('/api/conversations', { view: 'all', q });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, expect.stringContaining('json')]);
  return (answer.body as Page<ConversationItem>).items.map(({ id }) => id);
}
async function idOf(at: number): Promise<string> {
  const [row] = await app.database.query<{ id: string }>(
    'SELECT id FROM conversation WHERE root_external_id = $1',
    [`post-${at}`],
  );
  return row?.id ?? '';
}

describe('hostile text', () => {
  it('is kept to the letter, and leads nowhere', async () => {
    for (const [at, text] of hostile.entries()) {
      const answer = await get(`/api/conversations/${await idOf(at)}`);
      expect(answer.status).toBe(200);
      const [message] = (answer.body as ConversationDetail).messages;
      expect(message?.text).toBe(storableText(text));
      expect(message?.author.name).toContain(`name${at}a`);
      expect(message).not.toHaveProperty('permalink');
      expect(answer.text).not.toContain('javascript:alert(1)"');
    }
    expect(app.jobs?.failures).toEqual([]);
  });

  it('is found by a word of it, by its author’s name and by the handle', async () => {
    for (const [at, text] of hostile.entries()) {
      const id = await idOf(at);
      const word = /wort\d+a/.exec(text)?.[0] ?? '';
      expect([text.slice(0, 40), await found(word)]).toEqual([text.slice(0, 40), [id]]);
      expect(await found(`name${at}a`)).toEqual([id]);
      expect(await found(`handle${at}a`)).toEqual([id]);
    }
  });

  it('may be pasted into the search whole, and finds itself', async () => {
    for (const [at, text] of hostile.entries()) {
      if (text.length > 150) continue;
      expect([text, await found(text)]).toEqual([text, expect.arrayContaining([await idOf(at)])]);
    }
  });

  it('is listed, counted, and may be answered, noted and drafted', async () => {
    const list = await get('/api/conversations', { view: 'all', limit: '100' });
    expect([list.status, (list.body as Page<ConversationItem>).items.length]).toEqual([200, hostile.length]);
    expect((await get('/api/conversations/counts')).status).toBe(200);
    for (const [at, text] of hostile.entries()) {
      const id = await idOf(at);
      const opened = (await get(`/api/conversations/${id}`)).body as ConversationDetail;
      const short = text.slice(0, 300);
      const body = aSendRequest(
        { messageId: opened.messages[0]!.id, visibility: 'public', sequence: opened.sequence },
        { text: short, acknowledged: ['personal-data'] },
      );
      const write = (method: 'post' | 'put', path: string, given: object) =>
        request(app.url)[method](`/api/conversations/${id}/${path}`).set(headers).send(given);
      expect((await write('put', 'draft', { text: short, visibility: 'public' })).status).toBe(200);
      expect((await write('post', 'replies/preview', { text: short, visibility: 'public' })).status).toBe(
        200,
      );
      const sent = await write('post', 'replies', body);
      expect([text.slice(0, 40), sent.status]).toEqual([text.slice(0, 40), 202]);
      const page = await request(app.url).get(new URL(sent.body.checkUrl as string).pathname);
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/<script|onerror=alert|onload=alert/);
      expect((await write('post', 'notes', { text: short })).status).toBe(201);
    }
  });
});

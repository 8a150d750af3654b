import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { ConversationDetail, ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import { displayNameOf } from '@visavis/shared/contacts/identity';
import { linkSegments } from '@visavis/shared/text/linkify';
import { storableText } from '@visavis/shared/text/storable-text';
import { checkCodeFromBytes } from '@visavis/shared/trust/check-code';
import { Parser } from 'htmlparser2';
import request from 'supertest';
import { htmlToText } from '../src/connectors/mastodon/html-to-text.ts';
import { newId } from '../src/platform/crypto/new-id.ts';
import { html } from '../src/platform/http/html.ts';
import { searchWords } from '../src/inbox/search-words.ts';
import { aChannel, type ConnectedTestChannel } from '../test/factories/a-channel.ts';
import { anAgent } from '../test/factories/an-agent.ts';
import { knock } from '../test/product.ts';
import { signIn, type SignedInHeaders } from '../test/sign-in.ts';
import { createTestApp, type TestApp } from '../test/test-app.ts';
import { sharedMaterial } from './shared-material.ts';

const PER_CALL = 200;
const LONGEST_NAME = 200;
const LONGEST_SEARCH = 200;
const LONG_MS = 240_000;

const naughty = sharedMaterial<{ strings: string[] }>('data/naughty-strings.json').strings;
const payloads = sharedMaterial<{ groups: { cases: { payload: string }[] }[] }>(
  'data/xss-html-sanitising.json',
).groups.flatMap((group) => group.cases.map((one) => one.payload));
const lines = [...naughty, ...payloads];

const cutName = (words: string) => storableText(words.slice(0, 100));

/** The tags of a page with the names of their attributes, and what it would do: run scripts, follow addresses. */
function structureOf(page: string): { shapes: Set<string>; faults: string[]; text: string } {
  const shapes = new Set<string>();
  const faults: string[] = [];
  let text = '';
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        shapes.add(`${name} ${Object.keys(attributes).toSorted().join(' ')}`);
        for (const [key, value] of Object.entries(attributes)) {
          if (key.startsWith('on')) faults.push(`${name} ${key}`);
          if (
            /^[\s\p{Cc}]*(javascript|vbscript|data):/iu.test(value) &&
            /^(href|src|action|formaction)$/.test(key)
          )
            faults.push(`${name} ${key}=${value.slice(0, 40)}`);
        }
      },
      ontext: (part) => {
        text += part;
      },
    },
    { decodeEntities: true },
  );
  parser.end(page);
  return { shapes, faults, text: text.replace(/\s+/g, ' ') };
}

describe(`${lines.length} hostile lines`, () => {
  let app: TestApp;
  let channel: ConnectedTestChannel;
  let headers: SignedInHeaders;
  let customers = 0;
  /** Conversation by the number of the line. */
  const ids = new Map<number, string>();

  const cut = (line: string) => storableText(line.slice(0, LONGEST_NAME));

  function postOf(line: string, at: number, name: string): Record<string, unknown> {
    return {
      externalId: `line-${at}`,
      kind: 'mention',
      visibility: 'public',
      author: { externalId: `author-${at}`, name, handle: name },
      text: line,
      postedAt: app.clock.now().toISOString(),
    };
  }

  async function send(posts: Record<string, unknown>[]): Promise<{ code: string }[]> {
    const rejected: { code: string }[] = [];
    for (let from = 0; from < posts.length; from += PER_CALL) {
      const answer = await knock(app.url, channel, posts.slice(from, from + PER_CALL));
      expect(answer.status).toBe(202);
      rejected.push(...((await answer.json()) as { rejected: { code: string }[] }).rejected);
    }
    return rejected;
  }

  const get = (path: string, query: Record<string, string> = {}) =>
    request(app.url).get(path).query(query).set(headers);

  beforeAll(async () => {
    app = await createTestApp();
    channel = await aChannel(app);
    headers = await signIn(app, await anAgent(app));
    // First as they are: a name may be refused for being empty or too long, never for what it says.
    const refused = await send(lines.map((line, at) => postOf(line, at, line)));
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['missing-field', 'field-too-long']));
    expect(
      await send(lines.map((line, at) => postOf(line, at, cut(line).trim() === '' ? 'Ohne' : cut(line)))),
    ).toEqual([]);
    await app.settle();
    const rows = await app.database.query<{ id: string; root: string }>(
      'SELECT id, root_external_id AS root FROM conversation',
    );
    for (const { id, root } of rows) ids.set(Number(root.replace('line-', '')), id);
  }, LONG_MS);
  afterAll(() => app.close());

  it(
    'are each stored to the letter, with a name that can be shown',
    async () => {
      expect(ids.size).toBe(lines.length);
      for (const [at, line] of lines.entries()) {
        const answer = await get(`/api/conversations/${ids.get(at)}`);
        expect([at, answer.status]).toEqual([at, 200]);
        const [message] = (answer.body as ConversationDetail).messages;
        expect(message?.text).toBe(storableText(line));
        const given = cut(line).trim() === '' ? 'Ohne' : cut(line);
        expect(message?.author.name).toBe(displayNameOf({ name: given, handle: given }) ?? `author-${at}`);
      }
      expect(app.jobs?.failures).toEqual([]);
    },
    LONG_MS,
  );

  it('are all in the list', async () => {
    const listed = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await get('/api/conversations', {
        view: 'all',
        limit: '100',
        ...(cursor && { cursor }),
      });
      expect(answer.status).toBe(200);
      const page = answer.body as Page<ConversationItem>;
      for (const { id } of page.items) listed.add(id);
      cursor = page.nextCursor ?? null;
    }
    expect(listed).toEqual(new Set(ids.values()));
  });

  it(
    'may each be searched for, and find themselves when they hold a word of two letters or digits',
    async () => {
      const lost: string[] = [];
      for (const [at, line] of lines.entries()) {
        const q = line.slice(0, LONGEST_SEARCH);
        const isFound = await finds(q, ids.get(at) ?? '');
        if (!isFound && searchWords(q).some((word) => word.length > 1)) lost.push(q);
      }
      expect(lost).toEqual([]);
    },
    LONG_MS,
  );

  async function finds(q: string, id: string): Promise<boolean> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await get('/api/conversations', {
        view: 'all',
        limit: '100',
        q,
        ...(cursor && { cursor }),
      });
      expect([q, answer.status]).toEqual([q, 200]);
      const page = answer.body as Page<ConversationItem>;
      if (page.items.some((item) => item.id === id)) return true;
      cursor = page.nextCursor ?? null;
    }
    return false;
  }

  it(
    'change nothing about the page that confirms a reply, as its words, its author or its code',
    async () => {
      const agent = await anAgent(app);
      const harmless = await pageOf(agent.id, 'Guten Tag');
      expect(harmless.faults).toEqual([]);
      for (const line of lines) {
        const page = await pageOf(agent.id, storableText(line));
        expect([line, page.faults, [...page.shapes].filter((shape) => !harmless.shapes.has(shape))]).toEqual([
          line,
          [],
          [],
        ]);
        const words = storableText(line).replace(/\s+/g, ' ').trim();
        expect(page.text).toContain(words);
      }
    },
    LONG_MS,
  );

  async function pageOf(agentId: string, words: string): Promise<ReturnType<typeof structureOf>> {
    const code = checkCodeFromBytes(randomBytes(9));
    const author = {
      publicName: cutName(words) || 'Jana',
      mark: 'JK',
      teamName: cutName(words),
      faceVersion: 0,
    };
    await app.database.query(
      `INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, author_snapshot, text,
         signature, check_code, delivery_state, posted_at, ordered_at, received_at)
       VALUES ($1, $2, $3, 'reply', 'public', 2, $4, $5, $6, $7, $8, 'sent', $9, $9, $9)`,
      [
        newId(),
        ids.get(0),
        channel.id,
        agentId,
        JSON.stringify(author),
        `${words}\n\n^JK`,
        '^JK',
        code,
        app.clock.now(),
      ],
    );
    const answer = await aCustomer('get', `/c/${code}`);
    expect([words, answer.status]).toEqual([words, 200]);
    return structureOf(answer.text);
  }

  it(
    'are answered like any unknown code when they are typed as one',
    async () => {
      const answers = async (typed: string) => [
        await aCustomer('post', '/c').type('form').set('Origin', app.url).send({ text: typed }),
        await aCustomer('get', `/c/${encodeURIComponent(storableText(typed)) || '-'}`),
      ];
      const harmless = (await answers('Guten Tag')).flatMap(({ text }) => [...structureOf(text).shapes]);
      for (const line of lines) {
        const typed = line.slice(0, 300);
        for (const { status, headers: answered, text } of await answers(typed)) {
          expect([typed, [200, 303, 400, 404].includes(status)]).toEqual([typed, true]);
          if (status === 303 || !/html/.test(answered['content-type'] ?? '')) continue;
          const page = structureOf(text);
          const strange = [...page.shapes].filter((shape) => !harmless.includes(shape));
          expect([typed, page.faults, strange]).toEqual([typed, [], []]);
        }
      }
    },
    LONG_MS,
  );

  /** Each from an address of their own: one alone would be slowed down. */
  function aCustomer(method: 'get' | 'post', path: string): request.Test {
    customers += 1;
    const address = `198.51.${Math.floor(customers / 250)}.${customers % 250}`;
    return request(app.url)[method](path).set('X-Forwarded-For', address);
  }
});

describe(`${payloads.length} pieces of hostile HTML`, () => {
  it('arrive from Mastodon as text that stays text, with links that only lead to the web', () => {
    for (const payload of payloads) {
      const text = htmlToText(payload);
      const page = structureOf(html`<p>${text}</p>`.markup);
      expect([payload, page.faults, [...page.shapes]]).toEqual([payload, [], ['p ']]);
      for (const segment of linkSegments(text))
        if (segment.kind === 'link') expect(segment.href).toMatch(/^https?:\/\//);
    }
  });

  it('are recognised where they would do harm', () => {
    const raw = payloads.map((payload) => structureOf(payload));
    expect(raw.filter(({ faults }) => faults.length > 0).length).toBeGreaterThan(50);
  });
});

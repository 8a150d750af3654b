import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiTokensService } from '../../src/agents/api-tokens.service.ts';
import { DemoReceiver } from '../../src/demo/demo-receiver.service.ts';
import { signSha256Hex } from '../../src/platform/crypto/hmac.ts';
import { PlaygroundCredentials } from '../../src/playground/playground-credentials.ts';
import { aChannel } from '../factories/a-channel.ts';
import { aMedia } from '../factories/a-media.ts';
import { aReply } from '../factories/a-reply.ts';
import { anAgent } from '../factories/an-agent.ts';
import { anArrivedConversation } from '../factories/an-arrived-conversation.ts';
import { listRoutes, type Route } from '../list-routes.ts';
import { signIn } from '../sign-in.ts';
import { createTestApp, type TestApp } from '../test-app.ts';
import { goodCalls } from './good-calls.ts';
import type { GoodCall, World } from './good-calls/good-call.ts';
import { oddBodies, oddTexts, oddValues } from './odd-values.ts';

/** One call, made odd in one place. */
interface OddCall {
  what: string;
  path: string;
  body?: string | undefined;
  headers?: Record<string, string> | undefined;
}

/** Nothing that somebody sends may keep a server busy for longer. */
const LONGEST_MS = 3_000;
const AT_ONCE = 12;

let app: TestApp;
let admin: { id: string };
let world: World;

beforeAll(async () => {
  app = await createTestApp({ settings: { demo: true, logLevel: 'silent' } });
  admin = await anAgent(app, { role: 'admin' });
  world = await aWorld();
});
afterAll(() => app.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

async function aWorld(): Promise<World> {
  const channel = await aChannel(app);
  const conversation = await anArrivedConversation(app, { channel });
  const agent = await anAgent(app);
  const { messageId: replyId, checkUrl } = await aReply(app, { conversation, agent });
  // Without a callback the reply fails, so that it can be retried, edited and given up.
  app.clock.advance({ seconds: 10 });
  await app.settle();
  const { tokenId } = await aToken();
  const [session] = await app.database.query<{ id: string }>('SELECT id FROM session LIMIT 1');
  const [person] = await app.database.query<{ id: string }>(
    'SELECT id FROM playground_account WHERE NOT is_brand LIMIT 1',
  );
  const [post] = await app.database.query<{ id: string }>('SELECT id FROM playground_post LIMIT 1');
  return {
    agentId: agent.id,
    teamId: agent.teams[0]?.id ?? '',
    channelId: conversation.channelId,
    conversationId: conversation.id,
    messageId: conversation.messageId,
    contactId: conversation.contactId,
    replyId,
    checkCode: checkUrl.split('/').at(-1) ?? '',
    mediaId: (await aMedia(app)).id,
    sessionId: session?.id ?? '',
    tokenId,
    playgroundAccountId: person?.id ?? '',
    playgroundPostId: post?.id ?? '',
    brandToken: app.get(PlaygroundCredentials).token,
    hookSecret: channel.secret ?? '',
    demoSecret: app.get(DemoReceiver).secret,
  };
}

async function aToken(): Promise<{ tokenId: string }> {
  const made = await app
    .get(ApiTokensService)
    .create(admin.id, { name: 'Auswertung', scopes: ['channels:read'], expiresAt: null });
  await signIn(app, admin);
  return { tokenId: made.item.id };
}

/** Path parameters where the call names none of its own: something that exists, so that more is reached than a 404. */
function paramsOf({ path }: Route, { params = {} }: GoodCall): Record<string, string> {
  const existing: Record<string, string> = {
    channelId: world.channelId,
    messageId: world.replyId,
    agentId: world.agentId,
    code: world.checkCode,
    version: '0',
    size: '64',
    place: 'forum',
    handle: 'svenja',
    key: 'key-00000000',
    token: 'nonsense',
    id: idFor(path),
  };
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, params[name] ?? existing[name] ?? 'nonsense']));
}

function idFor(path: string): string {
  if (path.includes('/conversations/')) return world.conversationId;
  if (path.includes('/channels/')) return world.channelId;
  if (path.includes('/agents/')) return world.agentId;
  if (path.includes('/teams/')) return world.teamId;
  if (path.includes('/tokens/')) return world.tokenId;
  if (path.includes('/sessions/')) return world.sessionId;
  if (path.includes('/playground/')) return world.playgroundPostId;
  return world.mediaId;
}

function addressOf(path: string, params: Record<string, string>, query: string): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '');
  return query === '' ? filled : `${filled}?${query}`;
}

/** As a browser writes it; half of a pair, which it never sends, as the bytes that it would be. */
function encoded(text: string): string {
  return [...text]
    .map((unit) => (/^[\ud800-\udfff]$/.test(unit) ? '%ED%A0%BD' : encodeURIComponent(unit)))
    .join('');
}

function goodCallOf(route: Route): OddCall {
  const good = goodCalls[nameOf(route)]?.(world) ?? {};
  const path = addressOf(route.path, paramsOf(route, good), new URLSearchParams(good.query).toString());
  return { what: 'nothing odd', path, headers: good.headers, body: good.body && JSON.stringify(good.body) };
}

function* oddCallsOf(route: Route): Generator<OddCall> {
  const good = () => goodCalls[nameOf(route)]?.(world) ?? {};
  const { query = {}, body } = good();
  const params = paramsOf(route, good());
  const plainQuery = new URLSearchParams(query).toString();
  const json = () => (good().body === undefined ? undefined : JSON.stringify(good().body));
  for (const name of Object.keys(params)) {
    for (const [index, [kind, text]] of Object.entries(oddTexts).entries()) {
      // Ids all go through one pipe; every second text will do.
      if (text === '' || index % 2 === 1) continue;
      const path = addressOf(route.path, { ...params, [name]: encoded(text) }, plainQuery);
      yield { what: `:${name} is ${kind}`, path, body: json(), headers: good().headers };
    }
  }
  for (const name of [...Object.keys(query), 'unknown']) {
    const rest = new URLSearchParams({ ...query, [name]: '' }).toString();
    const others = rest.replace(`${name}=`, '').replace(/^&|&$/, '');
    for (const [kind, text] of name === 'unknown' ? [] : Object.entries(oddTexts)) {
      const path = addressOf(route.path, params, `${others}&${name}=${encoded(text)}`);
      yield { what: `?${name} is ${kind}`, path, body: json(), headers: good().headers };
    }
    for (const form of [`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a][b]=1`, `${name}[__proto__]=1`])
      yield { what: `?${form}`, path: addressOf(route.path, params, `${others}&${form}`), body: json() };
  }
  const path = addressOf(route.path, params, plainQuery);
  if (route.method === 'GET') return;
  for (const raw of oddBodies)
    yield { what: `body ${raw.slice(0, 20)}`, path, body: raw, headers: good().headers };
  for (const at of placesIn(body ?? {})) {
    // What stands deeper has mostly one rule for all of it: there every third value will do.
    const few = oddValues.filter((_, index) => at.length === 1 || index % 3 === at.length % 3);
    for (const [index, value] of few.entries()) {
      const changed = JSON.stringify(withValue(good().body, at, value));
      const shown = JSON.stringify(value)?.slice(0, 40) ?? String(index);
      yield { what: `${at.join('.')} = ${shown}`, path, body: changed, headers: good().headers };
    }
  }
}

/** Every field of a body, and the first ones of what stands in it. */
function placesIn(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || at.length > 3) return at.length === 0 ? [] : [at];
  const inner = Object.entries(value)
    .slice(0, at.length === 0 ? undefined : at.length === 1 ? 5 : 1)
    .flatMap(([key, part]) => placesIn(part, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function withValue(body: unknown, at: readonly string[], value: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  const changed = (Array.isArray(body) ? [...body] : { ...(body as object) }) as Record<string, unknown>;
  changed[key] = withValue(changed[key], rest, value);
  return changed;
}

async function answerTo(
  route: Route,
  call: OddCall,
  session: Record<string, string>,
): Promise<[status: number, text: string]> {
  const { secret } = goodCalls[nameOf(route)]?.(world) ?? {};
  const isBrand = route.path.startsWith('/playground/api/brand');
  const headers = {
    ...session,
    'Content-Type': 'application/json',
    ...(isBrand && { Authorization: `Bearer ${world.brandToken}` }),
    ...(secret !== undefined && {
      'X-Visavis-Signature': `sha256=${signSha256Hex(secret, call.body ?? '')}`,
    }),
    ...call.headers,
  };
  const answer = await fetch(app.url + call.path, {
    method: route.method,
    headers,
    redirect: 'manual',
    ...(route.method !== 'GET' && call.body !== undefined && { body: call.body }),
  });
  return [answer.status, await answer.text()];
}

async function timed(
  route: Route,
  call: OddCall,
  session: Record<string, string>,
): Promise<{ status: number; text: string; milliseconds: number }> {
  const startedAt = performance.now();
  const [status, text] = await answerTo(route, call, session);
  return { status, text, milliseconds: Math.round(performance.now() - startedAt) };
}

/** What is wrong with the answer to an odd call; null when nothing is. */
async function faultOf(route: Route, call: OddCall, session: Record<string, string>): Promise<string | null> {
  const { status, text, milliseconds } = await timed(route, call, session);
  const name = `${nameOf(route)} with ${call.what}: ${status}`;
  if (status >= 500) return `${name} ${text.slice(0, 120)}`;
  // A busy machine is slow now and then; what keeps a server busy does so each time.
  const isSlow = milliseconds > LONGEST_MS && (await timed(route, call, session)).milliseconds > LONGEST_MS;
  if (isSlow) return `${name} took ${milliseconds} ms, and as long again`;
  const mustBeForm = status >= 400 && route.path.startsWith('/api/');
  return mustBeForm && !isErrorForm(text) ? `${name} ${text.slice(0, 120)}` : null;
}

function isErrorForm(text: string): boolean {
  const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
  return typeof error?.code === 'string' && typeof error.message === 'string' && !/\n\s+at /.test(text);
}

describe('odd input', () => {
  it('is thrown at routes that exist, in calls that are taken but for what is odd in them', async () => {
    const routes = listRoutes(app.app);
    expect(Object.keys(goodCalls).filter((name) => !routes.map(nameOf).includes(name))).toEqual([]);
    const refused: string[] = [];
    for (const route of routes.filter((one) => nameOf(one) in goodCalls)) {
      const [status, text] = await answerTo(route, goodCallOf(route), await signIn(app, admin));
      if (status === 400) refused.push(`${nameOf(route)}: ${text}`);
    }
    expect(refused).toEqual([]);
  });

  it('is answered by every route in one form, in time, and never as a fault of ours', async () => {
    const faults: string[] = [];
    for (const route of listRoutes(app.app)) {
      // A route may end the session that it is called with.
      const session = await signIn(app, admin);
      const calls = oddCallsOf(route);
      const lane = async () => {
        for (const call of calls) {
          const fault = await faultOf(route, call, session);
          if (fault !== null) faults.push(fault);
        }
      };
      // Replies into one thread at once are refused as such, whatever they say.
      const lanes = route.path.endsWith('/replies') ? 1 : AT_ONCE;
      await Promise.all(Array.from({ length: lanes }, lane));
    }
    expect(faults).toEqual([]);
  }, 180_000);
});

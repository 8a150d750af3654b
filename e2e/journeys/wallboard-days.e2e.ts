import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { startOwnProduct, type OwnProduct } from '../own-product.ts';

const MINUTE_MS = 60_000;

let product: OwnProduct;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startOwnProduct();
});
test.afterAll(() => product.stop());

/** The link of a new screen for all teams, as an administrator gets it. */
async function aLink(request: Page['request']): Promise<string> {
  const headers = { origin: product.url };
  const session = await request.post(`${product.url}/api/session`, {
    headers,
    data: { email: 'admin@brueckenfunk.example', password: 'vis-a-vis' },
  });
  expect(session.status()).toBe(201);
  const created = await request.post(`${product.url}/api/displays`, {
    headers,
    data: { name: 'Foyer', teamId: null },
  });
  return `${product.url}/wall#${((await created.json()) as { token: string }).token}`;
}

const clock = (wall: Page) => wall.getByText(/Jetzt offen/u);
const lost = (wall: Page) => wall.getByText(/Keine Verbindung, Stand/u);

test('a screen on a wall outlives its product being killed and started again', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  let loads = 0;
  wall.on('load', () => (loads += 1));
  await wall.goto(await aLink(request));
  await expect(clock(wall)).toBeVisible();

  await product.kill();
  await expect(lost(wall)).toBeVisible({ timeout: 30_000 });
  // What it knew stays on it meanwhile.
  await expect(clock(wall)).toBeVisible();

  await product.start();
  const asked = wall.waitForResponse((answer) => answer.url().endsWith('/api/wall') && answer.ok());
  await expect(lost(wall)).toHaveCount(0, { timeout: 30_000 });
  await asked;
  // By itself, and without being loaded anew: it is the same build.
  expect(loads).toBe(1);
  await screen.close();
});

test('a screen on a wall loads a new build by itself, and keeps its link', async ({ browser, request }) => {
  const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  await wall.clock.install();
  const link = await aLink(request);
  await wall.goto(link);
  await expect(clock(wall)).toBeVisible();
  let pages = 0;
  // Only the page that a screen asks for beside: as a server with another build answers.
  await wall.route(`${product.url}/wall`, async (route) => {
    if (route.request().resourceType() === 'document') {
      await route.continue();
      return;
    }
    pages += 1;
    const answer = await route.fetch();
    const other = (await answer.text()).replace(/\/assets\/index-[^"]+\.js/u, '/assets/index-another.js');
    await route.fulfill({ response: answer, body: other });
  });
  // One process has the new page already, the other answers for its parts and does not know them yet.
  let isEverywhere = false;
  let partsAsked = 0;
  await wall.route(`${product.url}/assets/index-another.js`, async (route) => {
    partsAsked += 1;
    await route.fulfill(isEverywhere ? { contentType: 'text/javascript', body: '' } : { status: 404 });
  });
  let loads = 0;
  wall.on('load', () => (loads += 1));
  await wall.clock.fastForward(5 * MINUTE_MS + 1_000);
  await expect.poll(() => partsAsked).toBe(1);
  await expect(clock(wall)).toBeVisible();
  expect(loads).toBe(0);
  isEverywhere = true;
  const loaded = wall.waitForEvent('load');
  await wall.clock.fastForward(5 * MINUTE_MS + 1_000);
  await loaded;
  await expect(clock(wall)).toBeVisible();
  expect([pages, wall.url()]).toEqual([2, link]);
  await screen.close();
});

test('a screen on a wall whose parts are not there yet comes by itself as soon as they are', async ({
  browser,
  request,
}) => {
  const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  await wall.clock.install();
  let isThere = false;
  await wall.route(/\/assets\/wall\.route-[^/]+\.js$/u, (route) =>
    isThere ? route.continue() : route.fulfill({ status: 404 }),
  );
  await wall.goto(await aLink(request));
  await expect(wall.getByRole('alert')).toBeVisible();
  isThere = true;
  // Nobody touches anything.
  await wall.clock.fastForward(16_000);
  await expect(clock(wall)).toBeVisible();
  await screen.close();
});

test('a screen on a wall that no websocket reaches asks every few seconds', async ({ browser, request }) => {
  const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  await wall.clock.install();
  await wall.routeWebSocket(/\/realtime\//u, (socket) => socket.close());
  let answers = 0;
  wall.on('response', (answer) => {
    if (answer.url().endsWith('/api/wall')) answers += 1;
  });
  await wall.goto(await aLink(request));
  await expect(clock(wall)).toBeVisible();
  for (let round = 0; round < 3; round += 1) {
    const before = answers;
    await wall.clock.runFor(6_000);
    await expect.poll(() => answers).toBeGreaterThan(before);
  }
  await screen.close();
});

test('a screen on a wall does not grow while it runs', async ({ browser, request }) => {
  test.setTimeout(180_000);
  const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  await wall.clock.install();
  const open = new Set<unknown>();
  wall.on('websocket', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  let answers = 0;
  wall.on('response', (answer) => {
    if (answer.url().endsWith('/api/wall')) answers += 1;
  });
  await wall.goto(await aLink(request));
  await expect(clock(wall)).toBeVisible();
  const profiler = await screen.newCDPSession(wall);
  const used = async () => {
    await profiler.send('HeapProfiler.collectGarbage');
    return (await profiler.send('Runtime.getHeapUsage')).usedSize;
  };
  const nodes = () => wall.evaluate(() => document.querySelectorAll('*').length);
  /** Each minute is lived through, and its answer waited for. */
  const live = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      const before = answers;
      await wall.clock.runFor(MINUTE_MS);
      await expect.poll(() => answers).toBeGreaterThan(before);
    }
  };
  await live(10);
  const before = { used: await used(), nodes: await nodes() };
  await live(60);
  await expect(clock(wall)).toBeVisible();
  const after = { used: await used(), nodes: await nodes() };
  expect(open.size).toBe(1);
  expect(Math.abs(after.nodes - before.nodes)).toBeLessThan(40);
  // Less than sixty reports and what is drawn from them would take, if they were kept.
  expect(after.used - before.used).toBeLessThan(1_000_000);
  await screen.close();
});

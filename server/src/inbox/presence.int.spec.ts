import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PresenceList } from '@visavis/shared/events/pushes';
import { type TestScreen } from '../../test/a-screen.ts';
import { eventually } from '../../test/eventually.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { openScreens } from '../../test/open-screens.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { InboxModule } from './inbox.module.ts';
import { PresencePushesService } from './presence-pushes.service.ts';
import { PresenceService, WRITING_MS } from './presence.service.ts';

let app: TestApp;
const { open, close, settle } = openScreens(() => app);

beforeAll(async () => {
  app = await createTestApp({ modules: [InboxModule, DeskModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const moveTo = (conversationId: string, teamId: string): Promise<unknown> =>
  app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setTeam(tx, [conversationId], teamId, null));

/** What a screen was told last of a conversation: "Jana writing". */
const toldTo = (screen: TestScreen, conversationId: string): string[] | undefined =>
  screen
    .ofKind('presence.changed')
    .findLast((push) => push.conversationId === conversationId)
    ?.people.map(({ agent, state }) => `${agent.name} ${state}`);

const listOf = async (screen: TestScreen): Promise<Record<string, string[]>> => {
  const answer = (await screen.ask('presence.list', {})) as unknown as PresenceList;
  return Object.fromEntries(
    answer.people.map(({ conversationId, people }) => [
      conversationId,
      people.map(({ agent, state }) => `${agent.name} ${state}`),
    ]),
  );
};

describe('colleagues in a conversation', () => {
  it('are seen by everybody who may see its row: reading, writing, gone', async () => {
    const { id } = await anArrivedConversation(app);
    const [jana, mehmet] = [await anAgent(app), await anAgent(app)];
    const [mine, his] = [await open(jana), await open(mehmet)];
    const inTheList = await open(await anAgent(app));
    await mine.ask('screen.show', { conversationId: id });
    await his.ask('screen.show', { conversationId: id });
    await his.ask('presence.set', { conversationId: id, state: 'writing' });
    await settle();
    for (const screen of [mine, his, inTheList])
      expect(toldTo(screen, id)).toEqual([`${mehmet.displayName} writing`, `${jana.displayName} reading`]);
    await his.ask('screen.show', { conversationId: null });
    await settle();
    expect(toldTo(inTheList, id)).toEqual([`${jana.displayName} reading`]);
    close(mine);
    await eventually(() => expect(toldTo(inTheList, id)).toEqual([]));
  });

  it('write with whoever began first in front, so that all screens agree whose turn it is', async () => {
    const { id } = await anArrivedConversation(app);
    const [jana, mehmet] = [await anAgent(app), await anAgent(app)];
    const [mine, his] = [await open(jana), await open(mehmet)];
    for (const screen of [his, mine]) await screen.ask('screen.show', { conversationId: id });
    await mine.ask('presence.set', { conversationId: id, state: 'writing' });
    app.clock.advance({ seconds: 1 });
    await his.ask('presence.set', { conversationId: id, state: 'writing' });
    app.clock.advance({ seconds: 1 });
    // Said again, it is still the writing that began before.
    await mine.ask('presence.set', { conversationId: id, state: 'writing' });
    await settle();
    for (const screen of [mine, his])
      expect(toldTo(screen, id)).toEqual([`${jana.displayName} writing`, `${mehmet.displayName} writing`]);
  });

  it('fall back to reading when their screen no longer says that they write', async () => {
    const { id } = await anArrivedConversation(app);
    const jana = await anAgent(app);
    const [mine, other] = [await open(jana), await open(await anAgent(app))];
    await mine.ask('screen.show', { conversationId: id });
    await mine.ask('presence.set', { conversationId: id, state: 'writing' });
    const isTold = async (state: string) => {
      app.get(PresenceService).lapse();
      await settle();
      expect(toldTo(other, id)).toEqual([`${jana.displayName} ${state}`]);
    };
    app.clock.advance({ milliseconds: WRITING_MS - 1 });
    await isTold('writing');
    await mine.ask('presence.set', { conversationId: id, state: 'writing' });
    app.clock.advance({ milliseconds: WRITING_MS - 1 });
    await isTold('writing');
    app.clock.advance({ milliseconds: 1 });
    await isTold('reading');
  });

  it('are where they turned to last, however slowly what they passed was looked up', async () => {
    const passed = await anArrivedConversation(app);
    const last = await anArrivedConversation(app);
    const jana = await anAgent(app);
    const [mine, other] = [await open(jana), await open(await anAgent(app))];
    await Promise.all([
      mine.ask('screen.show', { conversationId: passed.id }),
      mine.ask('screen.show', { conversationId: last.id }),
    ]);
    await settle();
    expect(await listOf(other)).toEqual({ [last.id]: [`${jana.displayName} reading`] });
  });

  it('turn fifty pages and cost a screen few pushes, the last of them true', async () => {
    const { id } = await anArrivedConversation(app);
    const jana = await anAgent(app);
    const [mine, other] = [await open(jana), await open(await anAgent(app))];
    await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        mine.ask('screen.show', { conversationId: turn % 2 === 0 ? id : null }),
      ),
    );
    await mine.ask('screen.show', { conversationId: id });
    await settle();
    expect(toldTo(other, id)).toEqual([`${jana.displayName} reading`]);
    expect(other.ofKind('presence.changed').length).toBeLessThan(25);
  });
});

describe('a screen that connects', () => {
  it('asks once and knows of all conversations that it may see, and of no other', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const shown = await anArrivedConversation(app);
    const hidden = await anArrivedConversation(app);
    await moveTo(hidden.id, closed.id);
    const [jana, member] = [await anAgent(app), await anAgent(app, { teamIds: [closed.id] })];
    const [mine, theirs] = [await open(jana), await open(member)];
    await mine.ask('screen.show', { conversationId: shown.id });
    await theirs.ask('screen.show', { conversationId: hidden.id });
    const stranger = await open(await anAgent(app, { teamIds: [(await theDefaultTeam(app)).id] }));
    const admin = await open(await anAgent(app, { role: 'admin' }));
    await settle();
    const inShown = { [shown.id]: [`${jana.displayName} reading`] };
    expect(await listOf(stranger)).toEqual(inShown);
    for (const screen of [admin, theirs])
      expect(await listOf(screen)).toEqual({ ...inShown, [hidden.id]: [`${member.displayName} reading`] });
    expect(toldTo(stranger, hidden.id)).toBeUndefined();
    expect(toldTo(admin, hidden.id)).toBeUndefined();
    await theirs.ask('presence.set', { conversationId: hidden.id, state: 'writing' });
    await settle();
    expect(toldTo(stranger, hidden.id)).toBeUndefined();
    expect(toldTo(admin, hidden.id)).toEqual([`${member.displayName} writing`]);
  });

  it('hears the same by pushes as it is answered, whoever comes and goes meanwhile', async () => {
    const conversations: { id: string }[] = [];
    for (let count = 0; count < 6; count += 1) conversations.push(await anArrivedConversation(app));
    const watcher = await open(await anAgent(app));
    const others = await Promise.all(Array.from({ length: 5 }, async () => open(await anAgent(app))));
    await Promise.all(
      others.flatMap((screen, at) => [
        screen.ask('screen.show', { conversationId: conversations[at]?.id }),
        screen.ask('screen.show', { conversationId: conversations[at + 1]?.id }),
        listOf(watcher),
      ]),
    );
    await settle();
    const pushed = Object.fromEntries(
      conversations.flatMap(({ id }) => {
        const told = toldTo(watcher, id) ?? [];
        return told.length > 0 ? [[id, told]] : [];
      }),
    );
    expect(await listOf(watcher)).toEqual(pushed);
  });

  it('is answered from one look at all screens when a hundred ask at once', async () => {
    const { id } = await anArrivedConversation(app);
    const jana = await anAgent(app);
    const mine = await open(jana);
    await mine.ask('screen.show', { conversationId: id });
    const answers = await Promise.all(Array.from({ length: 100 }, () => listOf(mine)));
    for (const answer of answers) expect(answer).toEqual({ [id]: [`${jana.displayName} reading`] });
  });
});

describe('a conversation that moves to a closed team', () => {
  it('loses those who must not see it any more, and shows its own who is left', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const { id } = await anArrivedConversation(app);
    const [jana, member] = [await anAgent(app), await anAgent(app, { teamIds: [closed.id] })];
    const [mine, theirs] = [await open(jana), await open(member)];
    for (const screen of [mine, theirs]) await screen.ask('screen.show', { conversationId: id });
    await settle();
    mine.clear();
    await moveTo(id, closed.id);
    await settle();
    await eventually(() => expect(toldTo(theirs, id)).toEqual([`${member.displayName} reading`]));
    expect(toldTo(mine, id)).toBeUndefined();
    expect(await listOf(mine)).toEqual({});
  });

  it('is told to everybody with who is in it when it comes back', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const home = await theDefaultTeam(app);
    const { id } = await anArrivedConversation(app);
    await moveTo(id, closed.id);
    const member = await anAgent(app, { teamIds: [closed.id] });
    const [theirs, stranger] = [await open(member), await open(await anAgent(app))];
    await theirs.ask('screen.show', { conversationId: id });
    await settle();
    expect(toldTo(stranger, id)).toBeUndefined();
    await moveTo(id, home.id);
    await settle();
    await eventually(() => expect(toldTo(stranger, id)).toEqual([`${member.displayName} reading`]));
  });
});

describe('what a screen says of itself', () => {
  it('is refused where it must not look or is not', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const { id: conversationId } = await anArrivedConversation(app);
    await moveTo(conversationId, closed.id);
    const screen = await open(await anAgent(app, { teamIds: [(await theDefaultTeam(app)).id] }));
    expect(await screen.ask('screen.show', { conversationId })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await screen.ask('presence.set', { conversationId, state: 'writing' })).toMatchObject({
      error: { code: 'conflict' },
    });
    for (const payload of [null, 'x', {}, { conversationId: 7 }, { conversationId: 'x', state: 'writing' }])
      expect(await screen.ask('presence.set', payload)).toMatchObject({ error: { code: 'malformed' } });
    expect(await screen.ask('screen.show', { conversationId: "' OR 1=1" })).toMatchObject({
      error: { code: 'malformed' },
    });
    for (const payload of [null, 'x', 7, [], { limit: -1 }])
      expect(await screen.ask('presence.list', payload)).toMatchObject({ ok: true, people: [] });
  });
});

describe('a comparison of what is with what was', () => {
  it('tells the screens of this process what nobody announced', async () => {
    const { id } = await anArrivedConversation(app);
    const jana = await anAgent(app);
    const [mine, other] = [await open(jana), await open(await anAgent(app))];
    await mine.ask('screen.show', { conversationId: id });
    await settle();
    const pushes = app.get(PresencePushesService);
    await pushes.compare();
    await settle();
    other.clear();
    await pushes.compare();
    await settle();
    expect(toldTo(other, id)).toBeUndefined();
    // As if another process had been killed: nobody says that the screen went.
    close(mine);
    await eventually(async () => expect(await listOf(other)).toEqual({}));
    await settle();
    other.clear();
    await pushes.compare();
    await other.caughtUp();
    expect(toldTo(other, id)).toEqual([]);
  });
});

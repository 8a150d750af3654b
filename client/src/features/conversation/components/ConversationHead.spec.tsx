import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail, PatchConversationRequest } from '@visavis/shared/api/conversations';
import type { ColleagueSuggestion, HandOverRequest } from '@visavis/shared/api/hand-over';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { person } from '../../../../test/sample-data.ts';
import { conversationDetail, messageItem, replyItem } from '../../../../test/sample-detail.ts';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { conversationQuery } from '../../../lib/conversation.queries.ts';
import { startShortcuts } from '../../../lib/shortcuts.ts';
import { useDesk } from '../conversation.mutations.ts';
import { useConversationActions } from '../use-conversation-actions.ts';
import { ConversationHead } from './ConversationHead.tsx';

const server = setupServer(...apiHandlers());
let stop: () => void;
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  stop = startShortcuts();
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  stop();
});

function Head({ conversation, onMoveOn }: { conversation: OpenConversation; onMoveOn: () => void }) {
  const desk = useDesk(conversation.id);
  const actions = useConversationActions({ conversation, desk, onMoveOn });
  return (
    <ConversationHead
      conversation={conversation}
      desk={desk}
      actions={actions}
      watching={{ isOn: false, toggle: () => {} }}
      isPhone={false}
      onBack={() => {}}
    />
  );
}

/** Shows the head; `patches` are the changes that reached the server, answered as it answers them. */
async function show(part: Partial<ConversationDetail> = {}) {
  const detail = conversationDetail(part);
  const patches: PatchConversationRequest[] = [];
  const { id, status, assignee, team, priority, tags, snoozedUntil, isSpam } = detail;
  let state = {
    id,
    version: 1,
    status,
    assigneeId: assignee?.id ?? null,
    teamId: team.id,
    priority,
    tags,
    snoozedUntil,
    isSpam,
  };
  server.use(
    ...conversationHandlers(detail),
    http.patch('*/api/conversations/:id', async ({ request }) => {
      const { version: _, note: __, ...change } = (await request.json()) as PatchConversationRequest;
      patches.push({ version: _, ...change, ...(__ === undefined ? {} : { note: __ }) });
      state = { ...state, ...change, version: state.version + 1 };
      return HttpResponse.json(state);
    }),
  );
  const onMoveOn = jest.fn();
  const app = await renderApp(
    <LiveConversation id={detail.id}>
      {(conversation) => <Head conversation={conversation} onMoveOn={onMoveOn} />}
    </LiveConversation>,
  );
  await screen.findByRole('button', { name: /^Übergeben/ });
  const held = () => app.queryClient.getQueryData(conversationQuery(detail.id).queryKey);
  return { ...app, detail, patches, onMoveOn, held };
}

const suggestion = (name: string, part: Partial<ColleagueSuggestion> = {}): ColleagueSuggestion => ({
  agent: person(name),
  helpsWith: '',
  availability: 'available',
  returnsAt: null,
  knownFrom: 0,
  skills: { needed: 0, has: 0 },
  speaks: true,
  load: 0,
  capacity: 9,
  isInTeam: true,
  isSuggested: false,
  introduction: `Jana hat mir dein Anliegen übergeben, ich bin ${person(name).name}.`,
  ...part,
});

/** The server's suggestions, and what it is asked to hand over and to take back. */
async function showHandOver(part: Partial<ConversationDetail> = {}) {
  const made: HandOverRequest[] = [];
  const undone: string[] = [];
  const shown = await show(part);
  const { detail } = shown;
  server.use(
    http.get('*/api/conversations/:id/colleagues', () =>
      HttpResponse.json({
        items: [
          suggestion('lena', { knownFrom: 1, isSuggested: true }),
          suggestion('mehmet', { helpsWith: 'Router', speaks: false, skills: { needed: 2, has: 1 } }),
          suggestion('kofi', { helpsWith: 'Rufnummer' }),
          suggestion('amina', { load: 9 }),
          suggestion('david', { availability: 'off' }),
        ],
        nextCursor: null,
      }),
    ),
    http.post('*/api/conversations/:id/hand-over', async ({ request }) => {
      made.push((await request.json()) as HandOverRequest);
      const { toAgentId = null } = made.at(-1) ?? {};
      const conversation = { ...detail, version: 2, assigneeId: toAgentId, teamId: detail.team.id };
      return HttpResponse.json({ conversation, handOver: { id: 'card-1' } });
    }),
    http.post('*/api/hand-overs/undo', async ({ request }) => {
      const { ids } = (await request.json()) as { ids: string[] };
      undone.push(...ids);
      return HttpResponse.json({ restored: ids, left: [] });
    }),
  );
  await userEvent.keyboard('a');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: /Lena/ });
  return { ...shown, dialog, made, undone };
}

describe('handing over', () => {
  it('suggests whom the server suggests, says why, and gives it to them with a note', async () => {
    const { dialog, made, held } = await showHandOver();
    const [first] = within(dialog).getAllByRole('option');
    expect(first).toHaveTextContent('Lena Hofmann');
    expect(first).toHaveTextContent('kennt Svenja, 1 Gespräch');
    expect(first).toHaveTextContent('Vorschlag');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Notiz für Lena' }),
      'Braucht es bis 15 Uhr',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: /An Lena übergeben/ }));
    await waitFor(() => expect(made).toHaveLength(1));
    expect(made[0]).toMatchObject({ version: 1, toAgentId: 'a-lena', note: 'Braucht es bis 15 Uhr' });
    expect(held()?.assignee).toMatchObject({ id: 'a-lena' });
    expect(await screen.findByText('An Lena übergeben, mit Notiz')).toBeInTheDocument();
  });

  it('finds somebody by name or by what they help with, and goes by keys alone', async () => {
    const { made } = await showHandOver();
    await waitFor(() => expect(screen.getByRole('combobox')).toHaveFocus());
    await userEvent.keyboard('rufnummer');
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(made[0]?.toAgentId).toBe('a-kofi'));
  });

  it('says who is full, away, or lacks something', async () => {
    const { dialog } = await showHandOver({ language: 'tr' });
    const option = (name: RegExp) => within(dialog).getByRole('option', { name });
    expect(option(/Amina Yusuf/)).toHaveTextContent('voll');
    expect(option(/David Lindner/)).toHaveTextContent('Nicht im Dienst');
    expect(option(/Mehmet Aydın/)).toHaveTextContent('1 von 2 Fähigkeiten · spricht Türkisch nicht · Router');
    expect(option(/Mehmet Aydın/)).toHaveTextContent('9 frei');
  });

  it('shows the sentence that an announcement would begin with, and can go to a team', async () => {
    const { dialog, made } = await showHandOver();
    const announce = within(dialog).getByRole('checkbox', { name: 'Ankündigen' });
    if (!(announce as HTMLInputElement).checked) await userEvent.click(announce);
    expect(within(dialog).getByText(/ich bin Lena Hofmann/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getAllByRole('option').at(-1)!);
    expect(within(dialog).queryByText(/ich bin/)).not.toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: /übergeben/ }));
    await waitFor(() => expect(made[0]).toMatchObject({ toTeamId: expect.any(String), isAnnounced: true }));
    expect(made[0]?.toAgentId).toBeUndefined();
  });

  it('is taken back with Z, card and all', async () => {
    const { dialog, undone, held } = await showHandOver();
    await userEvent.click(within(dialog).getByRole('option', { name: /Mehmet/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: /An Mehmet übergeben/ }));
    await screen.findByText('An Mehmet übergeben');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await userEvent.keyboard('z');
    await waitFor(() => expect(undone).toEqual(['card-1']));
    await waitFor(() => expect(held()?.assignee?.id).toBe('a-jana'));
  });
});

describe('putting off', () => {
  it('comes back at the time that was chosen, and focus moves on', async () => {
    const { patches, onMoveOn } = await show();
    await userEvent.keyboard('s');
    await userEvent.click(await screen.findByRole('button', { name: /In einer Stunde/ }));
    await waitFor(() => expect(patches).toHaveLength(1));
    expect(patches[0]?.status).toBe('snoozed');
    const until = Date.parse(patches[0]?.snoozedUntil ?? '');
    expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(onMoveOn).toHaveBeenCalledTimes(1);
    expect(await screen.findByText(/^Kommt wieder: /)).toBeInTheDocument();
  });

  it('can wait for the customer alone', async () => {
    const { patches } = await show();
    await userEvent.keyboard('s');
    await userEvent.click(await screen.findByRole('button', { name: 'Bis Svenja schreibt' }));
    await waitFor(() => expect(patches[0]).toMatchObject({ status: 'snoozed', snoozedUntil: null }));
  });

  it('refuses a time that is over', async () => {
    await show();
    await userEvent.keyboard('s');
    const own = await screen.findByLabelText('Anderer Zeitpunkt');
    await userEvent.clear(own);
    await userEvent.type(own, '2020-01-01T08:00');
    expect(await screen.findByText('Das ist schon vorbei.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Festlegen' })).toBeDisabled();
  });
});

describe('being done', () => {
  it('closes with E, moves on, and takes that back with Z, as a slip and no reopening', async () => {
    const { patches, onMoveOn, held } = await show();
    await userEvent.keyboard('e');
    await waitFor(() => expect(patches).toEqual([{ version: 1, status: 'closed' }]));
    expect(onMoveOn).toHaveBeenCalledTimes(1);
    expect(held()?.status).toBe('closed');
    await screen.findByText('Gespräch mit Svenja Albers erledigt');
    await userEvent.keyboard('z');
    await waitFor(() => expect(patches.at(-1)).toEqual({ version: 2, status: 'open', takesBack: true }));
  });

  it('is put off again at the customer’s wish where closing is taken back, so that its clock stands still', async () => {
    const snoozedUntil = '2026-11-21T09:00:00.000Z';
    const line = (id: string, type: 'opened' | 'snoozed', data: Record<string, unknown>) => {
      return { id, type, actor: null, data, at: '2026-11-20T10:00:00.000Z' };
    };
    const events = [line('1', 'opened', {}), line('2', 'snoozed', { until: snoozedUntil, for: 'customer' })];
    const { patches } = await show({ status: 'snoozed', snoozedUntil, events });
    await userEvent.keyboard('e');
    await screen.findByText('Gespräch mit Svenja Albers erledigt');
    await userEvent.keyboard('z');
    const again = {
      version: 2,
      status: 'snoozed',
      snoozedUntil,
      isSnoozedForCustomer: true,
      takesBack: true,
    };
    await waitFor(() => expect(patches.at(-1)).toEqual(again));
  });

  const question = messageItem({ id: 'm-1' });
  const held = { state: 'held', nextAt: null, attempts: 0, error: null } as const;
  const reply = replyItem({ id: 'm-2', delivery: held }, 'jana');

  it('asks nobody for the reason of no answer while one is on its way', async () => {
    const { patches } = await show({ isUnanswered: true, messages: [question, reply] });
    await userEvent.keyboard('e');
    await waitFor(() => expect(patches).toEqual([{ version: 1, status: 'closed' }]));
  });

  it.each([
    ['nobody has written anything', [question]],
    ['what waits came after the reply on its way', [question, reply, messageItem({ id: 'm-3' }, -1)]],
    ['the reply was given up', [question, { ...reply, delivery: { ...held, state: 'cancelled' as const } }]],
  ])('asks for the reason of no answer where %s', async (_why, messages) => {
    const { patches } = await show({ isUnanswered: true, messages });
    await userEvent.keyboard('e');
    expect(await screen.findByRole('dialog', { name: 'Ohne Antwort erledigen' })).toBeVisible();
    expect(patches).toEqual([]);
  });

  it('shows what a colleague changed meanwhile instead of overwriting it', async () => {
    const { held } = await show();
    server.use(
      http.patch('*/api/conversations/:id', () =>
        refusal(409, 'version-conflict', {
          version: 7,
          status: 'open',
          assignee: person('olek'),
          snoozedUntil: null,
        }),
      ),
    );
    await userEvent.keyboard('e');
    expect(await screen.findByText(/Jemand hat das gerade geändert/)).toBeInTheDocument();
    await waitFor(() =>
      expect(held()).toMatchObject({ status: 'open', assignee: { id: 'a-olek' }, version: 7 }),
    );
  });
});

describe('taking', () => {
  it('says who was faster', async () => {
    const { held } = await show({ assignee: null });
    server.use(
      http.post('*/api/conversations/:id/claim', () =>
        refusal(409, 'already-claimed', { agent: person('mehmet') }),
      ),
    );
    await userEvent.keyboard('m');
    expect(await screen.findByText('Mehmet Aydın war schneller und kümmert sich schon.')).toBeInTheDocument();
    expect(held()?.assignee?.id).not.toBe('a-jana');
  });

  it('is there at once', async () => {
    const { detail, held } = await show({ assignee: null });
    server.use(
      http.post('*/api/conversations/:id/claim', () =>
        HttpResponse.json({ ...detail, version: 2, assigneeId: 'a-jana', teamId: detail.team.id }),
      ),
    );
    await userEvent.keyboard('m');
    await waitFor(() => expect(held()?.assignee?.id).toBe('a-jana'));
  });
});

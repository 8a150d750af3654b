import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail, PatchConversationRequest } from '@visavis/shared/api/conversations';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { person } from '../../../../test/sample-data.ts';
import { conversationDetail, historyItem } from '../../../../test/sample-detail.ts';
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

describe('handing over', () => {
  it('suggests who knows the customer and has room, and gives it to them with a note', async () => {
    const { patches, held } = await show({ history: [historyItem('h-1', 'Umzug', 30, 'lena')] });
    await userEvent.keyboard('a');
    const dialog = await screen.findByRole('dialog');
    const [first] = await within(dialog).findAllByRole('option');
    expect(first).toHaveTextContent('Lena Hofmann');
    expect(first).toHaveTextContent('kennt Svenja, 1 Gespräch');
    expect(first).toHaveTextContent('Vorschlag');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Notiz für Lena' }),
      'Braucht es bis 15 Uhr',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: /An Lena übergeben/ }));
    await waitFor(() =>
      expect(patches).toEqual([{ version: 1, assigneeId: 'a-lena', note: 'Braucht es bis 15 Uhr' }]),
    );
    expect(held()?.assignee).toMatchObject({ id: 'a-lena' });
    expect(await screen.findByText('An Lena übergeben, mit Notiz')).toBeInTheDocument();
  });

  it('finds somebody by name or by what they help with, and goes by keys alone', async () => {
    const { patches } = await show();
    await userEvent.keyboard('a');
    const find = await screen.findByRole('combobox');
    await waitFor(() => expect(find).toHaveFocus());
    await userEvent.keyboard('rufnummer');
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(patches[0]?.assigneeId).toBe('a-kofi'));
  });

  it('says who is full or away', async () => {
    await show();
    await userEvent.keyboard('a');
    const option = (name: RegExp) => screen.findByRole('option', { name });
    expect(await option(/Amina Yusuf/)).toHaveTextContent('voll');
    expect(await option(/David Lindner/)).toHaveTextContent('Nicht im Dienst');
    expect(await option(/Mehmet Aydın/)).toHaveTextContent('9 frei');
  });

  it('is taken back with Z', async () => {
    const { patches } = await show();
    await userEvent.keyboard('a');
    await screen.findByRole('dialog');
    await userEvent.click(await screen.findByRole('option', { name: /Mehmet/ }));
    await userEvent.click(screen.getByRole('button', { name: /An Mehmet übergeben/ }));
    await screen.findByText('An Mehmet übergeben');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await userEvent.keyboard('z');
    await waitFor(() => expect(patches.at(-1)).toEqual({ version: 2, assigneeId: 'a-jana' }));
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
  it('closes with E, moves on, and opens again with Z', async () => {
    const { patches, onMoveOn, held } = await show();
    await userEvent.keyboard('e');
    await waitFor(() => expect(patches).toEqual([{ version: 1, status: 'closed' }]));
    expect(onMoveOn).toHaveBeenCalledTimes(1);
    expect(held()?.status).toBe('closed');
    await screen.findByText('Gespräch mit Svenja Albers erledigt');
    await userEvent.keyboard('z');
    await waitFor(() => expect(patches.at(-1)).toEqual({ version: 2, status: 'open' }));
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

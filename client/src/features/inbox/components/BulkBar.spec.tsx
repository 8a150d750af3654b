import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BulkChangeRequest } from '@visavis/shared/api/hand-over';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { giveElementsSize, renderApp } from '../../../../test/render-app.tsx';
import { sampleConversations } from '../../../../test/sample-inbox.ts';
import { startShortcuts } from '../../../lib/shortcuts.ts';
import { ConversationList } from './ConversationList.tsx';

const now = Date.now();
const server = setupServer(...apiHandlers({ now }));
let stop: () => void;
beforeAll(() => {
  giveElementsSize();
  server.listen({ onUnhandledRequest: 'error' });
  stop = startShortcuts();
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  stop();
});

async function show() {
  const asked: BulkChangeRequest[] = [];
  const undone: string[] = [];
  server.use(
    http.post('*/api/conversations/bulk', async ({ request }) => {
      const body = (await request.json()) as BulkChangeRequest;
      asked.push(body);
      const [, ...changed] = body.ids;
      const refused = [{ id: body.ids[0] ?? '', code: 'forbidden' as const }];
      return HttpResponse.json(
        body.change.do === 'tag'
          ? { undoToken: 'token', changed, refused }
          : { undoToken: 'token', changed: body.ids, refused: [] },
      );
    }),
    http.post('*/api/conversations/bulk/undo', async ({ request }) => {
      undone.push(((await request.json()) as { undoToken: string }).undoToken);
      return HttpResponse.json({ restored: ['01'], left: ['02'] });
    }),
  );
  const onSelect = jest.fn();
  await renderApp(
    <ConversationList
      view="all"
      search={{ sort: 'due' }}
      onSelect={onSelect}
      onFilter={() => {}}
      onView={() => {}}
      hrefOf={(id) => `/inbox/all?c=${id}`}
    />,
  );
  await screen.findByRole('link', { name: /^Ronny K/ });
  return { asked, undone, onSelect };
}

const bar = () => screen.findByRole('group', { name: 'Ausgewählte Gespräche' });
const row = (name: RegExp) => screen.getByRole('link', { name });

describe('several rows', () => {
  it('are chosen with X, closed together, and taken back with Z', async () => {
    const { asked, undone } = await show();
    await userEvent.keyboard('jxjx');
    expect(await screen.findByText('2 ausgewählt')).toBeInTheDocument();
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Erledigt' }));
    await waitFor(() => expect(asked).toEqual([{ ids: ['01', '02'], change: { do: 'close' } }]));
    expect(await screen.findByText('2 Gespräche erledigt')).toBeInTheDocument();
    expect(screen.queryByText('2 ausgewählt')).not.toBeInTheDocument();
    await userEvent.keyboard('z');
    await waitFor(() => expect(undone).toEqual(['token']));
    expect(
      await screen.findByText('1 Gespräch ist wieder wie vorher · bei einem ist inzwischen etwas passiert'),
    ).toBeInTheDocument();
  });

  it('are closed with one reason where somebody among them waits for an answer', async () => {
    server.use(
      http.get('*/api/conversations', () => {
        const [first, second, third, ...rest] = sampleConversations(now);
        const items = [
          first!,
          { ...second!, isUnanswered: true },
          { ...third!, isUnanswered: true },
          ...rest,
        ];
        return HttpResponse.json({ items, nextCursor: null });
      }),
    );
    const { asked, undone } = await show();
    await userEvent.keyboard('jxjxjx');
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Erledigt' }));
    const dialog = await screen.findByRole('dialog', { name: 'Ohne Antwort erledigen' });
    expect(within(dialog).getByText(/^2 warten noch auf eine Antwort/)).toBeInTheDocument();
    expect(asked).toEqual([]);
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Anderswo beantwortet' }));
    await userEvent.type(within(dialog).getByRole('textbox'), 'Aushang');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Erledigen' }));
    const noAnswerNeeded = { reason: 'duplicate', note: 'Aushang' };
    await waitFor(() =>
      expect(asked).toEqual([{ ids: ['01', '02', '03'], change: { do: 'close', noAnswerNeeded } }]),
    );
    await screen.findByText('3 Gespräche erledigt');
    await userEvent.keyboard('z');
    await waitFor(() => expect(undone).toEqual(['token']));
  });

  it('are not closed when the question for the reason is left', async () => {
    server.use(
      http.get('*/api/conversations', () => {
        const [first, ...rest] = sampleConversations(now);
        return HttpResponse.json({ items: [{ ...first!, isUnanswered: true }, ...rest], nextCursor: null });
      }),
    );
    const { asked } = await show();
    await userEvent.keyboard('jx');
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Erledigt' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/^Ronny hat noch keine Antwort/)).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(asked).toEqual([]);
    expect(screen.getByText('1 ausgewählt')).toBeInTheDocument();
  });

  it('are chosen with their boxes and a whole stretch with Shift, without opening any', async () => {
    const { onSelect } = await show();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Ronny K. auswählen' }));
    const user = userEvent.setup();
    await user.keyboard('{Shift>}');
    await user.click(row(/^Derya/));
    await user.keyboard('{/Shift}');
    expect(await screen.findByText('4 ausgewählt')).toBeInTheDocument();
    expect(onSelect).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('4 ausgewählt')).not.toBeInTheDocument();
  });

  it('can all be chosen, and tell which could not be changed', async () => {
    const { asked } = await show();
    await userEvent.keyboard('jx');
    await userEvent.click(within(await bar()).getByRole('button', { name: /^Alle \d+ auswählen$/ }));
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Tags' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Hinzufügen'), 'Netz, #Störung , Netz');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Anwenden' }));
    await waitFor(() =>
      expect(asked[0]?.change).toEqual({ do: 'tag', add: ['Netz', 'Störung'], remove: [] }),
    );
    expect(
      await screen.findByText(/Gespräche getaggt · eines ging nicht: dafür fehlt dir die Berechtigung$/),
    ).toBeInTheDocument();
  });

  it('go to a colleague, or to nobody', async () => {
    const { asked } = await show();
    await userEvent.keyboard('jx');
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Zuweisen' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /Lena Hofmann/ }));
    await waitFor(() => expect(asked[0]?.change).toEqual({ do: 'assign', agentId: 'a-lena' }));
  });

  it('are offered to those first who are there and have room, with how much of it', async () => {
    await show();
    await userEvent.keyboard('jx');
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Zuweisen' }));
    await screen.findByRole('menuitem', { name: 'Lena Hofmann 9 frei' });
    const names = screen.getAllByRole('menuitem').map((entry) => entry.textContent);
    expect(names.slice(0, 3)).toEqual(['Mir', 'Niemandem', 'Lena Hofmann9 frei']);
    expect(names.slice(-4)).toEqual([
      'Kofi Mensahbeschäftigt',
      'Amina Yusufbeschäftigt',
      'David LindnerNicht im Dienst',
      'Ruth AdeyemiWeg',
    ]);
  });

  it('say why when all that did not go did not go for one reason', async () => {
    await show();
    server.use(
      http.post('*/api/conversations/bulk', async ({ request }) => {
        const { ids } = (await request.json()) as BulkChangeRequest;
        const refused = ids.map((id) => ({ id, code: 'invalid' as const }));
        return HttpResponse.json({ undoToken: 'token', changed: [], refused });
      }),
    );
    await userEvent.keyboard('jxjx');
    await userEvent.click(within(await bar()).getByRole('button', { name: 'Zuweisen' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /Lena Hofmann/ }));
    expect(
      await screen.findByText(
        'Daran war nichts zu ändern. · 2 gingen nicht: diese Person kann es nicht übernehmen',
      ),
    ).toBeInTheDocument();
  });

  it('show their boxes from the start when somebody asks for them', async () => {
    await show();
    const mode = screen.getByRole('button', { name: 'Mehrere auswählen' });
    await userEvent.click(mode);
    expect(mode).toHaveAttribute('aria-pressed', 'true');
    expect(within(await bar()).getByRole('button', { name: 'Erledigt' })).toBeDisabled();
    await userEvent.click(mode);
    expect(screen.queryByRole('group', { name: 'Ausgewählte Gespräche' })).not.toBeInTheDocument();
  });
});

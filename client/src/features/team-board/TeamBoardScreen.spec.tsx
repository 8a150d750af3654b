import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TeamBoard, TeamBoardPerson } from '@visavis/shared/api/team-board';
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { at, me, person } from '../../../test/sample-data.ts';
import { conversationItem } from '../../../test/sample-inbox.ts';
import { TeamBoardScreen } from './TeamBoardScreen.tsx';

const now = Date.now();
const server = setupServer(...apiHandlers({ now }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const lead = { ...me, role: 'lead' as const };
const svenja = conversationItem({ id: 'c-svenja', assignee: person('jana') });
const waiting = conversationItem({ id: 'c-waits' });

const onBoard = (name: string, part: Partial<TeamBoardPerson> = {}): TeamBoardPerson => ({
  agent: person(name),
  state: { availability: 'available', reason: null, returnsAt: null, setBy: 'hand' },
  isPresent: true,
  load: 2,
  capacity: 8,
  open: [],
  openCount: 0,
  shifts: [],
  absence: null,
  ...part,
});

const board: TeamBoard = {
  at: at(0, now),
  team: { id: 't-fest', name: 'Festnetz & Internet' },
  day: { from: at(-600, now), to: at(840, now) },
  people: [
    onBoard('jana', { open: [svenja], openCount: 1, load: 1 }),
    onBoard('lena', {
      state: { availability: 'away', reason: 'break', returnsAt: at(20, now), setBy: 'hand' },
    }),
    onBoard('mehmet'),
  ],
  waiting: { count: 1, items: [waiting] },
};

const answer = (part: Partial<TeamBoard> = {}) =>
  http.get('*/api/team-board', () => HttpResponse.json({ ...board, ...part }));

const show = async (given: TeamBoard | Partial<TeamBoard> = {}) => {
  server.use(answer(given));
  const onHandOverAll = jest.fn();
  await renderApp(<TeamBoardScreen teamId={undefined} onTeam={() => {}} onHandOverAll={onHandOverAll} />, {
    as: lead,
  });
  await screen.findByRole('heading', { name: 'Wer da ist und was offen ist' });
  return { onHandOverAll };
};

const rowOf = (name: string) => screen.getByRole('listitem', { name });

describe('the team page', () => {
  it('says who is here, who has room and what waits', async () => {
    await show();
    expect(
      screen.getByText('2 von 3 sind da, 2 davon haben Platz; ein Gespräch wartet auf jemanden.'),
    ).toBeInTheDocument();
    expect(rowOf('Lena Hofmann')).toHaveTextContent(/Pause, zurück/);
    expect(rowOf('Jana Krüger')).toHaveTextContent('1 von 8');
  });

  it('gives a conversation to the person it is dropped on, with a note', async () => {
    const given: unknown[] = [];
    server.use(
      http.post('*/api/conversations/c-svenja/hand-over', async ({ request }) => {
        given.push(await request.json());
        return HttpResponse.json({ handOver: { id: 'h-1' } });
      }),
    );
    await show();
    const data = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, value: string) => data.set(type, value),
      getData: (type: string) => data.get(type) ?? '',
      get types() {
        return [...data.keys()];
      },
    };
    const chip = within(rowOf('Jana Krüger')).getByRole('listitem');
    for (const [name, target] of [
      ['dragStart', chip],
      ['dragOver', rowOf('Mehmet Aydın')],
      ['drop', rowOf('Mehmet Aydın')],
    ] as const) {
      const event = createEvent[name](target);
      Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
      fireEvent(target, event);
    }
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Notiz für Mehmet'), 'Techniker bestellt');
    await userEvent.click(within(dialog).getByRole('button', { name: 'An Mehmet übergeben' }));
    await waitFor(() =>
      expect(given).toEqual([
        {
          version: svenja.version,
          toAgentId: person('mehmet').id,
          note: 'Techniker bestellt',
          isAnnounced: false,
        },
      ]),
    );
    expect(await screen.findByText('An Mehmet Aydın übergeben.')).toBeInTheDocument();
    server.use(
      http.post('*/api/hand-overs/undo', () => HttpResponse.json({ restored: [], left: ['c-svenja'] })),
    );
    await userEvent.click(screen.getByRole('button', { name: /Rückgängig/ }));
    expect(await screen.findByText(/lässt sich nicht mehr zurücknehmen/)).toBeInTheDocument();
  });

  it('gives what waits without a mouse, beginning with whoever has the most room', async () => {
    await show({ people: [onBoard('jana', { load: 7 }), onBoard('mehmet', { load: 3 })] });
    await userEvent.click(
      screen.getByRole('button', { name: `Gespräch mit ${waiting.contact.name} übergeben` }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText('An')).toHaveValue(person('mehmet').id);
  });

  it('keeps the note when the hand-over is refused', async () => {
    server.use(http.post('*/api/conversations/:id/hand-over', () => refusal(409, 'version-conflict')));
    await show();
    await userEvent.click(
      screen.getByRole('button', { name: `Gespräch mit ${waiting.contact.name} übergeben` }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText(/^Notiz für/), 'eilt');
    await userEvent.click(within(dialog).getByRole('button', { name: /^An .* übergeben$/ }));
    expect(await within(dialog).findByRole('alert')).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/^Notiz für/)).toHaveValue('eilt');
  });

  it('hands over everything of a person who has something', async () => {
    const { onHandOverAll } = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Aktionen für Jana Krüger' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /Alles Offene übergeben/ }));
    expect(onHandOverAll).toHaveBeenCalledWith(expect.objectContaining({ openCount: 1 }));
  });

  it('speaks of dragging only where one can drag', async () => {
    const { matchMedia } = window;
    window.matchMedia = (query) => ({ ...matchMedia(query), matches: query === '(pointer: coarse)' });
    try {
      await show();
      expect(screen.getByText('Mit dem Pfeil neben einem Gespräch übergibst du es.')).toBeInTheDocument();
      expect(screen.queryByText(/^Zieh ein Gespräch/)).not.toBeInTheDocument();
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  it('says so when it cannot be loaded, and is not for agents', async () => {
    server.use(http.get('*/api/team-board', () => refusal(500, 'internal')));
    const { unmount } = await renderApp(
      <TeamBoardScreen teamId={undefined} onTeam={() => {}} onHandOverAll={() => {}} />,
      { as: lead },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Das Team lässt sich gerade nicht zeigen');
    unmount();
    await renderApp(<TeamBoardScreen teamId={undefined} onTeam={() => {}} onHandOverAll={() => {}} />);
    expect(await screen.findByText('Diese Seite ist für Teamleitungen')).toBeInTheDocument();
  });
});

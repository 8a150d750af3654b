import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MyFigures, ReportAnswer, SavedReportItem } from '@visavis/shared/api/figures';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { ReportsScreen } from './ReportsScreen.tsx';
import { parseReportSearch, queryOf } from './reports-search.ts';

const report: ReportAnswer = {
  from: '2026-10-24',
  to: '2026-11-20',
  timeZone: 'Europe/Berlin',
  groupBy: 'team',
  total: {
    key: '',
    name: '',
    isTooSmall: false,
    values: {
      conversations: 1234,
      serviceLevel: 0.914,
      answersKept: 914,
      answersDue: 1000,
      firstResponseMedianWorking: 42,
      resolutionMedianWorking: 4320,
      resolutionMedianCalendar: 4320,
      noAnswerNeeded: 4,
      noAnswerCourtesy: 3,
      noAnswerInformationOnly: 1,
      noAnswerDuplicate: 0,
      noAnswerOther: 0,
    },
  },
  comparedFrom: '2026-09-26',
  comparedTo: '2026-10-23',
  compared: { key: '', name: '', isTooSmall: false, values: { conversations: 1100, serviceLevel: 0.9 } },
  rows: [
    {
      key: 't1',
      name: 'Festnetz',
      isTooSmall: false,
      values: { conversations: 1200, serviceLevel: 0.92, noAnswerNeeded: 2, noAnswerCourtesy: 2 },
    },
    { key: 't2', name: 'TV', isTooSmall: true, values: { conversations: 34, serviceLevel: null } },
  ],
  comparedRows: [
    { key: 't1', name: 'Festnetz', isTooSmall: false, values: { conversations: 1000, serviceLevel: 0.8 } },
    { key: 't9', name: 'Mobilfunk', isTooSmall: false, values: { conversations: 100, serviceLevel: 0.7 } },
  ],
  points: [{ day: '2026-11-18', conversations: 60, serviceLevel: 0.9 }],
  pointsBy: 'day',
  teams: [
    { id: 't1', name: 'Festnetz' },
    { id: 't2', name: 'TV' },
  ],
  state: { builtAt: null, checkedAt: null, differences: null, rebuild: null },
};
const mine: MyFigures = {
  from: '2026-10-24',
  to: '2026-11-20',
  replies: 80,
  conversations: 61,
  dueCount: 50,
  keptCount: 47,
  days: [],
};

let saved: SavedReportItem[] = [];
const server = setupServer(
  http.get('*/api/reports/figures', () => HttpResponse.json(report)),
  http.get('*/api/reports/mine', () => HttpResponse.json(mine)),
  http.get('*/api/reports/conversations', () =>
    HttpResponse.json({
      items: [
        {
          id: 'c1',
          contactName: 'Svenja Albers',
          excerpt: 'Nichts geht',
          teamName: 'Festnetz',
          day: '2026-11-18',
        },
      ],
      hasMore: false,
    }),
  ),
  http.get('*/api/report-unlocks', () => HttpResponse.json({ items: [], nextCursor: null })),
  http.get('*/api/report-unlocks/mine', () => HttpResponse.json({ items: [], nextCursor: null })),
  http.get('*/api/saved-reports', () => HttpResponse.json({ items: saved, nextCursor: null })),
  http.post('*/api/saved-reports', async ({ request }) => {
    const body = (await request.json()) as Pick<SavedReportItem, 'name' | 'query' | 'every'>;
    saved = [{ id: 's1', ...body, nextAt: '2026-11-23T06:00:00Z', sentAt: null, failedAt: null }];
    return HttpResponse.json(saved[0], { status: 201 });
  }),
  ...apiHandlers({ now: Date.now() }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  saved = [];
  server.resetHandlers();
});
afterAll(() => server.close());

const lead = { ...me, role: 'lead' as const };
const shown = (search = {}, onSearch = jest.fn()) => <ReportsScreen search={search} onSearch={onSearch} />;

describe('the report page', () => {
  it('shows groups by name, and says which are too small to show how they work', async () => {
    await renderApp(shown(), { as: lead });
    const table = await screen.findByRole('table', { name: 'Nach Team' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getAllByRole('cell')[0]!.textContent)).toEqual([
      'Festnetz',
      'TV',
      'Mobilfunk',
      'Gesamt',
    ]);
    expect(rows[1]).toHaveTextContent('34');
    expect(rows[1]).toHaveTextContent('zu klein zum Zeigen');
    expect(rows[0]).toHaveTextContent('92');
  });

  it('tells why no answer was needed, of all and by group, and leads to the conversations', async () => {
    const asked: string[] = [];
    server.use(
      http.get('*/api/reports/conversations', ({ request }) => {
        const { searchParams } = new URL(request.url);
        asked.push(`${searchParams.get('metric')} ${searchParams.get('key')}`);
        return HttpResponse.json({ items: [], hasMore: false });
      }),
    );
    await renderApp(shown(), { as: lead });
    const card = await screen.findByRole('region', { name: 'Keine Antwort nötig' });
    expect(card).toHaveTextContent('Nur ein Dank oder Gruß3Nur zur Kenntnis1');
    await userEvent.click(
      within(card).getByRole('button', { name: 'Ohne Antwort: Dank, Gesamt: 3. Gespräche zeigen' }),
    );
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Ohne Antwort' }));
    const table = screen.getByRole('table', { name: 'Nach Team' });
    const small = within(table).getByRole('row', { name: /^TV/u });
    expect(small).toHaveTextContent(/^TV(zu klein zum Zeigen.*){5}$/u);
    await userEvent.click(
      within(table).getByRole('button', { name: 'Ohne Antwort: Dank, Festnetz: 2. Gespräche zeigen' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent('weil es nur ein Dank oder Gruß war');
    await waitFor(() => expect(asked).toEqual(['noAnswerCourtesy null', 'noAnswerCourtesy t1']));
  });

  it('tells days of the customer, but no days of work, because those have no 24 hours', async () => {
    await renderApp(shown(), { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Lösung' }));
    const total = (await screen.findAllByRole('row', { name: /^Gesamt/u })).at(-1);
    expect(total).toHaveTextContent('72 Std');
    expect(total).toHaveTextContent('3 T');
  });

  it('compares each group, also one that is no more, and says how many of how many', async () => {
    await renderApp(shown(), { as: lead });
    const table = await screen.findByRole('table', { name: 'Nach Team' });
    const [, first, , gone, total] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(/1\.200davor 1\.000/);
    expect(first).toHaveTextContent(/92\s%davor 80\s%/);
    expect(gone).toHaveTextContent(/Mobilfunk–davor 100/);
    expect(total).toHaveTextContent(/1\.234davor 1\.100/);
    expect(screen.getByText('914 von 1.000 Antworten')).toBeInTheDocument();
  });

  it('leads from no figure that is not shown to what is behind it', async () => {
    const total = { ...report.total, isTooSmall: true, values: { conversations: 4, serviceLevel: null } };
    server.use(http.get('*/api/reports/figures', () => HttpResponse.json({ ...report, total })));
    await renderApp(shown(), { as: lead });
    const glance = await screen.findByRole('region', { name: 'Auf einen Blick' });
    expect(within(glance).getAllByText('zu klein zum Zeigen').length).toBeGreaterThan(0);
    expect(
      within(glance)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['4']);
  });

  it('waits until two days are a period', async () => {
    const onSearch = jest.fn();
    await renderApp(shown({ from: '2026-10-01', to: '2026-10-31' }, onSearch), { as: lead });
    const from = await screen.findByLabelText('Von');
    // What a browser tells while the year is typed.
    for (const value of ['0002-10-01', '0020-10-01', '0202-10-01', '2026-11-01'])
      fireEvent.change(from, { target: { value } });
    expect(onSearch).not.toHaveBeenCalled();
    expect(await screen.findByText(/„Bis“ liegt vor „Von“/)).toBeInTheDocument();
    fireEvent.change(from, { target: { value: '2025-10-01' } });
    expect(onSearch.mock.calls).toEqual([[{ from: '2025-10-01', to: '2026-10-31' }]]);
    expect(from).toHaveValue('2025-10-01');
  });

  it('leads from a figure to its formula and the conversations behind it', async () => {
    await renderApp(shown(), { as: lead });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Pünktlich beantwortet, Festnetz: 92/ }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Pünktlich beantwortet, Festnetz' });
    expect(await within(dialog).findByText('Svenja Albers')).toBeInTheDocument();
    expect(dialog).toHaveTextContent('Unbeantwortete zählen als verfehlt');
    expect(within(dialog).getByRole('button', { name: 'Nur verfehlte' })).toBeInTheDocument();
  });

  it('keeps a question under a name and mails it', async () => {
    await renderApp(shown(), { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Speichern' }));
    await userEvent.type(await screen.findByLabelText('Name'), 'Monatsbericht');
    await userEvent.selectOptions(screen.getByLabelText('Per E-Mail an dich'), 'week');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Speichern' }));
    expect(await screen.findByRole('link', { name: 'Monatsbericht' })).toBeInTheDocument();
    expect(screen.getByText(/^Jeden Montag, nächste E-Mail/)).toBeInTheDocument();
  });

  it('asks another question when one is chosen', async () => {
    const onSearch = jest.fn();
    await renderApp(shown({}, onSearch), { as: lead });
    await userEvent.selectOptions(await screen.findByLabelText('Nach'), 'channel');
    expect(onSearch).toHaveBeenCalledWith({ by: 'channel' });
  });

  it('is exported with the question on screen', async () => {
    await renderApp(shown({ by: 'tag' }), { as: lead });
    const link = await screen.findByRole('link', { name: 'Als CSV-Datei herunterladen' });
    expect(link).toHaveAttribute('href', expect.stringContaining('groupBy=tag') as unknown as string);
  });

  it('shows agents their own figures and nobody else’s', async () => {
    await renderApp(shown());
    expect(await screen.findByText('47 von 50')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says so when the figures cannot be loaded', async () => {
    server.use(http.get('*/api/reports/figures', () => refusal(500, 'internal')));
    await renderApp(shown(), { as: lead });
    expect(await screen.findByRole('alert')).toHaveTextContent('Die Zahlen lassen sich gerade nicht laden');
  });
});

describe('the address of a report', () => {
  it('says which question it is, and ignores what is none', () => {
    expect(
      queryOf(parseReportSearch({ from: '2026-01-01', to: '2026-01-31', by: 'hour', compare: 'year' })),
    ).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      groupBy: 'hour',
      compare: 'year',
    });
    expect(queryOf(parseReportSearch({ period: 7, by: 'agent', from: 'x', to: 3 }))).toEqual({
      period: '7',
      groupBy: 'team',
      compare: 'previous',
    });
  });
});

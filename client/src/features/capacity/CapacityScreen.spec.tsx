import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CapacityPlan } from '@visavis/shared/api/capacity';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import { apiHandlers } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { CapacityScreen } from './CapacityScreen.tsx';

const days = ['2026-11-23', '2026-11-24'];
const plan: CapacityPlan = {
  team: { id: 't1', name: 'Festnetz' },
  teams: [
    { id: 't1', name: 'Festnetz' },
    { id: 't2', name: 'TV' },
  ],
  timeZone: 'Europe/Berlin',
  week: '2026-11-23',
  terms: { handlingMinutes: 8, targetMinutes: 60, goalPercent: 90, breakPercent: 20 },
  basis: { from: '2026-09-25', to: '2026-11-19', weeks: 8, turns: 1234, isEnough: true },
  hours: days.flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => ({
      day,
      hour,
      arrivals: hour === 9 ? 12.5 : 0,
      needed: hour === 9 ? 4 : 0,
      planned: hour === 9 && day === days[0] ? 2.5 : 4,
    })),
  ),
};
let answer: CapacityPlan = plan;
const server = setupServer(
  http.get('*/api/reports/capacity', () => HttpResponse.json(answer)),
  ...apiHandlers({ now: Date.now() }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  answer = plan;
  server.resetHandlers();
});
afterAll(() => server.close());

const lead = { ...me, role: 'lead' as const };
const shown = (onSearch = jest.fn()) => <CapacityScreen search={{}} onSearch={onSearch} />;

describe('the staffing page', () => {
  it('says where people are missing, and how many in words', async () => {
    await renderApp(shown(), { as: lead });
    expect(await screen.findByText('9 bis 10 Uhr')).toBeInTheDocument();
    expect(screen.getByText('bis zu 2 Menschen fehlen')).toBeInTheDocument();
    expect(screen.getByText(/1\.234 Anliegen von 8 Wochen/)).toBeInTheDocument();
  });

  it('lets the keyboard walk through the hours of a day', async () => {
    await renderApp(shown(), { as: lead });
    const chart = await screen.findByRole('slider', { name: 'Gebraucht und geplant' });
    expect(chart).toHaveAttribute(
      'aria-valuetext',
      'Montag, 23. November, 9 bis 10 Uhr: 12,5 Anliegen, 4 gebraucht, 2,5 geplant',
    );
    chart.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(chart.getAttribute('aria-valuetext')).toContain('10 bis 11 Uhr: 0 Anliegen');
    await userEvent.keyboard('{End}');
    expect(chart.getAttribute('aria-valuetext')).toContain('23 bis 24 Uhr');
  });

  it('tells the same as a table, of the day that is chosen', async () => {
    await renderApp(shown(), { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Gebraucht und geplant als Tabelle' }));
    await userEvent.click(screen.getByRole('button', { name: 'Di' }));
    const table = screen.getByRole('table', { name: 'Gebraucht und geplant, Dienstag, 24. November' });
    const cells = within(within(table).getAllByRole('row')[10]!).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent)).toEqual(['09:00', '12,5', '4', '4', '0']);
  });

  it('asks anew only with numbers that can be', async () => {
    const onSearch = jest.fn();
    await renderApp(shown(onSearch), { as: lead });
    const field = await screen.findByLabelText('Ziel in Prozent');
    await userEvent.clear(field);
    await userEvent.type(field, '80');
    expect(onSearch.mock.calls).toEqual([[{ goalPercent: 80 }]]);
  });

  it('says that what it shows is of the question before, until the answer has come', async () => {
    let answered = () => {};
    const asked = new Promise<void>((resolve) => (answered = resolve));
    server.use(
      http.get('*/api/reports/capacity', async ({ request }) => {
        if (new URL(request.url).searchParams.has('teamId')) await asked;
        return HttpResponse.json(plan);
      }),
    );
    const Chosen = () => {
      const [search, setSearch] = useState({});
      return <CapacityScreen search={search} onSearch={setSearch} />;
    };
    await renderApp(<Chosen />, { as: lead });
    await userEvent.selectOptions(await screen.findByLabelText('Team'), 'TV');
    expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'true');
    answered();
    await waitFor(() => expect(screen.getByRole('main')).not.toHaveAttribute('aria-busy'));
  });

  it('says that it is too early instead of guessing', async () => {
    answer = { ...plan, basis: { ...plan.basis, weeks: 1, turns: 12, isEnough: false }, hours: [] };
    await renderApp(shown(), { as: lead });
    expect(await screen.findByText('Noch zu wenig für einen Plan')).toBeInTheDocument();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  });

  it('is not for people who lead no team', async () => {
    await renderApp(shown(), { as: { ...me, role: 'agent' } });
    expect(await screen.findByText('Den Personalbedarf sehen nur Teamleitungen')).toBeInTheDocument();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ReportAnswer } from '@visavis/shared/api/figures';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderApp } from '../../../test/render-app.tsx';
import { ReportChart } from './ReportChart.tsx';

const empty = { key: '', name: '', isTooSmall: false, values: {} };
const report = (part: Partial<ReportAnswer>): ReportAnswer => ({
  from: '2026-10-24',
  to: '2026-11-20',
  timeZone: 'Europe/Berlin',
  groupBy: 'team',
  total: empty,
  comparedFrom: null,
  comparedTo: null,
  compared: null,
  rows: [],
  comparedRows: [],
  points: [
    { day: '2026-11-17', conversations: 48, serviceLevel: null },
    { day: '2026-11-18', conversations: 60, serviceLevel: 0.9 },
  ],
  pointsBy: 'day',
  teams: [],
  state: { builtAt: null, checkedAt: null, differences: null, rebuild: null },
  ...part,
});
const show = async (part: Partial<ReportAnswer> = {}) => {
  await renderApp(<ReportChart report={report(part)} />);
  return screen.findByRole('slider', { name: 'Im Verlauf' });
};

describe('a report through its days', () => {
  it('is walked through with the keyboard, and read out', async () => {
    const chart = await show();
    const says = (text: string) => expect(chart).toHaveAttribute('aria-valuetext', text);
    says('Mittwoch, 18. November: Gespräche 60, Pünktlich beantwortet 90\u00a0%');
    act(() => chart.focus());
    await userEvent.keyboard('{Home}');
    says('Dienstag, 17. November: Gespräche 48, Pünktlich beantwortet –');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    says('Mittwoch, 18. November: Gespräche 60, Pünktlich beantwortet 90\u00a0%');
  });

  it('is the same as a table', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Im Verlauf als Tabelle' }));
    const rows = within(screen.getByRole('table', { name: 'Im Verlauf' })).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'TagGesprächePünktlich beantwortet',
      '17. Nov.48–',
      '18. Nov.6090\u00a0%',
    ]);
  });

  it('names the months of a long period', async () => {
    const points = [{ day: '2026-10-01', conversations: 900, serviceLevel: 0.91 }];
    const chart = await show({ points, pointsBy: 'month' });
    expect(chart).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Okt\. 2026: Gespräche 900/u));
  });
});

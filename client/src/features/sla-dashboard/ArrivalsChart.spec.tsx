import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { ArrivalsChart } from './ArrivalsChart.tsx';

const at = (weekday: number, hour: number) => ({ weekday, hour, count: 3, dueCount: 0, onTimeCount: 0 });
const show = (month: ReturnType<typeof at>[], week: ReturnType<typeof at>[] = []) =>
  renderApp(
    <ArrivalsChart
      spans={[
        { days: 7, cells: week },
        { days: 28, cells: month },
      ]}
      goalPercent={90}
      teamId={undefined}
      onOpen={() => {}}
    />,
  );
const cells = () => within(screen.getByRole('group', { name: 'Eingang je Stunde' })).getAllByRole('button');

describe('the picture of arrivals', () => {
  it('lets the keyboard in, whichever span is shown', async () => {
    await show([at(0, 2)]);
    expect(await screen.findByRole('button', { name: /^Montag, 2 Uhr/u })).toHaveAttribute('tabindex', '0');
    await userEvent.click(screen.getByRole('button', { name: '7 T' }));
    expect(screen.queryByRole('button', { name: /^Montag, 2 Uhr/u })).not.toBeInTheDocument();
    expect(cells().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  it('marks the present hour, by the clock of the organisation', async () => {
    const hourNow = () => {
      const { date, time } = wallTimeOf(Date.now(), me.organisation.timeZone);
      const day = new Intl.DateTimeFormat('de-DE', { weekday: 'long', timeZone: 'UTC' }).format(
        new Date(date),
      );
      return `${day}, ${Number(time.slice(0, 2))} Uhr`;
    };
    const before = hourNow();
    await show([at(0, 0), at(0, 23)]);
    await screen.findByRole('group', { name: 'Eingang je Stunde' });
    const marked = cells().filter((cell) => cell.getAttribute('aria-current') === 'time');
    const [name = ''] = marked.map((cell) => (cell.getAttribute('aria-label') ?? '').split(':')[0] ?? '');
    expect(marked).toHaveLength(1);
    expect([before, hourNow()]).toContain(name);
  });
});

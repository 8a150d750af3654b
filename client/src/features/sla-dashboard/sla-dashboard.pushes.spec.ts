import { expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import { slaDashboardPushes } from './sla-dashboard.pushes.ts';

/** A page that shows the live figures; each answer is given by hand. */
function shown() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: ((figure: number) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['report', 'live'],
    queryFn: () => new Promise<number>((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => {});
  const news = () => slaDashboardPushes['report.stale']({ report: 'live' }, client);
  return { answers, news, stop, figure: () => client.getQueryData(['report', 'live']) };
}

it('news that come while an answer is on its way are asked for after it, once', async () => {
  const { answers, news, stop, figure } = shown();
  news();
  news();
  expect(answers).toHaveLength(1);
  answers[0]?.(1);
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(3);
  await waitFor(() => expect(figure()).toBe(3));
  // What still follows from that answer has happened after a turn of the loop.
  await new Promise((resolve) => setTimeout(resolve));
  expect(answers).toHaveLength(2);
  stop();
});

it('news that come at rest are asked for at once', async () => {
  const { answers, news, stop, figure } = shown();
  answers[0]?.(1);
  await waitFor(() => expect(figure()).toBe(1));
  news();
  expect(answers).toHaveLength(2);
  answers[1]?.(2);
  await waitFor(() => expect(figure()).toBe(2));
  stop();
});

import { describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { slaDashboardPushes } from './sla-dashboard.pushes.ts';

/** A page that shows the figures, over a line that answers when told to. */
function aPage() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const asked: ((figures: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['report', 'live', 'all'],
    queryFn: () => new Promise<string>((resolve) => void asked.push(resolve)),
  });
  const leave = observer.subscribe(() => undefined);
  const push = () => slaDashboardPushes['report.stale']({ report: 'live' }, client);
  const answer = async (figures: string) => {
    asked.at(-1)?.(figures);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const shown = () => observer.getCurrentResult().data;
  return { asked, push, answer, shown, leave };
}

describe('news that the figures are old', () => {
  it('are not lost when they come while figures are on their way', async () => {
    const { asked, push, answer, shown, leave } = aPage();
    expect(asked).toHaveLength(1);
    push();
    await answer('before the event');
    expect(asked).toHaveLength(2);
    await answer('after the event');
    expect([shown(), asked.length]).toEqual(['after the event', 2]);
    leave();
  });

  it('cost one request after the one that runs, however many come meanwhile', async () => {
    const { asked, push, answer, leave } = aPage();
    await answer('first');
    push();
    await answer('nothing is asked yet');
    expect(asked).toHaveLength(2);
    push();
    push();
    push();
    await answer('second');
    expect(asked).toHaveLength(3);
    await answer('third');
    expect(asked).toHaveLength(3);
    leave();
  });

  it('are followed even when a fetch fails', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    let fetches = 0;
    const observer = new QueryObserver(client, {
      queryKey: ['report', 'live', 'all'],
      queryFn: () => {
        fetches += 1;
        return fetches === 1 ? Promise.reject(new Error('away')) : Promise.resolve(fetches);
      },
    });
    const leave = observer.subscribe(() => undefined);
    for (const expected of [2, 3]) {
      slaDashboardPushes['report.stale']({ report: 'live' }, client);
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
      expect(fetches).toBe(expected);
    }
    leave();
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { renderApp } from '../../test/render-app.tsx';
import { useWindowWords } from './WindowChip.tsx';

const NOON = Date.parse('2026-11-20T12:00:00Z');

// Only what a clock on screen goes by.
beforeEach(
  () =>
    void jest.useFakeTimers({
      now: NOON,
      doNotFake: [
        'setTimeout',
        'clearTimeout',
        'setImmediate',
        'clearImmediate',
        'queueMicrotask',
        'nextTick',
        'performance',
        'requestAnimationFrame',
        'cancelAnimationFrame',
      ],
    }),
);
afterEach(() => void jest.useRealTimers());

/** The words of a window now, and how often they are drawn again within five minutes. */
async function show(closesAt: string | null) {
  let renders = 0;
  function Words() {
    return <p>{useWindowWords({ closesAt, network: 'Mastodon' })?.short ?? 'none'}</p>;
  }
  await renderApp(
    <Profiler id="words" onRender={() => (renders += 1)}>
      <Words />
    </Profiler>,
  );
  const { textContent: words } = await screen.findByText(/./u, { selector: 'p' });
  const first = renders;
  for (let second = 0; second < 300; second += 1) act(() => jest.advanceTimersByTime(1000));
  return { words, redrawn: renders - first };
}

describe('the words of a reply window', () => {
  it('go on with the minutes while it is open', async () => {
    const { words, redrawn } = await show(new Date(NOON + 3_600_000).toISOString());
    expect(words).toBe('Fenster 1:00 Std');
    expect(redrawn).toBe(5);
  });

  it.each([
    ['that has closed', new Date(NOON - 30_000).toISOString(), 'Fenster zu'],
    ['that does not exist', null, 'none'],
  ])('are not drawn again for one %s', async (_, closesAt, told) => {
    const { words, redrawn } = await show(closesAt);
    expect(words).toBe(told);
    expect(redrawn).toBe(0);
  });
});

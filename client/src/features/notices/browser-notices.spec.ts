import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@testing-library/react';
import { BrowserNotices } from './browser-notices.ts';

interface Shown extends EventTarget {
  title: string;
  tag: string | undefined;
}

let shown: Shown[];
const tabs: BrowserNotices[] = [];

beforeEach(() => {
  shown = [];
  window.focus = () => {};
  class FakeNotification extends EventTarget {
    static permission: NotificationPermission = 'granted';
    readonly tag: string | undefined;
    constructor(
      readonly title: string,
      options?: NotificationOptions,
    ) {
      super();
      this.tag = options?.tag;
      shown.push(this);
    }
    close(): void {}
  }
  Object.defineProperty(window, 'Notification', { configurable: true, value: FakeNotification });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: new Locks() });
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close();
  Reflect.deleteProperty(window, 'Notification');
  Reflect.deleteProperty(navigator, 'locks');
});

/** One lock by name for all tabs, as a browser has it; what is held stays held for the test. */
class Locks {
  private readonly held = new Set<string>();

  request(name: string, _options: unknown, work: (lock: object | null) => unknown): Promise<void> {
    const isFree = !this.held.has(name);
    this.held.add(name);
    void work(isFree ? { name } : null);
    return Promise.resolve();
  }
}

function aTab(isVisible: boolean): BrowserNotices {
  const tab = new BrowserNotices(() => isVisible);
  tabs.push(tab);
  return tab;
}
const notice = (id = 'n1', onClick = () => {}) => ({
  id,
  title: 'Mehmet hat dich erwähnt',
  body: '',
  onClick,
});
const offer = (...to: BrowserNotices[]) => {
  for (const tab of to) tab.offer(notice());
};
/** What this hidden tab alone heard of later is shown: by then everything before was decided. */
async function settled(tab: BrowserNotices): Promise<string[]> {
  tab.offer(notice('later'));
  await waitFor(() => expect(shown.at(-1)?.tag).toBe('visavis-later'));
  return shown.slice(0, -1).map(({ title, tag }) => `${tag}: ${title}`);
}

describe('a notice of the browser', () => {
  it('is shown by one of several tabs that nobody sees', async () => {
    const last = aTab(false);
    offer(aTab(false), aTab(false), last);
    expect(await settled(last)).toEqual(['visavis-n1: Mehmet hat dich erwähnt']);
  });

  it('is not shown while one tab can be seen, in whatever order they hear of it', async () => {
    const last = aTab(false);
    offer(aTab(false), aTab(true), last);
    expect(await settled(last)).toEqual([]);
  });

  it('is not shown without permission', async () => {
    Object.assign(window.Notification, { permission: 'denied' });
    const tab = aTab(false);
    offer(tab);
    Object.assign(window.Notification, { permission: 'granted' });
    expect(await settled(tab)).toEqual([]);
  });

  it('leads where it belongs when it is clicked', async () => {
    let clicks = 0;
    aTab(false).offer(notice('n2', () => (clicks += 1)));
    await waitFor(() => expect(shown).toHaveLength(1));
    shown[0]?.dispatchEvent(new Event('click'));
    expect(clicks).toBe(1);
  });
});

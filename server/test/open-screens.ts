import { afterEach } from '@jest/globals';
import { InboxPushes } from '../src/inbox/inbox.pushes.ts';
import { PresenceService } from '../src/inbox/presence.service.ts';
import { aScreen, type TestScreen } from './a-screen.ts';
import type { TestApp } from './test-app.ts';

export interface OpenScreens {
  open(agent: { id: string }): Promise<TestScreen>;
  close(screen: TestScreen): void;
  /** Everything that is to be pushed has left, and has arrived. */
  settle(): Promise<void>;
}

/** Screens of people in the inbox; what a test leaves open is closed after it. */
export function openScreens(app: () => TestApp): OpenScreens {
  const screens: TestScreen[] = [];
  afterEach(() => {
    for (const screen of screens.splice(0)) screen.close();
  });
  return {
    async open(agent) {
      const screen = await aScreen(app(), agent);
      screens.push(screen);
      return screen;
    },
    close(screen) {
      screens.splice(screens.indexOf(screen), 1);
      screen.close();
    },
    async settle() {
      await app().settle();
      await app().get(InboxPushes).settled();
      await app().get(PresenceService).flush();
      await Promise.all(screens.map((screen) => screen.caughtUp()));
    },
  };
}

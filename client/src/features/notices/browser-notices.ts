/** Whether this browser may show notices: asked by a click only, and asked again by the browser when it likes. */
export type BrowserPermission = 'unsupported' | 'default' | 'granted' | 'denied';

export interface BrowserNotice {
  /** The notice's id: the same is shown once, however many tabs know of it. */
  id: string;
  title: string;
  body: string;
  onClick: () => void;
}

/** What tabs tell each other: one that can be seen has shown it in its own way. */
interface SeenByTab {
  id: string;
}

const CHANNEL = 'visavis.notices';
/** So long may another tab take to say that it can be seen; hidden tabs are woken once a second at most. */
const ANSWER_MS = 300;
/** Longer than tabs of one browser are apart in hearing of a notice. */
const HELD_MS = 5_000;

export function browserPermission(): BrowserPermission {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Asks; only ever after a click, else browsers refuse for good. */
export async function askPermission(): Promise<BrowserPermission> {
  if (!('Notification' in window)) return 'unsupported';
  return Notification.requestPermission();
}

/**
 * Shows a notification of the browser, whether or not somebody looks. Where a page may not make them itself (phones
 * want a service worker) nothing is shown.
 *
 * @returns whether the browser took it
 */
export function showNotification({ id, title, body, onClick }: BrowserNotice): boolean {
  try {
    const shown = new Notification(title, { body, tag: `visavis-${id}`, icon: '/mark.svg' });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onClick();
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Notices of the browser for all tabs of an installation together: shown when none of them can be seen, and by one of
 * them. A tab that can be seen says so to the others; of those that stay, the one that gets the lock shows it.
 */
export class BrowserNotices {
  private readonly tabs = new BroadcastChannel(CHANNEL);
  private readonly seenElsewhere = new Set<string>();
  private readonly waiting = new Set<ReturnType<typeof setTimeout>>();

  constructor(private readonly isVisible: () => boolean) {
    this.tabs.addEventListener('message', (event: MessageEvent<SeenByTab>) => {
      this.seenElsewhere.add(event.data.id);
    });
  }

  /** A notice has come to this tab. */
  offer(notice: BrowserNotice): void {
    if (this.isVisible()) {
      this.tabs.postMessage({ id: notice.id } satisfies SeenByTab);
      return;
    }
    if (browserPermission() !== 'granted') return;
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      if (!this.isVisible() && !this.seenElsewhere.has(notice.id)) void this.showOnce(notice);
    }, ANSWER_MS);
    this.waiting.add(timer);
  }

  close(): void {
    for (const timer of this.waiting) clearTimeout(timer);
    this.tabs.close();
  }

  private async showOnce(notice: BrowserNotice): Promise<void> {
    // Only pages over HTTPS have locks; without them the tag still makes one of two.
    if (!('locks' in navigator)) {
      showNotification(notice);
      return;
    }
    await navigator.locks.request(`visavis.notice.${notice.id}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      showNotification(notice);
      await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    });
  }
}

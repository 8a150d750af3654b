/** Server-sent events for everybody who listens, as an answer that stays open. */
export class EventFeed {
  private readonly listeners = new Set<(text: string | null) => void>();

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  tell(event: string, data: unknown): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    this.say(`event: ${event}\ndata: ${text}\n\n`);
  }

  /** Anything at all, even what is no event. */
  say(text: string): void {
    for (const listener of this.listeners) listener(text);
  }

  /** Ends every answer, as a restart of the server does. */
  end(): void {
    for (const listener of this.listeners) listener(null);
  }

  /** One listener's answer. */
  listen(): AsyncIterable<string> & { close(): void } {
    const waiting: (string | null)[] = [':thump\n'];
    let wake = () => {};
    const listener = (text: string | null) => {
      waiting.push(text);
      wake();
    };
    const listeners = this.listeners;
    listeners.add(listener);
    async function* texts(): AsyncGenerator<string> {
      try {
        for (;;) {
          const text = waiting.shift();
          if (text === null) return;
          if (text === undefined) await new Promise<void>((resolve) => (wake = resolve));
          else yield text;
        }
      } finally {
        listeners.delete(listener);
      }
    }
    const iterator = texts();
    return { [Symbol.asyncIterator]: () => iterator, close: () => listener(null) };
  }
}

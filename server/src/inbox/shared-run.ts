/**
 * Runs one thing for many who ask at once: whoever asks while it runs shares the run after it, which began after they
 * asked. So an answer is never older than its question, and however many ask, one runs at a time.
 */
export class SharedRun<T> {
  private next: Promise<T> | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: () => Promise<T>) {}

  ask(): Promise<T> {
    this.next ??= this.running.then(() => {
      this.next = null;
      const run = this.run();
      this.running = run.catch(() => {});
      return run;
    });
    return this.next;
  }
}

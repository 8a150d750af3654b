import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';

/** The only source of "now" on the server; pure functions take the instant as an argument instead. */
export abstract class Clock {
  private readonly told = new AsyncLocalStorage<Date>();

  now(): Date {
    return this.told.getStore() ?? this.read();
  }

  /** Runs work as if it were that instant, so that steps tell a past: the demonstration's. Nothing else uses it. */
  during<T>(instant: Date, work: () => Promise<T>): Promise<T> {
    return this.told.run(instant, work);
  }

  protected abstract read(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  protected override read(): Date {
    return new Date();
  }
}

import { Clock } from '../../src/platform/clock.ts';

/** A Friday morning in Central Europe, well away from both DST nights. */
const START = '2026-11-20T10:00:00.000Z';

/** Time that stands still until a test moves it. */
export class FakeClock extends Clock {
  private milliseconds: number;

  constructor(start: string | Date = START) {
    super();
    this.milliseconds = new Date(start).getTime();
  }

  protected override read(): Date {
    return new Date(this.milliseconds);
  }

  set(instant: string | Date): void {
    this.milliseconds = new Date(instant).getTime();
  }

  advance({
    hours = 0,
    minutes = 0,
    seconds = 0,
    milliseconds = 0,
  }: {
    hours?: number;
    minutes?: number;
    seconds?: number;
    milliseconds?: number;
  }): void {
    this.milliseconds += ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
  }
}

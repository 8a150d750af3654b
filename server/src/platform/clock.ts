import { Injectable } from '@nestjs/common';

/** The only source of "now" on the server; pure functions take the instant as an argument instead. */
export abstract class Clock {
  abstract now(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

import { Injectable } from '@nestjs/common';
import type { RequestHandler, Response } from 'express';

/** The answers that are being made right now, so that a stop can let them finish. */
@Injectable()
export class InFlight {
  private readonly responses = new Set<Response>();
  private onChange: () => void = () => {};

  watch(): RequestHandler {
    return (_request, response, next) => {
      this.responses.add(response);
      response.once('close', () => {
        this.responses.delete(response);
        this.onChange();
      });
      next();
    };
  }

  /** Resolves when all are made, or after that many milliseconds. A stream of events has no end and is ended at once. */
  async finished(withinMs: number): Promise<void> {
    for (const response of this.responses) {
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
    }
    if (this.responses.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
      this.onChange = () => {
        if (this.responses.size === 0) resolve();
      };
    });
    clearTimeout(timer);
  }
}

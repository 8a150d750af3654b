import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { SessionsService } from './sessions.service.ts';

const LOOK_MS = 60_000;

/**
 * Closes the screens of sessions that ran out. A tab that is left open asks for nothing over night, so nobody would
 * notice; closed, it comes back, is refused, and shows the sign-in. Each process looks after its own screens.
 */
@Injectable()
export class EndedScreensService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly sessions: SessionsService,
    private readonly realtime: RealtimeServer,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.close().catch((error: unknown) =>
        this.logger.rarely('Screens of ended sessions could not be found.', { err: error }),
      );
    }, LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  async close(): Promise<void> {
    const open = this.realtime.sessionsHere();
    if (open.length === 0) return;
    const living = new Set(await this.sessions.livingAmong(open));
    for (const id of open) if (!living.has(id)) this.realtime.disconnectSession(id);
  }
}

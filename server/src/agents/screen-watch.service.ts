import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { AvailabilityService } from './availability.service.ts';

/** Long enough that everybody who reconnects after a restart is one statement, too short to be noticed. */
const TOGETHER_MS = 250;

/**
 * Notes who opens and closes screens. A process that dies tells nobody; then the minute sweep finds its screens gone, and
 * the last time it saw them counts.
 */
@Injectable()
export class ScreenWatchService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly opened = new Set<string>();
  private readonly closed = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly realtime: RealtimeServer,
    private readonly availability: AvailabilityService,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.realtime.onConnect(({ agent }) => this.note(this.opened, agent.agentId));
    this.realtime.onDisconnect(({ agent }) => this.note(this.closed, agent.agentId));
  }

  /** What is held back is known to the sweep as well. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when what was noted is written. For tests. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.running = this.running.then(() => this.write());
    await this.running;
  }

  private note(noted: Set<string>, agentId: string): void {
    if (this.isStopped) return;
    noted.add(agentId);
    this.timer ??= setTimeout(() => void this.flush(), TOGETHER_MS).unref();
  }

  private async write(): Promise<void> {
    const opened = [...this.opened];
    const closed = [...this.closed];
    this.opened.clear();
    this.closed.clear();
    if (opened.length + closed.length === 0) return;
    try {
      await this.availability.screensChanged(opened, closed);
    } catch (error) {
      this.logger.rarely('It could not be noted who opened or closed a screen.', { err: error });
    }
  }
}

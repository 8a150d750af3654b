import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';
import { Logger } from '../logger.ts';
import { JobQueue } from '../queue/job-queue.ts';

export type Part = 'database' | 'migrations' | 'queue' | 'start';

const PATIENCE_MS = 3_000;

/** Whether this process can do its work, and if not, what it waits for. */
@Injectable()
export class Readiness {
  private isMigrated = false;
  private state: 'starting' | 'running' | 'stopping' = 'starting';

  constructor(
    private readonly database: Database,
    private readonly jobQueue: JobQueue,
    private readonly logger: Logger,
  ) {}

  /** Everything is set up and the port is open. */
  started(): void {
    this.state = 'running';
  }

  stopping(): void {
    this.state = 'stopping';
  }

  /** @returns what is not ready; empty when all is */
  async missing(): Promise<Part[]> {
    if (this.state !== 'running') return ['start'];
    const checks: [Part, () => Promise<boolean>][] = [
      ['database', () => this.databaseAnswers()],
      ['migrations', () => this.migrationsAreDone()],
      ['queue', () => this.jobQueue.ping().then(() => true)],
    ];
    const results = await Promise.all(
      checks.map(async ([part, check]) => ((await this.passes(part, check)) ? null : part)),
    );
    return results.filter((part) => part !== null);
  }

  private async passes(part: Part, check: () => Promise<boolean>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    try {
      return await Promise.race([check(), late]);
    } catch (error) {
      this.logger.rarely('A readiness check failed.', { err: error, part });
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private async databaseAnswers(): Promise<boolean> {
    await this.database.query('SELECT 1');
    return true;
  }

  /** Migrations only go forward, so once done they stay done. */
  private async migrationsAreDone(): Promise<boolean> {
    this.isMigrated ||= await this.database.isMigrated();
    return this.isMigrated;
  }
}

import { Injectable } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { Logger } from '../platform/logger.ts';
import { ReportStateRepository } from './report-state.repository.ts';
import { RollupsService } from './rollups.service.ts';
import { SendReportsService } from './send-reports.service.ts';

const CHECK_MS = 24 * 3_600_000;

/** What has to be done for reports without anybody asking. */
@Injectable()
export class KeepReportsService {
  constructor(
    private readonly rollups: RollupsService,
    private readonly state: ReportStateRepository,
    private readonly organisation: OrganisationService,
    private readonly mails: SendReportsService,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * Builds the sums when they never were, when the organisation's days changed or when somebody asked; proves them once
   * a day, and builds them anew when they are wrong; mails what is to be mailed.
   */
  async keep(signal?: AbortSignal): Promise<void> {
    if (await this.needsRebuild()) await this.rollups.askRebuild();
    await this.rollups.rebuild(signal);
    await this.proveDaily(signal);
    await this.mails.sendDue(signal);
  }

  private async needsRebuild(): Promise<boolean> {
    const state = await this.state.find();
    const organisation = await this.organisation.find();
    return organisation !== null && state?.timeZone !== organisation.timeZone;
  }

  private async proveDaily(signal: AbortSignal | undefined): Promise<void> {
    const state = await this.state.find();
    if (state?.checkedAt == null || state.rebuildAskedAt !== null) return;
    if (this.clock.now().getTime() - state.checkedAt.getTime() < CHECK_MS) return;
    const wrong = await this.rollups.check(signal);
    if (wrong === null || wrong === 0) return;
    this.logger.warn('Sums of reports differ from their facts and are built anew.', { wrong });
    await this.rollups.askRebuild();
  }
}

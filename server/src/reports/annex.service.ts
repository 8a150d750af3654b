import { Injectable } from '@nestjs/common';
import { SMALLEST_GROUP } from '@visavis/shared/reports/metrics';
import { SESSION_DAYS } from '../agents/sessions.service.ts';
import { NOTICES_KEPT_DAYS } from '../notifications/prune-notices.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { FACTS_KEPT_DAYS } from '../platform/events/owed-events.repository.ts';
import type { AnnexParts } from './annex.html.ts';
import { AnnexRepository } from './annex.repository.ts';

/** What the annex for a works agreement says: nothing but how the installation is set up now. */
@Injectable()
export class AnnexService {
  constructor(
    private readonly repository: AnnexRepository,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<AnnexParts> {
    const organisation = await this.organisation.get();
    const [teams, channels, policies, counts] = await Promise.all([
      this.repository.teams(),
      this.repository.channels(),
      this.repository.policies(),
      this.repository.counts(),
    ]);
    const { name, timeZone, awayWithoutScreenMinutes: awayMinutes } = organisation;
    return {
      name,
      timeZone,
      at: this.clock.now(),
      teams,
      channels,
      policies,
      counts,
      facts: {
        sessionDays: SESSION_DAYS,
        noticeDays: NOTICES_KEPT_DAYS,
        factDays: FACTS_KEPT_DAYS,
        awayMinutes,
        smallestGroup: SMALLEST_GROUP,
      },
    };
  }
}

import { Injectable } from '@nestjs/common';
import { FIRST_TERMS } from '@visavis/shared/sla/match-policy';
import { ManagePoliciesService } from '../sla/manage-policies.service.ts';
import type { PolicyContent } from '../sla/sla-policies.types.ts';
import type { DemoChannels } from './demo-channels.service.ts';
import type { DemoTeam } from './demo-team.service.ts';

type DemoPolicy = Omit<PolicyContent, 'isActive' | 'pauses'>;

/** What Brückenfunk promises besides what it promises everybody. */
@Injectable()
export class DemoPoliciesService {
  constructor(private readonly policies: ManagePoliciesService) {}

  /** Before the stories, whose clocks run by it. */
  async promise({ teams }: DemoTeam, channels: DemoChannels): Promise<void> {
    const promises: DemoPolicy[] = [
      {
        name: 'Private Nachrichten',
        conditions: [{ field: 'kind', anyOf: ['message'] }],
        // Also promised its end, so that its clock pauses while it is their turn.
        targets: { ...FIRST_TERMS.targets, resolution: 2880 },
        warn: FIRST_TERMS.warn,
      },
      {
        name: 'Störung',
        conditions: [
          { field: 'tags', anyOf: ['Störung', 'Netzausfall'] },
          { field: 'priority', anyOf: ['high', 'urgent'] },
        ],
        targets: { firstResponse: 15, nextResponse: 30, pickUp: 5, resolution: 480 },
        warn: { share: 0.5 },
      },
      {
        name: 'Bewertung',
        conditions: [
          { field: 'kind', anyOf: ['review'] },
          { field: 'channel', anyOf: [channels.reviews.id] },
        ],
        targets: { firstResponse: 240, nextResponse: 240, pickUp: null, resolution: null },
        warn: { minutes: 60 },
      },
      {
        name: 'Rechnung und Vertrag',
        conditions: [{ field: 'team', anyOf: [teams.billing] }],
        targets: { firstResponse: 120, nextResponse: 240, pickUp: 30, resolution: 2880 },
        warn: { share: 0.75 },
      },
    ];
    for (const policy of promises)
      await this.policies.create({ ...policy, isActive: true, pauses: FIRST_TERMS.pauses });
  }
}

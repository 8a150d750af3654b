import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { OnFacts } from '../platform/events/on-facts.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { presentNotice } from './notices.presenter.ts';
import { NoticesRepository } from './notices.repository.ts';

/** Tells people's screens of their notices: for however many facts and people, two reads and a push each. */
@Injectable()
export class NoticePushesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly realtime: RealtimeServer,
  ) {}

  @OnFacts({ listener: 'notices.screens', facts: ['notice.changed'] })
  async tell(facts: readonly DomainEvent[]): Promise<void> {
    const changed = facts.filter((fact) => fact.type === 'notice.changed');
    const connected = (ids: readonly string[]): string[] =>
      [...new Set(ids)].filter((id) => this.realtime.mayHaveScreens(`agent:${id}`));
    const agentIds = connected(changed.flatMap((fact) => fact.agentIds));
    if (agentIds.length === 0) return;
    const withNews = connected(changed.flatMap((fact) => (fact.hasNew ? fact.agentIds : [])));
    const [counts, newest] = await Promise.all([
      this.notices.counts(agentIds),
      withNews.length === 0 ? [] : this.notices.newest(withNews),
    ]);
    for (const agentId of agentIds) {
      const count = counts.find((one) => one.agentId === agentId);
      const news = newest.find((one) => one.agentId === agentId);
      this.realtime.push([`agent:${agentId}`], {
        type: 'notices.changed',
        count: { unseen: count?.unseen ?? 0, unseenMentions: count?.unseenMentions ?? 0 },
        newest: news === undefined ? null : presentNotice(news),
      });
    }
  }
}

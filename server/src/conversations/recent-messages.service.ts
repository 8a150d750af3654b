import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { RecentMessagesRepository } from './recent-messages.repository.ts';

const RECENT_MS = 3 * 86_400_000;
const MOST = 500;

/** What we hold of a network and should look at again there; reads only. */
@Injectable()
export class RecentMessagesService {
  constructor(
    private readonly repository: RecentMessagesRepository,
    private readonly clock: Clock,
  ) {}

  /** Posts and replies of the last three days that are not deleted, newest first, by the network's id. */
  recentlyPosted(channelId: string): Promise<string[]> {
    const after = new Date(this.clock.now().getTime() - RECENT_MS);
    return this.repository.externalIds(channelId, after, MOST);
  }
}

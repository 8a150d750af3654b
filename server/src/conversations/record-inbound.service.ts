import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import type { NormalizedPost } from '../connectors/connector.ts';
import type { RecognisedContact } from '../contacts/contact.types.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Arrived } from './conversation.types.ts';

@Injectable()
export class RecordInboundService {
  async record(
    tx: Tx,
    channel: Channel,
    posts: readonly NormalizedPost[],
    contacts: ReadonlyMap<string, RecognisedContact>,
  ): Promise<Arrived> {
    throw new Error(`being built: ${[tx, channel, posts, contacts].length}`);
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { firstPosts, playgroundPeople } from './playground-people.ts';
import { PlaygroundRepository } from './playground.repository.ts';

const HOUR_MS = 3_600_000;

/** Peoples the playground when the demonstration starts for the first time. */
@Injectable()
export class PlaygroundSetup implements OnApplicationBootstrap {
  constructor(
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly repository: PlaygroundRepository,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.demo && this.config.runsApi) await this.settle();
  }

  /** Brings in whoever is missing; the first posts only together with the first people. */
  async settle(): Promise<void> {
    await this.uow.run(async (tx) => {
      const people = playgroundPeople.map((person) => ({ ...person, id: newId() }));
      const added = await this.repository.addPeople(tx, people, this.clock.now());
      if (added.length === people.length)
        await this.writeFirstPosts(tx, new Map(people.map((one) => [one.handle, one.id])));
    });
  }

  private async writeFirstPosts(tx: Tx, idByHandle: ReadonlyMap<string, string>): Promise<void> {
    const first = await this.repository.takeTurn(tx);
    for (const [at, { handle, text, hoursAgo }] of firstPosts.entries()) {
      const id = newId();
      await this.repository.insert(tx, {
        id,
        accountId: idByHandle.get(handle) ?? '',
        text,
        visibility: 'public',
        inReplyToId: null,
        rootId: id,
        branchId: id,
        counterpartId: null,
        mentionsBrand: false,
        media: [],
        agent: null,
        checkUrl: null,
        idempotencyKey: null,
        change: first + at,
        createdAt: new Date(this.clock.now().getTime() - hoursAgo * HOUR_MS),
        editedAt: null,
        deletedAt: null,
      });
    }
  }
}

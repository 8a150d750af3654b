import { consentPurposes, type ConsentPurpose } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import { MediaService } from '../media/media.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { AgentsRepository } from './agents.repository.ts';
import {
  ConsentsRepository,
  type Consent,
  type KeptRemoval,
  type NewConsent,
} from './consents.repository.ts';
import { FacePlaces, NOWHERE, type PlacesOfFace } from './face-places.ts';
import { FacesRepository } from './faces.repository.ts';
import { removalsOf } from './removals.ts';

/** A name and a face are lent: by purpose and form, with date and wording, and taken back everywhere at once. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly consents: ConsentsRepository,
    private readonly agents: AgentsRepository,
    private readonly faces: FacesRepository,
    private readonly places: FacePlaces,
    private readonly media: MediaService,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async history(agentId: string): Promise<Consent[]> {
    return this.consents.history(agentId);
  }

  /** What withdrawals have removed so far, the newest first. */
  async removals(agentId: string): Promise<KeptRemoval[]> {
    return this.consents.removals(agentId);
  }

  /** A decision replaces the one before; agreeing to less takes the rest back. @throws DomainError `not-found` */
  async give(agentId: string, consent: NewConsent): Promise<void> {
    const places = await this.places.of(agentId);
    await this.uow.run((tx) =>
      this.decide(tx, agentId, { ended: [consent.purpose], given: [consent], places }),
    );
  }

  /** @throws DomainError `not-found` */
  async withdraw(agentId: string, purposes: readonly ConsentPurpose[] = consentPurposes): Promise<void> {
    const places = await this.places.of(agentId);
    await this.uow.run((tx) => this.decide(tx, agentId, { ended: purposes, given: [], places }));
  }

  /** For a step that has to end everything itself: counted before, since counting takes its time. */
  async placesOf(agentId: string): Promise<PlacesOfFace> {
    return this.places.of(agentId);
  }

  /** Step. Several decisions at once, as when the people of a demonstration are gathered. */
  async record(tx: Tx, agentId: string, given: readonly NewConsent[]): Promise<void> {
    const ended = given.map(({ purpose }) => purpose);
    await this.decide(tx, agentId, { ended, given, places: NOWHERE });
  }

  /** Step. Whoever leaves takes name and face along. */
  async close(tx: Tx, agentId: string, places: PlacesOfFace): Promise<void> {
    await this.decide(tx, agentId, { ended: consentPurposes, given: [], places });
  }

  /** Step. The picture itself, for every purpose; what was agreed to stays, and a new picture is shown again. */
  async erasePictures(tx: Tx, agentId: string, places: PlacesOfFace): Promise<void> {
    const before = await this.consents.current(tx, agentId);
    const withoutPortrait = new Map(
      [...before].map(([purpose, form]) => [purpose, form === 'portrait' ? 'firstName' : form] as const),
    );
    const hadPicture = await this.hasPicture(tx, agentId);
    const erasedPictures = await this.erase(tx, agentId);
    const removals = removalsOf({ before, after: withoutPortrait, erasedPictures, hadPicture, places });
    await this.consents.addRemovals(tx, agentId, removals, this.clock.now());
    tx.emit({ type: 'agent.changed', agentId });
  }

  private async decide(
    tx: Tx,
    agentId: string,
    decision: { ended: readonly ConsentPurpose[]; given: readonly NewConsent[]; places: PlacesOfFace },
  ): Promise<void> {
    const now = this.clock.now();
    const hadPicture = await this.hasPicture(tx, agentId);
    const before = await this.consents.current(tx, agentId);
    await this.consents.end(tx, agentId, decision.ended, now);
    if (decision.given.length > 0) await this.consents.add(tx, agentId, decision.given, now);
    const after = await this.consents.current(tx, agentId);
    const wasLast = [...before.values()].includes('portrait') && ![...after.values()].includes('portrait');
    const erasedPictures = wasLast ? await this.erase(tx, agentId) : 0;
    const removals = removalsOf({ before, after, erasedPictures, hadPicture, places: decision.places });
    await this.consents.addRemovals(tx, agentId, removals, now);
    tx.emit({ type: 'agent.changed', agentId });
  }

  /** Locks the person, so that two decisions wait for each other. */
  private async hasPicture(tx: Tx, agentId: string): Promise<boolean> {
    const agent = await this.agents.lock(tx, agentId);
    if (agent === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    return agent.faceVersion > 0;
  }

  /** @returns how many pictures there were */
  private async erase(tx: Tx, agentId: string): Promise<number> {
    const erased = await this.faces.withdrawAll(tx, agentId, this.clock.now());
    await this.media.erase(tx, erased);
    await this.agents.update(tx, agentId, { faceVersion: 0 });
    return erased.length;
  }
}

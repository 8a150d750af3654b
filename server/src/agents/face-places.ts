import { Injectable } from '@nestjs/common';

/** Where a person's picture stands besides the profile, in numbers of replies. */
export interface PlacesOfFace {
  /** Replies that were written with the picture. */
  replies: number;
  /** Those among them whose check page anybody can open. */
  checkPages: number;
  /** Those among them that a network with profiles of its own has. */
  onNetworks: number;
}

export type PlacesSource = (agentId: string) => Promise<PlacesOfFace>;

export const NOWHERE: PlacesOfFace = { replies: 0, checkPages: 0, onNetworks: 0 };

/**
 * Counts for the proof of what a withdrawal removed. Replies stand to the right of this module, which must not know
 * them; the module of the check pages hands in a source when it starts.
 */
@Injectable()
export class FacePlaces {
  private source: PlacesSource | null = null;

  provide(source: PlacesSource): void {
    this.source = source;
  }

  async of(agentId: string): Promise<PlacesOfFace> {
    return this.source === null ? NOWHERE : this.source(agentId);
  }
}

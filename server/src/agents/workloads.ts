import { Injectable } from '@nestjs/common';

export interface Workload {
  openCount: number;
  /** Open work by weight, as placement counts it against the capacity. */
  load: number;
  /** At least one live screen right now. */
  isPresent: boolean;
}

/** Answers for a set of agents at once; who is missing from the map has nothing open and no screen. */
export type WorkloadSource = (agentIds: readonly string[]) => Promise<ReadonlyMap<string, Workload>>;

const IDLE: Workload = { openCount: 0, load: 0, isPresent: false };

/**
 * How much everybody has open and who is there, for the list of agents. Conversations and screens stand to the right of
 * this module, which must not import them; the one that knows both hands in a source when it starts.
 */
@Injectable()
export class Workloads {
  private source: WorkloadSource | null = null;

  provide(source: WorkloadSource): void {
    this.source = source;
  }

  async of(agentIds: readonly string[]): Promise<(agentId: string) => Workload> {
    const known = this.source === null ? new Map<string, Workload>() : await this.source(agentIds);
    return (agentId) => known.get(agentId) ?? IDLE;
  }
}

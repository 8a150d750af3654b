import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KnownPolicies } from '../routing/known-policies.ts';
import { SlaPoliciesRepository } from './sla-policies.repository.ts';

/** Tells the rules, which stand to the left, which of the policies they name there are. */
@Injectable()
export class PolicySource implements OnModuleInit {
  constructor(
    private readonly repository: SlaPoliciesRepository,
    private readonly known: KnownPolicies,
  ) {}

  onModuleInit(): void {
    this.known.provide((policyIds, tx) => this.repository.existing(policyIds, tx));
  }
}

import type { PolicyCondition } from '@visavis/shared/sla/match-policy';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { oneOf, PRIORITIES, RuleReader, type Fields } from '../routing/accept-rule.ts';

/** Reads the conditions of policies from outside; those that rules have too are read as rules read them. */
export class PolicyReader extends RuleReader {
  policyConditions(input: unknown, path: string): PolicyCondition[] {
    return this.parts(input, path, (fields, at) => {
      const turned = this.turned(fields, at);
      const plain = this.ofPolicy(fields, at);
      return plain === null ? null : { ...turned, ...plain };
    });
  }

  private ofPolicy(fields: Fields, at: string): PolicyCondition | null {
    const { field } = fields;
    if (field === 'priority') return { field, anyOf: this.list(fields, at, oneOf(PRIORITIES)) };
    if (field === 'team')
      return { field, anyOf: this.list(fields, at, (id) => (isId(id) ? id.toLowerCase() : null)) };
    const condition = this.plainCondition(fields, at);
    switch (condition?.field) {
      case undefined:
        return null;
      case 'channel':
      case 'kind':
      case 'visibility':
      case 'language':
      case 'tags':
      case 'rating':
        return condition;
      default:
        return this.fault(`${at}.field`, 'is no condition of a policy');
    }
  }
}

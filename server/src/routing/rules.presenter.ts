import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import type { RuleView } from './rules.types.ts';

export function presentRule({ position: _position, ...rule }: RuleView): RoutingRuleItem {
  return rule;
}

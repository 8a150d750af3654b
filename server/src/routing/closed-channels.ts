import type { Rule } from '@visavis/shared/routing/rule';

export type RuleParts = Pick<Rule, 'conditions' | 'actions'>;

/** Whether a rule speaks of one of these channels by name, so that somebody meant it. */
export function namesChannel(
  { conditions }: Pick<Rule, 'conditions'>,
  isOne: (channelId: string) => boolean,
): boolean {
  return conditions.some(
    (condition) => condition.field === 'channel' && condition.not !== true && condition.anyOf.some(isOne),
  );
}

/** Whether a rule takes to a team what one of these channels receives. */
export function takesFrom(rule: RuleParts, channelIds: ReadonlySet<string>): boolean {
  return (
    rule.actions.some(({ do: what }) => what === 'team') && namesChannel(rule, (id) => channelIds.has(id))
  );
}

/**
 * Whether one of those rules would come to see posts in another order that another rule has kept from it until now: the
 * first match wins, so a rule takes more as soon as one that stood before it stands behind.
 *
 * @param ids all of the rules, in the other order
 */
export function takesMoreFrom(
  rules: readonly Rule[],
  ids: readonly string[],
  channelIds: ReadonlySet<string>,
): boolean {
  const later = new Map(ids.map((id, position) => [id, position]));
  const placeOf = (rule: Rule) => later.get(rule.id) ?? 0;
  const active = rules.filter((rule) => rule.isActive);
  return active.some(
    (rule, at) =>
      takesFrom(rule, channelIds) && active.slice(0, at).some((before) => placeOf(before) > placeOf(rule)),
  );
}

import { zoneClock } from '@visavis/shared/sla/zone-clock';
import { hashtagsOf } from '@visavis/shared/routing/match-rules';
import type { Rule, RuleAction, RuleSubject } from '@visavis/shared/routing/rule';
import type { SubjectRow } from '../conversations/rule-subjects.repository.ts';
import { namesChannel } from './closed-channels.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;
/** 1970-01-01 was a Thursday, and weekday 1 is Monday. */
const EPOCH_WEEKDAY = 4;

/** A conversation as the rules look at it, with the tags it has now. */
export function ruleSubjectOf(row: SubjectRow, timeZone: string): RuleSubject {
  return {
    channelId: row.channelId,
    network: row.network,
    kind: row.kind,
    visibility: row.visibility,
    language: row.language,
    text: row.text,
    author: { name: row.authorName, handle: row.authorHandle },
    rating: row.rating,
    tags: [...row.tags, ...hashtagsOf(row.text)],
    isFirstContact: row.isFirstContact,
    localTime: localTimeOf(row.postedAt, timeZone),
  };
}

/**
 * What of a rule applies to a conversation. The list is one for the whole house, and what arrives for a closed team is for
 * its people: only a rule that names the channel, so that somebody meant it, takes it elsewhere.
 */
export function actionsOn(
  { isTeamClosed, channelId }: Pick<SubjectRow, 'isTeamClosed' | 'channelId'>,
  rule: Pick<Rule, 'conditions' | 'actions'> | null,
): readonly RuleAction[] {
  if (rule === null) return [];
  const isMeant = namesChannel(rule, (id) => id === channelId);
  return isTeamClosed && !isMeant ? rule.actions.filter((action) => action.do !== 'team') : rule.actions;
}

/** What a wall clock in the zone shows at an instant. */
export function localTimeOf(at: Date, timeZone: string): RuleSubject['localTime'] {
  const zone = zoneClock(timeZone);
  const instant = at.getTime();
  const day = zone.dayAt(instant);
  const minutes = Math.floor((instant + zone.offsetAt(instant) - day * DAY_MS) / MINUTE_MS);
  const weekday = ((((day + EPOCH_WEEKDAY - 1) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1;
  return { weekday, minutes };
}

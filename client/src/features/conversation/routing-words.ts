import type { PersonRef } from '@visavis/shared/api/conversations';
import type { ConsideredPerson, RoutingDecision, RoutingExplanation } from '@visavis/shared/api/routing';
import type { Reason } from '@visavis/shared/routing/pick-agent';
import type { RuleAction } from '@visavis/shared/routing/rule';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../lib/format.ts';

/** Of those who did not get it, so many are named in the sentence; the list below names all. */
const MOST_NAMED = 2;

/** A language by its name: "Türkisch". */
export function useLanguageName(): (tag: string) => string {
  const { i18n } = useTranslation();
  return (tag) => {
    try {
      return new Intl.DisplayNames(i18n.language, { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
}

/** The question that the explanation answers: "Warum bei Mehmet?". */
export function useWhyWords(): (assignee: PersonRef | null) => string {
  const { t } = useTranslation();
  const me = useMe();
  return (assignee) => {
    if (assignee === null) return t('conversation.explain.whyNobody');
    if (assignee.id === me.id) return t('conversation.explain.whyYou');
    return t('conversation.explain.why', { name: firstName(assignee.name) });
  };
}

/** One reason in a few words, for the line in the thread: "kennt Svenja". */
export function useReasonWords(contactName: string): (reason: Reason) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguageName();
  return (reason) => {
    if (reason.kind === 'leastLoad')
      return t('conversation.reason.leastLoad', { load: format.count(reason.load) });
    if (reason.kind === 'knowsCustomer')
      return t('conversation.reason.knowsCustomer', { name: firstName(contactName) });
    if (reason.kind === 'hasSkill') return t('conversation.reason.hasSkill', { skill: reason.name ?? '…' });
    if (reason.kind === 'speaks')
      return t('conversation.reason.speaks', { language: language(reason.language) });
    return t(`conversation.reason.${reason.kind}`);
  };
}

/** Whose not getting it says most: who was in reach before who lacked something. */
function named(considered: readonly ConsideredPerson[]): ConsideredPerson[] {
  const order = [
    'full',
    'notAvailable',
    'shielded',
    'didNotPickUp',
    'gaveItBack',
    'lacksLanguage',
    'lacksSkill',
  ];
  const rank = ({ rejected }: ConsideredPerson) => order.indexOf(rejected ?? '');
  return considered
    .filter((person) => rank(person) !== -1)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_NAMED);
}

/** What a step of the routing did and why, as a sentence: "Jana kannte Svenja, 4 von 8 offen; Lena war voll". */
export function useDecisionSentence(
  explanation: Pick<RoutingExplanation, 'needs'>,
  contactName: string,
): (decision: RoutingDecision) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguageName();
  const actionWords = useActionWords(explanation);
  const why = (reason: Reason): string => {
    if (reason.kind === 'knowsCustomer')
      return t('conversation.explain.because.knowsCustomer', { name: firstName(contactName) });
    if (reason.kind === 'hasSkill')
      return t('conversation.explain.because.hasSkill', { skill: reason.name ?? '…' });
    if (reason.kind === 'speaks')
      return t('conversation.explain.because.speaks', { language: language(reason.language) });
    return t(`conversation.explain.because.${reason.kind}`);
  };
  const placed = ({ agent, reasons, considered }: RoutingDecision): string => {
    const chosen = considered.find(({ rejected }) => rejected === null);
    const parts = reasons.map(why);
    if (chosen)
      parts.push(
        t('conversation.explain.load', {
          load: format.count(chosen.load),
          capacity: format.count(chosen.capacity),
        }),
      );
    const others = named(considered).map(({ agent: other, rejected }) =>
      t(`conversation.explain.rejected.${rejected ?? 'behind'}`, { name: firstName(other.name) }),
    );
    const name = agent ? firstName(agent.name) : t('conversation.activity.somebody');
    return [`${name} ${parts.join(', ')}`, ...others].join('; ');
  };
  return (decision) => {
    const { kind, agent, actions, stuck } = decision;
    if (kind === 'placed') return placed(decision);
    if (kind === 'matched') return actions.map(actionWords).join(', ') || t('conversation.explain.noAction');
    const name = agent ? firstName(agent.name) : t('conversation.activity.somebody');
    if (kind === 'returned') return t('conversation.explain.returned', { name });
    return t('conversation.explain.couldNot', { why: t(`common.stuck.${stuck ?? 'nobody'}`) });
  };
}

/** What a rule did, by name; what is not there any more has none. */
function useActionWords({ needs }: Pick<RoutingExplanation, 'needs'>): (action: RuleAction) => string {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery).data;
  const agents = useQuery(agentsQuery).data;
  return (action) => {
    switch (action.do) {
      case 'team': {
        const name = teams?.find(({ id }) => id === action.teamId)?.name ?? '…';
        return t('conversation.explain.action.team', { name });
      }
      case 'skill': {
        const name = needs.skills.find(({ skillId }) => skillId === action.skillId)?.name ?? '…';
        return t('conversation.explain.action.skill', { name });
      }
      case 'priority':
        return t('conversation.explain.action.priority', {
          priority: t(`conversation.priority.${action.priority}`),
        });
      case 'tag':
        return t('conversation.explain.action.tag', { tag: action.tag });
      case 'assign': {
        const name = agents?.find(({ id }) => id === action.agentId)?.displayName ?? '…';
        return t('conversation.explain.action.assign', { name: firstName(name) });
      }
      case 'slaPolicy':
      case 'doNotRoute':
        return t(`conversation.explain.action.${action.do}`);
    }
  };
}

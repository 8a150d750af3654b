import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, channelsQuery, connectorsQuery, teamsQuery } from '../../lib/directory.queries.ts';
import { languageName } from '../../lib/languages.ts';
import type { RuleNames, SentenceWords } from './rule-sentence.ts';
import { rulePoliciesQuery, ruleSkillsQuery } from './rules.queries.ts';

export interface Choice {
  value: string;
  label: string;
}

/** What can be chosen for rules, by its kind. */
export interface RuleChoices {
  channels: Choice[];
  networks: Choice[];
  teams: Choice[];
  skills: Choice[];
  agents: Choice[];
  policies: Choice[];
}

/** That not all names could be loaded: what is not known is not taken for deleted. */
export interface NamesFault {
  error: unknown;
  onRetry: () => void;
}

/** Everything that rules can name, and the words to say it; not ready until all names are known. */
export function useRuleWords(): {
  choices: RuleChoices;
  words: SentenceWords;
  isReady: boolean;
  fault: NamesFault | null;
} {
  const { t, i18n } = useTranslation();
  const channels = useQuery(channelsQuery);
  const connectors = useQuery(connectorsQuery);
  const teams = useQuery(teamsQuery);
  const agents = useQuery(agentsQuery);
  const skills = useQuery(ruleSkillsQuery);
  const policies = useQuery(rulePoliciesQuery);
  const choices = useMemo(
    (): RuleChoices => ({
      channels: (channels.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      networks: (connectors.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      teams: (teams.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      skills: (skills.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      agents: (agents.data ?? [])
        .filter((agent) => agent.deactivatedAt === null)
        .map(({ id, displayName }) => ({ value: id, label: displayName })),
      policies: (policies.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    }),
    [channels.data, connectors.data, teams.data, skills.data, agents.data, policies.data],
  );
  const words = useMemo(
    () => ({ t, locale: i18n.language, names: namesOf(choices, i18n.language) }),
    [t, i18n.language, choices],
  );
  const missing = [channels, connectors, teams, agents, skills, policies].filter(
    ({ data }) => data === undefined,
  );
  const failed = missing.filter(({ error }) => error !== null);
  const fault = failed[0] && {
    error: failed[0].error,
    onRetry: () => failed.forEach((query) => void query.refetch()),
  };
  return { choices, words, isReady: missing.length === 0, fault: fault ?? null };
}

function namesOf(choices: RuleChoices, locale: string): RuleNames {
  const by = (list: readonly Choice[]) => {
    const names = new Map(list.map(({ value, label }) => [value, label]));
    return (id: string) => names.get(id);
  };
  return {
    channel: by(choices.channels),
    network: by(choices.networks),
    team: by(choices.teams),
    skill: by(choices.skills),
    agent: by(choices.agents),
    policy: by(choices.policies),
    language: (tag) => languageName(tag, locale),
  };
}

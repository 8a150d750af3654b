import type { AgentItem } from '@visavis/shared/api/agents';
import type { SaveAgentSkillsRequest } from '@visavis/shared/api/schedule';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useToasts } from '../../ui/Toast.tsx';
import { levelsOf, withLevel, type Ability, type Level } from './skill-levels.ts';

type Levels = SaveAgentSkillsRequest;

/** Whoever goes through a row changes several cells; they are one save. */
const TOGETHER_MS = 600;

export interface SkillLevels {
  /** What is shown for somebody: what was set here, else what the server knows. */
  of: (agent: AgentItem) => Levels;
  set: (agent: AgentItem, ability: Ability, level: Level) => void;
  isSaving: (agentId: string) => boolean;
}

/**
 * Levels as they are set: shown at once, saved per person after a moment, one save after the other. What the server
 * refuses goes back to what it was, with a way to try again.
 */
export function useSkillLevels(): SkillLevels {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  const [wanted, setWanted] = useState<ReadonlyMap<string, Levels>>(new Map());
  const latest = useRef(wanted);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const chains = useRef(new Map<string, Promise<void>>());

  const want = (agentId: string, levels: Levels | null) => {
    const next = new Map(latest.current);
    if (levels === null) next.delete(agentId);
    else next.set(agentId, levels);
    latest.current = next;
    setWanted(next);
  };
  const settle = (agentId: string, sent: Levels) => {
    if (latest.current.get(agentId) === sent) want(agentId, null);
  };
  const send = async (agent: AgentItem) => {
    const sent = latest.current.get(agent.id);
    if (!sent) return;
    try {
      const saved = await api.put<Levels>(`/api/agents/${agent.id}/skills`, sent);
      client.setQueryData(agentsQuery.queryKey, (all?: AgentItem[]) =>
        all?.map((one) => (one.id === agent.id ? known(one, saved) : one)),
      );
      settle(agent.id, sent);
    } catch (error) {
      settle(agent.id, sent);
      toasts.show({
        text: t('schedule.skills.notSaved', { name: agent.displayName, why: sentence(error) }),
        tone: 'error',
        action: {
          label: t('common.retry'),
          onSelect: () => {
            want(agent.id, sent);
            save(agent);
          },
        },
      });
    }
  };
  const save = (agent: AgentItem) => {
    clearTimeout(timers.current.get(agent.id));
    timers.current.delete(agent.id);
    const before = chains.current.get(agent.id) ?? Promise.resolve();
    chains.current.set(
      agent.id,
      before.then(() => send(agent)),
    );
  };
  const leave = useRef<() => void>(() => {});
  useEffect(() => {
    leave.current = () => {
      const all = client.getQueryData(agentsQuery.queryKey) ?? [];
      for (const agent of all) if (timers.current.has(agent.id)) save(agent);
    };
  });
  useEffect(() => () => leave.current(), []);

  return {
    of: (agent) => wanted.get(agent.id) ?? levelsOf(agent),
    isSaving: (agentId) => wanted.has(agentId),
    set: (agent, ability, level) => {
      want(agent.id, withLevel(latest.current.get(agent.id) ?? levelsOf(agent), ability, level));
      clearTimeout(timers.current.get(agent.id));
      timers.current.set(
        agent.id,
        setTimeout(() => save(agent), TOGETHER_MS),
      );
    },
  };
}

function known(agent: AgentItem, { skills, languages }: Levels): AgentItem {
  return {
    ...agent,
    skills,
    languageLevels: languages,
    languages: languages.map(({ language }) => language),
  };
}

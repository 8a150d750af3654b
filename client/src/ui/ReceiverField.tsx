import type { AgentItem } from '@visavis/shared/api/agents';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../lib/directory.queries.ts';
import { useFormat } from '../lib/format.ts';
import { SelectField } from './Field.tsx';

interface ReceiverFieldProps {
  label: string;
  help?: string;
  /** Whose work it is. */
  fromAgentId: string;
  /** Null: back to the teams. */
  value: string | null;
  onChange: (agentId: string | null) => void;
}

/** Who takes what somebody has: a colleague, or the teams it came from. */
export function ReceiverField({ label, help, fromAgentId, value, onChange }: ReceiverFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const colleagues = colleaguesOf(fromAgentId, useQuery(agentsQuery).data ?? []);
  return (
    <SelectField
      label={label}
      help={help}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
      options={[
        { value: '', label: t('common.receiver.teams') },
        ...colleagues.map(({ id, displayName, availability, load, capacity }) => ({
          value: id,
          label: t('common.receiver.person', {
            name: displayName,
            availability: t(`common.availability.${availability}`),
            open: format.count(load),
            capacity,
          }),
        })),
      ]}
    />
  );
}

/** Who is still there: those of the same teams first, then those with the most room. */
function colleaguesOf(agentId: string, all: readonly AgentItem[]): AgentItem[] {
  const own = new Set(all.find(({ id }) => id === agentId)?.teams.map(({ id }) => id));
  const isOfOwnTeam = (colleague: AgentItem) => colleague.teams.some(({ id }) => own.has(id));
  return all
    .filter(({ id, deactivatedAt }) => id !== agentId && deactivatedAt === null)
    .toSorted(
      (a, b) =>
        Number(isOfOwnTeam(b)) - Number(isOfOwnTeam(a)) ||
        b.capacity - b.load - (a.capacity - a.load) ||
        a.displayName.localeCompare(b.displayName),
    );
}

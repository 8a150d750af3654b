import type { AgentItem } from '@visavis/shared/api/agents';
import { firstName } from '../../lib/format.ts';

export interface MentionSearch {
  /** Where the `@` stands. */
  start: number;
  term: string;
}

const BEFORE_CARET = /(?:^|[\s(])@([\p{L}\p{M}-]*)$/u;

/** What is being typed after an `@` at the caret, or null. */
export function mentionAt(text: string, caret: number): MentionSearch | null {
  const match = BEFORE_CARET.exec(text.slice(0, caret));
  if (!match) return null;
  const term = match[1] ?? '';
  return { start: caret - term.length - 1, term };
}

const active = (agents: readonly AgentItem[]) => agents.filter((agent) => agent.deactivatedAt === null);

/** How a colleague is mentioned: by the first name, by the whole one where two share it. */
export function mentionName(agent: AgentItem, agents: readonly AgentItem[]): string {
  const first = firstName(agent.displayName);
  const isShared = active(agents).some(
    (other) => other.id !== agent.id && firstName(other.displayName) === first,
  );
  return isShared ? agent.displayName : first;
}

/** Colleagues one of whose names begins like the term. */
export function mentionable(agents: readonly AgentItem[], term: string, meId: string): AgentItem[] {
  const wanted = term.toLowerCase();
  return active(agents)
    .filter(
      (agent) =>
        agent.id !== meId &&
        agent.displayName
          .toLowerCase()
          .split(/\s+/)
          .some((part) => part.startsWith(wanted)),
    )
    .slice(0, 6);
}

/** A note that begins with asking a colleague; what stands in it already stays. */
export function askIn(
  note: string,
  person: { id: string; name: string },
  agents: readonly AgentItem[],
): string {
  const agent = agents.find(({ id }) => id === person.id);
  const mention = `@${agent ? mentionName(agent, agents) : firstName(person.name)}`;
  if (note.includes(mention)) return note;
  return note.trim() === '' ? `${mention} ` : `${note.trimEnd()} ${mention} `;
}

/** The ids of everybody whose name stands in the text after an `@`. */
export function mentionedIn(text: string, agents: readonly AgentItem[]): string[] {
  return active(agents)
    .filter((agent) => {
      const names = [agent.displayName, mentionName(agent, agents)];
      return names.some((name) => {
        const at = text.indexOf(`@${name}`);
        return at !== -1 && !/[\p{L}\p{M}]/u.test(text.charAt(at + name.length + 1));
      });
    })
    .map((agent) => agent.id);
}

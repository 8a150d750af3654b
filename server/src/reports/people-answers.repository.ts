/**
 * What people answered, one row for each reply `m` in a conversation `c` and each answer clock `s` that it met: the one
 * definition of figures of people, whoever may see them.
 */
export const ANSWERS_OF_PEOPLE = `message m
       JOIN conversation c ON c.id = m.conversation_id AND NOT c.is_spam AND NOT c.is_history
       LEFT JOIN sla_target s ON s.conversation_id = m.conversation_id AND s.met_by_message_id = m.id
         AND s.metric IN ('firstResponse', 'nextResponse')`;

/** Replies that the network has taken. */
export const IS_TAKEN = `m.type = 'reply' AND m.external_id IS NOT NULL`;

/** How many replies, how many clocks they met that had a deadline, and how many of those in time. */
export const ANSWER_COUNTS = `count(DISTINCT m.id)::int AS replies,
         count(s.id) FILTER (WHERE s.deadline_at IS NOT NULL)::int AS due,
         count(s.id) FILTER (WHERE s.met_at <= s.deadline_at)::int AS kept`;

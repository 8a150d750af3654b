/**
 * Joins the name `i.name` by which a contact is known where a conversation is, as rows of the inbox have it: what its
 * channel calls them, else its network. Null where the contact has no identity. The channel has to be joined as `ch`.
 *
 * @param row alias of what has `contact_id` and `channel_id`
 */
export const contactNameOf = (row: string): string => `LEFT JOIN LATERAL (
    SELECT ci.name FROM contact_identity ci WHERE ci.contact_id = ${row}.contact_id
    ORDER BY ci.scope = ${row}.channel_id::text DESC, ci.network = ch.network DESC, ci.created_at, ci.id LIMIT 1) i ON true`;

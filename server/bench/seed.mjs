// Fills a database with conversations by SQL: a busy inbox in front, a long history behind.
const chunk = 50_000;
/** So many are open whatever the history is; a team works on what is new, not on what was. */
const open = 3_000;

/** Adds conversations, each with a customer's message and every third with a reply, until there are `count` seeded. */
export async function seedConversations(database, count, say) {
  await database.query(`CREATE TABLE IF NOT EXISTS bench_seeded (number int PRIMARY KEY)`);
  const { rows } = await database.query('SELECT count(*)::int AS done FROM bench_seeded');
  await seedContacts(database);
  for (let from = rows[0].done; from < count; from += chunk) {
    const to = Math.min(count, from + chunk);
    await database.query('BEGIN');
    await database.query(conversationsSql, [from, to - 1, open]);
    await database.query(messagesSql, [from, to - 1]);
    await database.query('INSERT INTO bench_seeded SELECT generate_series($1::int, $2::int)', [from, to - 1]);
    await database.query('COMMIT');
    if (count > chunk) say(`read: ${to} of ${count} conversations`);
  }
  await database.query('VACUUM (ANALYZE) conversation, message, contact, contact_identity');
}

async function seedContacts(database) {
  await database.query(`
    INSERT INTO contact (id, display_name, created_at)
    SELECT md5('contact' || n)::uuid, 'Kundin ' || n, now() FROM generate_series(0, 19999) n ON CONFLICT DO NOTHING`);
  await database.query(`
    INSERT INTO contact_identity (id, contact_id, scope, external_id, network, name, handle, created_at)
    SELECT md5('identity' || n)::uuid, md5('contact' || n)::uuid, 'bench', n::text, 'webhook', 'Kundin ' || n, 'kundin_' || n, now()
    FROM generate_series(0, 19999) n ON CONFLICT DO NOTHING`);
}

/** Numbers rise into the past: number 0 is the newest. */
const conversationsSql = `
  INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, assignee_id,
    subject, excerpt, language, unread, last_customer_message_at, last_message_at, closed_at, last_helper_id, created_at)
  SELECT md5('conversation' || n)::uuid, channel.id, channel.team_id, md5('contact' || n % 20000)::uuid, 'bench-' || n,
    'mention', 'public', CASE WHEN n >= $3 THEN 'closed' WHEN n % 3 = 0 THEN 'new' ELSE 'open' END,
    CASE WHEN n % 3 <> 0 THEN people.ids[1 + n % cardinality(people.ids)] END,
    'Vorgang ' || n, 'Seit heute früh ist das Internet weg, vorgang' || lpad((n % 1000)::text, 4, '0'), 'de', n < $3 AND n % 3 = 0, times.at, times.at,
    CASE WHEN n >= $3 THEN times.at END, people.ids[1 + n % cardinality(people.ids)], times.at
  FROM generate_series($1::int, $2::int) n
  CROSS JOIN LATERAL (SELECT now() - interval '1 hour' - n * interval '29 seconds' AS at) times
  CROSS JOIN LATERAL (SELECT array_agg(id ORDER BY id) AS ids FROM agent) people
  JOIN LATERAL (SELECT id, team_id, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS all FROM channel) channel
    ON channel.at = n % channel.all`;

const messagesSql = `
  INSERT INTO message (id, conversation_id, channel_id, external_id, root_external_id, type, visibility, sequence, identity_id,
    agent_id, author_snapshot, text, signature, check_code, delivery_state, posted_at, ordered_at, received_at)
  SELECT md5('message' || n || '-' || part)::uuid, c.id, c.channel_id, 'bench-' || n || '-' || part, c.root_external_id,
    CASE part WHEN 0 THEN 'inbound' ELSE 'reply' END, 'public', part + 1,
    CASE part WHEN 0 THEN md5('identity' || n % 20000)::uuid END, CASE part WHEN 1 THEN c.last_helper_id END,
    CASE part WHEN 1 THEN jsonb_build_object('agentId', c.last_helper_id, 'publicName', 'Jana K.', 'mark', 'JK', 'faceVersion', 0, 'teamName', null) END,
    CASE part WHEN 0 THEN 'Seit heute früh ist das Internet weg, die Lampe am Router leuchtet rot. vorgang' || lpad((n % 1000)::text, 4, '0')
      ELSE 'Hallo, danke für die Nachricht, wir haben den Anschluss gemessen und melden uns gleich.' END,
    CASE part WHEN 1 THEN '— Jana' END, CASE part WHEN 1 THEN 'BENCH' || n END, CASE part WHEN 1 THEN 'sent' END,
    times.at, times.at, times.at
  FROM generate_series($1::int, $2::int) n
  JOIN conversation c ON c.id = md5('conversation' || n)::uuid
  CROSS JOIN generate_series(0, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END) part
  CROSS JOIN LATERAL (SELECT c.last_customer_message_at + part * interval '5 minutes' AS at) times`;

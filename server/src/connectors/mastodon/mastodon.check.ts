import { ConnectorError } from '../connector-error.ts';
import type { ConnectionTest } from '../connector.ts';
import type { MastodonClient } from './mastodon.client.ts';
import { type InstanceFacts, instanceFacts } from './mastodon.instance.ts';
import { fullHandle } from './mastodon.normalize.ts';
import { accountOf, fieldsOf, listOf } from './mastodon.read.ts';
import type { MastodonAccount } from './mastodon.types.ts';

type Check = ConnectionTest['checks'][number];

const USUAL_TEXT_LIMIT = 500;
const NEEDED_SCOPES = [
  'read:accounts',
  'read:notifications',
  'read:statuses',
  'write:statuses',
  'write:media',
];

/** Parts of an account's policy that would drop customers' posts for good, in the words of the settings page. */
const POLICIES: Readonly<Record<string, string>> = {
  for_not_following: 'people you do not follow',
  for_not_followers: 'people who do not follow you',
  for_new_accounts: 'new accounts',
  for_private_mentions: 'unsolicited private mentions',
};

/** What the instance says about itself. @throws ConnectorError `rejected` where no Mastodon API answers */
export async function loadInstance(client: MastodonClient): Promise<InstanceFacts> {
  const body =
    (await client.readIfKnown('/api/v2/instance')) ?? (await client.readIfKnown('/api/v1/instance'));
  if (body === null)
    throw new ConnectorError('rejected', 'At this address no server answers that speaks like Mastodon');
  return instanceFacts(body, client.instanceUrl);
}

/** Our own account there. */
export async function loadAccount(client: MastodonClient): Promise<MastodonAccount> {
  const account = accountOf(await client.read('/api/v1/accounts/verify_credentials'));
  if (account === null) throw new ConnectorError('transient', 'The instance did not say whose token this is');
  return account;
}

/** Looks whether everything works that we are going to need, and says what does not. */
export async function checkConnection(client: MastodonClient): Promise<ConnectionTest> {
  const checks: Check[] = [];
  const facts = await attempt(checks, 'instanceUrl', async () => {
    const found = await loadInstance(client);
    return [found, `${found.domain} runs ${found.version || 'an unknown version'}`];
  });
  if (facts === null) return { checks, account: null, textLimit: null };
  const account = await attempt(checks, 'accessToken', async () => {
    const found = await loadAccount(client);
    return [found, `Connected as ${fullHandle(found.acct, facts.domain)}`];
  });
  if (account !== null) {
    await checkScopes(client, checks);
    await attempt(checks, 'notifications', async () => {
      await client.page('/api/v1/notifications', [['limit', '1']]);
      return [true, 'Notifications can be read'];
    });
    await checkPolicy(client, checks);
  }
  const limit = facts.textLimit ?? USUAL_TEXT_LIMIT;
  return {
    checks,
    account: account && {
      externalId: account.id,
      handle: fullHandle(account.acct, facts.domain),
      name: account.display_name || account.username,
      url: account.url,
    },
    textLimit: limit,
    measure: { limit, ...(facts.reservedPerUrl !== null && { reservedPerUrl: facts.reservedPerUrl }) },
  };
}

async function attempt<T>(
  checks: Check[],
  name: string,
  call: () => Promise<[T, string]>,
): Promise<T | null> {
  try {
    const [found, detail] = await call();
    checks.push({ name, ok: true, detail });
    return found;
  } catch (error) {
    checks.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

/** Mastodon 4.3 says what a token may do; on other servers the first refusal will. */
async function checkScopes(client: MastodonClient, checks: Check[]): Promise<void> {
  const name = 'scopes';
  const scopes = await optional(client, '/api/v1/apps/verify_credentials', (fields) => listOf(fields.scopes));
  if (scopes === null || scopes.length === 0) return;
  const missing = NEEDED_SCOPES.filter(
    (scope) => !scopes.includes(scope) && !scopes.includes(scope.split(':')[0]),
  );
  checks.push(
    missing.length === 0
      ? { name, ok: true, detail: 'The token has every permission that is needed' }
      : { name, ok: false, detail: `The token lacks ${missing.join(', ')}` },
  );
}

/** What is set aside we read all the same; what is dropped never reaches anybody. */
async function checkPolicy(client: MastodonClient, checks: Check[]): Promise<void> {
  const name = 'policy';
  const policy = await optional(client, '/api/v2/notifications/policy', (fields) => fields);
  if (policy === null) return;
  const dropped = Object.entries(POLICIES).flatMap(([key, people]) =>
    policy[key] === 'drop' ? [people] : [],
  );
  checks.push(
    dropped.length === 0
      ? { name, ok: true, detail: 'The account takes in posts from everybody' }
      : {
          name,
          ok: false,
          detail: `The account ignores posts from ${dropped.join(', ')}; choose "Accept" under Preferences → Notifications`,
        },
  );
}

/** What only some servers tell: whatever keeps this one from telling it is no fault of the connection. */
async function optional<T>(
  client: MastodonClient,
  path: string,
  read: (fields: Record<string, unknown>) => T,
): Promise<T | null> {
  try {
    return read(fieldsOf(await client.read(path)));
  } catch (error) {
    if (error instanceof ConnectorError) return null;
    throw error;
  }
}

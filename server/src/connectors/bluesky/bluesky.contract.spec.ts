import { BLUESKY_NOW, BLUESKY_SETTINGS, FakeBluesky, refusal } from '../../../test/fakes/fake-bluesky.ts';
import { describeConnector } from '../testing/connector-contract.ts';
import { connectorModule } from './index.ts';

const reset = new Date('2026-11-20T12:03:20.000Z');
const budget = {
  'RateLimit-Limit': '3000',
  'RateLimit-Remaining': '0',
  'RateLimit-Reset': String(reset.getTime() / 1000),
};

describeConnector({
  module: connectorModule,
  settings: BLUESKY_SETTINGS,
  now: BLUESKY_NOW,
  network: () => new FakeBluesky(),
  // The app edits nothing; other clients may, and the network does not say when. See bluesky.reader.spec.ts.
  changes: { edits: 'never', deletions: 'sweep' },
  echoes: true,
  sendsOncePerKey: true,
  brokenSend: 'unknown',
  errors: [
    {
      name: 'a token that stays invalid',
      during: 'read',
      answer: refusal(400, 'InvalidToken', 'Token could not be verified'),
      kind: 'auth',
    },
    {
      name: 'no token',
      during: 'read',
      answer: refusal(401, 'AuthMissing', 'Authentication Required'),
      kind: 'auth',
    },
    {
      name: 'an account that was taken down',
      during: 'send',
      answer: refusal(401, 'AccountTakedown', 'Account has been taken down'),
      kind: 'auth',
    },
    {
      name: 'an app password without the scope',
      during: 'send',
      answer: refusal(400, 'InvalidToken', 'Bad token scope'),
      kind: 'permission',
    },
    {
      name: 'too many calls',
      during: 'read',
      answer: refusal(429, 'RateLimitExceeded', 'Rate Limit Exceeded', budget),
      kind: 'rateLimited',
      retryAfter: reset,
    },
    {
      name: 'too many posts',
      during: 'send',
      answer: refusal(429, 'RateLimitExceeded', 'Rate Limit Exceeded', budget),
      kind: 'rateLimited',
      retryAfter: reset,
    },
    {
      name: 'the index is down',
      during: 'read',
      answer: refusal(502, 'UpstreamFailure', 'Upstream service unreachable'),
      kind: 'transient',
    },
    {
      name: '503 as HTML',
      during: 'send',
      answer: { status: 503, body: '<h1>Oops</h1>' },
      kind: 'transient',
    },
    {
      name: 'too long a text',
      during: 'send',
      answer: refusal(
        400,
        'InvalidRequest',
        'Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got 301) at $.record.text',
      ),
      kind: 'tooLong',
    },
    {
      name: 'a key that holds something else',
      during: 'send',
      answer: refusal(400, 'InvalidSwap', 'Record was at bafyreiaztlajxhts2ls6eaq33g2wdue6tta4rkyrlad'),
      kind: 'duplicate',
    },
    {
      name: 'a record that is none',
      during: 'send',
      answer: refusal(400, 'InvalidRequest', 'Invalid app.bsky.feed.post record: missing key "text"'),
      kind: 'rejected',
    },
    {
      name: 'a repository that is gone',
      during: 'send',
      answer: refusal(400, 'InvalidRequest', 'Could not find repo: did:plc:brueckenfunk'),
      kind: 'gone',
    },
    { name: 'something else than JSON', during: 'read', answer: { body: '<html>' }, kind: 'transient' },
    {
      name: 'an answer nobody can read',
      during: 'send',
      answer: { status: 200, body: '<html>' },
      kind: 'unknown',
    },
    {
      name: 'a sentence without end',
      during: 'send',
      answer: refusal(400, 'InvalidRequest', 'x'.repeat(5_000)),
      kind: 'rejected',
    },
  ],
  neverAnswers: { windowClosed: 'answering has no deadline here' },
});

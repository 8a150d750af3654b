import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeKind, NoticeSettings } from '@visavis/shared/api/notices';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { conversations } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { explain } from '../../test/explain.ts';
import {
  startMailServer,
  startPort,
  type MailServerGiven,
  type TestMailServer,
} from '../../test/fakes/smtp-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { MailService } from '../organisation/mail.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { OWED_STATEMENT } from './mail-notices.repository.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let conversation: ConversationState;
let server: TestMailServer;
const running: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  jana = await anAgent(app, { displayName: 'Jana Krüger', email: 'jana@brueckenfunk.example' });
  mehmet = await anAgent(app, { displayName: 'Mehmet Yıldız', email: 'mehmet@brueckenfunk.example' });
  [conversation] = (await conversations(app, 1)) as [ConversationState];
  server = await aMailServer();
});
afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

async function aMailServer(given: MailServerGiven = {}): Promise<TestMailServer> {
  const started = await startMailServer(given);
  running.push(started);
  await mailThrough(started.port);
  return started;
}

async function mailThrough(port: number): Promise<void> {
  const from = 'service@brueckenfunk.example';
  await app.get(MailService).save({ host: '127.0.0.1', port, security: 'none', user: null, from });
}

async function mention(reader: AgentRecord = jana, by: AgentRecord = mehmet): Promise<void> {
  const note = { conversationId: conversation.id, agentId: by.id, text: 'Bitte ansehen.' };
  await app
    .get(UnitOfWork)
    .run((tx) => app.get(RecordReplyService).addNote(tx, { ...note, mentions: [reader.id], asks: [] }));
  await app.settle();
}

/** Lets time pass, and the job have one turn. */
async function after(minutes: number): Promise<void> {
  app.clock.advance({ minutes });
  await app.get(MailNoticesService).sendOwed(new AbortController().signal);
}

function choose(change: Partial<NoticeSettings>, agent: AgentRecord = jana): Promise<NoticeSettings> {
  return app.get(NoticeSettingsService).save(agent.id, { ...defaultNoticeSettings, ...change });
}
const without = (kind: NoticeKind): NoticeSettings['ways'] => ({
  ...defaultNoticeSettings.ways,
  [kind]: { ...defaultNoticeSettings.ways[kind], mail: false },
});
const mails = (at: TestMailServer = server) =>
  at.received.map(({ to, raw }) => ({ to: to.join(), subject: /^Subject: (.*)\r$/mu.exec(raw)?.[1], raw }));

describe('an e-mail with notices', () => {
  it('comes when nobody has looked for as long as its reader chose, once', async () => {
    await mention();
    await after(29);
    expect(mails()).toEqual([]);
    await after(1);
    expect(mails()).toMatchObject([{ to: 'jana@brueckenfunk.example' }]);
    const text = mails()[0]?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(text).toContain(`${app.url}/inbox/all?c=${conversation.id}`);
    await after(60);
    expect(mails()).toHaveLength(1);
  });

  it('does not come for what was looked at', async () => {
    await mention();
    await app.get(NoticesService).markSeen(jana.id, { conversationId: conversation.id });
    await after(60);
    expect(mails()).toEqual([]);
  });

  it('is one for a thousand assignments in a second, and the next not before its time', async () => {
    const given = await conversations(app, 1_000);
    const assign = (from: number, to: number) =>
      app.get(UnitOfWork).run((tx) =>
        app.get(ConversationsService).assign(
          tx,
          given.slice(from, to).map(({ id }) => ({ conversationId: id, agentId: jana.id })),
          mehmet.id,
        ),
      );
    await assign(0, 990);
    await app.settle();
    await after(25);
    await assign(990, 1_000);
    await app.settle();
    await after(5);
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.subject).toBe('=?UTF-8?Q?1000_Hinweise_f=C3=BCr_dich?=');
    await mention();
    await after(29);
    expect(mails()).toHaveLength(1);
    await after(1);
    expect(mails()).toHaveLength(2);
  });

  it('waits until quiet hours of the organisation’s clock end, through the night on which clocks change', async () => {
    await choose({ quiet: { from: '20:00', to: '07:00' } });
    // Saturday evening in summer time; on Sunday at three it is two o’clock again.
    app.clock.set('2026-10-24T17:45:00Z');
    await mention();
    await after(30);
    await after(10 * 60);
    await after(104);
    expect(app.clock.now()).toEqual(new Date('2026-10-25T05:59:00.000Z'));
    expect(mails()).toEqual([]);
    await after(1);
    expect(mails()).toHaveLength(1);
  });

  it('brings only what is wanted by e-mail, also when that was decided after it happened', async () => {
    await choose({ ways: without('mentioned') });
    await mention();
    await after(60);
    await choose({});
    await mention();
    await choose({ ways: without('mentioned') });
    await after(60);
    expect(mails()).toEqual([]);
  });

  it('keeps quiet about what its reader must not see any more', async () => {
    await mention();
    await app.database.query('UPDATE team SET is_closed = true');
    await app.database.query('DELETE FROM team_member WHERE agent_id = $1', [jana.id]);
    await after(60);
    expect(mails()).toEqual([]);
  });

  it('is sent once by two processes at the same time', async () => {
    await mention();
    app.clock.advance({ minutes: 30 });
    const turn = () => app.get(MailNoticesService).sendOwed(new AbortController().signal);
    await Promise.all([turn(), turn(), turn()]);
    expect(mails()).toHaveLength(1);
  });
});

describe('a mail server that is away', () => {
  it('is asked again every turn and by nobody else in it, and takes everything once it is back', async () => {
    await running.splice(0)[0]?.close();
    await mention();
    await mention(mehmet, await anAgent(app));
    await after(30);
    await after(1);
    await after(60 * 24);
    const again = await aMailServer();
    await after(1);
    await after(1);
    expect(
      mails(again)
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['jana@brueckenfunk.example', 'mehmet@brueckenfunk.example']);
  });

  it('that falls silent in the middle is not sent the same again within the hour', async () => {
    let heard = 0;
    // Takes the whole mail, and hangs up instead of saying whether it has it.
    const broken = await startPort((socket) => {
      socket.write('220 mail\r\n');
      socket.on('data', (data) => {
        const text = data.toString();
        if (text.endsWith('\r\n.\r\n')) {
          heard += 1;
          socket.destroy();
        } else socket.write(text.startsWith('DATA') ? '354 go on\r\n' : '250 fine\r\n');
      });
    });
    running.push(broken);
    await mailThrough(broken.port);
    await mention();
    await after(30);
    expect(heard).toBe(1);
    await mailThrough(server.port);
    await after(59);
    expect(mails()).toEqual([]);
    await after(1);
    expect(mails()).toHaveLength(1);
    await after(120);
    expect(mails()).toHaveLength(1);
  });

  it('that was never entered leaves everything in the app, and nothing is sent late when it is', async () => {
    await app.get(MailService).remove();
    await mention();
    await after(60);
    await after(60 * 24 * 3);
    await mailThrough(server.port);
    await after(1);
    expect(mails()).toEqual([]);
  });

  it('that refuses one person for good is not asked again for them, and serves the others', async () => {
    const picky = await aMailServer({ refusesRecipient: 'jana@brueckenfunk.example' });
    await mention();
    await mention(mehmet, await anAgent(app));
    await after(30);
    await after(120);
    expect(mails(picky).map(({ to }) => to)).toEqual(['mehmet@brueckenfunk.example']);
    const [row] = await app.database.query(
      'SELECT count(*)::int AS count FROM notice WHERE agent_id = $1 AND mail_settled_at IS NULL',
      [jana.id],
    );
    expect(row).toEqual({ count: 0 });
  });
});

describe('among a hundred thousand notices', () => {
  it('whoever is owed an e-mail is found by what is owed', async () => {
    const about = await conversations(app, 100);
    await app.database.query(
      `INSERT INTO notice (id, agent_id, kind, conversation_id, source_id, at, in_app, by_browser, by_mail, mailed_at,
         mail_settled_at)
       SELECT gen_random_uuid(), ($1::uuid[])[1 + n % 2], 'mentioned', ($2::uuid[])[1 + n % 100], gen_random_uuid(),
         $3::timestamptz - n * interval '1 minute', true, true, true,
         CASE WHEN n % 1000 > 0 THEN $3::timestamptz - interval '5 days' END,
         CASE WHEN n % 1000 > 0 THEN $3::timestamptz - interval '5 days' END
       FROM generate_series(1, 100000) n`,
      [[jana.id, mehmet.id], about.map(({ id }) => id), app.clock.now()],
    );
    await app.database.query('VACUUM ANALYZE notice');
    const plan = await explain(app, OWED_STATEMENT, [app.clock.now(), 30, 500]);
    expect(plan.scanned).not.toContain('notice');
    expect(plan.indexes).toContain('ix_notice_owed_mail');
    expect(plan.blocks).toBeLessThan(300);
  });
});

import { describe, expect, it } from '@jest/globals';
import { noticeKinds } from '@visavis/shared/api/notices';
import { composeDigest, type DigestGiven } from './compose-digest.ts';
import type { NoticeRow } from './notification.types.ts';

const notice = (given: Partial<NoticeRow> = {}): NoticeRow => ({
  id: 'n1',
  agentId: 'jana',
  kind: 'mentioned',
  size: 1,
  text: 'Kennst du den Router?',
  at: new Date('2026-11-20T10:00:00Z'),
  seenAt: null,
  channel: null,
  team: null,
  inApp: true,
  browser: true,
  conversationId: 'c1',
  contact: { name: 'Svenja Albers', avatarMediaId: null },
  excerpt: 'Kundennummer 4471 9038 21, nichts geht mehr',
  actor: { id: 'mehmet', name: 'Mehmet Yıldız', faceVersion: 1 },
  ...given,
});
const given: DigestGiven = {
  reader: { displayName: 'Jana Krüger', locale: 'de', showsTexts: false },
  organisation: 'Brückenfunk',
  publicUrl: 'https://care.example',
};
const openly = { ...given, reader: { ...given.reader, showsTexts: true } };

describe('a letter about notices', () => {
  it('says what happened and leads there, and names nobody from outside', () => {
    expect(composeDigest([notice()], given)).toEqual({
      subject: 'Mehmet hat dich erwähnt',
      text: [
        'Hallo Jana,',
        'das hast du bei Brückenfunk noch nicht gesehen:',
        '- Mehmet hat dich erwähnt\n  https://care.example/inbox/all?c=c1',
        'Alle Hinweise: https://care.example/notices',
        'Was dich per E-Mail erreicht, stellst du hier ein: https://care.example/settings/notices\n',
      ].join('\n\n'),
    });
  });

  it.each(['de', 'en'] as const)(
    'says nothing of customers in %s, whatever happened, unless that is wanted',
    (locale) => {
      const kinds = noticeKinds.flatMap((kind) => [notice({ kind }), notice({ kind, actor: null })]);
      const reader = { ...given.reader, locale };
      const discreet = composeDigest(kinds, { ...given, reader });
      expect(discreet.text).not.toMatch(/Svenja|Albers|Router|4471|null|undefined/);
      const open = composeDigest(kinds, { ...given, reader: { ...reader, showsTexts: true } });
      expect(open.text).toMatch(/Svenja Albers/);
      expect(open.text).not.toMatch(/4471|null|undefined/);
      expect(open.subject).not.toMatch(/Svenja/);
    },
  );

  it('names the channel that is in trouble and leads to the channels', () => {
    const about = { conversationId: null, contact: null, channel: { id: 'ch1', name: 'Mastodon' } };
    const trouble = notice({ kind: 'channelDown', actor: null, text: '', ...about });
    const { subject, text } = composeDigest([trouble], given);
    expect(subject).toBe('Der Kanal „Mastodon“ ist gestört');
    expect(text).toContain('  https://care.example/settings/channels\n');
    expect(composeDigest([{ ...trouble, size: 3 }], given).subject).toBe('Gestört: 3 Kanäle');
  });

  it('leads whoever may agree to a look at figures of people to the reports', () => {
    const about = { conversationId: null, contact: null, team: { id: 't1', name: 'Festnetz' } };
    const wish = notice({ kind: 'unlockAsked', text: 'Beschwerde vom 18. prüfen', ...about });
    const { subject, text } = composeDigest([wish], given);
    expect(subject).toBe('Mehmet bittet um Einsicht in Zahlen einzelner Menschen im Team Festnetz');
    expect(text).toContain('  https://care.example/reports\n');
    expect(text).not.toContain('Beschwerde');
    expect(composeDigest([wish], openly).text).toContain('„Beschwerde vom 18. prüfen“');
  });

  it('says of many that are late what is true also when it is read', () => {
    const many = notice({ kind: 'slaBreach', actor: null, text: '', size: 4_312 });
    expect(composeDigest([many], given).subject).toBe('Zu spät: 4.312 Gespräche');
  });

  it('quotes the note where texts are wanted', () => {
    expect(composeDigest([notice()], openly).text).toContain(
      '- Mehmet hat dich bei Svenja Albers erwähnt\n  „Kennst du den Router?“\n  https://care.example/inbox/all?c=c1',
    );
  });

  it('puts what asks for its reader before what is merely new', () => {
    const { subject, text } = composeDigest(
      [notice({ kind: 'assigned', actor: null }), notice({ kind: 'askedForHelp' })],
      given,
    );
    expect(subject).toBe('2 Hinweise für dich');
    expect(text.indexOf('um Hilfe')).toBeLessThan(text.indexOf('jetzt bei dir'));
  });

  it('ends before nobody reads on', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => notice({ id: `n${at}`, kind: 'assigned' }));
    const { subject, text } = composeDigest(many, given);
    expect(subject).toBe('1000 Hinweise für dich');
    expect(text).toContain('Und 980 mehr.');
    expect(text.length).toBeLessThan(5_000);
  });

  it('speaks the language of its reader', () => {
    const reader = { ...given.reader, locale: 'en' as const };
    expect(composeDigest([notice({ kind: 'handOver' })], { ...given, reader })).toMatchObject({
      subject: 'Mehmet handed a conversation over to you',
      text: expect.stringContaining('Hello Jana,'),
    });
  });
});

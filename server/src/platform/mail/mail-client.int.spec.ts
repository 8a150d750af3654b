import { isIP } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startMailServer,
  startPort,
  type MailServerGiven,
  type TestMailServer,
} from '../../../test/fakes/smtp-server.ts';
import { testConfig } from '../../../test/test-config.ts';
import { HostResolver, OutboundGuard } from '../http/outbound-guard.ts';
import { MailClient, type MailServer } from './mail-client.ts';
import type { MailError } from './mail-error.ts';

class Names extends HostResolver {
  constructor(private readonly known: Record<string, string[]>) {
    super();
  }

  async resolve(hostname: string) {
    const addresses = isIP(hostname) !== 0 ? [hostname] : this.known[hostname];
    if (addresses === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }
}

const names = {
  localhost: ['127.0.0.1'],
  'mail.intern.example': ['127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
};
const config = testConfig({ publicUrl: 'https://care.brueckenfunk.example' });
const client = new MailClient(new OutboundGuard(config, new Names(names)), config);
const trusted = getCACertificates('default');
const running: { close(): Promise<void> }[] = [];

async function aServer(given: MailServerGiven = {}): Promise<TestMailServer> {
  const server = await startMailServer(given);
  running.push(server);
  setDefaultCACertificates([...trusted, server.certificate]);
  return server;
}

const to = (port: number, given: Partial<MailServer> = {}): MailServer => ({
  host: 'localhost',
  port,
  security: 'none',
  login: null,
  from: { name: 'Brückenfunk', address: 'service@brueckenfunk.example' },
  ...given,
});
const mail = { to: 'jana@brueckenfunk.example', subject: 'Deine Übergaben', text: 'Grüße,\r\n.\r\nVisavis' };
const login = { user: 'visavis', password: 'pässwörd "1' };
const users = { [login.user]: login.password };
const faultOf = (
  server: MailServer,
  given: object = {},
  options?: { timeoutMs: number },
): Promise<MailError> =>
  client.send(server, { ...mail, ...given }, options).then(
    () => {
      throw new Error('The mail was sent.');
    },
    (error: MailError) => error,
  );

beforeEach(() => setDefaultCACertificates(trusted));
afterEach(async () => {
  setDefaultCACertificates(trusted);
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe('a mail', () => {
  it('arrives with sender, subject and text, and says that a machine wrote it', async () => {
    const server = await aServer();
    await client.send(to(server.port), mail);
    const [{ from, to: recipients, raw } = { from: '', to: [''], raw: '' }] = server.received;
    expect([from, recipients]).toEqual(['service@brueckenfunk.example', ['jana@brueckenfunk.example']]);
    expect(raw).toMatch(/^From: =\?UTF-8\?\S+\?= <service@brueckenfunk.example>\r$/mu);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/mu);
    expect(raw).toMatch(/^Message-ID: <[^@]+@brueckenfunk.example>\r$/mu);
    expect(raw).not.toMatch(/x-mailer|nodemailer/iu);
  });

  it.each(['tls', 'starttls'] as const)('travels encrypted over %s, behind a login', async (security) => {
    const server = await aServer({ security, users });
    await client.send(to(server.port, { security, login }), mail);
    expect(server.received[0]).toMatchObject({ isSecure: true, user: 'visavis' });
  });

  it('goes to the next address of a name when nobody listens at the first', async () => {
    const server = await aServer();
    const several = new MailClient(
      new OutboundGuard(config, new Names({ localhost: ['127.0.0.2', '127.0.0.1'] })),
      config,
    );
    await several.send(to(server.port), mail);
    expect(server.received).toHaveLength(1);
  });

  it('carries a subject in one line, whatever is in it', async () => {
    const server = await aServer();
    await client.send(to(server.port), { ...mail, subject: 'Hallo\r\nBcc: all@evil.example\r\n\r\nText' });
    expect(server.received[0]?.to).toEqual(['jana@brueckenfunk.example']);
    expect(server.received[0]?.raw).not.toMatch(/^Bcc:/mu);
  });

  it.each([
    'jana@brueckenfunk.example\r\nRCPT TO:<all@evil.example>',
    'jana@brueckenfunk.example, all@evil.example',
    'Jana <jana@brueckenfunk.example>',
    'jana@brueckenfunk.example>',
    'jana',
    '',
  ])('is not sent to %j', async (address) => {
    const server = await aServer();
    expect(await faultOf(to(server.port), { to: address })).toMatchObject({
      kind: 'recipient',
      isLasting: true,
    });
    expect(server.received).toEqual([]);
  });
});

describe('a mail that does not leave says why', () => {
  it('nobody listens on that port', async () => {
    const closed = await startPort(() => {});
    await closed.close();
    expect(await faultOf(to(closed.port))).toMatchObject({
      kind: 'connection',
      message: 'localhost takes no connection on this port.',
      isLasting: false,
      mayHaveArrived: false,
    });
  });

  it('the host does not exist', async () => {
    expect((await faultOf(to(25, { host: 'nowhere.example' }))).kind).toBe('host');
  });

  it.each(['metadata.example', '10.0.0.5', '169.254.169.254', '::ffff:10.0.0.5'])(
    'the host %s leads inside, where nobody allowed it',
    async (host) => {
      expect((await faultOf(to(25, { host }))).kind).toBe('address');
    },
  );

  it('the server is silent', async () => {
    const silent = await startPort(() => {});
    running.push(silent);
    for (const security of ['none', 'starttls', 'tls'] as const)
      expect((await faultOf(to(silent.port, { security }), {}, { timeoutMs: 200 })).kind).toBe('timeout');
  });

  it('the server says a byte now and then, and never gets anywhere', async () => {
    const slow = await startPort((socket) => {
      const timer = setInterval(() => socket.write('2'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    running.push(slow);
    expect((await faultOf(to(slow.port), {}, { timeoutMs: 300 })).kind).toBe('timeout');
  });

  it('the server hangs up with the mail in its hands, so that nobody knows', async () => {
    const rude = await startPort((socket) => {
      socket.write('220 mail\r\n');
      socket.on('data', (data) => {
        const said = data.toString();
        if (said.endsWith('\r\n.\r\n')) socket.destroy();
        else socket.write(said.startsWith('DATA') ? '354 go on\r\n' : '250 fine\r\n');
      });
    });
    running.push(rude);
    expect(await faultOf(to(rude.port))).toMatchObject({ isLasting: false, mayHaveArrived: true });
  });

  it('the server never greets or says no, so that it cannot have arrived', async () => {
    const silent = await startPort(() => {});
    running.push(silent);
    const full = await aServer({ refusesMail: { code: 452, message: 'Insufficient system storage' } });
    expect(await faultOf(to(silent.port), {}, { timeoutMs: 200 })).toMatchObject({ mayHaveArrived: false });
    expect(await faultOf(to(full.port))).toMatchObject({ isLasting: false, mayHaveArrived: false });
  });

  it('the server closes the door', async () => {
    const rude = await startPort((socket) => socket.end('554 5.3.2 Go away\r\n'));
    running.push(rude);
    const fault = await faultOf(to(rude.port));
    expect([fault.kind, fault.serverSays]).toEqual(['protocol', '554 5.3.2 Go away']);
  });

  it('something else listens there', async () => {
    const web = await startPort((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    running.push(web);
    expect((await faultOf(to(web.port))).kind).toBe('protocol');
  });

  it('the certificate is not to be trusted, or is for another name', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const server = await aServer({ security, users });
      const other = to(server.port, { security, login, host: 'mail.intern.example' });
      expect((await faultOf(other)).kind).toBe('tls');
      setDefaultCACertificates(trusted);
      expect((await faultOf(to(server.port, { security, login }))).kind).toBe('tls');
      expect(server.received).toEqual([]);
    }
  });

  it('the server offers no encryption, and the password stays here', async () => {
    const heard: string[] = [];
    const plain = await startPort((socket) => {
      socket.write('220 mail\r\n');
      socket.on('data', (data) => {
        heard.push(data.toString());
        socket.write('250 mail\r\n');
      });
    });
    running.push(plain);
    for (const security of ['starttls', 'tls'] as const)
      expect((await faultOf(to(plain.port, { security, login }), {}, { timeoutMs: 2_000 })).kind).toBe('tls');
    expect(heard.join('')).not.toMatch(/AUTH/u);
  });

  it('the login is refused', async () => {
    const server = await aServer({ security: 'starttls', users });
    const fault = await faultOf(
      to(server.port, { security: 'starttls', login: { ...login, password: 'falsches Wort' } }),
    );
    expect(fault).toMatchObject({ kind: 'login', isLasting: false });
    expect(fault.serverSays).toMatch(/^535/u);
    expect(fault.message).not.toContain('falsches');
  });

  it('a login is asked for, and there is none', async () => {
    const server = await aServer({ security: 'starttls', users });
    const fault = await faultOf(to(server.port, { security: 'starttls' }));
    expect([fault.kind, fault.serverSays?.slice(0, 3)]).toEqual(['login', '530']);
  });

  it('the recipient is unknown, for good', async () => {
    const server = await aServer({ refusesRecipient: mail.to });
    const fault = await faultOf(to(server.port));
    expect(fault).toMatchObject({ kind: 'recipient', isLasting: true });
    expect(fault.serverSays).toContain('No such user here');
  });

  it('the sender is not allowed', async () => {
    const server = await aServer({ refusesSender: 'service@brueckenfunk.example' });
    expect(await faultOf(to(server.port))).toMatchObject({ kind: 'sender', isLasting: false });
  });

  it.each([
    [451, false],
    [554, true],
  ])('the server refuses the mail with %d', async (code, isLasting) => {
    const server = await aServer({ refusesMail: { code, message: 'Not this one' } });
    expect(await faultOf(to(server.port))).toMatchObject({ kind: 'refused', isLasting });
  });
});

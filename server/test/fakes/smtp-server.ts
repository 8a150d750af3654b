import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { anOwnCertificate } from './own-certificate.ts';

export interface ReceivedMail {
  from: string;
  to: string[];
  user: string | null;
  /** Whether it came over an encrypted connection. */
  isSecure: boolean;
  /** Headers and body as they were sent. */
  raw: string;
}

export interface MailServerGiven {
  security?: 'tls' | 'starttls' | 'none';
  /** Who may log in; without it no login is asked for. */
  users?: Record<string, string>;
  refusesSender?: string;
  refusesRecipient?: string;
  /** Answers a mail that is complete with this refusal. */
  refusesMail?: { code: number; message: string };
}

export interface TestMailServer {
  port: number;
  /** PEM, to be trusted by whoever is to trust this server. */
  certificate: string;
  received: ReceivedMail[];
  close(): Promise<void>;
}

/** A real mail server on a loopback port that keeps what it is sent. */
export async function startMailServer(given: MailServerGiven = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const own = anOwnCertificate();
  const { security = 'none' } = given;
  const server = new SMTPServer({
    ...own,
    secure: security === 'tls',
    disabledCommands: [...(security === 'none' ? ['STARTTLS'] : []), ...(given.users ? [] : ['AUTH'])],
    authOptional: given.users === undefined,
    disableReverseLookup: true,
    ...conduct(given, received),
  });
  // What a client does wrong, such as distrusting the certificate, is its own matter.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    certificate: own.cert,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function conduct(given: MailServerGiven, received: ReceivedMail[]): SMTPServerOptions {
  return {
    onAuth: ({ username = '', password }, _session, done) =>
      given.users?.[username] === password
        ? done(null, { user: username })
        : done(refusal(535, 'Authentication credentials invalid')),
    onMailFrom: ({ address }, _session, done) =>
      done(address === given.refusesSender ? refusal(550, 'Sender not allowed') : null),
    onRcptTo: ({ address }, _session, done) =>
      done(address === given.refusesRecipient ? refusal(550, 'No such user here') : null),
    onData: (stream, session, done) => {
      const keep = callbackify(async () => {
        const raw = await text(stream);
        if (given.refusesMail) throw refusal(given.refusesMail.code, given.refusesMail.message);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: (session.user as string | undefined) ?? null,
          isSecure: session.secure,
          raw,
        });
      });
      keep((error) => done(error));
    },
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Takes connections and does with them what the test says, for instance nothing at all. */
export async function startPort(
  conduct: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    conduct(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AppConfig } from '../config/app-config.ts';
import { isInTransaction } from '../database/transaction-scope.ts';
import { OutboundGuard } from '../http/outbound-guard.ts';
import { asMailError, MailError } from './mail-error.ts';

/** Where mails leave the house, and as whom. */
export interface MailServer {
  /** A name, or a literal address without brackets. */
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `none` in the clear. */
  security: 'tls' | 'starttls' | 'none';
  login: { user: string; password: string } | null;
  from: { name: string; address: string };
}

export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  /** Plain text; every client shows it as it is. */
  text: string;
  attachments?: readonly MailAttachment[];
}

export interface MailAttachment {
  /** As the recipient saves it. */
  filename: string;
  contentType: string;
  content: string;
}

const DEFAULT_TIMEOUT_MS = 20_000;
const CONNECT_MS = 5_000;
/** A silent server is given up before the whole time is over: then it is certain that it has not got the mail. */
const GREETING_SHARE = 0.75;

/**
 * Sends mails; nothing else knows the mail library. The host's name is resolved, checked like every outbound address,
 * and connected to at exactly the address that was checked. Time is bounded.
 */
@Injectable()
export class MailClient {
  constructor(
    private readonly guard: OutboundGuard,
    private readonly config: AppConfig,
  ) {}

  /**
   * Resolves when the server has taken the mail over.
   *
   * @param options `timeoutMs` for everything together
   * @throws MailError
   */
  async send(
    server: MailServer,
    mail: Mail,
    { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {},
  ): Promise<void> {
    if (isInTransaction())
      throw new Error('No mail is sent inside a transaction: the database would wait for it.');
    assertPlainAddress(mail.to);
    const signal = AbortSignal.timeout(timeoutMs);
    let fault = new MailError('address', `${server.host} leads into a network that must not be called.`);
    for (const address of await this.addressesOf(server.host)) {
      try {
        return await this.sendTo(address, { server, mail, timeoutMs, signal });
      } catch (error) {
        fault = asMailError(error, server.host);
        // Another address of the same name may be the one that listens.
        if (fault.kind !== 'connection' || signal.aborted) throw fault;
      }
    }
    throw fault;
  }

  private async addressesOf(host: string): Promise<string[]> {
    try {
      const found = await this.guard.allowedAddresses(host, 'configured');
      return [...new Set(found.map(({ address }) => address))];
    } catch (error) {
      throw asMailError(error, host);
    }
  }

  private async sendTo(
    address: string,
    {
      server,
      mail,
      timeoutMs,
      signal,
    }: { server: MailServer; mail: Mail; timeoutMs: number; signal: AbortSignal },
  ): Promise<void> {
    const transport = createTransport({
      host: address,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      // Says who we are, not what this machine is called inside.
      name: new URL(this.config.publicUrl).hostname,
      tls: { minVersion: 'TLSv1.2', ...(isIP(server.host) === 0 ? { servername: server.host } : {}) },
      connectionTimeout: Math.min(CONNECT_MS, timeoutMs),
      greetingTimeout: timeoutMs * GREETING_SHARE,
      socketTimeout: timeoutMs,
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(server.login === null ? {} : { auth: { user: server.login.user, pass: server.login.password } }),
    });
    await transport.sendMail({
      from: server.from,
      to: { name: '', address: mail.to },
      subject: mail.subject.replaceAll(/\p{Cc}+/gu, ' '),
      text: mail.text,
      // Content only: neither a path nor an address is ever read for a mail.
      ...(mail.attachments !== undefined && {
        attachments: mail.attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          content: Buffer.from(content, 'utf8'),
        })),
      }),
      xMailer: false,
      // Out-of-office programs do not answer what a machine sent (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal,
    });
  }
}

/** An address that could end its line would write headers of its own; one in brackets could name a second recipient. */
function assertPlainAddress(address: string): void {
  if (!/^[^\p{Cc}\s<>,;:"()[\]\\]+@[^\p{Cc}\s<>,;:"()[\]\\@]+$/u.test(address))
    throw new MailError('recipient', 'This is not an e-mail address.', { isLasting: true });
}

import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import { AppConfig } from './config/app-config.ts';
import { currentRequestId } from './http/request-context.ts';

/** Names of fields whose value never reaches the log, at the top of an entry or one level below. */
const SECRET_FIELDS = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'set-cookie',
  'text',
  'body',
  'settings',
  'credentials',
];

const RARELY_MS = 10_000;

/**
 * Structured logs on standard error, one JSON line each, with the id of the request that caused it. Entries name things
 * by id; texts of posts and secrets are never passed in, and fields with such names are removed as a second belt.
 */
@Injectable()
export class Logger implements LoggerService {
  private readonly pino: Pino;
  private readonly repeated = new Map<string, { at: number; more: number }>();

  constructor(config: AppConfig) {
    this.pino = pino(
      {
        level: config.logLevel,
        base: { role: config.role },
        serializers: { err: errorFields },
        redact: { paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]), remove: true },
        mixin: () => {
          const requestId = currentRequestId();
          return requestId === null ? {} : { requestId };
        },
      },
      pino.destination({ fd: 2, sync: true }),
    );
  }

  /** @param fields ids, counts, durations; an Error under `err` is logged with its stack */
  info(message: string, fields: Record<string, unknown> = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: unknown, fields?: unknown): void {
    this.pino.warn(asFields(fields), String(message));
  }

  /**
   * For what repeats as long as an outage lasts: one entry a message in ten seconds, with how many more there were.
   */
  rarely(message: string, fields: Record<string, unknown>): void {
    const now = performance.now();
    const last = this.repeated.get(message);
    if (last !== undefined && now - last.at < RARELY_MS) {
      last.more += 1;
      return;
    }
    this.repeated.set(message, { at: now, more: 0 });
    this.pino.warn({ ...fields, ...(last?.more ? { more: last.more } : {}) }, message);
  }

  error(message: unknown, fields?: unknown): void {
    this.pino.error(asFields(fields), String(message));
  }

  debug(message: unknown, fields?: unknown): void {
    this.pino.debug(asFields(fields), String(message));
  }

  /** Nest reports its start-up through this; it is detail here. */
  log(message: unknown, context?: unknown): void {
    this.pino.debug(asFields(context), String(message));
  }
}

function asFields(given: unknown): Record<string, unknown> {
  if (given instanceof Error) return { err: given };
  if (typeof given === 'object' && given !== null) return { ...given };
  return given === undefined ? {} : { context: given };
}

/** By name: a database error carries the statement's parameters, which hold what people wrote. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(cause instanceof Error ? { cause: errorFields(cause) } : {}),
  };
}

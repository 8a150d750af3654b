import { noteServerTime } from './server-clock.ts';

/** What went wrong with a call: the API's code (or `offline`), its details, and the id under which it stands in the logs. */
export class ApiError extends Error {
  readonly code: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;
  /** From `Retry-After`, where the answer had one. */
  readonly retryAfterSeconds: number | null;

  constructor(fault: {
    code: string;
    status: number;
    message?: string;
    details?: Record<string, unknown>;
    requestId?: string | null;
    retryAfterSeconds?: number | null;
  }) {
    super(fault.message ?? fault.code);
    this.name = 'ApiError';
    this.code = fault.code;
    this.status = fault.status;
    this.details = fault.details ?? {};
    this.requestId = fault.requestId ?? null;
    this.retryAfterSeconds = fault.retryAfterSeconds ?? null;
  }
}

type QueryValue = string | number | boolean | null | undefined;

interface CallOptions {
  /** Unset values are left out. */
  query?: object;
  signal?: AbortSignal;
}

let onSignedOut: () => void = () => {};

/** Tells the application when a call found the session gone. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

function addressOf(path: string, query: object = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, QueryValue][]) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return new URL(text ? `${path}?${text}` : path, window.location.origin).href;
}

async function faultOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = (
    body as { error?: { code?: string; message?: string; details?: Record<string, unknown> } } | null
  )?.error;
  const retryAfter = Number(response.headers.get('retry-after'));
  return new ApiError({
    code: error?.code ?? (response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal'),
    status: response.status,
    message: error?.message,
    details: error?.details,
    requestId: response.headers.get('x-request-id'),
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
  });
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const sentAt = Date.now();
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError({ code: 'offline', status: 0 });
  }
  noteServerTime(response.headers.get('date'), sentAt, Date.now());
  if (!response.ok) {
    const fault = await faultOf(response);
    if (fault.code === 'unauthenticated') onSignedOut();
    throw fault;
  }
  const text = await response.text();
  // The types on both sides come from shared/api; the server's DTOs implement the same ones.
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The HTTP API: paths as in the documentation (`/api/…`), bodies and answers typed by `@visavis/shared/api`. */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: CallOptions) => call<T>('DELETE', path, undefined, options),
};

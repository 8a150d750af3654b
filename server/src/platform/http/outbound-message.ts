import type { OutboundRequest, ResponseHeaders } from './safe-http.client.ts';

/** A form becomes bytes with its boundary; the library would only take forms of its own making. */
export async function encodedBody(
  body: OutboundRequest['body'],
): Promise<{ bytes: string | Uint8Array | null; headers: Record<string, string> }> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    return { bytes: body ?? null, headers: {} };
  }
  const form = new Response(body);
  return {
    bytes: new Uint8Array(await form.arrayBuffer()),
    headers: { 'content-type': form.headers.get('content-type') ?? 'multipart/form-data' },
  };
}

/** What every request says, whoever it goes to. */
export function ownHeaders(options: OutboundRequest): Record<string, string> {
  return {
    accept: options.accept ?? 'application/json',
    'accept-encoding': 'gzip, br',
    'user-agent': 'Visavis',
  };
}

/** Our own headers and the caller's, names in lower case. */
export function allHeaders(options: OutboundRequest, ofBody: Record<string, string>): Record<string, string> {
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...ofBody, ...ownHeaders(options), ...(Object.fromEntries(given) as Record<string, string>) };
}

/** Names in lower case, each once. */
export function plainHeaders(headers: Record<string, string | string[] | undefined>): ResponseHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

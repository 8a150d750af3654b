/** Where the pages before and after one begin, as the server's `Link` header says it. */
export interface PageLinks {
  /** Whether there is such a header at all; some servers have none. */
  isGiven: boolean;
  /** `max_id` of the page with older entries. */
  older: string | null;
}

/** Reads a `Link` header (RFC 8288). Only ids are taken from it, never an address: tokens go where they always go. */
export function linksOf(header: string | undefined): PageLinks {
  if (header === undefined || header.trim() === '') return { isGiven: false, older: null };
  for (const [, address = '', parameters = ''] of header.matchAll(
    /<([^>]{1,2000})>\s*((?:;[^,<]{0,200})?)/g,
  )) {
    if (!/;\s*rel\s*=\s*"?next"?/i.test(parameters)) continue;
    return {
      isGiven: true,
      older: URL.parse(address, 'https://instance.invalid')?.searchParams.get('max_id') ?? null,
    };
  }
  return { isGiven: true, older: null };
}

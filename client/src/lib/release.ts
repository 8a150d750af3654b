const PART = /(?:src|href)="(\/assets\/[^"]+)"/g;

/**
 * The page as the server has it now, once every part that it names can be had as well: while processes are replaced one by
 * one, another of them may not know the parts yet. They are kept by the browser from then on. Null otherwise.
 */
export async function wholePage(path: string): Promise<string | null> {
  try {
    const answer = await fetch(path, { cache: 'no-store', credentials: 'omit' });
    if (!answer.ok) return null;
    const page = await answer.text();
    const parts = await Promise.all(
      [...page.matchAll(PART)].map(([, part = '']) => fetch(part, { credentials: 'omit' })),
    );
    return parts.every(({ ok }) => ok) ? page : null;
  } catch {
    // Without a connection there is nothing to be had.
    return null;
  }
}

import { useEffect } from 'react';

/** What the tab of the browser says: the page, then the product. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Visavis`;
  }, [title]);
}

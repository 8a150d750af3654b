import { useEffect } from 'react';

let title = 'Visavis';
let news = 0;

function show(): void {
  document.title = news > 0 ? `(${news}) ${title}` : title;
}

/** What the tab of the browser says: the page, then the product. */
export function usePageTitle(page: string): void {
  useEffect(() => {
    title = `${page} · Visavis`;
    show();
  }, [page]);
}

/** How much is new, before the title: what a tab in the background can still show. */
export function useNewsInTitle(count: number): void {
  useEffect(() => {
    news = count;
    show();
    return () => {
      news = 0;
      show();
    };
  }, [count]);
}

import { html, SafeHtml } from '../platform/http/html.ts';
import type { PageContext } from './check-page.html.ts';
import type { CheckPageTexts } from './check-page.texts.ts';
import { icons } from './public-icons.ts';
import { accentStyle, publicPageStyle } from './public-page.style.ts';
import type { PublicOrganisation } from './trust.repository.ts';

interface PublicPage {
  texts: CheckPageTexts;
  context: PageContext;
  /** Which of the pages in the header this is. */
  area: 'team' | 'check';
  /** Of this page, without query. */
  path: string;
  /** What stays when the language is changed, encoded. */
  query?: string;
  /** Style of this page alone. */
  style?: string;
  organisation: PublicOrganisation;
  title: string;
  openGraph: { title: string; description: string; image: string | null };
  main: SafeHtml;
}

/** The frame of every public page: head with OpenGraph, header with the other language, footer. */
export function publicPage(page: PublicPage): SafeHtml {
  const { texts, context, organisation, openGraph } = page;
  const other = texts.otherLanguage;
  const otherQuery = [page.query, `lang=${other.locale}`].filter(Boolean).join('&');
  return html`<!doctype html>
    <html lang="${context.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · ${organisation.name}</title>
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="${organisation.name}" />
        <meta property="og:url" content="${context.publicUrl}${page.path}" />
        <meta property="og:title" content="${openGraph.title}" />
        <meta property="og:description" content="${openGraph.description}" />
        ${
          openGraph.image !== null &&
          html`<meta property="og:image" content="${openGraph.image}" />
            <meta property="og:image:width" content="1200" />
            <meta property="og:image:height" content="630" />
            <meta property="og:image:alt" content="${openGraph.title}" />
            <meta name="twitter:card" content="summary_large_image" />`
        }
        <style>
          ${new SafeHtml(publicPageStyle + (page.style ?? '') + accentStyle(organisation.accentColour))}
        </style>
      </head>
      <body>
        ${organisation.isDemo && html`<aside class="demo">${texts.demonstration}</aside>`}
        <header class="wrap ph">
          <span class="co">${logo(organisation)}${organisation.name}</span>
          <nav class="pages" aria-label="${texts.pages}">
            ${pageLink('team', page)} ${pageLink('check', page)}
            <a href="${page.path}?${otherQuery}" lang="${other.locale}" hreflang="${other.locale}"
              >${other.label}</a
            >
          </nav>
        </header>
        <main>${page.main}</main>
        <footer class="ft">
          <div class="wrap"><span>${texts.consent}</span>${legalLinks(organisation, texts)}</div>
        </footer>
      </body>
    </html>`;
}

function pageLink(to: PublicPage['area'], { area, texts, context }: PublicPage): SafeHtml {
  const [path, label] = to === 'team' ? ['/team', texts.ourTeam] : ['/c', texts.check];
  const address = `${path}?lang=${context.locale}`;
  return to === area
    ? html`<a href="${address}" aria-current="page">${label}</a>`
    : html`<a href="${address}">${label}</a>`;
}

/** The organisation's own; the name stands beside it, so it says nothing more to a screen reader. */
function logo({ logoUrl }: PublicOrganisation): SafeHtml {
  return logoUrl === null ? icons.logo : html`<img class="own" src="${logoUrl}" alt="" />`;
}

function legalLinks({ imprintUrl, privacyUrl }: PublicOrganisation, texts: CheckPageTexts): SafeHtml | null {
  if (imprintUrl === null && privacyUrl === null) return null;
  return html`<nav aria-label="${texts.legal}">
    ${imprintUrl !== null && html`<a href="${imprintUrl}" rel="noopener">${texts.imprint}</a>`}
    ${privacyUrl !== null && html`<a href="${privacyUrl}" rel="noopener">${texts.privacy}</a>`}
  </nav>`;
}

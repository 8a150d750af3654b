import type { PlaygroundAccount } from '@visavis/shared/api/playground';
import { html, type SafeHtml } from '../../platform/http/html.ts';
import { BRAND_HANDLE } from '../playground-people.ts';
import { pageIcons } from './playground-icons.ts';
import type { PlaygroundTexts } from './playground-page.texts.ts';

export interface PlaygroundPage {
  texts: PlaygroundTexts;
  people: PlaygroundAccount[];
  viewer: PlaygroundAccount | null;
  textLimit: number;
  /** The threads, rendered. */
  feed: SafeHtml;
  /** What the page shows already. */
  version: string;
}

/** The whole page, readable without JavaScript. */
export function playgroundPage(page: PlaygroundPage): SafeHtml {
  const { texts, feed, version, viewer } = page;
  const other = texts.locale === 'de' ? 'en' : 'de';
  const as = viewer === null ? '' : `&as=${viewer.handle}`;
  return html`<!doctype html>
    <html lang="${texts.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${texts.title} · Brückenfunk</title>
        <link rel="icon" href="/playground/portraits/${BRAND_HANDLE}.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/playground/playground.css" />
        <script type="module" src="/playground/playground.js"></script>
      </head>
      <body>
        <aside class="demo">${texts.notice}</aside>
        <header class="wrap top">
          <span class="co"
            >${pageIcons.logo}<span>${texts.title}<small>${texts.tagline}</small></span></span
          >
          <a href="/">${texts.inbox}</a>
          <a href="/playground?lang=${other}${as}" lang="${other}" hreflang="${other}"
            >${texts.otherLanguage}</a
          >
        </header>
        <main class="wrap cols">
          <div class="write">${composerHtml(page)} ${peopleHtml(page)}</div>
          <section class="feed" aria-label="${texts.feed}">
            <h1 class="vh">${texts.feed}</h1>
            <p class="status" role="status" id="status" hidden></p>
            <p class="vh" role="status" id="news"></p>
            <div
              id="feed"
              data-version="${version}"
              data-lang="${texts.locale}"
              data-as="${viewer?.handle ?? ''}"
            >
              ${feed}
            </div>
          </section>
        </main>
      </body>
    </html>`;
}

function peopleHtml({ texts, people, viewer }: PlaygroundPage): SafeHtml {
  return html`<nav class="card people" aria-labelledby="who">
    <h2 id="who">${texts.whoAreYou}</h2>
    <ul>
      ${people
        .filter((person) => !person.isBrand)
        .map(
          (person) =>
            html`<li>
              <a
                href="/playground?as=${encodeURIComponent(person.handle)}&lang=${texts.locale}"
                ${person.id === viewer?.id && html` aria-current="true"`}
                title="${person.name}"
                ><img class="cust" src="${person.avatarUrl}" alt="" width="48" height="48" /><span
                  >${firstName(person.name)}</span
                ></a
              >
            </li>`,
        )}
    </ul>
  </nav>`;
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function composerHtml({ texts, viewer, textLimit }: PlaygroundPage): SafeHtml {
  return html`<form
    class="card composer"
    id="composer"
    data-account="${viewer?.id ?? ''}"
    data-limit="${textLimit}"
    data-mention="@${BRAND_HANDLE} "
    data-sending="${texts.sending}"
    data-send="${texts.send}"
    data-save="${texts.save}"
    data-answering="${texts.answering}"
    data-editing="${texts.editing}"
    data-left="${texts.left}"
    data-sure="${texts.deleteSure}"
    data-offline="${texts.offline}"
    data-failed="${texts.failed}"
    data-refused="${JSON.stringify(texts.refused)}"
  >
    <noscript><p class="hint">${texts.needsScript}</p></noscript>
    <h2 class="vh">${texts.compose}</h2>
    ${
      viewer !== null &&
      html`<a class="you" href="#who"
      ><img class="cust" src="${viewer.avatarUrl}" alt="" width="40" height="40" /><span
        ><small>${texts.youAre}</small><b>${viewer.name}</b></span
      ></a
    >`
    }
    <p class="mode" id="mode" hidden>
      <span></span
      ><button type="button" class="ico" data-action="reset" aria-label="${texts.cancel}">
        ${pageIcons.close}
      </button>
    </p>
    <label class="vh" for="text">${texts.textLabel}</label>
    <textarea
      id="text"
      name="text"
      rows="5"
      dir="auto"
      placeholder="${texts.placeholder}"
      aria-describedby="count hint"
    ></textarea>
    <div class="row preview" id="preview" hidden>
      <img alt="" />
      <div>
        <label for="alt">${texts.altLabel}</label
        ><input id="alt" name="alt" maxlength="1500" dir="auto" /><button
          type="button"
          class="link"
          data-action="no-picture"
        >
          ${texts.pictureRemove}
        </button>
      </div>
    </div>
    <fieldset class="seg" id="visibility">
      <legend class="vh">${texts.visibility}</legend>
      <label
        ><input type="radio" name="visibility" value="public" checked /><span>${texts.public}</span></label
      >
      <label
        ><input type="radio" name="visibility" value="private" /><span
          >${pageIcons.lock}${texts.private}</span
        ></label
      >
    </fieldset>
    <p class="hint" id="hint" hidden>${texts.privateHint}</p>
    <p class="error" id="error" role="alert" hidden></p>
    <div class="row end">
      <label class="btn quiet" id="pick"
        ><input
          class="vh"
          type="file"
          name="picture"
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        />${pageIcons.picture}${texts.pictureAdd}</label
      >
      <span class="count" id="count" aria-live="off"></span
      ><button class="btn pri" type="submit" disabled>${texts.send}</button>
    </div>
  </form>`;
}

import type { Locale } from '@visavis/shared/api/session';
import { dataCategories, type RetentionFacts } from '@visavis/shared/reports/data-categories';
import { html, SafeHtml } from '../platform/http/html.ts';
import type { AnnexCounts, AnnexPolicyRow, AnnexTeamRow } from './annex.repository.ts';
import { annexTexts, type AnnexTexts } from './annex.texts.ts';

export interface AnnexParts {
  name: string;
  timeZone: string;
  at: Date;
  teams: readonly AnnexTeamRow[];
  channels: readonly { name: string; network: string }[];
  policies: readonly AnnexPolicyRow[];
  counts: AnnexCounts;
  facts: RetentionFacts;
}

const STYLE = `:root{color-scheme:light}
body{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem;background:white;color:black;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
table{width:100%;border-collapse:collapse}th,td{padding:.4rem .5rem;border:1px solid silver;text-align:start;vertical-align:top}
th{font-weight:600}ul{margin:.25rem 0;padding-inline-start:1.25rem}p{margin:.25rem 0 .5rem}
.scroll{overflow-x:auto}tr{break-inside:avoid}h2{break-after:avoid}
@media print{body{max-width:none;padding:0;font-size:10pt}.scroll{overflow:visible}}`;

/** A page of its own that needs nothing else: saved or printed, it stays as it is. */
export function annexPage(parts: AnnexParts, locale: Locale): SafeHtml {
  const texts = annexTexts[locale];
  const at = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: parts.timeZone,
  }).format(parts.at);
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${texts.title}</title>
        <style>
          ${new SafeHtml(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${texts.title}</h1>
          <p>${texts.of(parts.name, at)}</p>
          <p>${texts.intro}</p>
          ${principles(parts, texts)} ${categories(parts, locale, texts)} ${teams(parts, texts)}
          ${promises(parts, texts)} ${state(parts, texts)}
        </main>
      </body>
    </html>`;
}

function principles({ facts }: AnnexParts, texts: AnnexTexts): SafeHtml {
  return html`<h2>${texts.principles}</h2>
    <ul>
      ${texts.rules(facts.smallestGroup).map((rule) => html`<li>${rule}</li>`)}
    </ul>`;
}

function categories({ facts }: AnnexParts, locale: Locale, texts: AnnexTexts): SafeHtml {
  return html`<h2>${texts.categories}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            ${texts.columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${dataCategories.map((category) => {
            const { data, purpose, seenBy, kept } = category[locale];
            return html`<tr>
              <td>${data}</td>
              <td>${purpose}</td>
              <td>${seenBy}</td>
              <td>${kept(facts)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}

function teams({ teams: rows, counts }: AnnexParts, texts: AnnexTexts): SafeHtml {
  return html`<h2>${texts.teams}</h2>
    <p>${texts.admins(counts.admins)}</p>
    <ul>
      ${rows.map(({ name, people, leads }) => html`<li>${texts.team(name, people, leads.join(', '))}</li>`)}
    </ul>`;
}

function promises({ policies, channels }: AnnexParts, texts: AnnexTexts): SafeHtml {
  return html`<h2>${texts.policies}</h2>
    <ul>
      ${policies.map(({ name, targets }) => html`<li>${name}: ${texts.targets(targets)}</li>`)}
    </ul>
    <h2>${texts.channels}</h2>
    <ul>
      ${channels.map(({ name, network }) => html`<li>${name} (${network})</li>`)}
    </ul>`;
}

function state({ counts }: AnnexParts, texts: AnnexTexts): SafeHtml {
  return html`<h2>${texts.state}</h2>
    <ul>
      ${texts.counts(counts).map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

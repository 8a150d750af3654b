import type { Locale } from '@visavis/shared/api/session';
import { html, type SafeHtml } from '../platform/http/html.ts';
import { checkPageTexts, type CheckPageTexts } from './check-page.texts.ts';
import { icons } from './public-icons.ts';
import { publicPage } from './public-page.html.ts';
import type { Check } from './trust.service.ts';

/** What the page is rendered for: language, and the base of every address on it. */
export interface PageContext {
  locale: Locale;
  publicUrl: string;
}

/** `GET /c/:code`: the page that confirms a reply, or warns about an unknown code. Readable without JavaScript. */
export function checkPage(check: Check, context: PageContext): SafeHtml {
  const texts = checkPageTexts(context.locale, check.organisation.formOfAddress);
  const reply = check.answer.reply;
  const path = `/c/${check.answer.code === '' ? '' : encodeURIComponent(check.answer.code)}`;
  const headline = headlineOf(check, texts);
  return publicPage({
    texts,
    context,
    area: 'check',
    path,
    organisation: check.organisation,
    title: headline,
    openGraph: {
      title: headline,
      description:
        reply?.text ?? (reply === undefined ? texts.consent : texts.cardLine(check.organisation.name)),
      image: reply === undefined ? null : `${context.publicUrl}${path}/card.png?lang=${context.locale}`,
    },
    main: reply === undefined ? unknownCode(check, texts, context) : genuine(check, texts, context),
  });
}

function headlineOf(check: Check, texts: CheckPageTexts): string {
  const { reply } = check.answer;
  if (reply !== undefined) return genuineHeadline(reply, texts);
  return check.input === '' ? texts.ask : texts.unknownHeadline;
}

function genuineHeadline(
  { isNamed, agentName, mark }: NonNullable<Check['answer']['reply']>,
  texts: CheckPageTexts,
): string {
  return isNamed ? texts.genuine(agentName) : texts.genuineByMark(mark);
}

function genuine(check: Check, texts: CheckPageTexts, context: PageContext): SafeHtml {
  const { reply } = check.answer;
  const { details } = check;
  if (reply === undefined || details === null) return html``;
  return html`<section class="v" aria-labelledby="headline">
    <div class="who">
      <div class="pic">
        <img class="photo" src="${reply.faceUrl}" width="148" height="148" alt="${reply.agentName}" />
        <span class="seal">${icons.check}</span>
      </div>
      <div>
        <h1 id="headline">${genuineHeadline(reply, texts)}</h1>
        ${details.helpsWith !== '' && html`<p dir="auto">${texts.helpsWith(reply.agentName, details.helpsWith)}</p>`}
      </div>
    </div>
    <article class="q">
      <div class="m">
        <span
          ><b>${details.networkName}</b
          >${details.accountHandle !== null && html` · @${details.accountHandle.replace(/^@/u, '')}`}</span
        >
        <time datetime="${reply.publishedAt}">${formatInstant(reply.publishedAt, check, context)}</time>
      </div>
      ${quotation(check, texts)}
      <div class="s">
        <span dir="auto">${signatureLine(details.signature, check.answer.code)}</span
        ><span class="code">${texts.code} ${check.answer.code}</span>
      </div>
    </article>
    ${reply.versions?.map(
      (version) =>
        html`<details class="earlier">
          <summary>${texts.earlierWording} ${formatInstant(version.at, check, context)}</summary>
          <blockquote dir="auto">${version.text}</blockquote>
        </details>`,
    )}
    ${
      reply.permalink !== undefined &&
      isWebAddress(reply.permalink) &&
      html`<div class="acts">
        <a class="btn pri" href="${reply.permalink}" rel="noopener noreferrer"
          >${texts.openOnNetwork(details.networkName)}</a
        >
      </div>`
    }
    <p class="tip">${icons.info}<span>${texts.compare} ${texts.notShown}</span></p>
  </section>`;
}

function quotation(check: Check, texts: CheckPageTexts): SafeHtml {
  const { reply } = check.answer;
  if (reply?.state === 'deleted') return html`<p class="aside">${texts.deleted}</p>`;
  if (reply?.visibility === 'private') return html`<p class="aside">${icons.lock} ${texts.privateText}</p>`;
  if (reply?.state === 'pending') return html`<p class="aside">${texts.pending}</p>`;
  const signature = check.details?.signature ?? '';
  const text = reply?.text ?? '';
  return html`${reply?.state === 'edited' && html`<p class="aside">${texts.edited}</p>`}
    <blockquote dir="auto">${withoutSignature(text, signature)}</blockquote>`;
}

function withoutSignature(text: string, signature: string): string {
  return text.endsWith(signature) ? text.slice(0, text.length - signature.length).trimEnd() : text;
}

/** The signature as people read it: without the check link that they have just followed. */
function signatureLine(signature: string, code: string): string {
  const bare = code.replaceAll('-', '');
  return signature
    .split(/\s+/u)
    .filter((word) => !word.includes(bare))
    .join(' ');
}

function unknownCode(check: Check, texts: CheckPageTexts, context: PageContext): SafeHtml {
  const advice: [SafeHtml, [string, string], string][] = [
    [icons.lock, texts.giveNothing, ''],
    [icons.link, texts.openNoLinks, ` ${context.publicUrl}/c/`],
    [icons.flag, texts.showUs, ''],
  ];
  if (check.input === '') {
    return html`<section class="v" aria-labelledby="headline">
      <h1 id="headline">${texts.ask}</h1>
      ${checkForm(check, texts.askHint, texts, context)}
    </section>`;
  }
  return html`<section class="v" aria-labelledby="headline">
    <div class="who">
      <span class="blank" aria-hidden="true">${icons.person}</span>
      <div>
        <h1 id="headline">${texts.unknownHeadline}</h1>
        <p>${check.answer.code === '' ? texts.noCode : texts.unknownCode(check.answer.code)}</p>
      </div>
    </div>
    <ul class="do">
      ${advice.map(
        ([icon, [what, why], address]) =>
          html`<li>
            ${icon}
            <div><b>${what}</b><span>${why}${address}</span></div>
          </li>`,
      )}
    </ul>
    ${checkForm(check, texts.again, texts, context)}
  </section>`;
}

function checkForm(check: Check, label: string, texts: CheckPageTexts, context: PageContext): SafeHtml {
  return html`<form class="again" method="post" action="/c?lang=${context.locale}">
    <label for="text">${label}</label>
    <textarea id="text" name="text" rows="2" maxlength="10000" dir="auto" required>${check.input}</textarea>
    <button class="btn">${texts.submit}</button>
    <small>${texts.againHint}</small>
  </form>`;
}

function formatInstant(instant: string, check: Check, context: PageContext): string {
  return new Intl.DateTimeFormat(context.locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: check.organisation.timeZone,
  }).format(new Date(instant));
}

/** A permalink comes from a network: only web addresses become links. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\//iu.test(address);
}

import type { TeamPerson } from '@visavis/shared/api/trust';
import { isAroundTheClock, summaryOf, weekOf, type Week } from '@visavis/shared/sla/week';
import { html, type SafeHtml } from '../platform/http/html.ts';
import type { PageContext } from './check-page.html.ts';
import { checkPageTexts } from './check-page.texts.ts';
import { languageOf, ownName } from './language-names.ts';
import { icons } from './public-icons.ts';
import { publicPage } from './public-page.html.ts';
import type { TeamFilter, TeamShown } from './team-page.service.ts';
import { teamPageStyle } from './team-page.style.ts';
import { teamPageTexts, type TeamPageTexts } from './team-page.texts.ts';

/** `GET /team`: the people who answer. Filters are links, so that it works without JavaScript. */
export function teamPage(shown: TeamShown, context: PageContext): SafeHtml {
  const { organisation, answer } = shown;
  const texts = teamPageTexts(context.locale, organisation.formOfAddress);
  return publicPage({
    texts: checkPageTexts(context.locale, organisation.formOfAddress),
    context,
    area: 'team',
    path: '/team',
    query: queryOf(shown.filter),
    style: teamPageStyle,
    organisation,
    title: texts.headline,
    openGraph: { title: texts.headline, description: texts.intro(answer.peopleCount), image: null },
    main: html`${hero(shown, texts)}
      <section class="wrap" aria-label="${texts.everybody}">
        ${filters(shown, texts, context)} ${gallery(shown, texts, context)}
      </section>
      ${howToRecognise(shown, texts, context)}`,
  });
}

function hero({ answer }: TeamShown, texts: TeamPageTexts): SafeHtml {
  return html`<section class="wrap hero">
    <div>
      <h1>${texts.headline}</h1>
      <p>${texts.intro(answer.peopleCount)}</p>
    </div>
    <dl class="facts" aria-label="${texts.facts}">
      <div>
        <dt>${texts.answering}</dt>
        <dd>${texts.people(answer.peopleCount)}</dd>
      </div>
      <div>
        <dt>${texts.presentNow}</dt>
        <dd>${answer.presentCount}</dd>
      </div>
      ${
        answer.hours !== null &&
        html`<div>
          <dt>${texts.reading}</dt>
          <dd>${readingHours(weekOf(answer.hours), texts)}</dd>
        </div>`
      }
      ${
        answer.languages.length > 1 &&
        html`<div>
          <dt>${texts.languages}</dt>
          <dd>${answer.languages.length}</dd>
        </div>`
      }
    </dl>
  </section>`;
}

function readingHours(week: Week, texts: TeamPageTexts): string {
  if (isAroundTheClock(week)) return texts.always;
  return summaryOf(week, (day) => texts.weekdays[day]);
}

function filters({ answer, filter }: TeamShown, texts: TeamPageTexts, context: PageContext): SafeHtml {
  const topics = answer.topics.map((topic) => ({
    label: topic,
    isChosen: filter.topic?.toLocaleLowerCase() === topic.toLocaleLowerCase(),
    to: { ...filter, topic },
  }));
  const languages = answer.languages.map((language) => ({
    label: ownName(language),
    lang: language,
    isChosen: filter.language === language,
    to: { ...filter, language },
  }));
  return html`<div class="filt">
    ${topics.length > 1 && choice(texts.topic, [{ label: texts.all, isChosen: filter.topic === null, to: { ...filter, topic: null } }, ...topics], context)}
    ${languages.length > 1 && choice(texts.language, [{ label: texts.all, isChosen: filter.language === null, to: { ...filter, language: null } }, ...languages], context)}
  </div>`;
}

interface Choice {
  label: string;
  lang?: string;
  isChosen: boolean;
  to: TeamFilter;
}

function choice(label: string, choices: readonly Choice[], context: PageContext): SafeHtml {
  return html`<nav aria-label="${label}">
    <span class="lab" aria-hidden="true">${label}</span>
    ${choices.map(({ label: words, lang, isChosen, to }) => {
      const address = teamAddress(to, context);
      return isChosen
        ? html`<a class="chip" href="${address}" aria-current="true" lang="${lang ?? context.locale}">${words}</a>`
        : html`<a class="chip" href="${address}" lang="${lang ?? context.locale}">${words}</a>`;
    })}
  </nav>`;
}

function gallery({ answer, shownCount }: TeamShown, texts: TeamPageTexts, context: PageContext): SafeHtml {
  const unseen = answer.peopleCount - shownCount;
  if (shownCount === 0) return html`<div class="nobody"><p>${texts.nobodyShown}</p></div>`;
  if (answer.people.length === 0) {
    return html`<div class="nobody">
      <p>${texts.nobodyFits}</p>
      <a class="btn" href="${teamAddress({ topic: null, language: null }, context)}">${texts.showAll}</a>
    </div>`;
  }
  return html`<ul class="gal">
      ${answer.people.map((person) => personCard(person, texts))}
    </ul>
    ${unseen > 0 && html`<p class="unseen">${texts.unseen(unseen)}</p>`}`;
}

function personCard(person: TeamPerson, texts: TeamPageTexts): SafeHtml {
  const { name, mark, pronouns, sinceYear } = person;
  const about = [pronouns, sinceYear === null ? '' : texts.since(sinceYear)].filter(Boolean);
  return html`<li class="p">
    <span class="pic"
      ><img class="photo" src="${person.faceUrl}" width="148" height="148" alt="" loading="lazy" />${person.isPresent && html`<i class="here-dot"></i>`}</span
    >
    <h2>
      ${name !== null && html`<bdi>${name}</bdi> `}<span class="sg">^${mark}</span>${
        person.isPresent && html`<span class="vh">, ${texts.present}</span>`
      }
    </h2>
    ${about.length > 0 && html`<p class="lg">${about.join(' · ')}</p>`}
    ${person.helpsWith !== '' && html`<p dir="auto">${person.helpsWith}</p>`}
    ${
      person.languages.length > 0 &&
      html`<p class="lg">
        ${person.languages.map(
          (tag, index) => html`${index > 0 && ', '}<bdi lang="${languageOf(tag)}">${ownName(tag)}</bdi>`,
        )}
      </p>`
    }
    ${person.sentence !== '' && html`<p class="own-words" dir="auto">${person.sentence}</p>`}
  </li>`;
}

function howToRecognise({ answer }: TeamShown, texts: TeamPageTexts, context: PageContext): SafeHtml {
  const somebody = answer.people.find(({ name }) => name !== null);
  const example = somebody?.name?.replace(/\s+\p{L}\.?$/u, '') ?? 'Jana';
  const host = context.publicUrl.replace(/^https?:\/\//u, '');
  return html`<section class="how" aria-labelledby="how">
    <div class="wrap">
      <h2 id="how">${texts.howHeadline}</h2>
      <div>
        <div class="ex">
          ${somebody !== undefined && html`<img class="photo" src="${somebody.faceUrl}" width="40" height="40" alt="" loading="lazy" />`}
          <b>— ${example} ${texts.exampleSignature} ^${somebody?.mark ?? 'JK'}</b>
        </div>
        <h3>${texts.nameAndMark[0]}</h3>
        <p>${texts.nameAndMark[1]}</p>
      </div>
      <div>
        <div class="ex">${icons.link}<a href="/c?lang=${context.locale}">${host}/c/…</a></div>
        <h3>${texts.checkLink[0]}</h3>
        <p>${texts.checkLink[1]}</p>
      </div>
      <div>
        <form class="ex" method="post" action="/c?lang=${context.locale}">
          <label class="vh" for="code">${texts.codeLabel}</label>
          <input id="code" name="code" maxlength="200" autocomplete="off" placeholder="7KQ2M-9XW4T-PBD" required />
          <button class="btn pri">${texts.codeButton}</button>
        </form>
        <h3>${texts.enterCode[0]}</h3>
        <p>${texts.enterCode[1]}</p>
      </div>
    </div>
  </section>`;
}

function teamAddress(filter: TeamFilter, { locale }: PageContext): string {
  return `/team?${[queryOf(filter), `lang=${locale}`].filter(Boolean).join('&')}`;
}

function queryOf({ topic, language }: TeamFilter): string {
  const query = new URLSearchParams();
  if (topic !== null) query.set('topic', topic);
  if (language !== null) query.set('language', language);
  return query.toString();
}

import type { PlaygroundPost } from '@visavis/shared/api/playground';
import { html, type SafeHtml } from '../../platform/http/html.ts';
import { pageIcons } from './playground-icons.ts';
import type { PlaygroundTexts } from './playground-page.texts.ts';

export interface FeedView {
  texts: PlaygroundTexts;
  /** The account as which the page is read. */
  viewerId: string | null;
  now: Date;
  timeZone: string;
}

/** All threads: the part of the page that is fetched again whenever something happened. */
export function feedHtml(threads: { rootId: string; posts: PlaygroundPost[] }[], view: FeedView): SafeHtml {
  if (threads.length === 0) return html`<p class="empty">${view.texts.empty}</p>`;
  return html`${threads.map(({ posts }) => threadHtml(posts, view))}`;
}

/** A thread nobody can read any more shows nothing; a deleted post with answers leaves its place. */
function threadHtml(posts: PlaygroundPost[], view: FeedView): SafeHtml | null {
  const answered = new Set(posts.filter((post) => post.deletedAt === null).map((post) => post.inReplyToId));
  const shown = posts.filter((post) => post.deletedAt === null || answered.has(post.id));
  if (shown.length === 0) return null;
  const isPrivate = shown[0]?.visibility === 'private';
  return html`<section class="thread${isPrivate ? ' private' : ''}">
    ${shown.map((post) => postHtml(post, view))}
  </section>`;
}

function postHtml(post: PlaygroundPost, view: FeedView): SafeHtml {
  const { texts } = view;
  if (post.deletedAt !== null) {
    return html`<article class="post gone" id="post-${post.id}"><p>${texts.deleted}</p></article>`;
  }
  const isReply = post.inReplyToId !== null;
  const classes = ['post', isReply ? 'reply' : '', post.author.isBrand ? 'brand' : '']
    .filter(Boolean)
    .join(' ');
  return html`<article
    class="${classes}"
    id="post-${post.id}"
    data-id="${post.id}"
    data-author="${nameOf(post)}"
    data-visibility="${post.visibility}"
    ${post.author.id === view.viewerId && html`data-own`}
  >
    <div class="side">${pictureOf(post)}</div>
    <div class="body">
      <header>
        <b>${nameOf(post)}</b>${markOf(post)}<span class="handle">${handleOf(post, texts)}</span
        >${timeHtml(post, view)}${
          post.visibility === 'private' &&
          html`<span class="badge">${pageIcons.lock}${texts.privateBadge}</span>`
        }${post.editedAt !== null && html`<span class="edited">${texts.edited}</span>`}
      </header>
      <div class="text" dir="auto">${textHtml(post)}</div>
      ${post.media.map(
        (medium) =>
          html`<figure>
            <img
              src="${medium.url}"
              alt="${medium.alt}"
              loading="lazy"
            />${medium.alt !== '' && html`<figcaption>${medium.alt}</figcaption>`}
          </figure>`,
      )}
      <footer>
        ${post.checkUrl !== null && html`<a class="check" href="${post.checkUrl}">${pageIcons.check}${texts.check}</a>`}${actionsHtml(post, view)}
      </footer>
    </div>
  </article>`;
}

/** A signed reply shows who wrote it; our people are round, customers are soft squares. */
function pictureOf({ agent, author }: PlaygroundPost): SafeHtml {
  if (agent !== null)
    return html`<img class="face" src="${agent.avatarUrl}" alt="" width="44" height="44" />`;
  return html`<img
    class="${author.isBrand ? 'face' : 'cust'}"
    src="${author.avatarUrl}"
    alt=""
    width="44"
    height="44"
  />`;
}

function nameOf({ agent, author }: PlaygroundPost): string {
  return agent?.name ?? author.name;
}

function markOf({ agent }: PlaygroundPost): SafeHtml | null {
  return agent === null ? null : html`<span class="mark">^${agent.mark.replace(/^\^/, '')}</span>`;
}

function handleOf({ agent, author }: PlaygroundPost, texts: PlaygroundTexts): string {
  return agent === null ? `@${author.handle}` : `${texts.team} · @${author.handle}`;
}

/** Mentions stand out; the one link that is ours can be opened, everything else stays text. */
function textHtml(post: PlaygroundPost): SafeHtml {
  const { text, checkUrl } = post;
  const parts = checkUrl === null ? [text] : text.split(checkUrl);
  return html`${parts.map((part, at) => [
    at > 0 && checkUrl !== null && html`<a href="${checkUrl}">${shortened(checkUrl)}</a>`,
    mentionsHtml(part),
  ])}`;
}

function shortened(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

function mentionsHtml(text: string): SafeHtml {
  return html`${text.split(/(@[\w.]+\w)/).map((part, at) => (at % 2 === 1 ? html`<span class="mention">${part}</span>` : part))}`;
}

function timeHtml(post: PlaygroundPost, { texts, now, timeZone }: FeedView): SafeHtml {
  const at = new Date(post.createdAt);
  const day = new Intl.DateTimeFormat(texts.clockLocale, { timeZone, day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat(texts.clockLocale, { timeZone, hour: '2-digit', minute: '2-digit' });
  const isToday = day.format(at) === day.format(now);
  return html`<a class="when" href="#post-${post.id}"
    ><time datetime="${post.createdAt}"
      >${isToday ? time.format(at) : `${day.format(at)}, ${time.format(at)}`}</time
    ></a
  >`;
}

/** Buttons work with JavaScript only, so they are hidden until the script takes over. */
function actionsHtml(post: PlaygroundPost, { texts, viewerId }: FeedView): SafeHtml {
  const isOwn = post.author.id === viewerId;
  return html`<span class="actions" hidden
    ><button type="button" data-action="reply">${pageIcons.reply}${texts.reply}</button>${
      isOwn &&
      html`<button type="button" data-action="edit">${pageIcons.edit}${texts.edit}</button
        ><button type="button" data-action="delete">${pageIcons.bin}${texts.delete}</button>`
    }</span
  >`;
}

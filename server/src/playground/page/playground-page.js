// The page's own script, served as it stands here. Everything it shows is rendered by the server: it fetches the feed
// again when something happened, and sends what is written in the one form.

const POLL_MS = 1000;
const POLL_HIDDEN_MS = 10_000;

const feed = document.getElementById('feed');
const status = document.getElementById('status');
const news = document.getElementById('news');
const form = document.getElementById('composer');
const field = {
  text: form.elements.text,
  alt: form.elements.alt,
  picture: form.elements.picture,
  send: form.querySelector('[type=submit]'),
  count: document.getElementById('count'),
  error: document.getElementById('error'),
  hint: document.getElementById('hint'),
  mode: document.getElementById('mode'),
  preview: document.getElementById('preview'),
  pick: document.getElementById('pick'),
  visibility: document.getElementById('visibility'),
};
const words = form.dataset;
const refused = JSON.parse(words.refused);
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What the form is for: a new post, a reply to one, or a change of one. */
let mode = { kind: 'new', post: null };
let isSending = false;

/* ---------- the feed ---------- */

async function refresh() {
  const query = new URLSearchParams({ lang: feed.dataset.lang, as: feed.dataset.as });
  const answer = await fetch(`/playground/feed?${String(query)}`, {
    headers: { 'If-None-Match': feed.dataset.version },
  });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(String(answer.status));
  replaceFeed(await answer.text());
  feed.dataset.version = answer.headers.get('ETag') ?? '';
}

/** Nobody loses the place they read or the button they stand on. */
function replaceFeed(markup) {
  const known = new Set([...feed.querySelectorAll('.post')].map((post) => post.id));
  const focused = feed.contains(document.activeElement) ? document.activeElement : null;
  const focusedPost = focused?.closest('.post')?.id;
  const read = [...feed.querySelectorAll('.post')].find((post) => post.getBoundingClientRect().bottom > 0);
  const top = read?.getBoundingClientRect().top ?? 0;
  feed.innerHTML = markup;
  showActions();
  const fresh = [...feed.querySelectorAll('.post[data-id]')].filter((post) => !known.has(post.id));
  for (const post of fresh) post.classList.add('new');
  announce(fresh.filter((post) => post.dataset.own === undefined));
  const same = read === undefined || scrollY === 0 ? null : document.getElementById(read.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' });
  if (focusedPost) {
    const selector = focused.dataset.action ? `[data-action=${focused.dataset.action}]` : 'a';
    document.getElementById(focusedPost)?.querySelector(selector)?.focus({ preventScroll: true });
  }
}

/** Tells those who cannot see it what somebody else wrote. */
function announce(posts) {
  if (posts.length === 0) return;
  const [post] = posts;
  news.textContent = `${post.dataset.author}: ${post.querySelector('.text').textContent}`;
}

function showActions() {
  for (const actions of feed.querySelectorAll('.actions')) actions.hidden = false;
}

async function keepFresh() {
  try {
    await refresh();
    status.hidden = true;
  } catch {
    status.textContent = words.offline;
    status.hidden = false;
  }
  setTimeout(() => void keepFresh(), document.hidden ? POLL_HIDDEN_MS : POLL_MS);
}

/* ---------- the form ---------- */

function lengthOf(text) {
  return [...segmenter.segment(text.trim())].length;
}

function update() {
  const left = Number(words.limit) - lengthOf(field.text.value);
  field.count.textContent = `${left} ${left < 60 ? words.left : ''}`.trim();
  field.count.classList.toggle('over', left < 0);
  const hasPicture = field.picture.files.length > 0;
  const isBlank = field.text.value.trim() === '' || field.text.value.trim() === words.mention.trim();
  field.send.disabled = isSending || left < 0 || (isBlank && !hasPicture);
  field.send.textContent = isSending ? words.sending : mode.kind === 'edit' ? words.save : words.send;
  const isPrivate = form.elements.visibility.value === 'private';
  form.classList.toggle('private', isPrivate);
  field.hint.hidden = !isPrivate;
}

function setVisibility(visibility, isFixed) {
  form.elements.visibility.value = visibility;
  field.visibility.disabled = isFixed;
  field.visibility.hidden = isFixed;
}

function begin(next, sentence) {
  mode = next;
  field.mode.hidden = next.kind === 'new';
  field.mode.firstElementChild.textContent = sentence;
  field.pick.hidden = next.kind === 'edit';
  field.error.hidden = true;
}

function beginNew() {
  begin({ kind: 'new', post: null }, '');
  setVisibility('public', false);
  field.text.value = words.mention;
  dropPicture();
  update();
}

function beginReply(post) {
  begin({ kind: 'reply', post }, `${words.answering} ${post.dataset.author}`);
  const isPrivate = post.dataset.visibility === 'private';
  setVisibility(isPrivate ? 'private' : 'public', true);
  field.text.value = isPrivate || post.classList.contains('brand') ? '' : words.mention;
  focusText();
}

function beginEdit(post) {
  begin({ kind: 'edit', post }, words.editing);
  setVisibility(post.dataset.visibility, true);
  field.text.value = post.querySelector('.text').textContent;
  dropPicture();
  focusText();
}

function focusText() {
  update();
  form.scrollIntoView({ block: 'nearest' });
  field.text.focus();
  field.text.setSelectionRange(field.text.value.length, field.text.value.length);
}

function dropPicture() {
  field.picture.value = '';
  field.alt.value = '';
  showPicture();
}

function showPicture() {
  const [file] = field.picture.files;
  const image = field.preview.querySelector('img');
  if (image.src) URL.revokeObjectURL(image.src);
  if (file) image.src = URL.createObjectURL(file);
  else image.removeAttribute('src');
  field.preview.hidden = !file;
  update();
}

/** What the server refused: by its code, for which the page has a sentence. */
class Refusal extends Error {}

/** Does nothing more when it went well, else throws a `Refusal`. */
async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers = { 'content-type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  if (answer.ok) return;
  const said = await answer.json().catch(() => null);
  throw new Refusal(refused[said?.error?.code] ?? words.failed);
}

function send() {
  const accountId = words.account;
  const text = field.text.value;
  if (mode.kind === 'edit')
    return call('PATCH', `/playground/api/posts/${mode.post.dataset.id}`, { accountId, text });
  const body = new FormData();
  body.set('accountId', accountId);
  body.set('text', text);
  body.set('visibility', form.elements.visibility.value);
  if (mode.post) body.set('inReplyToId', mode.post.dataset.id);
  const [file] = field.picture.files;
  if (file) {
    body.set('picture', file);
    body.set('alt', field.alt.value);
  }
  return call('POST', '/playground/api/posts', body);
}

async function attempt(work) {
  isSending = true;
  field.error.hidden = true;
  update();
  try {
    await work();
    return true;
  } catch (error) {
    field.error.textContent = error instanceof Refusal ? error.message : words.offline;
    field.error.hidden = false;
    return false;
  } finally {
    isSending = false;
    update();
  }
}

async function remove(button, post) {
  // The first press asks, the second one deletes.
  if (!button.classList.contains('sure')) {
    button.classList.add('sure');
    button.lastChild.textContent = words.sure;
    return;
  }
  const query = new URLSearchParams({ accountId: words.account });
  const isDone = await attempt(() =>
    call('DELETE', `/playground/api/posts/${post.dataset.id}?${String(query)}`),
  );
  if (isDone) {
    if (mode.post?.dataset.id === post.dataset.id) beginNew();
    await refresh();
  }
}

/* ---------- events ---------- */

form.addEventListener('input', update);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (field.send.disabled) return;
  if (!(await attempt(send))) return;
  beginNew();
  await refresh().catch(() => {});
  feed.querySelector('.post.new[data-own]')?.scrollIntoView({ block: 'nearest' });
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  if (event.key === 'Escape' && mode.kind !== 'new') beginNew();
});
field.picture.addEventListener('change', showPicture);
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-action]');
  if (!button) return;
  const post = button.closest('.post');
  const actions = {
    reset: beginNew,
    'no-picture': dropPicture,
    reply: () => beginReply(post),
    edit: () => beginEdit(post),
    delete: () => remove(button, post),
  };
  actions[button.dataset.action]?.();
});

if (words.account) {
  beginNew();
  showActions();
} else {
  for (const element of form.elements) element.disabled = true;
}
void keepFresh();

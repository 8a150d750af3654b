import { html, type SafeHtml } from '../platform/http/html.ts';

function icon(paths: SafeHtml): SafeHtml {
  return html`<svg class="ic" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>`;
}

/** The few glyphs of the public pages, drawn on a 16 px grid. */
export const icons = {
  check: icon(html`<path d="m3.2 8.4 3.1 3.2 6.5-7" />`),
  info: icon(html`<circle cx="8" cy="8" r="5.8" /><path d="M8 7.4v3.5M8 5.1v.2" />`),
  lock: icon(
    html`<rect x="3.4" y="7.1" width="9.2" height="6.3" rx="1.4" /><path
        d="M5.4 7V5.3a2.6 2.6 0 0 1 5.2 0V7"
      />`,
  ),
  link: icon(
    html`<path
      d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l1-1"
    />`,
  ),
  flag: icon(html`<path d="M3.6 14V2.6M3.6 3.1h7.9L10 6l1.5 2.9H3.6" />`),
  person: icon(
    html`<circle cx="8" cy="5.4" r="2.7" /><path d="M2.9 13.4c.7-2.9 2.6-4.2 5.1-4.2s4.4 1.3 5.1 4.2" />`,
  ),
  logo: html`<svg class="logo" viewBox="0 0 28 28" aria-hidden="true">
    <path
      class="there"
      d="M13 4.2C7.1 4.2 3 8.4 3 14c0 2.8 1 5.1 2.8 6.9L5 25l4.7-1.9c1 .3 2.1.4 3.3.4v-6.2c-2.1 0-3.5-1.4-3.5-3.3s1.4-3.3 3.5-3.3z"
    />
    <path
      class="here"
      d="M15 4.2c5.9 0 10 4.2 10 9.8 0 2.8-1 5.1-2.8 6.9L23 25l-4.7-1.9c-1 .3-2.1.4-3.3.4v-6.2c2.1 0 3.5-1.4 3.5-3.3s-1.4-3.3-3.5-3.3z"
    />
  </svg>`,
};

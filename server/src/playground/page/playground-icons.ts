import { html, type SafeHtml } from '../../platform/http/html.ts';

function icon(paths: SafeHtml): SafeHtml {
  return html`<svg class="ic" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>`;
}

/** Glyphs of the page on a 16 px grid. */
export const pageIcons = {
  check: icon(
    html`<path
        d="M8 1.800 13.200 4v3.700c0 3.200-2.100 5.400-5.200 6.500-3.100-1.100-5.200-3.300-5.200-6.500V4z"
      /><path d="m5.700 8 1.700 1.700 3-3.400" />`,
  ),
  lock: icon(
    html`<rect x="3.500" y="7" width="9" height="6.500" rx="1.500" /><path
        d="M5.500 7V5.300a2.500 2.500 0 0 1 5 0V7"
      />`,
  ),
  reply: icon(html`<path d="M6.500 4 3 7.500 6.500 11M3.200 7.500H9c2.700 0 4.200 1.400 4.200 4.200" />`),
  edit: icon(html`<path d="m3 13 .6-2.800 7-7 2.200 2.200-7 7zM9.300 4.500l2.200 2.200" />`),
  bin: icon(
    html`<path
      d="M3 4.500h10M6.300 4.500V3h3.400v1.500M4.400 4.500l.6 8.700h6l.6-8.700M6.800 7v3.800M9.200 7v3.800"
    />`,
  ),
  picture: icon(
    html`<rect x="2.500" y="3.500" width="11" height="9" rx="1.500" /><circle
        cx="6"
        cy="6.700"
        r="1.100"
      /><path d="m3 11.500 3.200-2.900 2 1.700 2.500-2.600 2.600 2.600" />`,
  ),
  close: icon(html`<path d="m4 4 8 8M12 4l-8 8" />`),
  logo: html`<svg class="logo" viewBox="0 0 28 28" aria-hidden="true">
    <path
      class="far"
      d="M13 4.200C7.100 4.200 3 8.400 3 14c0 2.800 1 5.100 2.800 6.900L5 25l4.700-1.900c1 .3 2.100.4 3.300.4v-6.200c-2.100 0-3.500-1.400-3.500-3.300s1.400-3.300 3.500-3.300z"
    />
    <path
      class="near"
      d="M15 4.200c5.900 0 10 4.200 10 9.800 0 2.800-1 5.100-2.800 6.900L23 25l-4.700-1.900c-1 .3-2.100.4-3.300.4v-6.200c2.100 0 3.500-1.400 3.500-3.300s-1.400-3.300-3.500-3.300z"
    />
  </svg>`,
};

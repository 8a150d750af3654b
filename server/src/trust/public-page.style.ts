import { accentColours, isColour, type Accent } from '@visavis/shared/trust/accent-colours';

/** Style of the public pages, inside the page: one request shows it all. Values are the design's tokens. */
export const publicPageStyle = `
:root{color-scheme:light dark;--bg:#F2F3F3;--surface:#FFF;--line:#E0E4E6;--line-2:#CCD2D6;--control:#87919A;--hover:#F0F2F3;--ink:#191E22;--ink-2:#454E55;--ink-3:#5F6971;
--accent:#0E5A6B;--accent-hover:#0A4755;--on-accent:#FFF;--ok-mark:#2E8B5B;--over:#9C1B1B;--over-mark:#C7302B;--over-soft:#FCE5E2;--soon:#7A4700;--soon-soft:#FDEFD3;--shadow:0 1px 2px rgb(20 30 36/.06);
--font:Inter,"Inter Variable",ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Apple Color Emoji","Noto Color Emoji",sans-serif}
@media (prefers-color-scheme:dark){:root{--bg:#0F1214;--surface:#171B1E;--line:#272E32;--line-2:#394147;--control:#727E87;--hover:#1F2528;--ink:#E8ECEE;--ink-2:#B9C2C8;--ink-3:#98A3AB;
--accent:#6EC4D3;--accent-hover:#8DD3DF;--on-accent:#05262E;--ok-mark:#4FB37F;--over:#FFACA4;--over-mark:#E5564D;--over-soft:#411C1A;--soon:#F3C47F;--soon-soft:#352710;--shadow:0 1px 2px rgb(0 0 0/.4)}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--bg);color:var(--ink);font:400 16px/24px var(--font);-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
h1,p,ul,blockquote,article{margin:0;padding:0}ul{list-style:none}a{color:var(--accent);text-underline-offset:2px}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.ic{width:18px;height:18px;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;vertical-align:-3px}
.logo{width:30px;height:30px}.own{display:block;width:auto;height:auto;max-width:min(180px,40vw);max-height:40px}.there{fill:var(--ink)}.here{fill:var(--accent)}
.demo{background:var(--soon-soft);color:var(--soon);font-size:14px;line-height:20px;padding:8px 24px;text-align:center}
.wrap{width:100%;max-width:1200px;margin:0 auto;padding:0 32px}.ph{display:flex;align-items:center;gap:28px;min-height:72px;font-size:15px;flex-wrap:wrap}
.co{display:flex;align-items:center;gap:10px;font-weight:650;font-size:17px;letter-spacing:-.01em;margin-right:auto}.ph a{color:var(--ink-2);text-decoration:none;font-weight:500;padding:8px 0}.pages{display:flex;flex-wrap:wrap;gap:4px 28px}.ph [aria-current]{color:var(--ink);font-weight:600;box-shadow:0 2px 0 var(--accent)}
main{flex:1}.v{max-width:760px;margin:48px auto 0;padding:0 24px}.who{display:flex;align-items:center;gap:28px}.pic{position:relative;flex:none}
.photo{display:block;width:148px;height:148px;border-radius:50%;background:var(--line)}.seal{position:absolute;right:2px;bottom:2px;width:44px;height:44px;border-radius:50%;background:var(--ok-mark);color:#fff;display:grid;place-items:center;border:4px solid var(--bg)}.seal .ic{width:22px;height:22px;stroke-width:2}
h1{font-weight:680;font-size:34px;line-height:41px;letter-spacing:-.025em}.who p{color:var(--ink-2);margin-top:8px}
.q{background:var(--surface);border:1px solid var(--line);border-radius:16px;margin-top:26px;box-shadow:var(--shadow)}.m{display:flex;flex-wrap:wrap;gap:4px 10px;padding:14px 22px;border-bottom:1px solid var(--line);font-size:14px;line-height:20px;color:var(--ink-2)}.m b{color:var(--ink);font-weight:600}.m time{margin-left:auto}
blockquote{padding:20px 22px 4px;font-size:19px;line-height:30px;white-space:pre-wrap}.aside{padding:20px 22px 4px;color:var(--ink-2)}.s{display:flex;flex-wrap:wrap;gap:4px 10px;padding:10px 22px 20px;font-weight:600}.code{margin-left:auto;font-weight:400;font-size:15px;color:var(--ink-3);font-variant-numeric:tabular-nums;white-space:nowrap}
.earlier{margin-top:12px;color:var(--ink-2);font-size:15px}.earlier blockquote{font-size:16px;line-height:24px;padding:8px 18px}summary{cursor:pointer;padding:8px 0}
.acts{display:flex;gap:12px;margin-top:20px}.btn{display:inline-flex;align-items:center;min-height:44px;padding:0 18px;border-radius:8px;border:1px solid var(--line-2);background:var(--surface);color:var(--ink);font:500 15px/1 var(--font);text-decoration:none;cursor:pointer}.btn:hover{background:var(--hover)}.btn.pri{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}.btn.pri:hover{background:var(--accent-hover)}
.tip{display:flex;gap:12px;margin-top:24px;color:var(--ink-2);font-size:15px;line-height:23px}.tip .ic{margin-top:3px}
.blank{width:148px;height:148px;border-radius:50%;border:3px dashed var(--over-mark);background:var(--over-soft);color:var(--over-mark);display:grid;place-items:center;flex:none}.blank .ic{width:60px;height:60px;stroke-width:1.2}
.do{background:var(--surface);border:1px solid var(--line);border-radius:16px;margin-top:26px;padding:6px 22px;box-shadow:var(--shadow)}.do li{display:flex;gap:14px;padding:14px 0;border-top:1px solid var(--line)}.do li:first-child{border-top:0}.do .ic{margin-top:3px;color:var(--over)}.do b{display:block;font-weight:600}.do span{color:var(--ink-2);font-size:15px}
.again{display:grid;grid-template-columns:1fr auto;gap:8px 10px;margin-top:24px;align-items:start}.again label,.again small{grid-column:1/3}.again label{font-weight:600}.again small{font-size:14px;color:var(--ink-3)}textarea{font:400 18px/26px var(--font);padding:10px 12px;border-radius:6px;border:1px solid var(--control);background:var(--surface);color:var(--ink);resize:vertical;min-height:48px;width:100%}
.ft{border-top:1px solid var(--line);margin-top:64px;font-size:14px;color:var(--ink-3)}.ft .wrap{display:flex;align-items:center;flex-wrap:wrap;gap:8px 24px;min-height:72px;padding-top:16px;padding-bottom:16px}.ft nav{display:flex;gap:20px;margin-left:auto}.ft nav a{color:var(--ink-2);padding:8px 0}
@media (prefers-color-scheme:dark){.own{background:#fff;padding:6px 8px;border-radius:6px;max-height:44px}}
@media (max-width:640px){.ft nav{margin-left:0}.wrap{padding:0 20px}.ph{gap:0 20px;padding-top:12px}.co{flex:1 1 100%}.acts{flex-wrap:wrap}.again .btn{justify-content:center}.v{margin-top:24px;padding:0 20px}.who{flex-direction:column;align-items:flex-start;gap:18px}.photo,.blank{width:112px;height:112px}h1{font-size:28px;line-height:34px}.m time,.code{margin-left:0}blockquote{font-size:17px;line-height:27px}.again{grid-template-columns:1fr}.again label,.again small{grid-column:1}}
`;

/** The colour of the organisation in both themes, made readable where it is not; nothing without one. */
export function accentStyle(colour: string | null): string {
  if (colour === null || !isColour(colour)) return '';
  const { light, dark } = accentColours(colour);
  return `:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}`;
}

function variables({ accent, hover, onAccent }: Accent): string {
  return `--accent:${accent};--accent-hover:${hover};--on-accent:${onAccent}`;
}

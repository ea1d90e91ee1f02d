/** How the page of a show looks; a constant, so that the Content-Security-Policy can name its hash. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #ffffff; --ink: #14171c; --soft: #59616d; --line: #dfe3e9;
  --accent: #0b5cad; --wave: #b9c4d2; --good: #106b3c; --bad: #b3261e; --bad-soft: #fdeceb; --warn: #7a4d00;
  --warn-soft: #fff4dc; --now: #e8f1fb;
  --voice-0: #0b5cad; --voice-1: #9a3412; --voice-2: #6d28a8; --voice-3: #0f6b5c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1216; --card: #181c22; --ink: #edf0f4; --soft: #a3adba; --line: #2b323c;
    --accent: #7ab8ff; --wave: #48535f; --good: #6fd69b; --bad: #ff9a92; --bad-soft: #38191a; --warn: #f5c86b;
    --warn-soft: #33270f; --now: #1c2a3a;
    --voice-0: #7ab8ff; --voice-1: #ffab84; --voice-2: #cfa6ff; --voice-3: #72d9c4;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
main, footer { max-width: 1160px; margin: 0 auto; padding: 28px 24px 0; }
footer { padding-bottom: 36px; color: var(--soft); font-size: 14px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 12px; background: var(--card); padding: 8px 14px; z-index: 1; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
h1 { font-size: clamp(26px, 4.4vw, 42px); line-height: 1.14; letter-spacing: -.02em; margin: 8px 0 10px; text-wrap: balance; }
h2 { font-size: 17px; margin: 0 0 14px; letter-spacing: -.005em; }
p { margin: 0; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 20px 22px; margin: 0 0 20px;
}
.head { display: flex; gap: 28px; align-items: center; margin-bottom: 24px; }
.head > div { min-width: 0; flex: 1; }
.cover { width: 240px; height: 240px; flex: none; border-radius: 18px; box-shadow: 0 10px 30px rgb(0 0 0 / .22); }
.status {
  display: inline-block; font-size: 13px; font-weight: 650; padding: 3px 12px; border-radius: 99px;
  border: 1px solid currentColor; color: var(--accent);
}
.status[data-status="completed"] { color: var(--good); }
.status[data-status="failed"] { color: var(--bad); }
.status[data-status="cancelled"] { color: var(--soft); }
.facts { color: var(--soft); }
.facts span:not(:last-child)::after { content: "·"; margin: 0 3px 0 6px; }
.hosts { color: var(--soft); }
.columns { display: grid; grid-template: auto 1fr / minmax(0, 1fr) 360px; column-gap: 20px; align-items: start; }
.places, .more { grid-column: 2; }
.wide { grid-column: 1; grid-row: 1 / 3; }
.wide:empty { display: none; }
.wide:empty ~ .more { grid-column: 1 / -1; }
.total { margin-top: 10px; color: var(--soft); font-size: 14px; }
.seek { position: relative; height: 112px; cursor: pointer; touch-action: pan-y; margin-bottom: 14px; }
.wave { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.wave path { stroke: var(--wave); stroke-linecap: butt; fill: none; }
.wave.heard { clip-path: inset(0 100% 0 0); }
.wave.heard path { stroke: var(--accent); }
audio { display: block; width: 100%; }
ol, ul { list-style: none; margin: 0; padding: 0; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
.time { font-variant-numeric: tabular-nums; color: var(--soft); font-size: 14px; }
.chapters button {
  display: flex; gap: 12px; align-items: baseline; width: 100%; padding: 8px 10px; margin: 0 -10px; border-radius: 10px;
  box-sizing: content-box; width: 100%;
}
.chapters .time { flex: none; min-width: 36px; }
.chapters button:hover { background: var(--now); }
.chapters button[aria-current] { background: var(--now); font-weight: 650; }
.chapters button[aria-current] .time { color: var(--accent); }
.line { padding: 14px 0 14px 16px; border-left: 3px solid transparent; }
.line + .line { border-top: 1px solid var(--line); }
.line.now { background: var(--now); border-left-color: var(--accent); }
.who { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; margin-bottom: 3px; }
.who .time { min-width: 36px; padding: 3px 0; }
.who .time:hover { color: var(--accent); text-decoration: underline; }
.kind { color: var(--soft); font-size: 14px; }
.voice-0 strong { color: var(--voice-0); }
.voice-1 strong { color: var(--voice-1); }
.voice-2 strong { color: var(--voice-2); }
.voice-3 strong { color: var(--voice-3); }
.line .claim strong { color: inherit; }
.script { margin-left: -16px; }
.said { max-width: 68ch; }
.claim { margin-top: 8px; padding: 7px 12px; border-radius: 9px; background: var(--warn-soft); color: var(--warn); font-size: 14.5px; }
mark { background: none; color: inherit; font-weight: 650; text-decoration: underline wavy; text-underline-offset: 4px; }
.sources { margin-top: 7px; font-size: 14px; color: var(--soft); }
.sources li { padding: 2px 0; }
.sources a { color: var(--soft); text-decoration-color: var(--line); text-underline-offset: 3px; }
.sources a:hover { color: var(--accent); }
.outlet { font-weight: 650; }
.outlet::after { content: " –"; font-weight: 400; }
.figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; margin: 0; }
dt { color: var(--soft); font-size: 14px; }
dd { margin: 0; font-size: 23px; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.02em; white-space: nowrap; }
dd span { font-size: 13px; font-weight: 450; color: var(--soft); letter-spacing: 0; }
.stages li { display: grid; grid-template-columns: 76px 1fr 84px; gap: 12px; align-items: center; padding: 4px 0; }
.bar, .bar svg { display: block; height: 8px; width: 100%; border-radius: 4px; overflow: hidden; }
.bar { background: var(--line); }
.bar rect { fill: var(--accent); }
.stage-time { text-align: right; font-variant-numeric: tabular-nums; font-size: 14px; color: var(--soft); }
.stage-time small { display: block; }
[data-state="running"] .stage-name { font-weight: 650; color: var(--accent); }
[data-state="running"] .bar { background: var(--accent); animation: pulse 1.2s ease-in-out infinite alternate; }
[data-state="failed"] .stage-name, [data-state="failed"] .stage-time { color: var(--bad); font-weight: 650; }
[data-state="failed"] .bar { background: var(--bad); }
[data-state="done"] .bar:not(:has(svg)) { background: var(--good); }
@keyframes pulse { from { opacity: .3; } to { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { [data-state="running"] .bar { animation: none; } }
.trouble li { padding: 5px 0 5px 18px; position: relative; }
.trouble li::before { content: "!"; position: absolute; left: 2px; color: var(--warn); font-weight: 800; }
.files a { display: flex; justify-content: space-between; gap: 12px; padding: 7px 0; text-decoration: none; }
.files a:hover span:first-child { text-decoration: underline; }
.files li + li { border-top: 1px solid var(--line); }
.size { color: var(--soft); font-size: 14px; font-variant-numeric: tabular-nums; flex: none; }
.failure { background: var(--bad-soft); border-color: var(--bad); }
.failure h2 { color: var(--bad); margin-bottom: 6px; }
.code { margin-top: 8px; color: var(--soft); font-size: 14px; }
.progress { display: grid; grid-template-columns: 1fr auto; gap: 10px 16px; align-items: center; }
.progress #sentence { grid-column: 1 / -1; font-size: 18px; font-weight: 600; }
progress { width: 100%; height: 12px; accent-color: var(--accent); }
.percent { font-variant-numeric: tabular-nums; }
@media (max-width: 860px) {
  main, footer { padding-left: 16px; padding-right: 16px; }
  main { padding-top: 18px; }
  .columns { display: flex; flex-direction: column; gap: 0; align-items: stretch; }
  .head { gap: 16px; }
  .cover { width: 120px; height: 120px; border-radius: 12px; }
  .card { padding: 16px; border-radius: 14px; }
  .seek { height: 84px; }
}
@media (max-width: 520px) {
  .head { align-items: flex-start; flex-direction: column; }
  .cover { width: 100%; height: auto; aspect-ratio: 1; }
}
`;

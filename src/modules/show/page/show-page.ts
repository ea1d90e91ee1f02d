import type { ShowAnswer } from '../show.answer.js';
import { costCard, downloads, loudnessCard, stageList, troubleCard } from './facts.js';
import { clock, moment, words } from './format.js';
import { type Child, html, Html, json } from './html.js';
import { type ChaptersFile, chapterList, player } from './player.js';
import { SCRIPT } from './page-script.js';
import { STYLE } from './page-style.js';
import { scriptView } from './script-view.js';
import type { PeaksFile } from './waveform.js';

/** Documents of a finished show that the page draws from. */
export interface ShowDocuments {
  readonly peaks?: PeaksFile;
  readonly chapters?: ChaptersFile;
}

const RUNNING = new Set(['queued', 'running', 'waiting_for_approval']);

/** The page of a show, whole: no request leaves for another host. What does not exist yet is absent. */
export function showPage(show: ShowAnswer, documents: ShowDocuments = {}): string {
  const title = titleOf(show);
  const isRunning = RUNNING.has(show.status);
  const { markup: facts } = json({
    self: show.links.self,
    events: isRunning ? show.links.events : null,
    durationS: show.metadata.audio_duration,
  });
  // Script and style go in as they are, not a blank more: the policy knows them by their hashes.
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${title} · RadioX</title>
      ${show.cover_url !== null && html`<link rel="icon" href="${show.cover_small_url ?? show.cover_url}" />`}
      ${new Html(`<style>${STYLE}</style>`)}
    </head>
    <body>
      <a class="skip" href="#content">Skip to the content</a>
      <main id="content">
        ${header(show, title)} ${isRunning && progress(show)} ${failure(show)}
        ${player(show, documents.peaks)}
        <div class="columns">
          <div class="places" lang="${show.language}">${chapterList(documents.chapters)}</div>
          <div class="wide">${scriptView(show)}</div>
          <div class="more">
            ${troubleCard(show)} ${loudnessCard(show)} ${costCard(show)} ${stageList(show)}
            ${downloads(show)}
          </div>
        </div>
      </main>
      <footer>
        ${show.metadata.is_sample === true && 'Sample edition with invented stories. '}Made by
        RadioX with artificial voices.
      </footer>
      ${new Html(`<script type="application/json" id="facts">${facts}</script>`)}
      ${new Html(`<script>${SCRIPT}</script>`)}
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

function titleOf({ title, metadata }: ShowAnswer): string {
  return title ?? `${words(metadata.preset)} show`;
}

function header(show: ShowAnswer, title: string): Child {
  const { metadata } = show;
  const facts = [
    metadata.generated_at !== null &&
      html`<time datetime="${metadata.generated_at}">${moment(metadata.generated_at)}</time>`,
    metadata.audio_duration !== null && clock(metadata.audio_duration),
    words(metadata.channel),
    show.broadcast_style !== null && words(show.broadcast_style),
    metadata.language.toUpperCase(),
    show.version > 1 && html`<a href="${show.links.versions}">Version ${show.version}</a>`,
  ].filter((fact) => fact !== false);
  const { total_news_collected: read, news_selected: told } = metadata.content_stats;
  return html`<header class="head">
    ${
      show.cover_url !== null &&
      html`<img
        class="cover"
        src="${show.cover_small_url ?? show.cover_url}"
        srcset="${`${show.cover_small_url ?? show.cover_url} 300w, ${show.cover_url} 1500w`}"
        sizes="240px"
        alt="Cover"
        width="1500"
        height="1500"
      />`
    }
    <div>
      <p class="status" data-status="${show.status}">${words(show.status)}</p>
      <h1 lang="${show.language}">${title}</h1>
      <p class="facts">${facts.map((fact) => html`<span>${fact}</span> `)}</p>
      ${
        metadata.speakers.length > 0 &&
        html`<p class="hosts">With ${metadata.speakers.map(({ name }) => name).join(', ')}</p>`
      }
      ${told > 0 && html`<p class="hosts">${told} ${told === 1 ? 'story' : 'stories'} told, out of ${read} articles read</p>`}
    </div>
  </header>`;
}

function progress({ percent, sentence }: ShowAnswer): Child {
  return html`<section class="card progress" aria-label="Progress">
    <p id="sentence" aria-live="polite">${sentence}</p>
    <progress id="percent" max="100" value="${percent}" aria-label="How far the show is"></progress>
    <p class="percent" id="percent-text">${Math.round(percent)} %</p>
  </section>`;
}

function failure({ status, error, approval }: ShowAnswer): Child {
  if (status === 'cancelled')
    return html`<section class="card note" role="status">
      <p>
        ${approval?.decision === 'rejected' ? `This show was rejected: ${approval.reason ?? ''}` : 'This show was cancelled.'}
      </p>
    </section>`;
  if (!error) return null;
  return html`<section class="card failure" role="alert">
    <h2>The show could not be made</h2>
    <p>${error.detail}</p>
    <p class="code">${words(error.stage)} · <code>${error.code}</code></p>
  </section>`;
}

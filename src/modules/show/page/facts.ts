import type { ShowAnswer } from '../show.answer.js';
import type { StageState } from '../show.entity.js';
import { size, words } from './format.js';
import { type Child, html } from './html.js';

const STATE: Readonly<Record<StageState, string>> = {
  pending: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
};

/** Each stage with its state, and how long it took as a bar. */
export function stageList({ stages, status, metadata }: ShowAnswer): Child {
  const isOver = status === 'failed' || status === 'cancelled';
  const total = metadata.performance.generation_time_seconds ?? 0;
  const longest = stages.reduce((most, { seconds }) => Math.max(most, seconds ?? 0), 0.001);
  return html`<section class="card" aria-labelledby="stages-title">
    <h2 id="stages-title">Making of</h2>
    <ol class="stages" id="stages">
      ${stages.map(
        ({ stage, state, seconds, attempts }) =>
          html`<li data-stage="${stage}" data-state="${state}">
            <span class="stage-name">${words(stage)}</span>
            <span class="bar" aria-hidden="true">
              ${
                seconds !== null &&
                html`<svg preserveAspectRatio="none" viewBox="0 0 100 8">
                  <rect width="${Math.max(1, (100 * seconds) / longest).toFixed(1)}" height="8" />
                </svg>`
              }
            </span>
            <span class="stage-time">
              ${seconds === null ? (isOver && state === 'pending' ? 'not reached' : STATE[state]) : `${seconds.toFixed(2)} s`}
              ${attempts > 1 && html`<small>${attempts} attempts</small>`}
            </span>
          </li>`,
      )}
    </ol>
    ${
      status === 'completed' &&
      html`<p class="total">${total.toFixed(1)} s of work, some of it side by side</p>`
    }
  </section>`;
}

/** Loudness as measured on the finished show. */
export function loudnessCard({ metadata: { loudness } }: ShowAnswer): Child {
  if (!loudness) return null;
  const value = (name: string, figure: number, unit: string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${minus(figure)} <span>${unit}</span></dd>
    </div>`;
  return html`<section class="card" aria-labelledby="loudness-title">
    <h2 id="loudness-title">Loudness</h2>
    <dl class="figures">
      ${value('Integrated', loudness.integrated_lufs, 'LUFS')}
      ${value('True peak', loudness.true_peak_dbtp, 'dBTP')} ${value('Range', loudness.lra, 'LU')}
    </dl>
  </section>`;
}

/** What the making took, and what the take cache spared. */
export function costCard({ metadata: { cost } }: ShowAnswer): Child {
  const { tts_characters, llm_tokens, images, usd, saved_usd } = cost;
  if (tts_characters + llm_tokens + images + usd + saved_usd === 0) return null;
  const value = (name: string, figure: string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${figure}</dd>
    </div>`;
  return html`<section class="card" aria-labelledby="cost-title">
    <h2 id="cost-title">Cost</h2>
    <dl class="figures">
      ${value('Spent', `$${usd.toFixed(4)}`)} ${value('Saved by reuse', `$${saved_usd.toFixed(4)}`)}
      ${value('Characters spoken', String(tts_characters))}
      ${llm_tokens > 0 && value('Tokens', String(llm_tokens))}
      ${images > 0 && value('Images', String(images))}
    </dl>
  </section>`;
}

/** What a listener or an operator should know: warnings, and feeds that gave nothing. */
export function troubleCard({ metadata: { warnings, feeds } }: ShowAnswer): Child {
  const failed = feeds.filter(({ state }) => state === 'failed');
  if (warnings.length === 0 && failed.length === 0) return null;
  return html`<section class="card" aria-labelledby="trouble-title">
    <h2 id="trouble-title">Worth knowing</h2>
    <ul class="trouble">
      ${warnings.map((warning) => html`<li>${warning}</li>`)}
      ${failed.map(
        ({ outlet, reason }) =>
          html`<li>
            <strong>${outlet}</strong> could not be read${reason ? `: ${reason}` : '.'}
          </li>`,
      )}
    </ul>
  </section>`;
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  'transcript.vtt': 'Transcript, WebVTT',
  'transcript.srt': 'Transcript, SubRip',
  'transcript.json': 'Transcript, JSON',
  'transcript.txt': 'Transcript, plain text',
  'chapters.json': 'Chapters, JSON',
  'peaks.json': 'Waveform peaks, JSON',
  'cover.jpg': 'Cover, JPEG',
  'cover.png': 'Cover, PNG',
  'cover_small.jpg': 'Cover for lists',
};

/** Every file of the show, to take away. */
export function downloads({ files }: ShowAnswer): Child {
  if (files.length === 0) return null;
  return html`<section class="card" aria-labelledby="files-title">
    <h2 id="files-title">Downloads</h2>
    <ul class="files">
      ${files.map(
        ({ name, kind, url, size_bytes }) =>
          html`<li>
            <a href="${url}" download="${name}">
              <span
                >${kind === 'audio' ? `Audio, ${name.split('.').at(-1)?.toUpperCase() ?? ''}` : (FILE_NAMES[name] ?? name)}</span
              >
              <span class="size">${size(size_bytes)}</span>
            </a>
          </li>`,
      )}
    </ul>
  </section>`;
}

function minus(figure: number): string {
  return figure.toFixed(1).replace('-', '−');
}

import type { ShowAnswer } from '../show.answer.js';
import { clock } from './format.js';
import { type Child, html } from './html.js';
import { type PeaksFile, waveform } from './waveform.js';

/** What `chapters.json` holds. */
export interface ChaptersFile {
  readonly chapters: ReadonlyArray<{ readonly startTime: number; readonly title: string }>;
}

/** Hearing the show. Works without the waveform and without the script, by the browser's own controls. */
export function player(show: ShowAnswer, peaks?: PeaksFile): Child {
  if (show.audio_url === null) return null;
  const durationS = show.metadata.audio_duration ?? 0;
  return html`<section class="card player" aria-label="Player">
    ${
      peaks &&
      html`<div
        class="seek"
        id="seek"
        role="slider"
        tabindex="0"
        aria-label="Position in the show"
        aria-valuemin="0"
        aria-valuemax="${Math.floor(durationS)}"
        aria-valuenow="0"
        aria-valuetext="0:00 of ${clock(durationS)}"
      >
        ${waveform(peaks)}
      </div>`
    }
    <audio
      id="audio"
      controls
      preload="metadata"
      src="${show.audio_url}"
      aria-label="The show"
    ></audio>
  </section>`;
}

/** Chapters as buttons that jump there. */
export function chapterList(file?: ChaptersFile): Child {
  if (!file || file.chapters.length === 0) return null;
  return html`<section class="card" aria-labelledby="chapters-title">
    <h2 id="chapters-title">Chapters</h2>
    <ol class="chapters">
      ${file.chapters.map(
        ({ startTime, title }) =>
          html`<li>
            <button type="button" data-start="${startTime}">
              <span class="time">${clock(startTime)}</span> <span>${title}</span>
            </button>
          </li>`,
      )}
    </ol>
  </section>`;
}

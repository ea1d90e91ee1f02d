import type { ShowAnswer } from '../show.answer.js';
import { clock, words } from './format.js';
import { type Child, html, webAddress } from './html.js';

type Segment = ShowAnswer['segments'][number];
type Source = ShowAnswer['metadata']['content_sources'][number];

/** The script line by line, each with the articles it comes from. */
export function scriptView({ segments, metadata }: ShowAnswer): Child {
  if (segments.length === 0) return null;
  const names = new Map(metadata.speakers.map(({ id, name }) => [id, name]));
  const sources = new Map(metadata.content_sources.map((source) => [source.id, source]));
  const order = metadata.speakers.map(({ id }) => id);
  return html`<section class="card" aria-labelledby="script-title">
    <h2 id="script-title">Script</h2>
    <ol class="script" lang="${metadata.language}">
      ${segments.map((segment) =>
        line(segment, {
          name: names.get(segment.speaker) ?? segment.speaker,
          voice: Math.max(0, order.indexOf(segment.speaker)) % 4,
          sources,
        }),
      )}
    </ol>
  </section>`;
}

interface LineContext {
  readonly name: string;
  /** Place among the speakers: its colour. */
  readonly voice: number;
  readonly sources: ReadonlyMap<string, Source>;
}

function line(segment: Segment, { name, voice, sources }: LineContext): Child {
  const { start_seconds: start, duration_seconds: length, unsupported_claims: claims } = segment;
  const spoken = start !== null && length !== null;
  return html`<li
    class="line voice-${voice}"
    ${spoken && html`data-from="${start}" data-to="${start + length}"`}
  >
    <p class="who">
      ${
        start !== null &&
        html`<button type="button" class="time" data-start="${start}">${clock(start)}</button>`
      }
      <strong>${name}</strong> <span class="kind">${words(segment.segment_type)}</span>
    </p>
    <p class="said">${segment.text}</p>
    ${
      claims.length > 0 &&
      html`<p class="claim">
        <strong>Not found in the sources:</strong>
        ${claims.map(({ kind, text }, i) => html`${i > 0 && ', '}<mark>${text}</mark> (${kind})`)}
      </p>`
    }
    ${sourceList(segment, sources)}
  </li>`;
}

function sourceList(segment: Segment, sources: ReadonlyMap<string, Source>): Child {
  const known = segment.sources.flatMap((id) => sources.get(id) ?? []);
  if (known.length === 0) return null;
  return html`<ul class="sources" aria-label="Sources">
    ${known.map(({ outlet, title, link }) => {
      const address = webAddress(link);
      const text = html`<span class="outlet">${outlet}</span> ${title}`;
      return html`<li>
        ${
          address === undefined
            ? text
            : html`<a href="${address}" rel="noopener noreferrer" target="_blank">${text}</a>`
        }
      </li>`;
    })}
  </ul>`;
}

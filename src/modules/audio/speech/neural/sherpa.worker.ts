import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { writeTake } from '../../take/take-file.js';
import { assemble } from '../assemble.js';
import { sentences } from '../sentences.js';
import type { Speech } from '../speech.js';
import { workSince } from '../work-since.js';
import type { Outcome, RecordTask, SpeakTask } from '../worker-task.js';
import type { SherpaFiles } from './sherpa-models.js';

export interface SherpaTask extends SpeakTask {
  readonly files: SherpaFiles;
  readonly speaker: number;
  readonly threads: number;
}

/** The part of the package used here. */
interface Sherpa {
  readonly OfflineTts: new (config: object) => {
    readonly sampleRate: number;
    generate(request: {
      text: string;
      sid: number;
      speed: number;
      enableExternalBuffer: boolean;
    }): {
      readonly samples: Float32Array;
      readonly sampleRate: number;
    };
  };
}

const SHORTEST_S = 0.1;
/** A worker keeps the model that it spoke with last: loading one takes up to a second. */
let loaded:
  { readonly key: string; readonly engine: InstanceType<Sherpa['OfflineTts']> } | undefined;
let words: { readonly file: string; readonly known: ReadonlySet<string> } | undefined;

/** Speaks one line. */
export function speak(task: SherpaTask): Outcome {
  const { text, rate, speaker, files } = task;
  const refused = untokenisable(text, files);
  if (refused !== undefined) return { refused };
  const engine = engineOf(task);
  const parts: Speech[] = [];
  for (const sentence of sentences(text)) {
    if (!/[\p{L}\p{N}]/u.test(sentence)) continue;
    const said = engine.generate({
      text: sentence,
      sid: speaker,
      speed: rate,
      enableExternalBuffer: false,
    });
    parts.push({ pcm: Int16Array.from(said.samples, sample), sampleRateHz: said.sampleRate });
  }
  const speech = assemble(parts);
  const durationS = speech.pcm.length / speech.sampleRateHz;
  return durationS < SHORTEST_S ? { refused: 'there is nothing in it to say' } : { speech };
}

/** Speaks one line into a take file. */
export function record(task: SherpaTask & RecordTask): Outcome {
  const startedMs = performance.now();
  const outcome = speak(task);
  if (!outcome.speech) return outcome;
  return { recording: { ...writeTake(task.file, outcome.speech), work: workSince(startedMs) } };
}

/** A model with a lexicon leaves words out that are not in it, and text wholly outside kills the process. */
function untokenisable(text: string, { lexicon, dataDir }: SherpaFiles): string | undefined {
  if (lexicon === undefined || dataDir !== undefined) return undefined;
  if (words?.file !== lexicon) {
    const lines = readFileSync(lexicon, 'utf8').split('\n');
    words = { file: lexicon, known: new Set(lines.map((line) => line.split(/\s/u, 1)[0] ?? '')) };
  }
  const { known } = words;
  const said = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  const missing = said.find((word) => !known.has(word));
  if (missing === undefined) return undefined;
  return 'a word is not in its lexicon';
}

function engineOf({ files, threads }: SherpaTask) {
  const key = JSON.stringify([files, threads]);
  if (loaded?.key === key) return loaded.engine;
  const { OfflineTts } = createRequire(import.meta.url)('sherpa-onnx-node') as Sherpa;
  const { model, tokens, lexicon = '', dataDir = '' } = files;
  // No noise: the same words sound the same.
  const vits = { model, tokens, lexicon, dataDir, noiseScale: 0, noiseScaleW: 0 };
  const config = { model: { vits, numThreads: threads, provider: 'cpu' }, maxNumSentences: 1 };
  loaded = { key, engine: new OfflineTts(config) };
  return loaded.engine;
}

function sample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(32_767 * value)));
}

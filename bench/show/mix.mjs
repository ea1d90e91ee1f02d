// Mixes the show of a timeline.json (written beside stems) again, from its takes to the finished file, in one process
// and its worker: what the peer is measured against.
//   node bench/show/mix.mjs TIMELINE OUT [FORMAT]
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const dist = join(import.meta.dirname, '../../dist/src');
const load = (path) => import(join(dist, path));
const { Mixer } = await load('modules/audio/mix/mixer.js');
const { AudioSettings } = await load('modules/audio/audio.settings.js');
const { Ffmpeg } = await load('modules/audio/ffmpeg/ffmpeg.js');
const { FfmpegSettings } = await load('modules/audio/ffmpeg/ffmpeg.settings.js');
const { ServiceSettings } = await load('platform/config/index.js');
const { MemorySettings } = await load('platform/process/index.js');

const [timelineFile, outFile, format = 'mp3'] = process.argv.slice(2);
const { segments } = JSON.parse(readFileSync(timelineFile, 'utf8'));
const service = Object.assign(new ServiceSettings(), { dataDir: dirname(outFile) });
const ffmpeg = new Ffmpeg(new FfmpegSettings());
const mixer = new Mixer(new AudioSettings(), service, new MemorySettings(), ffmpeg);
const plan = {
  segments: segments.map(({ speaker, take, starts_topic }) => ({
    speaker,
    takeFile: resolve(take),
    startsTopic: starts_topic,
  })),
  seed: 'radiox',
  format,
  outFile,
};
const fromMs = performance.now();
const { durationS, loudness, encodings } = await mixer.mix(plan, new AbortController().signal);
const wallS = (performance.now() - fromMs) / 1000;
await mixer.onApplicationShutdown();
await ffmpeg.onApplicationShutdown();
console.log(JSON.stringify({ wallS, durationS, ...loudness, encodings }));

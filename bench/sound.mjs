// Shows measured as a station would measure them before it airs them: loudness, true peak, hosts against each other,
// bed under speech, joins, silence. Lengths, presets, hours of the day, languages and seeds vary.
//   node bench/sound.mjs [--shows 3] [--seed 1] [--keep DIR]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  finished,
  finishedByFfmpeg,
  jumpAtJoins,
  loudnessBySpeaker,
  overBed,
  stem,
} from './sound/measure.mjs';

const { values } = parseArgs({
  options: {
    shows: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});
const root = join(import.meta.dirname, '..');
const MINUTES = [3, 1, 5, 2, 8];
const LANGUAGES = ['en', 'de', 'fr', 'en', 'it', 'es', 'en'];
const PRESETS = ['zurich', 'basel', 'bern', 'tech', 'world', 'breaking', 'night'];
/** One for each style of the day. */
const HOURS = ['05', '11', '17', '22'];

const LIMITS = {
  offLu: 0.5,
  peakDbtp: -1,
  hostsLu: 1,
  overBedMedianDb: 12,
  overBedLeastDb: 9,
  jump: 0.2,
};

function makeShow(work, n) {
  const folder = join(work, `show-${n}`);
  mkdirSync(folder, { recursive: true });
  const wish = {
    minutes: MINUTES[n % MINUTES.length],
    language: LANGUAGES[n % LANGUAGES.length],
    preset: PRESETS[n % PRESETS.length],
    seed: Number(values.seed) + n,
  };
  const out = join(folder, 'show.mp3');
  const options = Object.entries(wish).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const env = {
    ...process.env,
    RADIOX_DATA_DIR: join(work, 'data'),
    RADIOX_NOW: `2026-05-20T${HOURS[n % HOURS.length]}:30:00Z`,
    RADIOX_LOG_LEVEL: 'error',
  };
  const make = (...more) => {
    const args = [
      join(root, 'dist/src/cli.js'),
      ...options,
      '--feeds',
      'sample',
      '--json',
      ...more,
    ];
    const said = execFileSync(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(String(said).trim().split('\n').at(-1));
  };
  // With stems one encoder works; what listeners get may be of two side by side: the finished file is judged as they
  // get it, joins and levels on the stems of a show of the same wish (with other stories: none is told twice).
  const recorded = make('--out', out);
  make('--out', join(folder, 'with-stems.mp3'), '--stems', folder);
  const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8'));
  return { wish, out, folder, recorded, timeline };
}

async function judge({ out, folder, recorded, timeline }) {
  const [speech, bed, master] = ['speech', 'bed', 'master'].map((name) => stem(folder, name));
  const sound = await finished(out);
  const peer = finishedByFfmpeg(out);
  const hosts = Object.values(loudnessBySpeaker(master, timeline.segments));
  const apartLu = Math.max(...hosts) - Math.min(...hosts);
  const over = overBed(speech, bed);
  const join = jumpAtJoins(master, speech, timeline);
  const faults = [];
  const must = (isMet, what) => isMet || faults.push(what);
  for (const [who, one] of Object.entries({ ours: sound, ...(peer && { ffmpeg: peer }) })) {
    must(Math.abs(one.lufs + 16) <= LIMITS.offLu, `loudness (${who})`);
    must(one.peak <= LIMITS.peakDbtp, `true peak (${who})`);
    must(one.silences === 0, `silence over 2 s (${who})`);
  }
  must(Math.abs(recorded.integrated_lufs - sound.lufs) < 0.1, 'loudness on record');
  must(apartLu <= LIMITS.hostsLu, 'hosts apart');
  must(over.median >= LIMITS.overBedMedianDb, 'bed, median');
  must(over.least >= LIMITS.overBedLeastDb, 'bed, least');
  must(join.jump <= LIMITS.jump, `click at ${join.atS.toFixed(3)} s`);
  return { sound, peer, hosts: hosts.length, apartLu, over, join, faults };
}

const work = values.keep ?? mkdtempSync(join(tmpdir(), 'radiox-sound-'));
let faulty = 0;
const worst = { offLu: 0, peak: -Infinity, apartLu: 0, least: Infinity, median: Infinity, jump: 0 };
const ranges = [];
try {
  for (let n = 0; n < Number(values.shows); n++) {
    const show = makeShow(work, n);
    const { sound, peer, hosts, apartLu, over, join: at, faults } = await judge(show);
    const { minutes, language, preset, seed } = show.wish;
    worst.offLu = Math.max(worst.offLu, Math.abs(sound.lufs + 16));
    worst.peak = Math.max(worst.peak, sound.peak, peer?.peak ?? -Infinity);
    worst.apartLu = Math.max(worst.apartLu, apartLu);
    worst.least = Math.min(worst.least, over.least);
    worst.median = Math.min(worst.median, over.median);
    worst.jump = Math.max(worst.jump, at.jump);
    ranges.push(sound.range);
    if (faults.length > 0) faulty += 1;
    console.log(
      `${preset} ${language} ${minutes} min seed ${seed}: ${sound.lufs.toFixed(2)} LUFS${peer ? ` (ffmpeg ${peer.lufs})` : ''}, ${sound.peak.toFixed(2)} dBTP${peer ? ` (${peer.peak})` : ''}, range ${sound.range.toFixed(1)} LU, ${hosts} hosts within ${apartLu.toFixed(2)} LU, speech over bed median ${over.median.toFixed(1)} least ${over.least.toFixed(1)} dB, largest jump at a join ${at.jump.toFixed(3)}, silences ${sound.silences}${faults.length > 0 ? `; NOT: ${faults.join(', ')}` : ''}`,
    );
    if (values.keep === undefined) rmSync(show.folder, { recursive: true });
  }
} finally {
  if (values.keep === undefined) rmSync(work, { recursive: true, force: true });
}
ranges.sort((a, b) => a - b);
console.log(
  `${values.shows} shows, worst of each: ${worst.offLu.toFixed(2)} LU off -16 (0.5), ${worst.peak.toFixed(2)} dBTP (-1), hosts ${worst.apartLu.toFixed(2)} LU apart (1), bed median ${worst.median.toFixed(1)} dB under speech (12), least ${worst.least.toFixed(1)} dB (9), jump ${worst.jump.toFixed(3)} (0.2); loudness range ${ranges[0]?.toFixed(1)} to ${ranges.at(-1)?.toFixed(1)} LU`,
);
console.log(faulty === 0 ? 'every show as promised' : `${faulty} shows NOT as promised`);
process.exitCode = faulty === 0 ? 0 : 1;

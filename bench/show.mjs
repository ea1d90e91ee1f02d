// Speed and memory of shows from the sample newsroom, from a warm start, with the local voices.
//   node bench/show.mjs [--minutes 5] [--memory]      (--memory: 1, 10 and 30 minutes, and whether memory is flat)
// The peer is ffmpeg (two-pass loudnorm and libmp3lame on the same stems), where it is installed.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { watchTree } from './process-tree.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    memory: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'radiox-bench-'));
const NOW = '2026-05-20T06:30:00Z';

async function makeShow(data, args) {
  const env = { ...process.env, RADIOX_DATA_DIR: data, RADIOX_NOW: NOW, RADIOX_LOG_LEVEL: 'error' };
  const app = spawn(
    process.execPath,
    [join(root, 'dist/src/cli.js'), '--feeds', 'sample', '--json', ...args],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const stop = watchTree(app.pid);
  let out = '';
  app.stdout.on('data', (chunk) => (out += chunk));
  const code = await new Promise((done) => app.once('exit', done));
  const measured = stop();
  if (code !== 0) throw new Error(`No show: exit code ${code}`);
  return { ...JSON.parse(out.trim().split('\n').at(-1)), ...measured };
}

const warm = (data) => makeShow(data, ['--minutes', '1', '--seed', '1']);

/** Makes the same show in another folder that has the takes of the first. */
async function again(first, name, args) {
  const data = join(work, name);
  mkdirSync(data);
  for (const part of ['takes', 'jingles'])
    cpSync(join(first, part), join(data, part), { recursive: true });
  await warm(data);
  return makeShow(data, args);
}

async function speed(minutes) {
  const args = ['--minutes', String(minutes), '--seed', '7'];
  const first = join(work, 'first');
  await warm(first);
  const show = await makeShow(first, args);
  // The same show again with its takes at hand: the difference is speech.
  const cached = await again(first, 'second', args);
  const stems = join(work, 'stems');
  const withStems = await again(first, 'third', [...args, '--stems', stems]);
  const times = show.duration_s / show.wall_s;
  console.log(
    `${minutes} minutes: ${show.duration_s.toFixed(1)} s of show in ${show.wall_s.toFixed(1)} s, ${times.toFixed(1)} times faster than real time (at least 15 wanted)`,
  );
  const total = Object.values(show.stage_seconds).reduce((sum, one) => sum + one, 0);
  for (const [stage, seconds] of Object.entries(show.stage_seconds))
    console.log(
      `  ${stage.padEnd(8)} ${seconds.toFixed(2).padStart(6)} s  ${((100 * seconds) / total).toFixed(0).padStart(3)} %`,
    );
  console.log(
    `  start, stop and hand-overs ${(show.wall_s - total + Math.min(show.stage_seconds.voice, show.stage_seconds.cover)).toFixed(2)} s`,
  );
  console.log(
    `CPU: ${show.cpuS.toFixed(1)} s, without speech ${cached.cpuS.toFixed(1)} s (at most 12 wanted)`,
  );
  console.log(
    `memory: main process ${show.rootMibMax.toFixed(0)} MiB (under 350 wanted), tree ${show.treeMibMax.toFixed(0)} MiB (under 900 wanted)`,
  );
  peer(stems, withStems);
}

/** ffmpeg mixes the stems, measures twice and encodes: what our mix stage does after placing the takes. */
function peer(stems, cached) {
  if (!existsSync(stems) || spawnSync('ffmpeg', ['-version']).error)
    return console.log('peer: ffmpeg is not installed here');
  const inputs = [
    '-hide_banner',
    '-nostdin',
    '-y',
    '-i',
    join(stems, 'speech.wav'),
    '-i',
    join(stems, 'bed.wav'),
  ];
  const graph = (filter) => ['-filter_complex', `[0:a][1:a]amix=inputs=2:normalize=0,${filter}`];
  const from = performance.now();
  const measured = spawnSync(
    'ffmpeg',
    [...inputs, ...graph('loudnorm=I=-16:TP=-1:LRA=11:print_format=json'), '-f', 'null', '-'],
    { encoding: 'utf8' },
  ).stderr;
  const facts = JSON.parse(
    measured.slice(measured.lastIndexOf('{'), measured.lastIndexOf('}') + 1),
  );
  const second = `loudnorm=I=-16:TP=-1:LRA=11:measured_I=${facts.input_i}:measured_TP=${facts.input_tp}:measured_LRA=${facts.input_lra}:measured_thresh=${facts.input_thresh}:linear=true,aresample=44100`;
  spawnSync('ffmpeg', [
    ...inputs,
    ...graph(second),
    '-c:a',
    'libmp3lame',
    '-b:a',
    '192k',
    join(stems, 'peer.mp3'),
  ]);
  const peerS = (performance.now() - from) / 1000;
  const ours = cached.stage_seconds.mix;
  console.log(
    `mix stage ${ours.toFixed(2)} s; ffmpeg mixing, measuring and encoding the same stems ${peerS.toFixed(2)} s; ratio ${(peerS / ours).toFixed(2)}`,
  );
}

async function memory() {
  const data = join(work, 'memory');
  await warm(data);
  const rows = [];
  for (const minutes of [1, 10, 30]) {
    const show = await makeShow(data, ['--minutes', String(minutes), '--seed', '7']);
    rows.push(show);
    console.log(
      `${String(minutes).padStart(2)} minutes asked, ${(show.duration_s / 60).toFixed(1)} made: main ${show.rootMibMax.toFixed(0)} MiB, tree ${show.treeMibMax.toFixed(0)} MiB, ${show.wall_s.toFixed(1)} s`,
    );
  }
  const growth = (field) => rows.at(-1)[field] / rows[0][field];
  console.log(
    `30 minutes over 1 minute: main ${growth('rootMibMax').toFixed(2)}, tree ${growth('treeMibMax').toFixed(2)}`,
  );
}

try {
  if (values.memory) await memory();
  else await speed(Number(values.minutes));
} finally {
  rmSync(work, { recursive: true, force: true });
}

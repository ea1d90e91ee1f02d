// Speed and memory of shows from the sample newsroom, from a warm start, with the local voices.
//   node bench/show.mjs [--minutes 5] [--memory] [--long]
// --memory: shows of 1, 10 and 30 minutes, and whether memory is flat. --long: the takes of a show mixed to 3 minutes
// and to 3 hours, as mp3 and as wav (the sample newsroom has no news for 3 hours: its takes come again and again).
// The peer is ffmpeg making the same show of the same takes, where it is installed: bench/show/peer.mjs.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { watchTree } from './process-tree.mjs';
import { peerShow, timed } from './show/peer.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    memory: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'radiox-bench-'));
const NOW = '2026-05-20T06:30:00Z';

/** What was missed. @returns The bound and whether it holds, to be printed. */
const missed = [];
function wanted(isMet, bound) {
  if (!isMet) missed.push(bound);
  return `${bound} wanted${isMet ? '' : ': MISSED'}`;
}

/** As `npm run show` starts it. */
const flags = /node (--\S+) dist\/src\/cli\.js/
  .exec(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.show)
  .slice(1);

async function makeShow(data, args) {
  const env = { ...process.env, RADIOX_DATA_DIR: data, RADIOX_NOW: NOW, RADIOX_LOG_LEVEL: 'error' };
  const app = spawn(
    process.execPath,
    [...flags, join(root, 'dist/src/cli.js'), '--feeds', 'sample', '--json', ...args],
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

/** A station that stands still, with its database. */
function copied(from, to) {
  if (spawnSync('cp', ['-a', from, to]).status !== 0) throw new Error(`No copy of ${from}`);
  return to;
}

/** Makes the same show in a folder as that of the first was before, but with its takes. */
async function again(before, first, name, args) {
  const data = copied(before, join(work, name));
  cpSync(join(first, 'takes'), join(data, 'takes'), { recursive: true });
  const takes = readdirSync(join(data, 'takes'), { recursive: true }).length;
  const show = await makeShow(data, args);
  if (readdirSync(join(data, 'takes'), { recursive: true }).length !== takes)
    throw new Error('The same show was spoken anew.');
  return show;
}

async function speed(minutes) {
  const args = ['--minutes', String(minutes), '--seed', '7'];
  const first = join(work, 'first');
  await warm(first);
  const before = copied(first, join(work, 'before'));
  const show = await makeShow(first, args);
  // The same show again with its takes at hand: the difference is speech.
  const cached = await again(before, first, 'second', args);
  const stems = join(work, 'stems');
  await again(before, first, 'third', [...args, '--stems', stems]);
  // The peer is given the music ready made; so are we, as every station after its first show.
  cpSync(join(first, 'jingles'), join(work, 'jingles'), { recursive: true });
  const times = show.duration_s / show.wall_s;
  const least = minutes >= 10 ? 25 : 20;
  console.log(
    `${minutes} minutes: ${show.duration_s.toFixed(1)} s of show in ${show.wall_s.toFixed(1)} s, ${times.toFixed(1)} times faster than real time (${wanted(times >= least, `at least ${least}`)})`,
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
    `CPU: ${show.cpuS.toFixed(1)} s, without speech ${cached.cpuS.toFixed(1)} s${minutes <= 5 ? ` (${wanted(cached.cpuS <= 12, 'at most 12')})` : ''}`,
  );
  console.log(
    `memory: main process ${show.rootMibMax.toFixed(0)} MiB (${wanted(show.rootMibMax < 350, 'under 350')}), tree ${show.treeMibMax.toFixed(0)} MiB (${wanted(show.treeMibMax < 900, 'under 900')})`,
  );
  peer(stems);
}

/** The same show of the same takes, by our mixer and by ffmpeg, each a process of its own, starts included. */
function peer(stems) {
  const timelineFile = join(stems, 'timeline.json');
  const mixer = join(root, 'bench/show/mix.mjs');
  const ours = timed(process.execPath, [mixer, timelineFile, join(work, 'ours.mp3')]);
  console.log(
    `mixing, measuring, limiting, encoding, measuring the file: ours ${ours.wallS.toFixed(2)} s, ${ours.cpuS.toFixed(2)} s of CPU`,
  );
  if (spawnSync('ffmpeg', ['-version']).error)
    return console.log('peer: ffmpeg is not installed here');
  const timeline = JSON.parse(readFileSync(timelineFile, 'utf8'));
  const { steps } = peerShow(timeline, join(stems, 'bed.wav'), work);
  const sum = (field) => Object.values(steps).reduce((total, step) => total + step[field], 0);
  for (const [name, { wallS, cpuS }] of Object.entries(steps))
    console.log(`  ffmpeg: ${name} ${wallS.toFixed(2)} s, ${cpuS.toFixed(2)} s of CPU`);
  const cpu = ours.cpuS / sum('cpuS');
  const speed = sum('wallS') / ours.wallS;
  console.log(
    `ffmpeg in all ${sum('wallS').toFixed(2)} s, ${sum('cpuS').toFixed(2)} s of CPU; ours ${cpu.toFixed(2)} times its CPU (${wanted(cpu <= 1.1, 'at most 1.1')}), ${speed.toFixed(2)} times as fast (${wanted(speed > 1, 'over 1')})`,
  );
}

async function memory(format, lengths) {
  const data = join(work, 'memory');
  await warm(data);
  const rows = [];
  for (const minutes of lengths) {
    const show = await makeShow(data, [
      '--minutes',
      String(minutes),
      '--seed',
      '7',
      '--format',
      format,
    ]);
    rows.push(show);
    const bound = wanted(show.treeMibMax < 900, 'under 900');
    console.log(
      `${String(minutes).padStart(2)} minutes asked, ${(show.duration_s / 60).toFixed(1)} made: main ${show.rootMibMax.toFixed(0)} MiB, tree ${show.treeMibMax.toFixed(0)} MiB (${bound}), ${show.wall_s.toFixed(1)} s`,
    );
  }
  const growth = (field) => rows.at(-1)[field] / rows[0][field];
  console.log(
    `${format}, ${lengths.at(-1)} minutes over ${lengths[0]}: main ${growth('rootMibMax').toFixed(2)}, tree ${growth('treeMibMax').toFixed(2)}`,
  );
}

/** @returns What a mix of so many minutes takes, its takes those of one show over and over. */
async function mixOf(segments, minutes, format) {
  const wanted = minutes * 60;
  const long = [];
  for (let at = 0, s = 20; s < wanted; at++) {
    const segment = segments[at % segments.length];
    long.push(segment);
    s += segment.end_s - segment.start_s + (segment.starts_topic ? 3 : 0.45);
  }
  const plan = join(work, 'long.json');
  writeFileSync(plan, JSON.stringify({ segments: long }));
  const args = [join(root, 'bench/show/mix.mjs'), plan, join(work, `long.${format}`), format];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = watchTree(run.pid);
  let out = '';
  run.stdout.on('data', (chunk) => (out += chunk));
  const code = await new Promise((done) => run.once('exit', done));
  const measured = stop();
  if (code !== 0) throw new Error(`No mix: exit code ${code}`);
  return { ...JSON.parse(out), ...measured };
}

async function longMix(format) {
  const stems = join(work, 'stems');
  const data = join(work, 'long');
  await makeShow(data, ['--minutes', '3', '--seed', '7', '--stems', stems]);
  const { segments } = JSON.parse(readFileSync(join(stems, 'timeline.json'), 'utf8'));
  const rows = [];
  for (const minutes of [3, 180]) {
    const row = await mixOf(segments, minutes, format);
    rows.push(row);
    console.log(
      `${format}, ${(row.durationS / 60).toFixed(1)} minutes: tree ${row.treeMibMax.toFixed(0)} MiB, ${row.wallS.toFixed(1)} s, ${row.integratedLufs.toFixed(2)} LUFS`,
    );
  }
  const growth = rows[1].treeMibMax / rows[0].treeMibMax;
  const isConstant = growth >= 0.9 && growth <= 1.1;
  console.log(
    `${format}: ${growth.toFixed(2)} times the memory of 3 minutes (${wanted(isConstant, '0.9 to 1.1')})`,
  );
}

try {
  if (values.long) for (const format of ['mp3', 'wav']) await longMix(format);
  else if (values.memory) await memory('mp3', [1, 10, 30]);
  else await speed(Number(values.minutes));
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (missed.length > 0) process.exitCode = 1;

// How long a changed line of a finished show takes to be heard: from PATCH to the new file, with every other take reused.
//   node bench/edit.mjs [--minutes 10] [--edits 3] [--max 10]
// A station of its own on a database and a folder of its own, the sample newsroom, the local voices. Fails when an
// edit takes longer than wanted or when another take than that of the changed line is made.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { watchTree } from './process-tree.mjs';
import { startStation, stopStation } from './station.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    edits: { type: 'string', default: '3' },
    max: { type: 'string', default: '10' },
  },
});
/** A show that is not there by then will not be. */
const SHOW_MS_MAX = 10 * 60_000;
const work = mkdtempSync(join(tmpdir(), 'radiox-edit-'));
const station = await startStation({ dataDir: work });

async function ask(method, path, { body, headers = {}, authorization }) {
  const answer = await fetch(`${station.url}/api/v1${path}`, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const read = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${read.detail}`);
  return { read, etag: answer.headers.get('etag') };
}

async function finished(id, authorization) {
  const deadline = performance.now() + SHOW_MS_MAX;
  while (performance.now() < deadline) {
    const { read } = await ask('GET', `/shows/${id}`, { authorization });
    if (read.status === 'completed') return read;
    if (read.status === 'failed') throw new Error(read.error.detail);
    if (read.status === 'cancelled') throw new Error('The show was cancelled.');
    await sleep(50);
  }
  throw new Error('The show was not finished in ten minutes.');
}

async function edit(id, at, authorization) {
  const before = await ask('GET', `/shows/${id}/script`, { authorization });
  const { segments } = before.read;
  const { n, text } = segments[Math.floor(segments.length * at)];
  const words = `${text} And that, in short, is what we know at this hour.`;
  const look = watchTree(station.process.pid);
  await sleep(300);
  const { cpuS: spentS } = look();
  const stop = watchTree(station.process.pid);
  const from = performance.now();
  await ask('PATCH', `/shows/${id}/script`, {
    authorization,
    headers: { 'if-match': before.etag },
    body: { changes: [{ n, text: words }] },
  });
  const show = await finished(id, authorization);
  const seconds = (performance.now() - from) / 1000;
  const { cpuS } = stop();
  const { read } = await ask('GET', `/shows/${id}/script`, { authorization });
  const spoken = read.segments.filter(({ take }) => take.reused === false).map((one) => one.n);
  return { n, of: segments.length, seconds, cpuS: cpuS - spentS, spoken, show };
}

let isMissed = false;
try {
  const authorization = `Bearer ${station.key()}`;
  const { read } = await ask('POST', '/shows/generate', {
    authorization,
    body: { duration_minutes: Number(values.minutes), feeds: 'sample', seed: 7 },
  });
  const made = await finished(read.id, authorization);
  const whole = made.metadata.performance.stage_seconds;
  console.log(
    `${(made.metadata.audio_duration / 60).toFixed(1)} minutes, ${made.segments.length} segments; made whole: voice ${whole.voice.toFixed(1)} s, mix ${whole.mix.toFixed(1)} s`,
  );
  for (let i = 0; i < Number(values.edits); i++) {
    const { n, of, seconds, cpuS, spoken, show } = await edit(
      read.id,
      (i + 1) / (Number(values.edits) + 1),
      authorization,
    );
    const { stage_seconds: stages } = show.metadata.performance;
    const times = ['voice', 'mix', 'package', 'publish'].map(
      (stage) => `${stage} ${stages[stage].toFixed(2)} s`,
    );
    const isQuick = seconds <= Number(values.max);
    const isAlone = spoken.length === 1 && spoken[0] === n;
    isMissed ||= !isQuick || !isAlone;
    const load = (loadavg()[0] ?? 0).toFixed(1);
    console.log(
      `line ${n} of ${of}: on the air after ${seconds.toFixed(2)} s (${values.max} wanted${isQuick ? '' : ', MISSED'}), CPU ${cpuS.toFixed(1)} s; ${times.join(', ')}; ${show.metadata.performance.rendered_seconds.toFixed(0)} s of ${show.metadata.audio_duration.toFixed(0)} s rendered; takes new ${spoken.length}, reused ${of - spoken.length}${isAlone ? '' : ', MISSED'}; load ${load}`,
    );
  }
} finally {
  await stopStation(station);
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = isMissed ? 1 : 0;

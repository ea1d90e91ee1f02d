// The peer: the machine's ffmpeg making the same show of the same takes. Each take goes through the same steps (high-pass,
// equaliser, gate, compressor, loudness of speech, its place), music under it through a side chain; then it is measured,
// brought to its loudness, limited at four times the rate, encoded, and the finished file is measured.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a command. @returns Its wall and CPU seconds (children and threads included) and what it said. */
export function timed(file, args) {
  const from = performance.now();
  const script = `TIMEFORMAT='CPU %U %S'; time "$@"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', file, ...args], {
    maxBuffer: 1e8,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  const [, user, system] = /CPU ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  const wallS = (performance.now() - from) / 1000;
  return { wallS, cpuS: Number(user) + Number(system), stdout, stderr };
}

const VOICE =
  'highpass=f=75,equalizer=f=300:t=q:w=1:g=-2,treble=g=2:f=3200,agate=threshold=0.002:range=0.25:attack=2:release=60,' +
  'acompressor=threshold=0.063:ratio=2:attack=4:release=150';

function loudnessOf(said) {
  return Number([...said.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)[1]);
}

/** @returns Seconds of each step. */
export function peerShow({ segments, phases }, bedWav, folder) {
  const steps = {};
  const add = (name, { wallS, cpuS }) => {
    steps[name] ??= { wallS: 0, cpuS: 0 };
    steps[name].wallS += wallS;
    steps[name].cpuS += cpuS;
  };
  // All takes in one graph: each brought to the rate, then silence up to the next, then one after the other.
  const chains = segments.map(({ start_s }, at) => {
    const padS = start_s - (segments[at - 1]?.end_s ?? 0);
    const pad = Math.round(padS * 1000);
    return `[${at + 1}:a]${VOICE},aresample=44100,adelay=${pad}[s${at}]`;
  });
  const totalS = phases.fade_out.end_s;
  const joined = segments.map((_, at) => `[s${at}]`).join('');
  const graph =
    `${chains.join(';')};${joined}concat=n=${segments.length}:v=0:a=1,apad=whole_dur=${totalS},` +
    'aformat=channel_layouts=stereo,asplit[voice][key];' +
    '[0:a][key]sidechaincompress=threshold=0.02:ratio=12:attack=200:release=400[bed];' +
    '[voice][bed]amix=inputs=2:normalize=0:duration=first,ebur128=framelog=verbose[mix]';
  const script = join(folder, 'graph.txt');
  writeFileSync(script, graph);
  const mixed = join(folder, 'peer-mix.wav');
  const common = ['-hide_banner', '-nostdin', '-nostats', '-y'];
  const inputs = [bedWav, ...segments.map(({ take }) => take)].flatMap((file) => ['-i', file]);
  const map = ['-filter_complex_script', script, '-map', '[mix]', '-c:a', 'pcm_f32le', mixed];
  const first = timed('ffmpeg', [...common, ...inputs, ...map]);
  add('mix and measure', first);
  const gain = -16 - loudnessOf(first.stderr);
  const out = join(folder, 'peer.mp3');
  const limit = `volume=${gain}dB,aresample=176400,alimiter=limit=0.81:level=disabled,aresample=44100`;
  const encode = ['-af', limit, '-c:a', 'libmp3lame', '-b:a', '192k', out];
  add('limit and encode', timed('ffmpeg', [...common, '-i', mixed, ...encode]));
  const ear = ['-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
  const last = timed('ffmpeg', [...common, '-i', out, ...ear]);
  add('measure the file', last);
  return { steps, lufs: loudnessOf(last.stderr) };
}

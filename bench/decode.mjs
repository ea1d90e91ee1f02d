// Sound from outside, hundreds of files: whole ones in 27 encodings, broken ones, hostile ones with a canary on disk and
// one on a port, and 24 hours of FLAC in less than 300 kB. A row for each kind of file and each ffmpeg.
//   npm run bench:decode [-- --sounds 347 --broken 105 --seed 1 --ffmpeg system,wasm]
// Ends with 1 when a file is not dealt with as it must be.
import 'reflect-metadata';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { AudioDecoder } from '../dist/src/modules/audio/decode/audio-decoder.js';
import { DecodeSettings } from '../dist/src/modules/audio/decode/decode.settings.js';
import { Ffmpeg } from '../dist/src/modules/audio/ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../dist/src/modules/audio/ffmpeg/ffmpeg.settings.js';
import {
  breakSounds,
  makeHostile,
  makeLongSilence,
  makeSounds,
} from '../test/support/audio-corpus.ts';

const { values } = parseArgs({
  options: {
    sounds: { type: 'string', default: '347' },
    broken: { type: 'string', default: '105' },
    seed: { type: 'string', default: '1' },
    ffmpeg: { type: 'string', default: 'system,wasm' },
    show: { type: 'boolean', default: false },
  },
});
/** A file may take so long, and its sound be so long. */
const MS_MAX = 30_000;
const WISH = { sampleRateHz: 44_100, channels: 2, durationSMax: 600 };
const LANES = 2;

const folder = mkdtempSync(join(tmpdir(), 'radiox-decode-'));
let calls = 0;
const server = createServer((_request, response) => {
  calls += 1;
  response.end();
});
const faults = [];
try {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { files, canary } = await makeCorpus();
  const row = (cells) =>
    console.log(
      cells.map((cell, i) => String(cell).padStart([8, 8, 6, 6, 8, 8, 10, 10][i])).join(' '),
    );
  row(['ffmpeg', 'files', 'count', 'taken', 'warned', 'refused', 'median ms', 'slowest']);
  for (const kind of values.ffmpeg.split(',')) {
    const ffmpeg = ffmpegOf(kind);
    if (ffmpeg.kind !== kind) {
      console.log(`  ${kind}: not here`);
      continue;
    }
    const outcomes = await readAll(ffmpeg, files, canary);
    await ffmpeg.onApplicationShutdown();
    for (const group of ['sound', 'broken', 'hostile']) {
      const its = outcomes.filter(({ file }) => file.kind === group);
      const ms = its.map((one) => one.ms).sort((a, b) => a - b);
      const taken = its.filter(({ facts }) => facts);
      const warned = taken.filter(({ facts }) => facts.warnings.length > 0);
      const median = ms[ms.length >> 1] ?? 0;
      row([
        kind,
        group,
        its.length,
        taken.length,
        warned.length,
        its.length - taken.length,
        Math.round(median),
        Math.round(ms.at(-1) ?? 0),
      ]);
      if (values.show)
        for (const { file, facts, error } of its)
          if (group !== 'sound')
            console.log(
              `    ${basename(file.path)}: ${facts ? `${facts.durationS} s ${facts.warnings.join('; ')}` : error.message}`,
            );
    }
  }
  if (calls > 0) faults.push(`${calls} calls to a server outside`);
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(faults.length === 0 ? 'every file dealt with as it must be' : faults.join('\n'));
process.exit(faults.length === 0 ? 0 : 1);

function ffmpegOf(kind) {
  return new Ffmpeg(Object.assign(new FfmpegSettings(), { ffmpeg: kind, ffmpegWorkersMax: LANES }));
}

async function makeCorpus() {
  const maker = ffmpegOf('auto');
  const make = (args, outFile) =>
    maker.run({
      args: [...args, 'out'],
      inputFiles: {},
      outputFiles: { out: outFile },
      limits: { timeMs: 300_000, outputBytes: 100_000_000 },
    });
  const canaryFile = join(folder, 'canary.wav');
  await make(['-f', 'lavfi', '-i', 'sine=5000:d=1', '-ac', '2', '-f', 'wav'], canaryFile);
  const canaryUrl = `http://127.0.0.1:${server.address().port}`;
  const sounds = await makeSounds(folder, make, Number(values.sounds));
  const long = await makeLongSilence(folder, make, 24);
  console.log(`24 hours of FLAC: ${statSync(long.path).size} bytes`);
  const files = [
    ...sounds,
    ...(await breakSounds(folder, sounds, Number(values.broken), values.seed)),
    ...(await makeHostile(folder, make, { canaryFile, canaryUrl })),
    long,
  ];
  await maker.onApplicationShutdown();
  return { files, canary: readFileSync(canaryFile).subarray(4_000, 4_400) };
}

async function readAll(ffmpeg, files, canary) {
  const decoder = new AudioDecoder(ffmpeg, new DecodeSettings());
  const outcomes = [];
  const lane = async (number) => {
    for (let index = number; index < files.length; index += LANES)
      outcomes.push(
        await readOne(decoder, files[index], join(folder, `out-${number}.wav`), canary),
      );
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return outcomes;
}

async function readOne(decoder, file, into, canary) {
  const startedMs = performance.now();
  const fault = (what) => faults.push(`${basename(file.path)}: ${what}`);
  const outcome = { file };
  try {
    outcome.facts = await decoder.decode(file.path, into, WISH);
    const wav = readFileSync(into);
    if (file.durationS === 0) fault('was taken');
    if (wav.includes(canary)) fault('sounds like the canary');
    const seconds = (wav.length - 44) / (4 * WISH.sampleRateHz);
    if (file.kind === 'sound' && Math.abs(seconds - file.durationS) > 0.1)
      fault(`has ${seconds} s`);
  } catch (error) {
    outcome.error = error;
    if (error.code !== 'audio/unusable') fault(`ended with ${error.stack}`);
    if (file.kind === 'sound') fault(`was refused: ${error.message}`);
    if (existsSync(into)) fault('left something behind');
  }
  rmSync(into, { force: true });
  outcome.ms = performance.now() - startedMs;
  if (outcome.ms > MS_MAX) fault(`took ${Math.round(outcome.ms)} ms`);
  return outcome;
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '#kernel';
import { type Bait, type Cover, hostileFiles } from './hostile-audio.ts';

/** Runs ffmpeg with these arguments; what it writes is named by its path. */
export type MakeSound = (args: readonly string[], outFile: string) => Promise<unknown>;

export interface CorpusFile {
  readonly path: string;
  /** `sound` must be taken, `broken` taken or refused, `hostile` taken for its own sound at most. */
  readonly kind: 'sound' | 'broken' | 'hostile';
  /** Of a sound: how long it is. Of a hostile one: 0 where it must be refused. */
  readonly durationS: number;
}

interface Encoding {
  readonly name: string;
  readonly args: readonly string[];
}

const coded = (name: string, ...args: string[]): Encoding => ({ name, args });
/** One of each container first. */
const ENCODINGS: readonly Encoding[] = [
  coded('cbr.mp3', '-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'),
  coded('16.wav', '-f', 'wav'),
  coded('16.flac', '-f', 'flac'),
  coded('opus.opus', '-c:a', 'libopus', '-f', 'ogg'),
  coded('aac.m4a', '-c:a', 'aac', '-f', 'ipod'),
  coded('adts.aac', '-c:a', 'aac', '-f', 'adts'),
  coded('16.aiff', '-f', 'aiff'),
  coded('16.caf', '-c:a', 'pcm_s16le', '-f', 'caf'),
  coded('browser.webm', '-c:a', 'libopus', '-f', 'webm'),
  coded('vbr.mp3', '-c:a', 'libmp3lame', '-q:a', '4', '-f', 'mp3'),
  coded('low-rate.mp3', '-c:a', 'libmp3lame', '-ar', '22050', '-ac', '1', '-f', 'mp3'),
  coded(
    'no-tags.mp3',
    '-c:a',
    'libmp3lame',
    '-id3v2_version',
    '0',
    '-write_xing',
    '0',
    '-f',
    'mp3',
  ),
  coded('layer2.mp3', '-c:a', 'mp2', '-f', 'mp2'),
  coded('8.wav', '-c:a', 'pcm_u8', '-ar', '11025', '-f', 'wav'),
  coded('24.wav', '-c:a', 'pcm_s24le', '-ar', '96000', '-f', 'wav'),
  coded('float.wav', '-c:a', 'pcm_f32le', '-f', 'wav'),
  coded('mulaw.wav', '-c:a', 'pcm_mulaw', '-ar', '8000', '-ac', '1', '-f', 'wav'),
  coded('adpcm.wav', '-c:a', 'adpcm_ms', '-f', 'wav'),
  coded('rf64.wav', '-rf64', 'always', '-f', 'wav'),
  coded('51.wav', '-ac', '6', '-f', 'wav'),
  coded('24.flac', '-sample_fmt', 's32', '-ar', '48000', '-f', 'flac'),
  coded('vorbis.ogg', '-c:a', 'libvorbis', '-f', 'ogg'),
  coded('flac.oga', '-c:a', 'flac', '-f', 'ogg'),
  coded('streamed.mp4', '-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov', '-f', 'mp4'),
  coded('alac.m4a', '-c:a', 'alac', '-f', 'ipod'),
  coded('quicktime.mov', '-c:a', 'pcm_s16be', '-f', 'mov'),
  coded('vorbis.mka', '-c:a', 'libvorbis', '-f', 'matroska'),
];

/** Something between music and speech: a chord under noise that comes and goes. */
const source = (durationS: number, seed: number) =>
  `aevalsrc='0.2*sin(${880 + 17 * (seed % 40)}*t)+0.2*sin(1900*t)*mod(t\\,0.5)+0.1*(random(0)-0.5)|0.2*sin(1320*t)':s=44100:d=${durationS}`;

/** Sound in every encoding in turn, of one to four seconds. */
export async function makeSounds(
  folder: string,
  make: MakeSound,
  count: number,
): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  for (let index = 0; index < count; index++) {
    const { name, args } = ENCODINGS[index % ENCODINGS.length] as Encoding;
    // Names that say something else than the content are the usual thing.
    const path = join(folder, `sound-${index}-${index % 7 === 3 ? `${name}.txt` : name}`);
    const durationS = 1 + (index % 4) * 0.75;
    await make(['-f', 'lavfi', '-i', source(durationS, index), ...args], path);
    files.push({ path, kind: 'sound', durationS });
  }
  return files;
}

/** Ways in which files break on the way. */
const WOUNDS: ReadonlyArray<readonly [string, (bytes: Buffer, chance: SeededRandom) => Buffer]> = [
  ['cut', (bytes, chance) => bytes.subarray(0, Math.floor(bytes.length * chance.next()))],
  ['headless', (bytes, chance) => bytes.subarray(Math.floor(1 + 200 * chance.next()))],
  ['flipped', (bytes, chance) => flipped(bytes, chance, 1 + Math.floor(60 * chance.next()), 0)],
  ['head-flipped', (bytes, chance) => flipped(bytes, chance, 8, bytes.length - 200)],
  ['holed', (bytes, chance) => holed(bytes, chance)],
  ['doubled', (bytes) => Buffer.concat([bytes, bytes])],
  ['noise-after', (bytes, chance) => Buffer.concat([bytes, noise(20_000, chance)])],
  ['noise-before', (bytes, chance) => Buffer.concat([noise(300, chance), bytes])],
  ['noise', (bytes, chance) => noise(bytes.length, chance)],
];

function noise(length: number, chance: SeededRandom): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(256 * chance.next())));
}

/** Bits turned over, none in the last `spared` bytes. */
function flipped(bytes: Buffer, chance: SeededRandom, times: number, spared: number): Buffer {
  const wounded = Buffer.from(bytes);
  const reach = Math.max(1, bytes.length - Math.max(0, spared));
  for (let time = 0; time < times; time++) {
    const at = Math.floor(reach * chance.next());
    wounded[at] = Number(wounded[at]) ^ (1 << Math.floor(8 * chance.next()));
  }
  return wounded;
}

function holed(bytes: Buffer, chance: SeededRandom): Buffer {
  const wounded = Buffer.from(bytes);
  const from = Math.floor(bytes.length * chance.next());
  return wounded.fill(0, from, Math.min(bytes.length, from + 2_000));
}

/** Broken copies of sounds, each way in turn. */
export async function breakSounds(
  folder: string,
  sounds: readonly CorpusFile[],
  count: number,
  seed: string,
): Promise<CorpusFile[]> {
  const chance = new SeededRandom(seed);
  const files: CorpusFile[] = [];
  for (let index = 0; index < count; index++) {
    const [name, wound] = WOUNDS[index % WOUNDS.length] as (typeof WOUNDS)[number];
    const sound = sounds[index % sounds.length] as CorpusFile;
    const path = join(folder, `broken-${index}-${name}-${sound.path.split('-').at(-1)}`);
    await writeFile(path, wound(await readFile(sound.path), chance));
    files.push({ path, kind: 'broken', durationS: sound.durationS });
  }
  return files;
}

/** Hostile files, which hide in sounds that are made for it. */
export async function makeHostile(
  folder: string,
  make: MakeSound,
  bait: Bait,
): Promise<CorpusFile[]> {
  const cover: Partial<Record<keyof Cover, Buffer>> = {};
  const ways: ReadonlyArray<readonly [keyof Cover, string]> = [
    ['m4a', 'ipod'],
    ['mp3', 'mp3'],
    ['wav', 'wav'],
    ['flac', 'flac'],
    ['ogg', 'ogg'],
    ['mka', 'matroska'],
    ['aiff', 'aiff'],
    ['caf', 'caf'],
  ];
  for (const [key, format] of ways) {
    const path = join(folder, `cover.${key}`);
    await make(['-f', 'lavfi', '-i', source(1, 5), '-f', format, '-bitexact'], path);
    cover[key] = await readFile(path);
  }
  const files: CorpusFile[] = [];
  for (const { name, bytes, hasSound } of hostileFiles(bait, cover as Cover)) {
    const path = join(folder, `hostile-${name}`);
    await writeFile(path, bytes);
    files.push({ path, kind: 'hostile', durationS: hasSound ? 1 : 0 });
  }
  return files;
}

/** Silence that packs to almost nothing: at 24 hours about 290 kB. */
export async function makeLongSilence(
  folder: string,
  make: MakeSound,
  hours: number,
): Promise<CorpusFile> {
  const path = join(folder, `hostile-${hours}-hours.flac`);
  const silence = `anullsrc=r=12000:cl=mono:d=${3600 * hours}`;
  await make(['-f', 'lavfi', '-i', silence, '-frame_size', '65535', '-f', 'flac'], path);
  return { path, kind: 'hostile', durationS: 0 };
}

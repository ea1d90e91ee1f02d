import type { AudioFormat } from './sniff.js';

/** ffmpeg's name of the one demuxer for each container. */
const DEMUXERS: Readonly<Record<AudioFormat, string>> = {
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  ogg: 'ogg',
  mp4: 'mov',
  aac: 'aac',
  aiff: 'aiff',
  caf: 'caf',
  matroska: 'matroska',
};

/** Decoders of sound that people use; pictures, subtitles and the rest of ffmpeg are not among them. */
const CODECS = [
  ...['mp3', 'mp3float', 'mp2', 'mp2float', 'mp1', 'mp1float', 'aac', 'flac', 'alac'],
  ...['vorbis', 'libvorbis', 'opus', 'libopus', 'speex', 'libspeex', 'ac3', 'eac3'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_s32be', 'pcm_u8'],
  ...['pcm_s8', 'pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be', 'pcm_alaw', 'pcm_mulaw'],
  ...['adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt', 'gsm_ms', 'gsm'],
];

/** Of containers that can point elsewhere: they may not. */
const STAY_INSIDE: Partial<Readonly<Record<AudioFormat, readonly string[]>>> = {
  mp4: ['-enable_drefs', '0', '-use_absolute_path', '0'],
};

/** Options of the input: its one demuxer, sound's decoders, files and pipes and nothing of a network. */
export function inputArgs(format: AudioFormat): string[] {
  return [
    ...['-nostats', '-v', 'level+info', '-threads', '1'],
    ...['-protocol_whitelist', 'file,pipe'],
    ...['-format_whitelist', whitelisted(DEMUXERS[format])],
    ...['-codec_whitelist', CODECS.join(',')],
    ...(STAY_INSIDE[format] ?? []),
    ...['-f', DEMUXERS[format]],
  ];
}

/** The list is compared with all names of a demuxer at once. */
function whitelisted(demuxer: string): string {
  if (demuxer === 'mov') return 'mov,mp4,m4a,3gp,3g2,mj2';
  return demuxer === 'matroska' ? 'matroska,webm' : demuxer;
}

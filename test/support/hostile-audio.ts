import { deflateRawSync } from 'node:zlib';

/** What a hostile file would like to be heard or fetched. */
export interface Bait {
  /** A sound file of this machine that nobody sent. */
  readonly canaryFile: string;
  /** A server that must hear nothing. */
  readonly canaryUrl: string;
}

/** Sound to hide in, and to lie about. */
export interface Cover {
  readonly m4a: Buffer;
  readonly mp3: Buffer;
  readonly wav: Buffer;
  readonly flac: Buffer;
  readonly ogg: Buffer;
  readonly mka: Buffer;
  readonly aiff: Buffer;
  readonly caf: Buffer;
}

export interface HostileFile {
  /** What it pretends to be. */
  readonly name: string;
  readonly bytes: Buffer;
  /** True where there is sound of its own in it, which may be taken; else it must be refused. */
  readonly hasSound: boolean;
}

/** Files that would have a decoder read, fetch, or do more than they are worth. */
export function hostileFiles(bait: Bait, cover: Cover): HostileFile[] {
  return [...manifests(bait), ...pointers(bait, cover), ...liars(cover), ...strangers(cover)];
}

function manifests({ canaryFile, canaryUrl }: Bait): HostileFile[] {
  const hls = (target: string) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${target}\n#EXT-X-ENDLIST\n`;
  const mpd = (base: string) => `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"
    type="static" mediaPresentationDuration="PT10S" minBufferTime="PT1S"><Period><AdaptationSet
    mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>${base}</BaseURL></Representation>
    </AdaptationSet></Period></MPD>`;
  const texts: ReadonlyArray<readonly [string, string]> = [
    ['hls-file.mp3', hls(canaryFile)],
    ['hls-http.mp3', hls(`${canaryUrl}/a.mp3`)],
    ['hls-concat.m4a', hls(`concat:${canaryFile}|${canaryFile}`)],
    ['hls-byte-order-mark.aac', `\uFEFF${hls(canaryFile)}`],
    ['hls-after-blank-lines.mp3', `\n\n  ${hls(canaryFile)}`],
    ['m3u.ogg', `${canaryFile}\n${canaryUrl}/a.mp3\n`],
    ['ffconcat.wav', `ffconcat version 1.0\nfile '${canaryFile}'\n`],
    ['concat-without-head.wav', `file '${canaryFile}'\nfile '${canaryFile}'\n`],
    ['dash.m4a', mpd(`file://${canaryFile}`)],
    ['dash-http.mp4', mpd(`${canaryUrl}/a.mp4`)],
    ['pls.mp3', `[playlist]\nFile1=${canaryFile}\nNumberOfEntries=1\n`],
    ['sdp.wav', `v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n`],
    ['cue.flac', `FILE "${canaryFile}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n`],
    ['xspf.ogg', `<?xml version="1.0"?><playlist><track>${canaryFile}</track></playlist>`],
    ['url.mp3', `${canaryUrl}/a.mp3`],
  ];
  return [
    ...texts.map(([name, text]) => ({ name, bytes: Buffer.from(text), hasSound: false })),
    ...['\n', '\n'.repeat(3000)].map((gap, index) => ({
      name: `id3-then-hls-${index}.mp3`,
      bytes: Buffer.concat([id3(64), Buffer.from(gap + hls(canaryFile))]),
      hasSound: false,
    })),
    {
      // A film whose subtitles are a playlist: the trick that once read files of upload services.
      name: 'avi-gab2.wav',
      bytes: Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST'), Buffer.from(hls(canaryFile))]),
      hasSound: false,
    },
  ];
}

/** Sound whose container says that its sound lies elsewhere. */
function pointers({ canaryFile, canaryUrl }: Bait, cover: Cover): HostileFile[] {
  return [
    ['m4a-elsewhere.m4a', `file://${canaryFile}`],
    ['m4a-on-the-net.m4a', `${canaryUrl}/a.m4a`],
  ].map(([name = '', target = '']) => ({
    name,
    bytes: pointingAt(cover.m4a, target),
    hasSound: true,
  }));
}

const BOXES_AROUND_DREF = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref', 'url '];

/** An MP4 whose only track says that its data is in the file `target` (ISO/IEC 14496-12, 8.7.2). */
function pointingAt(m4a: Buffer, target: string): Buffer {
  const at = m4a.indexOf('url ');
  const name = Buffer.from(`${target}\0`);
  const bytes = Buffer.concat([m4a.subarray(0, at + 8), name, m4a.subarray(at + 8)]);
  bytes.writeUInt32BE(0, at + 4); // No longer "in this file".
  for (const box of BOXES_AROUND_DREF) {
    const size = m4a.lastIndexOf(box, at) - 4;
    bytes.writeUInt32BE(m4a.readUInt32BE(size) + name.length, size);
  }
  return bytes;
}

/** Headers that promise what is not there. */
function liars({ wav, flac, mp3, ogg, mka, aiff, caf, m4a }: Cover): HostileFile[] {
  const liar = (name: string, sound: Buffer, change: (bytes: Buffer) => void): HostileFile => {
    const bytes = Buffer.from(sound);
    change(bytes);
    return { name, bytes, hasSound: true };
  };
  return [
    liar('4-gigabytes.wav', wav, (b) => {
      b.writeUInt32LE(0xffff_fff0, 4);
      b.writeUInt32LE(0xffff_ffff, b.indexOf('data') + 4);
    }),
    liar('1-hertz.wav', wav, (b) => b.writeUInt32LE(1, 24)),
    liar('4-gigahertz.wav', wav, (b) => b.writeUInt32LE(0xffff_ffff, 24)),
    liar('65535-channels.wav', wav, (b) => b.writeUInt16LE(0xffff, 22)),
    liar('no-block.wav', wav, (b) => b.writeUInt16LE(0, 32)),
    liar('24-hours-promised.flac', flac, (b) => b.writeUInt32BE(0xffff_ffff, 22)),
    liar('endless-position.ogg', ogg, (b) => {
      const page = b.lastIndexOf('OggS');
      b.writeBigInt64LE(0x7fff_ffff_ffffn, page + 6);
    }),
    liar('many-frames.mp3', mp3, (b) => {
      const at = Math.max(b.indexOf('Info'), b.indexOf('Xing'));
      if (at > 0) b.writeUInt32BE(0x7fff_ffff, at + 8);
    }),
    liar('huge-element.mka', mka, (b) => b.fill(0xff, 60, 68)),
    liar('many-frames.aiff', aiff, (b) => b.writeUInt32BE(0x7fff_ffff, b.indexOf('COMM') + 10)),
    liar('huge-chunk.caf', caf, (b) => b.writeBigInt64BE(0x7fff_ffff_ffffn, b.indexOf('data') + 4)),
    liar('many-samples.m4a', m4a, (b) => b.writeUInt32BE(0x7fff_ffff, b.indexOf('stsz') + 12)),
    { name: 'huge-tag.mp3', bytes: id3(0x0fff_ffff, 2_000), hasSound: false },
    {
      name: 'tag-upon-tag.mp3',
      bytes: Buffer.concat(Array.from({ length: 500 }, () => id3(0))),
      hasSound: false,
    },
  ];
}

/** What is no sound at all, whatever it is called. */
function strangers({ wav }: Cover): HostileFile[] {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const texts = {
    'page.mp3': '<!doctype html><title>x</title><script src="/x"></script>',
    'picture.wav': '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
    'filter.ogg': 'movie=/etc/passwd,anullsrc',
    'shell.mp3': '#!/bin/sh\ncat /etc/passwd\n',
  };
  return [
    ...Object.entries(texts).map(([name, text]) => ({
      name,
      bytes: Buffer.from(text),
      hasSound: false,
    })),
    { name: 'picture.mp3', bytes: Buffer.concat([png, Buffer.alloc(200)]), hasSound: false },
    { name: 'bomb.flac', bytes: zipped(Buffer.alloc(20_000_000)), hasSound: false },
    { name: 'empty.mp3', bytes: Buffer.alloc(0), hasSound: false },
    { name: 'zeros.mp3', bytes: Buffer.alloc(100_000), hasSound: false },
    { name: 'head-only.wav', bytes: wav.subarray(0, 44), hasSound: false },
  ];
}

/** A ZIP file's first entry. */
function zipped(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), deflateRawSync(content)]);
}

/** An ID3v2.4 tag that says it has so many bytes. */
function id3(saysBytes: number, hasBytes = saysBytes): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (saysBytes >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\x04\0\0'), Buffer.from(size), Buffer.alloc(hasBytes)]);
}

import { readLog } from './ffmpeg-log.js';
import { sniffBytes } from './sniff.js';

const bytes = (start: string, length = 200) =>
  Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(length)]);

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes. */
const MP3_FRAME = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]);
/** MPEG-2 layer III, 64 kbit/s, 22.05 kHz: 208 bytes. */
const LOW_FRAME = Buffer.concat([Buffer.from('fff38000', 'hex'), Buffer.alloc(204)]);
/** ADTS, 44.1 kHz, stereo, 100 bytes. */
const ADTS_FRAME = Buffer.concat([Buffer.from('fff150800c9ffc', 'hex'), Buffer.alloc(93)]);
const times = (frame: Buffer, count: number) =>
  Buffer.concat(Array.from({ length: count }, () => frame));

describe('sniffBytes', () => {
  it.each([
    ['wav', bytes('RIFF....WAVEfmt ')],
    ['wav', bytes('RF64....WAVEds64')],
    ['flac', bytes('fLaC')],
    ['ogg', bytes('OggS')],
    ['mp4', bytes('\0\0\0\x1cftypM4A ')],
    ['aiff', bytes('FORM....AIFC')],
    ['caf', bytes('caff\0\x01')],
    ['matroska', bytes('\x1a\x45\xdf\xa3')],
    ['mp3', times(MP3_FRAME, 4)],
    ['mp3', times(LOW_FRAME, 4)],
    ['mp3', Buffer.concat([Buffer.alloc(500), times(MP3_FRAME, 4)])],
    ['mp3', MP3_FRAME],
    ['aac', times(ADTS_FRAME, 4)],
  ])('knows %s', (format, head) => {
    expect(sniffBytes(head)).toBe(format);
  });

  it.each([
    '#EXTM3U\n#EXTINF:1,\n/etc/passwd',
    '\xef\xbb\xbf#EXTM3U',
    '\n \n#EXTM3U',
    'ffconcat version 1.0',
    '[playlist]\nFile1=x',
    '<?xml version="1.0"?><MPD>',
    'v=0\r\no=- 0 0',
    'FILE "x.wav" WAVE',
    'http://example.com/a.mp3',
  ])('sees a list in %j', (text) => {
    expect(sniffBytes(Buffer.from(text, 'latin1'))).toBe('playlist');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', bytes('hello')],
    ['zeros', Buffer.alloc(5_000)],
    ['a film', bytes('RIFF....AVI LIST')],
    ['a picture', bytes('\x89PNG\r\n')],
    ['two frames that are no kin', Buffer.concat([MP3_FRAME, LOW_FRAME, Buffer.alloc(600)])],
    ['a header in noise', Buffer.concat([Buffer.alloc(50), MP3_FRAME, Buffer.alloc(900, 1)])],
  ])('takes %s for no sound', (_what, head) => {
    expect(sniffBytes(head)).toBeUndefined();
  });
});

describe('readLog', () => {
  const LINES = [
    '[info]   Duration: 00:01:02.50, start: 0.000000, bitrate: 64 kb/s',
    '[info]   Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, 5.1, fltp, 96 kb/s (default)',
    '[aac @ 0x1] [error] channel element 0.0 is not allocated',
  ];

  it('tells what was promised, what is in it, and what came out', () => {
    const stderr = 'Output #0\n[info] size=N/A time=00:01:01.98 bitrate=N/A speed=1.47e+03x';

    expect(readLog({ lines: LINES, stderr })).toEqual({
      stream: { codec: 'aac', sampleRateHz: 44_100, channels: 6 },
      promisedS: 62.5,
      durationS: 61.98,
      errors: 1,
    });
  });

  it('takes no length from a tag', () => {
    const claim = '[info] size=1kB time=09:00:00.00';
    const stderr = [
      claim, // The rest of a long tag, where the end of the log begins.
      `[info]     comment         : ${claim}`,
      `[info]                     : ${claim}`,
      '[info] size=     345kB time=00:00:02.00 bitrate=1411.2kbits/s speed= 300x',
      `[info]     title           : ${claim}`,
    ];

    expect(readLog({ lines: [], stderr: stderr.join('\n') }).durationS).toBe(2);
    expect(readLog({ lines: [], stderr: stderr.slice(0, 3).join('\n') }).durationS).toBe(0);
  });

  it('counts channels that have no name, and knows nothing of what was not said', () => {
    const lines = ['[info]   Stream #0:0: Audio: pcm_s16le, 8000 Hz, 12 channels, s16'];

    expect(readLog({ lines, stderr: '' })).toMatchObject({
      stream: { channels: 12 },
      promisedS: 0,
      durationS: 0,
      errors: 0,
    });
    expect(readLog({ lines: [], stderr: '' }).stream).toBeUndefined();
  });
});

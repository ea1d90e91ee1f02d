import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { id3Tag, type ShowTags, writeTags } from './tags.js';

const TAGS: ShowTags = {
  title: 'Evening news',
  artist: 'Marcel & Jarvis',
  album: 'RadioX Zürich',
  madeAt: new Date('2026-11-22T18:00:00Z'),
  comment: 'Made by software.',
  language: 'de',
  lyrics: 'Marcel: Guten Abend, Zürich.',
  cover: { bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), mime: 'image/jpeg' },
  chapters: [
    { title: 'Begrüssung', startS: 0, endS: 20 },
    { title: 'Tram', startS: 20, endS: 60 },
  ],
  durationS: 60,
};

describe('ID3 tags', () => {
  it('are version 2.3 and have every frame', () => {
    const tag = id3Tag(TAGS);
    const text = tag.toString('latin1');

    expect([...tag.subarray(0, 5)]).toEqual([...Buffer.from('ID3'), 3, 0]);
    for (const frame of 'TIT2 TPE1 TALB TCON TYER TDAT COMM USLT APIC CHAP CTOC'.split(' '))
      expect({ frame, there: text.includes(frame) }).toEqual({ frame, there: true });
  });

  it('are the same bytes for the same show', () => {
    expect(id3Tag(TAGS).equals(id3Tag({ ...TAGS }))).toBe(true);
  });

  it('go before the sound, and replace those that were there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tags-'));
    const file = join(folder, 'show.mp3');
    const sound = Buffer.alloc(600_000, 0xfb);
    await writeFile(file, sound);
    await writeTags(file, { ...TAGS, title: 'Before' });

    const written = await writeTags(file, TAGS);

    const bytes = await readFile(file);
    expect(bytes.equals(Buffer.concat([id3Tag(TAGS), sound]))).toBe(true);
    expect(written.sizeBytes).toBe(bytes.length);
    await rm(folder, { recursive: true });
  });
});

import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { type AudioFormat, FORMATS } from '../mix/format/audio-format.js';
import { limitsFor } from '../mix/format/transcoder.js';
import { chapterComments, ffmetadata, namedTags, pictureBlock } from './tag-words.js';
import { type ShowTags, writeTags } from './tags.js';
import { addWavTags } from './wav-tags.js';

/** Gives a finished show its title, hosts, cover, transcript and chapters, as far as its kind of file holds them. */
@Injectable()
export class Tagger {
  constructor(private readonly ffmpeg: Ffmpeg) {}

  /**
   * Writes a tagged copy; the sound in it is the same to the bit. mp3 has all of it in ID3, wav too (in a chunk) and
   * cue points; m4a its own tags, cover and chapters; opus and flac comments, the chapters among them, and a picture.
   * @throws for m4a, opus and flac the problems of `Ffmpeg.run`
   */
  async tag(
    file: string,
    taggedFile: string,
    format: AudioFormat,
    tags: ShowTags,
    signal: AbortSignal,
  ): Promise<void> {
    await rm(taggedFile, { force: true });
    if (format === 'mp3' || format === 'wav') {
      const temporary = `${taggedFile}.part`;
      await copyFile(file, temporary);
      if (format === 'mp3') await writeTags(temporary, tags);
      else await addWavTags(temporary, tags);
      await rename(temporary, taggedFile);
      return;
    }
    const words = `${taggedFile}.words`;
    const picture = `${taggedFile}.picture`;
    try {
      await this.#remux({ file, taggedFile, words, picture }, format, tags, signal);
    } finally {
      await Promise.all([words, picture].map((path) => rm(path, { force: true })));
    }
  }

  async #remux(
    {
      file,
      taggedFile,
      words,
      picture,
    }: Record<'file' | 'taggedFile' | 'words' | 'picture', string>,
    format: 'm4a' | 'opus' | 'flac',
    tags: ShowTags,
    signal: AbortSignal,
  ): Promise<void> {
    const { cover, chapters = [] } = tags;
    const isM4a = format === 'm4a';
    const inOgg = format === 'opus' && cover;
    const named = [
      ...namedTags(tags),
      ...(isM4a ? [] : chapterComments(chapters)),
      ...(inOgg ? [['METADATA_BLOCK_PICTURE', pictureBlock(inOgg)] as const] : []),
    ];
    await writeFile(words, ffmetadata(named, isM4a ? chapters : []));
    const attached = cover && format !== 'opus' ? cover : undefined;
    if (attached) await writeFile(picture, attached.bytes);
    const demuxer = { m4a: 'mov', opus: 'ogg', flac: 'flac' }[format];
    await this.ffmpeg.run({
      args: [
        ...['-f', demuxer, '-i', 'in', '-f', 'ffmetadata', '-i', 'words'],
        ...(attached
          ? ['-f', attached.mime === 'image/png' ? 'png_pipe' : 'jpeg_pipe', '-i', 'picture']
          : []),
        ...[
          '-map',
          '0:a',
          ...(attached ? ['-map', '2:v', '-disposition:v:0', 'attached_pic'] : []),
        ],
        ...['-map_metadata', '1', '-map_chapters', isM4a ? '1' : '-1', '-c', 'copy'],
        ...['-fflags', '+bitexact', ...(isM4a ? ['-movflags', '+faststart'] : [])],
        ...['-f', FORMATS[format].muxer ?? '', 'out'],
      ],
      inputFiles: { in: file, words, ...(attached && { picture }) },
      outputFiles: { out: taggedFile },
      limits: limitsFor(tags.durationS),
      signal,
    });
  }
}

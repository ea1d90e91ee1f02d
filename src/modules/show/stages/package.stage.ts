import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import {
  chaptersOf,
  FORMATS,
  Tagger,
  cuesOf,
  type ShowTags,
  type SpokenSegment,
  type WordTime,
  toChaptersJson,
  toSrt,
  toText,
  toTranscriptJson,
  toVtt,
} from '#modules/audio';
import { FileStore } from '#platform/files';
import { wallTime } from '#modules/content';
import type { Show } from '../show.entity.js';
import { dateText } from './cover.stage.js';
import type { CoverOutput, MixOutput, PackageOutput, PlanOutput, VoiceOutput } from './outputs.js';
import { STATION_NAME } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

type PackagedFile = PackageOutput['files'][number];

interface Packed {
  readonly show: Show;
  readonly plan: PlanOutput;
  readonly mix: MixOutput;
  readonly tags: ShowTags;
}

/** Tags, chapters, transcript and waveform of the finished sound. */
@Injectable()
export class PackageStage extends StageRunner {
  readonly stage = 'package';

  constructor(
    private readonly files: FileStore,
    private readonly tagger: Tagger,
  ) {
    super();
  }

  async run({ show, output, signal }: StageContext): Promise<PackageOutput> {
    const plan = output<PlanOutput>('plan');
    const voice = output<VoiceOutput>('voice');
    const mix = output<MixOutput>('mix');
    const cover = output<CoverOutput>('cover');
    const segments = spokenSegments(plan, voice, mix);
    const titles = voice.script.segments.map(({ chapter }) => chapter);
    const chapters = chaptersOf(titles, mix.segments, mix.durationS, mix.music);
    const tags: ShowTags = {
      title: voice.script.title,
      artist: plan.speakers.map(({ name }) => name).join(', '),
      album: `${STATION_NAME} ${plan.displayName}`,
      madeAt: new Date(plan.airAt),
      comment: `${plan.displayName}, ${plan.city}, ${dateText(plan, show.language)}. Made by ${STATION_NAME} with artificial voices.`,
      language: show.language,
      lyrics: toText(segments),
      cover: {
        bytes: await readFile(await this.files.pathOf(cover.fileId)),
        mime: cover.contentType as 'image/png',
      },
      chapters,
      durationS: mix.durationS,
    };
    const audio = await this.#audio({ show, plan, mix, tags }, signal);
    const cues = cuesOf(segments);
    const documents: Array<[string, string, string, string]> = [
      ['transcript.vtt', 'transcript', 'text/vtt', toVtt(cues)],
      ['transcript.srt', 'transcript', 'application/x-subrip', toSrt(cues)],
      ['transcript.json', 'transcript', 'application/json', toTranscriptJson(cues)],
      ['transcript.txt', 'transcript', 'text/plain; charset=utf-8', toText(segments)],
      [
        'chapters.json',
        'chapters',
        'application/json+chapters',
        toChaptersJson(chapters, tags.title),
      ],
      ['peaks.json', 'peaks', 'application/json', JSON.stringify(mix.peaks)],
    ];
    const { small, ...large } = cover;
    const extension = cover.contentType === 'image/png' ? 'png' : 'jpg';
    return {
      audioFile: audio.name,
      files: [
        audio,
        { name: `cover.${extension}`, kind: 'cover', ...large },
        ...(small ? [{ name: 'cover_small.jpg', kind: 'cover_small', ...small }] : []),
        ...(await Promise.all(documents.map((document) => this.#document(...document)))),
      ],
    };
  }

  /** Tags a copy, so that a crash in between leaves the mix as it was. */
  async #audio({ show, plan, mix, tags }: Packed, signal: AbortSignal): Promise<PackagedFile> {
    const folder = await this.files.workFolder(show.id);
    const { format = 'mp3' } = mix;
    const tagged = join(folder, `tagged.${format}`);
    await this.tagger.tag(mix.file, tagged, format, tags, signal);
    const { id, sizeBytes } = await this.files.adopt(tagged);
    const { contentType } = FORMATS[format];
    return { name: fileName(plan), kind: 'audio', fileId: id, contentType, sizeBytes };
  }

  async #document(
    name: string,
    kind: string,
    contentType: string,
    text: string,
  ): Promise<PackagedFile> {
    const { id, sizeBytes } = await this.files.put(text);
    return { name, kind, fileId: id, contentType, sizeBytes };
  }
}

function spokenSegments(plan: PlanOutput, voice: VoiceOutput, mix: MixOutput): SpokenSegment[] {
  const names = new Map(plan.speakers.map(({ id, name }) => [id, name]));
  return voice.script.segments.map(({ speakerId, text }, at) => ({
    speaker: names.get(speakerId) ?? speakerId,
    text,
    startS: mix.segments[at]?.startS ?? 0,
    endS: mix.segments[at]?.endS ?? 0,
    ...(voice.takes[at]?.words && {
      words: wordsWithout(
        voice.takes[at].words,
        (mix.trimmed ?? []).filter(({ segment }) => segment === at),
      ),
    }),
  }));
}

/** Words come earlier by the silences that were cut out before them. */
function wordsWithout(
  words: readonly WordTime[],
  trimmed: ReadonlyArray<{ readonly startS: number; readonly endS: number }>,
): WordTime[] {
  const played = (atS: number) =>
    trimmed.reduce((sum, { startS, endS }) => sum - Math.max(0, Math.min(atS, endS) - startS), atS);
  return words.map((word) => ({ ...word, startS: played(word.startS), endS: played(word.endS) }));
}

/** `YYYY-MM-DD_HH-MM_preset_speakers_Nmin.mp3` (or the format's ending), ASCII. */
export function fileName(plan: PlanOutput): string {
  const { date, hour, minute } = wallTime(new Date(plan.airAt), plan.timeZone);
  const time = `${String(hour).padStart(2, '0')}-${String(minute).padStart(2, '0')}`;
  const speakers = plan.speakers.map(({ id }) => id).join('-');
  return `${date}_${time}_${plan.presetName}_${speakers}_${plan.minutes}min.${plan.exportFormat ?? 'mp3'}`;
}

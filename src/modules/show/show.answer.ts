import { diversityScore, type Story } from '#modules/content';
import { type Show, type ShowFile, type Stage, STAGES } from './show.entity.js';
import type { ShowDto, ShowLinksDto } from './show-answer.dto.js';
import type { WholeShow } from './show.service.js';
import type {
  CollectOutput,
  CoverOutput,
  CurateOutput,
  MixOutput,
  PlanOutput,
  VoicedTake,
  VoiceOutput,
  WriteOutput,
} from './stages/outputs.js';
import type {
  ContentSourceDto,
  ShowMetadataDto,
  ShowSegmentDto,
  VoiceConfigDto,
  WholeShowDto,
} from './whole-show.dto.js';

/** A show in a list: what it is and how far. */
export function shortAnswer(show: Show): Pick<ShowDto, keyof ShowDto> {
  return {
    id: show.id,
    session_id: show.id,
    status: show.status,
    stage: show.stage,
    percent: Math.round(show.percent * 10) / 10,
    sentence: show.sentence,
    title: show.title,
    preset: show.preset,
    channel: show.channel,
    language: show.language,
    created_at: show.createdAt,
    finished_at: show.finishedAt,
    error: show.error,
    version: show.version,
    batch_id: show.batchId,
    approval: approvalOf(show),
    links: linksOf(show.id),
  };
}

export function linksOf(id: string): ShowLinksDto {
  const self = `/api/v1/shows/${id}`;
  return {
    self,
    events: `${self}/events`,
    dashboard: `${self}/dashboard`,
    script: `${self}/script`,
    versions: `${self}/versions`,
  };
}

function approvalOf({ decision }: Show): ShowDto['approval'] {
  if (!decision) return null;
  const { kind, by, at, version, reason = null } = decision;
  return { decision: kind, by, at: new Date(at), version, reason };
}

/** A show with its script, what it is made from, and how its making went. */
export function wholeAnswer({ show, stages, files, cost }: WholeShow): ShowAnswer {
  const output = <T>(stage: Stage) =>
    (stages.find((one) => one.stage === stage)?.output ?? undefined) as T | undefined;
  const plan = output<PlanOutput>('plan');
  const script = scriptOf(output);
  const mix = output<MixOutput>('mix');
  const audio = fileUrl(show, files, 'audio');
  return {
    ...shortAnswer(show),
    title: script?.title ?? show.title,
    stages: STAGES.map((stage) => {
      const record = stages.find((one) => one.stage === stage);
      return {
        stage,
        state: record?.state ?? 'pending',
        attempts: record?.attempts ?? 0,
        seconds: seconds(record?.wallMs),
      };
    }),
    broadcast_style: plan?.style ?? null,
    estimated_duration_minutes: plan?.minutes ?? null,
    script_content: script?.segments.map(({ text }) => text).join('\n\n') ?? null,
    segments: segmentsOf(script, output<VoiceOutput>('voice'), mix),
    audio_url: audio,
    cover_url: fileUrl(show, files, 'cover'),
    cover_small_url: fileUrl(show, files, 'cover_small'),
    files: files.map((file) => ({
      name: file.name,
      kind: file.kind,
      url: urlOf(show, file),
      content_type: file.contentType,
      size_bytes: file.sizeBytes,
      sha256: file.fileId,
    })),
    metadata: metadataOf({ show, stages, files, cost }, output),
  };
}

type Output = <T>(stage: Stage) => T | undefined;

/** The script as far as it is: spoken, checked or written. */
function scriptOf(output: Output) {
  return (
    output<VoiceOutput>('voice')?.script ??
    output<WriteOutput>('check')?.script ??
    output<WriteOutput>('write')?.script
  );
}

function metadataOf({ show, stages, files, cost }: WholeShow, output: Output): ShowMetadataDto {
  const plan = output<PlanOutput>('plan');
  const mix = output<MixOutput>('mix');
  return {
    preset: show.preset,
    channel: show.channel,
    language: show.language,
    seed: show.seed,
    speakers: plan?.speakers.map(({ id, name, role }) => ({ id, name, role })) ?? [],
    ...contentFacts(
      output<CollectOutput>('collect'),
      output<CurateOutput>('curate'),
      scriptOf(output),
    ),
    generated_at: plan?.airAt ?? null,
    audio_url: fileUrl(show, files, 'audio'),
    audio_duration: mix?.durationS ?? null,
    cover_art_url: fileUrl(show, files, 'cover'),
    loudness: mix
      ? {
          integrated_lufs: mix.loudness.integratedLufs,
          true_peak_dbtp: mix.loudness.truePeakDbtp,
          lra: mix.loudness.loudnessRangeLu,
        }
      : null,
    writer: scriptOf(output)?.writer ?? null,
    warnings: warningsOf(output),
    cost: {
      llm_tokens: cost.tokens,
      tts_characters: cost.characters,
      images: cost.images,
      usd: dollars(cost.usd),
      saved_usd: dollars(cost.saved_usd),
    },
    performance: {
      generation_time_seconds: seconds(stages.reduce((sum, { wallMs }) => sum + (wallMs ?? 0), 0)),
      rendered_seconds: mix?.renderedS ?? null,
      stage_seconds: Object.fromEntries(
        stages.map(({ stage, wallMs }) => [stage, seconds(wallMs)]),
      ),
    },
  };
}

/** As plain data: nothing of it is made by a constructor. */
export type ShowAnswer = Omit<WholeShowDto, 'metadata'> & {
  readonly metadata: Pick<ShowMetadataDto, keyof ShowMetadataDto>;
};

function segmentsOf(
  script: WriteOutput['script'] | undefined,
  voice: VoiceOutput | undefined,
  mix: MixOutput | undefined,
): ShowSegmentDto[] {
  return (script?.segments ?? []).map((segment, at) => {
    const take = voice?.takes[at];
    const span = mix?.segments[at];
    return {
      segment_type: segment.segmentType,
      speaker: segment.speakerId,
      text: segment.text,
      chapter: segment.chapter ?? null,
      estimated_duration: Math.round(segment.estimatedSeconds * 100) / 100,
      duration_seconds: take?.durationS ?? null,
      start_seconds: span?.startS ?? null,
      voice_config: take ? voiceOf(take) : null,
      sources: [...segment.sources],
      translated_from: [...(segment.translatedFrom ?? [])],
      unsupported_claims: [...segment.unsupportedClaims],
    };
  });
}

/** Who spoke a segment, and who could not. */
export function voiceOf(take: VoicedTake): VoiceConfigDto {
  const { provider, voice, model = null, fellBackFrom = [], fellBackBecause = [] } = take;
  const reasons = fellBackFrom.map((from, at) => ({
    provider: from,
    reason: fellBackBecause[at] ?? 'it could not',
  }));
  return { provider, voice, model, fell_back: reasons };
}

function contentFacts(
  collect: CollectOutput | undefined,
  curate: CurateOutput | undefined,
  script: WriteOutput['script'] | undefined,
) {
  const told = new Set(script?.storyIds);
  const stories = ((curate?.stories ?? []) as Story[]).filter(({ id }) => told.has(id));
  return {
    is_sample: collect?.isSample ?? null,
    content_stats: {
      total_news_collected: collect?.articleCount ?? 0,
      news_selected: stories.length,
    },
    content_sources: sourcesOf(stories),
    topics_covered: stories.map(({ articles }) => articles[0].title),
    diversity_score: diversityScore(stories),
    feeds: (collect?.reports ?? []).map(({ feedId, ...report }) => ({
      feed_id: feedId,
      ...report,
    })),
  };
}

export function sourcesOf(stories: readonly Story[]): ContentSourceDto[] {
  return stories.flatMap((story) =>
    story.articles.map(({ id, outlet, title, link, publishedAt }) => ({
      id,
      story_id: story.id,
      outlet,
      title,
      link,
      published_at: publishedAt,
    })),
  );
}

function warningsOf(output: Output): string[] {
  const script = scriptOf(output);
  const { silences = [], trimmed = [], musicMissing = [] } = output<MixOutput>('mix') ?? {};
  const { music } = output<PlanOutput>('plan') ?? {};
  const all = [
    ...(output<CollectOutput>('collect')?.warnings ?? []),
    ...(output<CurateOutput>('curate')?.warnings ?? []),
    ...(script?.warnings ?? []),
    ...(output<VoiceOutput>('voice')?.warnings ?? []),
    ...(music?.length === 0 ? ['There is no music in the library for the music breaks.'] : []),
    ...musicMissing.map((title) => `The music "${title}" was not to be had any more.`),
    ...coverWarnings(output<CoverOutput>('cover')),
    ...silences.map(
      ({ startS, endS }) => `Silence from ${startS.toFixed(1)} s to ${endS.toFixed(1)} s.`,
    ),
    ...trimmed.map(
      ({ segment, startS, endS }) =>
        `${(endS - startS).toFixed(1)} s of silence were cut out of segment ${segment + 1}.`,
    ),
  ];
  return [...new Set(all)];
}

function coverWarnings(cover: CoverOutput | undefined): string[] {
  if (!cover?.fellBack) return [];
  const { provider, reason } = cover.fellBack;
  return [`The cover was painted by the station, because ${provider} could not: ${reason}.`];
}

function fileUrl(show: Show, files: readonly ShowFile[], kind: string): string | null {
  const file = files.find((one) => one.kind === kind);
  return file ? urlOf(show, file) : null;
}

function urlOf({ id }: Show, { name }: ShowFile): string {
  return `/api/v1/shows/${id}/files/${name}`;
}

/** To a millionth, as prices are told. */
function dollars(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}

function seconds(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms) / 1000;
}

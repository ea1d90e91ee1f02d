import type { Script, Story } from '#modules/content';
import { sourcesOf, voiceOf } from '../show.answer.js';
import type { CurateOutput, VoiceOutput } from '../stages/outputs.js';
import { compareScripts } from './compare-scripts.js';
import type {
  ComparedVersionsDto,
  ShowScriptSegmentDto,
  ShowScriptDto,
  ShowVersionDto,
  WholeShowVersionDto,
} from './edit-answer.dto.js';
import type { CurrentScript } from './show-editor.js';
import { type ShowVersion, summaryOf, type VersionSummary } from './show-version.repository.js';

export function scriptAnswer({ show, script, plan, outputs }: CurrentScript): ShowScriptDto {
  const named = new Set(script.segments.flatMap(({ sources }) => sources));
  const { stories = [] } = (outputs.get('curate') ?? {}) as Partial<CurateOutput>;
  const told = new Set(script.storyIds);
  const known = sourcesOf((stories as Story[]).filter(({ id }) => told.has(id)));
  return {
    show_id: show.id,
    version: show.version,
    status: show.status,
    title: script.title,
    language: script.language,
    writer: script.writer,
    speakers: plan.speakers.map(({ id, name, role }) => ({ id, name, role })),
    segments: segmentsAnswer(script, outputs.get('voice') as VoiceOutput | undefined),
    content_sources: known.filter(({ id }) => named.has(id)),
    warnings: [...script.warnings],
  };
}

function segmentsAnswer(script: Script, voice: VoiceOutput | undefined): ShowScriptSegmentDto[] {
  return script.segments.map((segment, at) => {
    const take = voice?.takes[at];
    return {
      n: at + 1,
      segment_type: segment.segmentType,
      speaker: segment.speakerId,
      text: segment.text,
      chapter: segment.chapter ?? null,
      starts_topic: segment.startsTopic,
      sources: [...segment.sources],
      unsupported_claims: [...segment.unsupportedClaims],
      estimated_duration: Math.round(segment.estimatedSeconds * 100) / 100,
      duration_seconds: take?.durationS ?? null,
      take: {
        state: take ? 'voiced' : 'pending',
        reused: take?.cached ?? null,
        voice: take ? voiceOf(take) : null,
      },
    };
  });
}

export function versionAnswer(version: VersionSummary, current: number): ShowVersionDto {
  const { files, showId, durationS, loudness } = version;
  // Files that a version takes over from a former one are heard as its own once it is finished.
  const audio = durationS === null ? undefined : files.find(({ kind }) => kind === 'audio');
  return {
    version: version.version,
    is_current: version.version === current,
    action: version.action,
    edited_by: version.editor,
    edited_at: version.at,
    restored_from: version.restoredFrom,
    title: version.title,
    segment_count: version.segmentCount,
    audio_url: audio ? fileUrl(showId, version.version, audio.name) : null,
    audio_duration: durationS,
    loudness: loudness
      ? {
          integrated_lufs: loudness.integratedLufs,
          true_peak_dbtp: loudness.truePeakDbtp,
          lra: loudness.loudnessRangeLu,
        }
      : null,
  };
}

export function wholeVersionAnswer(version: ShowVersion, current: number): WholeShowVersionDto {
  return Object.assign({}, versionAnswer(summaryOf(version), current), {
    segments: segmentsAnswer(version.script, version.render?.voice),
    files: version.files.map((file) => ({
      name: file.name,
      kind: file.kind,
      url: fileUrl(version.showId, version.version, file.name),
      content_type: file.contentType,
      size_bytes: file.sizeBytes,
      sha256: file.fileId,
    })),
  });
}

export function comparedAnswer(from: ShowVersion, to: ShowVersion): ComparedVersionsDto {
  const found = compareScripts(from.script, to.script);
  const count = (wanted: string) => found.filter(({ state }) => state === wanted).length;
  const side = (segment: Script['segments'][number] | null) =>
    segment && { speaker: segment.speakerId, text: segment.text };
  return {
    from: from.version,
    to: to.version,
    counts: {
      same: count('same'),
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
    },
    segments: found.map((one) => ({
      state: one.state,
      from_n: one.fromN,
      to_n: one.toN,
      from: side(one.from),
      to: side(one.to),
      words: [...one.words],
    })),
  };
}

function fileUrl(showId: string, version: number, name: string): string {
  return `/api/v1/shows/${showId}/versions/${version}/files/${name}`;
}

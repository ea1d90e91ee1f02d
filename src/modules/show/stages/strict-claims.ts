import { Injectable, Logger } from '@nestjs/common';
import {
  Editor,
  type Script,
  type ScriptRequest,
  type Segment,
  splitSentences,
} from '#modules/content';
import { Rewording } from '../edit/rewording.js';
import { withStories } from '../edit/script-edit.js';
import { NoOtherWords, NothingToTell } from '../show.problems.js';

/** Segments of one script that go back to the writer: more than that is a broken writer, and they are dropped at once. */
const SENT_BACK_MAX = 40;
const QUOTED_CHARACTERS = 60;

/** Sees to it that a script says nothing that its sources do not hold: the writer gets one chance, then it is dropped. */
@Injectable()
export class StrictClaims {
  readonly #logger = new Logger(StrictClaims.name);

  constructor(
    private readonly editor: Editor,
    private readonly rewording: Rewording,
  ) {}

  /**
   * @param script Checked: its segments carry what no source holds.
   * @returns The script without unsupported claims, and a warning for every segment that was rewritten or dropped.
   * @throws NothingToTell when no story is left.
   */
  async settle(script: Script, request: ScriptRequest, signal: AbortSignal): Promise<Script> {
    const flagged = flaggedIn(script);
    if (flagged.length === 0) return script;
    let settled = script;
    const before = new Map(flagged.map((at) => [at, script.segments[at] as Segment]));
    for (const at of flagged.slice(0, SENT_BACK_MAX))
      settled = await this.#reworded(settled, at, request, signal);
    settled = await this.editor.check(settled, request, signal);
    const warnings = flagged.map((at) => {
      const isKept = settled.segments[at]?.unsupportedClaims.length === 0;
      return warningOf(before.get(at) as Segment, isKept ? 'written again' : 'dropped');
    });
    const rest = await this.drop(settled, request, signal);
    return { ...rest, warnings: [...rest.warnings, ...warnings] };
  }

  /**
   * The script without its marked segments. A story whose beginning goes, goes whole, and what announces or recalls
   * it is written anew from the stories that are left.
   * @throws NothingToTell when no story is left.
   */
  async drop(script: Script, request: ScriptRequest, signal: AbortSignal): Promise<Script> {
    const marked = new Set(flaggedIn(script).map((at) => script.segments[at] as Segment));
    if (marked.size === 0) return script;
    const lost = lostStories(script, marked);
    const kept = script.segments.flatMap((segment) => {
      if (segment.storyId !== undefined && lost.has(segment.storyId)) return [];
      if (!marked.has(segment)) return [segment];
      return isFrame(segment) ? withoutClaims(segment, script.language) : [];
    });
    let rest = await this.#checkedFrames(withStories(script, kept), request, signal);
    if (rest.storyIds.length === 0)
      throw new NothingToTell('No story is left that says only what its sources hold.');
    if (lost.size === 0) return rest;
    const gone = new Set(
      script.segments
        .filter(({ storyId }) => storyId !== undefined && lost.has(storyId))
        .flatMap(({ sources }) => sources),
    );
    rest = await this.#withFittingFrame(rest, gone, request, signal);
    return rest;
  }

  /** A frame that still claims something after its claims were taken out goes whole. */
  async #checkedFrames(
    script: Script,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    if (flaggedIn(script).length === 0) return script;
    const checked = await this.editor.check(script, request, signal);
    const segments = checked.segments.filter(
      (segment) => !isFrame(segment) || segment.unsupportedClaims.length === 0,
    );
    return { ...checked, segments };
  }

  /** Headlines and the look back name only what is told; where the writer has no other words, they go. */
  async #withFittingFrame(
    script: Script,
    gone: ReadonlySet<string>,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    const stale = script.segments.filter(
      ({ segmentType, sources }) =>
        (segmentType === 'headlines' || segmentType === 'look_back') &&
        sources.some((id) => gone.has(id)),
    );
    let fitting = script;
    for (const segment of stale) {
      const at = fitting.segments.indexOf(segment);
      fitting = await this.#reworded(fitting, at, request, signal);
      const other = fitting.segments[at];
      if (!other || other === segment || other.sources.some((id) => gone.has(id)))
        fitting = { ...fitting, segments: fitting.segments.filter((_one, index) => index !== at) };
    }
    const checked = await this.editor.check(fitting, request, signal);
    return {
      ...checked,
      segments: checked.segments.filter(
        ({ segmentType, unsupportedClaims }) =>
          unsupportedClaims.length === 0 ||
          (segmentType !== 'headlines' && segmentType !== 'look_back'),
      ),
    };
  }

  /** The script with other words at one place, or as it was where the writer has none. */
  async #reworded(
    script: Script,
    at: number,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    try {
      const other = await this.rewording.reword(script, at, request, signal);
      return {
        ...script,
        segments: script.segments.with(at, other.segment),
        warnings: [...new Set([...script.warnings, ...other.warnings])],
      };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NoOtherWords))
        this.#logger.warn({ message: 'A segment could not be written again', at, error });
      return script;
    }
  }
}

function flaggedIn({ segments }: Script): number[] {
  return segments.flatMap(({ unsupportedClaims }, at) =>
    unsupportedClaims.length > 0 ? [at] : [],
  );
}

function isFrame({ segmentType }: Segment): boolean {
  return segmentType === 'greeting' || segmentType === 'sign_off';
}

/** Stories whose first words are marked: what follows leans on them. */
function lostStories({ segments }: Script, marked: ReadonlySet<Segment>): Set<string> {
  const seen = new Set<string>();
  const lost = new Set<string>();
  for (const segment of segments) {
    const { storyId, segmentType } = segment;
    if (storyId === undefined || segmentType === 'handover' || seen.has(storyId)) continue;
    seen.add(storyId);
    if (marked.has(segment)) lost.add(storyId);
  }
  return lost;
}

/**
 * A show needs its greeting and its sign-off: only the sentences with the claims go. A claim that is in no single
 * sentence cannot be taken out, and the segment goes with it. The marks stay until it is checked again.
 */
function withoutClaims(segment: Segment, language: Script['language']): Segment[] {
  const sentences = splitSentences(segment.text, language);
  const claims = segment.unsupportedClaims.map(({ text }) => text);
  if (claims.some((claim) => !sentences.some((sentence) => sentence.includes(claim)))) return [];
  const clean = sentences.filter((one) => !claims.some((claim) => one.includes(claim)));
  if (clean.length === 0) return [];
  const text = clean.join(' ');
  const share = text.length / segment.text.length;
  return [{ ...segment, text, estimatedSeconds: segment.estimatedSeconds * share }];
}

function warningOf({ text, unsupportedClaims }: Segment, fate: string): string {
  const claims = unsupportedClaims.map(({ kind, text: said }) => `${kind} "${said}"`).join(', ');
  const start = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
  return `Strict claims: "${start}" was ${fate}, for no source holds ${claims}.`;
}

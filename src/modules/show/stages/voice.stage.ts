import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMELINE, kindsOf, type Take, TakeService, type VoiceKind } from '#modules/audio';
import { Editor, type Script, ScriptWriter, type Segment } from '#modules/content';
import { SpeakerService } from '#modules/speaker';
import type {
  PlannedSpeaker,
  PlanOutput,
  VoicedTake,
  VoiceOutput,
  WriteOutput,
} from './outputs.js';
import type { SpokenSegment } from '../edit/script-edit.js';
import { ShowSettings } from '../show.settings.js';
import { claimWarnings } from './check.stage.js';
import { fitToMinutes } from './fit-to-minutes.js';
import { scriptRequestOf } from './script-request.js';
import { saidBy } from './said.js';
import { type StageContext, StageRunner } from './stage-runner.js';
import { StrictClaims } from './strict-claims.js';

/** Takes asked for at once; the engines' own pools decide how many are spoken side by side. */
const AT_ONCE = 4;

/** Speaks the script, measures it, and corrects its length once. */
@Injectable()
export class VoiceStage extends StageRunner {
  readonly stage = 'voice';

  constructor(
    private readonly takes: TakeService,
    private readonly writer: ScriptWriter,
    private readonly editor: Editor,
    private readonly speakers: SpeakerService,
    private readonly strict: StrictClaims,
    private readonly settings: ShowSettings,
  ) {
    super();
  }

  async run(context: StageContext): Promise<VoiceOutput> {
    const plan = context.output<PlanOutput>('plan');
    const written = context.output<WriteOutput>('check').script;
    const first = await this.#speak(written, plan, context);
    // What somebody edited or approved is said as it stands, however long it takes.
    const isSettled = context.show.version > 1 || context.show.decision !== null;
    const fitted = isSettled ? undefined : await this.#fit(written, first, plan, context);
    const script = fitted ?? written;
    const spoken = fitted ? await this.#speak(fitted, plan, context) : first;
    await this.#learn(script, spoken, plan, context);
    return { script, takes: spoken.map(asOutput), warnings: fallbackWarnings(spoken) };
  }

  async #speak(script: Script, plan: PlanOutput, context: StageContext): Promise<Take[]> {
    const { show, signal, progress } = context;
    const kinds = kindsOf(plan.speakers.map(({ voices }) => voices));
    const cast = new Map(
      plan.speakers.map((speaker, at) => [speaker.id, { ...speaker, kind: kinds[at] ?? 'm1' }]),
    );
    const takes = new Array<Take>(script.segments.length);
    const queue = [...script.segments.entries()];
    let done = 0;
    const line = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [at, segment] = next;
        const speaker = cast.get(segment.speakerId) as PlannedSpeaker & { kind: VoiceKind };
        const { text, pronunciations } = saidBy(speaker, segment.text, show.language);
        const { voices, voiceSettings, pace, kind } = speaker;
        const wish = {
          text,
          language: show.language,
          voices,
          kind,
          rate: pace,
          quality: plan.voiceQuality,
          subject: show.id,
          reading: (segment as SpokenSegment).reading ?? 0,
          ...(voiceSettings && { voiceSettings }),
          ...(Object.keys(pronunciations).length > 0 && { pronunciations }),
        };
        takes[at] = await this.takes.take(wish, signal);
        const name = `Speaking: ${++done} of ${takes.length} segments`;
        await progress(done, takes.length, name);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    return takes;
  }

  /** @returns A script of the right length, or nothing when the one there is already has it. */
  async #fit(
    script: Script,
    takes: readonly Take[],
    plan: PlanOutput,
    context: StageContext,
  ): Promise<Script | undefined> {
    const request = scriptRequestOf(context.show, context, plan.minutes * 60);
    const fitted = await fitToMinutes(script, {
      targetS: plan.minutes * 60,
      timeline: plan.timeline ?? DEFAULT_TIMELINE,
      music: plan.music ?? [],
      secondsOf: measuredBy(script, takes),
      fit: (one, each, speechS) =>
        this.writer.fit(one, each, { ...request, speechSecondsTarget: speechS }, context.signal),
    });
    if (fitted === script) return undefined;
    const marked = await this.editor.check(fitted, request, context.signal);
    const isStrict = context.show.request.strictClaims ?? this.settings.strictClaims;
    // What the fitting adds has had its chance with the writer who added it.
    const checked = isStrict ? await this.strict.drop(marked, request, context.signal) : marked;
    const warnings = [...new Set([...checked.warnings, ...claimWarnings(checked)])];
    return { ...checked, warnings };
  }

  /** Only takes that were spoken now teach a pace: a show made twice learns once. */
  async #learn(
    script: Script,
    takes: readonly Take[],
    plan: PlanOutput,
    { show }: StageContext,
  ): Promise<void> {
    const styles = new Map(plan.speakers.map(({ id, paceOfStyle = 1 }) => [id, paceOfStyle]));
    const measured = new Map<string, { characters: number; seconds: number }>();
    for (const [at, { speakerId, text }] of script.segments.entries()) {
      const take = takes[at];
      if (!take || take.cached) continue;
      const sum = measured.get(speakerId) ?? { characters: 0, seconds: 0 };
      sum.characters += text.length;
      // As long as it would have been at the speaker's own pace.
      sum.seconds += take.durationS * (styles.get(speakerId) ?? 1);
      measured.set(speakerId, sum);
    }
    for (const [speakerId, { characters, seconds }] of measured)
      await this.speakers.learnPace(speakerId, show.language, characters, seconds);
  }
}

/** What was spoken is as long as it was; what is new is estimated by the pace at which its voice spoke the rest. */
function measuredBy(script: Script, takes: readonly Take[]): (segment: Segment) => number {
  const keyOf = ({ speakerId, text }: Segment): string => `${speakerId}\n${text}`;
  const measured = new Map(
    script.segments.map((segment, at) => [keyOf(segment), takes[at]?.durationS ?? 0]),
  );
  const paces = new Map<string, { measured: number; estimated: number }>();
  for (const [at, { speakerId, estimatedSeconds }] of script.segments.entries()) {
    const sum = paces.get(speakerId) ?? { measured: 0, estimated: 0 };
    sum.measured += takes[at]?.durationS ?? 0;
    sum.estimated += estimatedSeconds;
    paces.set(speakerId, sum);
  }
  return (segment) => {
    const pace = paces.get(segment.speakerId);
    const share = pace && pace.estimated > 0 ? pace.measured / pace.estimated : 1;
    return measured.get(keyOf(segment)) ?? segment.estimatedSeconds * share;
  };
}

function asOutput(take: Take): VoicedTake {
  const { file, hash, durationS, provider, voice, cached, words } = take;
  const { model, fellBackFrom, fellBackBecause } = take;
  return {
    file,
    hash,
    durationS,
    provider,
    voice,
    cached,
    ...(model !== undefined && { model }),
    ...(fellBackFrom && { fellBackFrom }),
    ...(fellBackBecause && { fellBackBecause }),
    ...(words && { words }),
  };
}

function fallbackWarnings(takes: readonly Take[]): string[] {
  const fallbacks = takes.filter(({ fellBackFrom }) => fellBackFrom && fellBackFrom.length > 0);
  if (fallbacks.length === 0) return [];
  const [first] = fallbacks;
  const reasons = [...new Set(fallbacks.flatMap(({ fellBackBecause = [] }) => fellBackBecause))];
  return [
    `${fallbacks.length} segments were spoken by ${first?.provider ?? 'another engine'}, because ${first?.fellBackFrom?.join(', ') ?? 'the first'} could not: ${reasons.join('; ')}.`,
  ];
}

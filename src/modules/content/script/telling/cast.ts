import type { ScriptRequest, ScriptSpeaker } from '../script.js';

/** Who says what. */
export interface Cast {
  readonly main: ScriptSpeaker;
  /** The main host again where there is only one. */
  readonly second: ScriptSpeaker;
  readonly weather: ScriptSpeaker;
  readonly headlines: ScriptSpeaker;
  /** Everyone who speaks, the main host first. */
  readonly all: readonly ScriptSpeaker[];
}

/** @throws RangeError when the request names no speaker. */
export function castOf({ speakers }: ScriptRequest): Cast {
  const main = speakers.find(({ role }) => role === 'main_host') ?? speakers[0];
  if (!main) throw new RangeError('A show needs at least one speaker.');
  const others = speakers.filter((speaker) => speaker !== main);
  const anchor = others.find(({ role }) => role === 'news_anchor');
  const second = others.find(({ role }) => role === 'co_host') ?? anchor ?? others[0] ?? main;
  return {
    main,
    second,
    weather: others.find(({ role }) => role === 'weather') ?? second,
    headlines: anchor ?? main,
    all: [main, ...others],
  };
}

/** @returns The other one of the two hosts. */
export function otherHost(cast: Cast, speakerId: string): ScriptSpeaker {
  return speakerId === cast.main.id ? cast.second : cast.main;
}

/** @returns Seconds of speech, by the measured pace of the voice. */
export function secondsOf(text: string, speaker: ScriptSpeaker): number {
  return text.length / Math.max(1, speaker.charactersPerSecond);
}

/** @returns The speaker of an id; the main host where a script names one who has left. */
export function speakerOf(cast: Cast, speakerId: string): ScriptSpeaker {
  return cast.all.find(({ id }) => id === speakerId) ?? cast.main;
}

import { SpeechSynthesizer } from './speech-synthesizer.js';

/** The speech engines of the station, in the order they are asked. */
export class SpeechEngines {
  constructor(readonly all: readonly SpeechSynthesizer[]) {}

  /** The engine of a class, where the station has it. */
  find<Engine extends SpeechSynthesizer>(
    Kind: abstract new (...args: never[]) => Engine,
  ): Engine | undefined {
    return this.all.find((engine): engine is Engine => engine instanceof Kind);
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Fault, InvalidInput, Problem } from '#kernel';
import { JingleLibrary } from '../jingle-library/jingle-library.js';
import { JINGLE_PLACES, type JingleChoices } from '../jingle-library/show-music.js';
import { StationTimelines } from './station-timelines.js';

/** The uploaded pieces that the station's timeline names: they are there, and stay as long as they are named. */
@Injectable()
export class TimelineJingles implements OnModuleInit {
  constructor(
    private readonly library: JingleLibrary,
    private readonly timelines: StationTimelines,
  ) {}

  onModuleInit(): void {
    this.library.onRemoval(async (id) => {
      const { jingles } = await this.timelines.current();
      const places = JINGLE_PLACES.filter((place) => jingles[place] === id);
      return places.map((place) => `the timeline of the station, as its ${place}`);
    });
  }

  /** @throws InvalidInput where a piece is not there, not ready, or made for another place. */
  async check(jingles: JingleChoices): Promise<void> {
    const faults: Fault[] = [];
    for (const place of JINGLE_PLACES) {
      const rule = await this.#fault(place, jingles[place]);
      if (rule !== undefined) faults.push({ field: `${place}_jingle`, rule });
    }
    if (faults.length > 0) throw new InvalidInput(faults);
  }

  async #fault(place: string, choice = 'auto'): Promise<string | undefined> {
    if (choice === 'auto' || choice === 'built_in') return undefined;
    try {
      const { kind } = await this.library.ready(choice);
      return kind === place
        ? undefined
        : `must be a jingle of kind ${place}; this is one of ${kind}`;
    } catch (error) {
      if (error instanceof Problem) return `must be a jingle that can be heard: ${error.message}`;
      throw error;
    }
  }
}

import { AudioSettings } from './audio.settings.js';
import { workerRoom } from './worker-room.js';

const settings = Object.assign(new AudioSettings(), { mixWorkersMax: 4, speechWorkersMax: 3 });

describe('workerRoom', () => {
  it.each([
    [0, 4, 3],
    [1, 1, 1],
    [640, 1, 1],
    [780, 1, 2],
    [1_000, 2, 2],
    [100_000, 4, 3],
  ])('of %i MB is %i mixers and %i speakers of each engine', (memoryMb, mixers, speakers) => {
    expect(workerRoom(settings, memoryMb)).toEqual({ mixers, speakers });
  });
});

import { type RunningApp, startApp } from '#test/app';
import { ElevenLabsServer } from '#test/elevenlabs-server';
import { TakeService } from '../take/take.service.js';
import { Casting } from './casting.js';

const eleven = new ElevenLabsServer();
let running: RunningApp;

beforeAll(async () => {
  await eleven.start();
  eleven.fault = () => undefined; // It hangs.
  running = await startApp({
    ELEVENLABS_API_KEY: eleven.key,
    ELEVENLABS_BASE_URL: eleven.origin,
  });
});
afterAll(async () => {
  await running.stop();
  await eleven.stop();
});

it('gives a provider that hangs its share of the time, and then asks the next', async () => {
  const take = await running.app.get(TakeService, { strict: false }).take(
    {
      text: 'Somebody has to say this.',
      language: 'en',
      voices: { flite: 'rms' },
      kind: 'm1',
      engineMsMax: 1_000,
    },
    AbortSignal.timeout(20_000),
  );

  expect(take).toMatchObject({
    provider: 'flite',
    fellBackFrom: ['elevenlabs'],
    fellBackBecause: ['it took longer than 1 s'],
  });
});

it('says that it took too long, and not that something is broken', async () => {
  const casting = running.app.get(Casting, { strict: false });

  await expect(
    casting.audition('marcel', 'Hello.', 'en', AbortSignal.timeout(500)),
  ).rejects.toMatchObject({ code: 'audio/speech-unavailable', kind: 'unavailable' });
});

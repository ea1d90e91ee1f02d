import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { AudioModule } from './audio.module.js';
import { AudioSettings } from './audio.settings.js';

describe('the audio routes', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [ServiceModule, AudioModule],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.init();
  });
  afterAll(() => app.close());

  it('list the voices', async () => {
    const { statusCode, body } = await app.inject({ url: '/audio/voices' });

    expect(statusCode).toBe(200);
    expect(JSON.parse(body).voices).toContainEqual({
      id: 'flite:rms',
      provider: 'flite',
      name: 'rms',
      languages: ['en'],
      gender: 'male',
      pitch_hz: 102,
      sample_rate_hz: 16_000,
    });
  });

  it('tell engines and work', async () => {
    const { body } = await app.inject({ url: '/audio/status' });

    const { engines, ...status } = JSON.parse(body) as { engines: Array<{ provider: string }> };
    // Which are available depends on the machine's programs; these two always are. Nobody asks others by HTTP here.
    expect(engines.map(({ provider }) => provider)).toEqual(
      new AudioSettings().speechProviders.filter(
        (name) => !['elevenlabs', 'openai'].includes(name),
      ),
    );
    const none = { real_time_factor: null, memory_mb: null };
    expect(engines).toEqual(
      expect.arrayContaining([
        { provider: 'flite', available: true, voices: 4, ...none },
        { provider: 'espeak', available: true, voices: 20, ...none },
      ]),
    );
    expect(status).toMatchObject({
      queue: null,
      throughput: { speech_speed: null, mix_speed: null, spoken_seconds: 0, mixed_seconds: 0 },
      takes_spoken: 0,
      mixes_in_progress: 0,
      mix_speed: null,
    });
  });
});

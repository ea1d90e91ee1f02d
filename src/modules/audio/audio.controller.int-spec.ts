import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { AudioModule } from './audio.module.js';

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

    expect(JSON.parse(body)).toMatchObject({
      engines: [
        { provider: 'flite', available: true, voices: 4 },
        { provider: 'espeak', available: true, voices: 20 },
      ],
      takes_spoken: 0,
      mixes_in_progress: 0,
      mix_speed: null,
    });
  });
});

import { loadSettings } from '#platform/config';
import { QueueSettings } from './queue.settings.js';

describe('QueueSettings', () => {
  it('needs an address for Redis only where jobs lie there', () => {
    const load = (source: Record<string, string>) => () => loadSettings(QueueSettings, source);

    expect(load({})).not.toThrow();
    expect(load({ QUEUE_BACKEND: 'redis', REDIS_URL: 'redis://127.0.0.1' })).not.toThrow();
    expect(load({ QUEUE_BACKEND: 'redis' })).toThrow(
      'REDIS_URL: is needed where QUEUE_BACKEND is redis',
    );
  });
});

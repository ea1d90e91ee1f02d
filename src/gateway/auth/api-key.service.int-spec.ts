import { DataSource } from 'typeorm';
import { freshDatabase } from '#test/database';
import { Database } from '#platform/database';
import { ApiKeyService } from './api-key.service.js';

/** Keeps everything until a tag of it is made old. */
class Kept {
  readonly #answers = new Map<string, unknown>();
  #tags: readonly string[] = [];

  async getOrSet(key: string, _ttlMs: number, tags: readonly string[], load: () => unknown) {
    this.#tags = tags;
    if (!this.#answers.has(key)) this.#answers.set(key, await load());
    return this.#answers.get(key);
  }

  invalidateTags(tags: readonly string[]): Promise<void> {
    if (tags.some((tag) => this.#tags.includes(tag))) this.#answers.clear();
    return Promise.resolve();
  }
}

it('knows a key that it has made, at once, and still while PostgreSQL is away', async () => {
  const source = await new DataSource({
    type: 'postgres',
    url: await freshDatabase(),
  }).initialize();
  const cache = new Kept();
  const keys = new ApiKeyService(new Database(source, cache as never));
  expect(await keys.isValid('rx_wrong')).toBe(false);
  const key = (await keys.createFirst()) ?? '';
  expect(await keys.createFirst()).toBeUndefined();
  expect(await keys.isValid(key)).toBe(true);

  await source.destroy();

  expect(await keys.isValid(key)).toBe(true);
  await expect(keys.isValid('rx_wrong')).rejects.toThrow(); // Made old with the new key.
});

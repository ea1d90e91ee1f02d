const SHOW_MS_MAX = 180_000;
const LOOK_EVERY_MS = 500;

/** Has a show of a minute made from the newsroom that ships, so that there is something to ask for. @returns Its id. */
export async function makeShow({ url, key }: { url: string; key: string }): Promise<string> {
  const asked = await fetch(`${url}/api/v1/shows/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ feeds: 'sample', duration_minutes: 1, seed: 7 }),
  });
  const { id } = (await asked.json()) as { id: string };
  const bound = AbortSignal.timeout(SHOW_MS_MAX);
  while (!bound.aborted) {
    const answer = await fetch(`${url}/api/v1/shows/${id}`);
    const { status, error } = (await answer.json()) as { status: string; error: unknown };
    if (status === 'completed') return id;
    if (status === 'failed') throw new Error(`The show failed: ${JSON.stringify(error)}`);
    await new Promise((again) => setTimeout(again, LOOK_EVERY_MS));
  }
  throw new Error('The show was not made in time.');
}

/**
 * Waits for work, but not for ever.
 * @param what Subject of the sentence, such as `The queue`.
 * @throws Error `<what> took longer than <ms> ms.`; the work itself is not stopped.
 */
export async function within<T>(what: string, ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(new Error(`${what} took longer than ${ms} ms.`));
    }, ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

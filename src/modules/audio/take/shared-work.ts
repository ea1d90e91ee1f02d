interface Running<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  waiting: number;
}

/** Does equal work that is wanted several times at once only once; aborts it when nobody wants it any more. */
export class SharedWork<Result> {
  readonly #running = new Map<string, Running<Result>>();

  /** Pieces of work going on. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * @param work Receives a signal that aborts when every caller's has.
   * @throws This caller's reason when its own signal aborts, whatever becomes of the work.
   */
  async run(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const running = this.#running.get(key) ?? this.#start(key, work);
    running.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([running.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      running.waiting -= 1;
      if (running.waiting === 0) this.#end(key, running);
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<Result>): Running<Result> {
    const controller = new AbortController();
    const result = work(controller.signal);
    result.catch(() => undefined); // Each caller hears of it by its own race; with none left nobody needs to.
    const running = { result, controller, waiting: 0 };
    this.#running.set(key, running);
    return running;
  }

  /** Nobody waits: finished work is forgotten, unfinished work is stopped. */
  #end(key: string, running: Running<Result>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
    running.controller.abort();
  }
}

interface Flight<Result> {
  readonly result: Promise<Result>;
  readonly leave: AbortController;
  waiting: number;
}

/** Work that several want at the same time is done once; it is given up when the last of them leaves. */
export class SharedFlights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /**
   * @param start Does the work; its signal is aborted when nobody waits any more.
   * @throws The reason of this caller's own signal when that is aborted; else what the work throws.
   */
  async join(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#begin(key, start);
    flight.waiting++;
    const left = Promise.withResolvers<never>();
    const leave = () => {
      left.reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.result, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      if (--flight.waiting === 0) await this.#end(key, flight, signal);
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const leave = new AbortController();
    const flight = { result: start(leave.signal), leave, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  /** Nobody joins a flight that is given up; its last passenger sees it land. */
  async #end(key: string, flight: Flight<Result>, { reason }: AbortSignal): Promise<void> {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    flight.leave.abort(reason);
    await flight.result.catch(() => undefined);
  }
}

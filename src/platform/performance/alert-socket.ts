import { Injectable } from '@nestjs/common';

export interface AlertCounts {
  /** Alerts that fire now. */
  readonly active: number;
  /** Those of them that are critical. */
  readonly critical: number;
}

/** Where whoever raises alerts says how many there are; nobody does yet, so there are none. */
@Injectable()
export class AlertSocket {
  #read: () => AlertCounts = () => ({ active: 0, critical: 0 });

  get counts(): AlertCounts {
    return this.#read();
  }

  /** @param read From memory: it is asked at every look at the overview. */
  use(read: () => AlertCounts): void {
    this.#read = read;
  }
}

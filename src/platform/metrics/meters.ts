import { Injectable, Logger } from '@nestjs/common';
import * as prom from 'prom-client';
import { expose, type Exposition, type ExpositionFormat } from './exposition.js';
import {
  type Distribution,
  type Family,
  type LabelValues,
  type Sample,
  Snapshot,
} from './family.js';
import { meterFaults, type MeterType } from './meter-name.js';
import { MetricsSettings } from './metrics.settings.js';
import { type Read, Reader, type WatchOptions } from './reader.js';
import { OTHER, Series } from './series.js';

/** Series of one meter at most; beyond it label values become `other`. */
export const SERIES_MAX = 1_000;
/** A scrape waits no longer for one reader. */
const READ_MS_MAX = 1_000;

export type Labels<Name extends string> = Readonly<Record<Name, string | number>>;
/** A meter with labels wants all of them at each use; one without wants none. */
type Given<Name extends string> = [Name] extends [never]
  ? [labels?: undefined]
  : [labels: Labels<Name>];

export interface Counter<Name extends string = never> {
  /** @param by How much more, at least 0; 1 when left out. */
  add(...given: [...Given<Name>, by?: number]): void;
}
export interface Gauge<Name extends string = never> {
  set(value: number, ...labels: Given<Name>): void;
  add(by: number, ...labels: Given<Name>): void;
}
export interface Histogram<Name extends string = never> {
  observe(value: number, ...labels: Given<Name>): void;
}

interface Meter {
  readonly definition: string;
  /** What callers hold; nothing for what is only read. */
  readonly handle: unknown;
  readonly family: () => Promise<Family>;
}

type AnyLabels = LabelValues | undefined;

/**
 * All that is measured in this process. Modules ask for meters by name, once, and use them; the same name
 * with the same definition is the same meter. Where measuring is off, meters do nothing.
 */
@Injectable()
export class Meters {
  readonly #logger = new Logger(Meters.name);
  /** Of our own: prom-client's global one is shared by every test and every app in a process. */
  readonly #registry = new prom.Registry();
  readonly #meters = new Map<string, Meter>();
  readonly #failing = new Set<string>();
  readonly #overflow: Counter<'meter'>;
  readonly #readFailures: Counter<'meter'>;

  constructor(private readonly settings: MetricsSettings) {
    this.#overflow = this.counter(
      'radiox_metrics_series_overflow_total',
      'Uses of a meter whose label values became "other", because it has too many series.',
      ['meter'],
    );
    this.#readFailures = this.counter(
      'radiox_metrics_read_failures_total',
      'Values that could not be read for a scrape.',
      ['meter'],
    );
  }

  /** Whether anything is measured: asked by who would prepare something only for meters. */
  get isEnabled(): boolean {
    return this.settings.isEnabled;
  }

  /** @throws Error for a name against the rules, or one that is taken by another definition. */
  counter<Name extends string = never>(
    name: string,
    help: string,
    labels: readonly Name[] = [],
  ): Counter<Name> {
    return this.#meter(name, { type: 'counter', help, labels }, () => {
      const counter = new prom.Counter({ ...this.#basics(name, help, labels) });
      const series = this.#series(name, labels, (values) => counter.labels(values as never));
      const handle = {
        add: (given: AnyLabels, by = 1) => {
          if (by >= 0 && Number.isFinite(by)) series.of(given).inc(by);
        },
      };
      return { handle, family: async () => flat(await counter.get(), 'counter') };
    });
  }

  /** @throws Error for a name against the rules, or one that is taken by another definition. */
  gauge<Name extends string = never>(
    name: string,
    help: string,
    labels: readonly Name[] = [],
  ): Gauge<Name> {
    return this.#meter(name, { type: 'gauge', help, labels }, () => {
      const gauge = new prom.Gauge({ ...this.#basics(name, help, labels) });
      const series = this.#series(name, labels, (values) => gauge.labels(values as never));
      const handle = {
        set: (value: number, given: AnyLabels) => {
          series.of(given).set(value);
        },
        add: (by: number, given: AnyLabels) => {
          series.of(given).inc(by);
        },
      };
      return { handle, family: async () => flat(await gauge.get(), 'gauge') };
    });
  }

  /**
   * @param buckets Upper bounds, ascending, in the unit of the name.
   * @throws Error for a name against the rules, or one that is taken by another definition.
   */
  histogram<Name extends string = never>(
    name: string,
    help: string,
    labels: readonly Name[],
    buckets: readonly number[],
  ): Histogram<Name> {
    return this.#meter(name, { type: 'histogram', help, labels, buckets }, () => {
      const histogram = new prom.Histogram({
        ...this.#basics(name, help, labels),
        buckets: [...buckets],
      });
      const series = this.#series(name, labels, (values) => histogram.labels(values as never));
      const handle = {
        observe: (value: number, given: AnyLabels) => {
          if (Number.isFinite(value)) series.of(given).observe(value);
        },
      };
      return { handle, family: async () => grouped(await histogram.get(), help) };
    });
  }

  /**
   * Values that are kept elsewhere and read when somebody asks. A reader that fails or hangs costs its own
   * values, nothing else.
   * @throws Error for a name against the rules, or one that is taken.
   */
  watch(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    labels: readonly string[],
    read: Read,
    { keepMs = 0 }: WatchOptions = {},
  ): void {
    if (this.#meters.has(name)) throw new Error(`The meter ${name} is described twice.`);
    this.#meter(name, { type, help, labels }, () => {
      const reader = new Reader(read, keepMs);
      const family = async () => ({
        ...{ name, help, type, distributions: [] },
        samples: bounded(await this.#readSafely(name, reader), labels),
      });
      return { handle: undefined, family };
    });
  }

  /** What the meters say now. @param names Those that are wanted; left out, all of them. */
  async snapshot(names?: readonly string[]): Promise<Snapshot> {
    if (!this.isEnabled) return new Snapshot([]);
    const wanted = names
      ? names.flatMap((name) => this.#meters.get(name) ?? [])
      : [...this.#meters.values()];
    return new Snapshot(await Promise.all(wanted.map(({ family }) => family())));
  }

  /** What all meters say now, as Prometheus reads it. */
  async exposition(format: ExpositionFormat): Promise<Exposition> {
    const { families } = await this.snapshot();
    const sorted = families.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    return expose(sorted, format);
  }

  #meter<Handle>(
    name: string,
    definition: {
      type: MeterType;
      help: string;
      labels: readonly string[];
      buckets?: readonly number[];
    },
    make: () => { handle: unknown; family: () => Promise<Family> },
  ): Handle {
    const known = this.#meters.get(name);
    const described = JSON.stringify(definition);
    if (known) {
      if (known.definition !== described)
        throw new Error(`The meter ${name} is described in two ways.`);
      return known.handle as Handle;
    }
    const faults = meterFaults(name, definition.type, definition.help);
    if (faults.length > 0) throw new Error(`The meter ${name} ${faults.join('; ')}.`);
    const { handle, family } = make();
    const own = this.isEnabled ? handle : NOTHING;
    this.#meters.set(name, { definition: described, handle: own, family });
    return own as Handle;
  }

  #basics(name: string, help: string, labels: readonly string[]) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }

  #series<Child>(
    name: string,
    labels: readonly string[],
    make: (labels: LabelValues) => Child,
  ): Series<Child> {
    return new Series(labels, SERIES_MAX, make, () => {
      this.#overflow.add({ meter: name });
    });
  }

  /** A reader that fails is said once, until it answers again. */
  async #readSafely(name: string, reader: Reader): Promise<readonly Sample[]> {
    try {
      const samples = await reader.samples(READ_MS_MAX);
      this.#failing.delete(name);
      return samples;
    } catch (error) {
      this.#readFailures.add({ meter: name });
      if (!this.#failing.has(name))
        this.#logger.warn({
          message: 'A meter cannot be read',
          meter: name,
          reason: String(error),
        });
      this.#failing.add(name);
      return [];
    }
  }
}

const nothing = () => undefined;
/** Every meter, where measuring is off. */
const NOTHING = { add: nothing, set: nothing, observe: nothing };

/** Like the series of the other meters: beyond the bound all the rest is one sample, `other`. */
function bounded(samples: readonly Sample[], names: readonly string[]): Sample[] {
  const kept = samples.slice(0, SERIES_MAX);
  const rest = samples.slice(SERIES_MAX).reduce((sum, { value }) => sum + value, 0);
  const other = Object.fromEntries(names.map((name) => [name, OTHER]));
  return samples.length > SERIES_MAX ? [...kept, { value: rest, labels: other }] : kept;
}

type Told = Awaited<ReturnType<prom.Metric['get']>>;

function flat({ name, help, values }: Told, type: MeterType): Family {
  const samples = values.map(({ value, labels }) => ({ value, labels: labels as LabelValues }));
  return { name, help, type, samples, distributions: [] };
}

/** prom-client tells a histogram as a list of lines: `_bucket`s of a series, then its `_sum`, then its `_count`. */
function grouped({ name, values }: Told, help: string): Family {
  const distributions: Distribution[] = [];
  let buckets: Array<{ le: number; count: number }> = [];
  let sum = 0;
  for (const { value, labels, metricName } of values as Array<prom.MetricValueWithName<string>>) {
    const { le, ...own } = labels as Record<string, string | number>;
    if (metricName === `${name}_bucket`) {
      if (le !== '+Inf') buckets.push({ le: Number(le), count: value });
    } else if (metricName === `${name}_sum`) sum = value;
    else {
      distributions.push({ labels: own as LabelValues, count: value, sum, buckets });
      buckets = [];
    }
  }
  return { name, help, type: 'histogram', samples: [], distributions };
}

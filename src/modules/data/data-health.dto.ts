/** How what the station keeps is. */
export class DataHealthDto {
  readonly status!: 'up' | 'down';
  /** How long PostgreSQL took over one question, milliseconds; null where it did not answer. */
  readonly response_ms!: number | null;
  /** Timestamp of the last migration; null where it did not answer. */
  readonly schema_version!: string | null;
}

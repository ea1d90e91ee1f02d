import { Injectable } from '@nestjs/common';
import type { Fault } from '#kernel';

/** What a document of configuration holds, in the order it is written: what is named comes before who names it. */
export const SECTIONS = [
  'channels',
  'feeds',
  'speakers',
  'styles',
  'presets',
  'schedules',
  'settings',
] as const;
export type Section = (typeof SECTIONS)[number];

/** `merge` adds and changes what a document names; `replace` also removes what it does not, in the sections it has. */
export const IMPORT_MODES = ['merge', 'replace'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What became of a section: ids. */
export interface SectionResult {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** One section of the document; whoever owns what it is about registers it. Fields of faults begin after the section. */
export interface DocumentPart {
  /** Nobody else writes into these while a document is read. */
  readonly tables: readonly string[];
  /** Written again by `write` with `replace`, it gives the same. No secrets, no usage, no times. */
  export(): Promise<unknown>;
  /** What is wrong with it in itself; nothing is written. */
  faults(value: unknown): Promise<Fault[]> | Fault[];
  /** Inside a transaction that may still be taken back. */
  write(value: unknown, mode: ImportMode): Promise<SectionResult>;
  /** What it names and nobody knows, once all sections are written. */
  dangling(value: unknown): Promise<Fault[]>;
}

/** The sections there are. */
@Injectable()
export class DocumentParts {
  readonly #parts = new Map<Section, DocumentPart>();

  register(section: Section, part: DocumentPart): void {
    this.#parts.set(section, part);
  }

  /** In the order they are written. */
  all(): Array<[Section, DocumentPart]> {
    return SECTIONS.flatMap((section) => {
      const part = this.#parts.get(section);
      return part ? [[section, part] as [Section, DocumentPart]] : [];
    });
  }
}

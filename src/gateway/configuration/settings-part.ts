import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Fault } from '#kernel';
import {
  type DocumentPart,
  DocumentParts,
  type ImportMode,
  type SectionResult,
} from '#modules/data';
import { actorNow } from '#platform/audit';
import { type EditedValue, isValue, textOf } from './edited-value.js';
import { SettingsEditor } from './settings-editor.js';

const SETTINGS_MAX = 200;

/** What operators have changed of the settings, as a section of the station's configuration. */
@Injectable()
export class SettingsPart implements OnModuleInit, DocumentPart {
  readonly tables = ['config_version'];

  constructor(
    private readonly parts: DocumentParts,
    private readonly editor: SettingsEditor,
  ) {}

  onModuleInit(): void {
    this.parts.register('settings', this);
  }

  async export(): Promise<Record<string, string>> {
    const { settings } = await this.editor.newest();
    return Object.fromEntries(
      Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  }

  faults(value: unknown): Fault[] {
    const entries = Object.entries(value as Record<string, unknown>);
    if (entries.length > SETTINGS_MAX)
      return [{ field: '', rule: `must have ${SETTINGS_MAX} at most` }];
    return entries
      .filter(([, one]) => !isValue(one))
      .map(([field]) => ({
        field,
        rule: 'must be a line of text, a number, true, false, or a list of texts without commas',
      }));
  }

  async write(value: unknown, mode: ImportMode): Promise<SectionResult> {
    const { settings: before } = await this.editor.newest();
    const said = Object.fromEntries(
      Object.entries(value as Record<string, EditedValue>).map(([name, one]) => [
        name,
        textOf(one),
      ]),
    );
    const next = mode === 'merge' ? { ...before, ...said } : said;
    await this.editor.replace({ actor: actorNow(), version: undefined }, next);
    const names = Object.keys(said);
    const added = names.filter((name) => before[name] === undefined);
    const changed = names.filter((name) => ![undefined, said[name]].includes(before[name]));
    const removed = Object.keys(before).filter((name) => next[name] === undefined);
    return { added, changed, removed, unchanged: names.length - added.length - changed.length };
  }

  /** Settings name nothing. */
  dangling(): Promise<Fault[]> {
    return Promise.resolve([]);
  }
}

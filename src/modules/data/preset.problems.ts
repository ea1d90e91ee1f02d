import { Problem } from '#kernel';

export class PresetNotFound extends Problem {
  readonly code = 'data/preset-not-found';
  readonly kind = 'not-found';
  constructor(name: string) {
    super(`There is no preset called "${name}".`, { preset_name: name });
  }
}

export class PresetExists extends Problem {
  readonly code = 'data/preset-exists';
  readonly kind = 'conflict';
  constructor(name: string) {
    super(`There is a preset called "${name}" already.`, { preset_name: name });
  }
}

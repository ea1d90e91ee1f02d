import { LANGUAGES } from '#kernel';
import { SAID_CHARACTERS_MAX } from './persona-checks.js';
import { SHOW_STYLES } from './persona.js';

/** How the free parts of a speaker look, for the description of the API. */
const share = { type: 'number', minimum: 0, maximum: 1 };
const factor = { type: 'number', minimum: 0.5, maximum: 2 };
const said = { type: 'string', minLength: 1, maxLength: SAID_CHARACTERS_MAX };

/** An object that has these names, any of them, each with a value of the same kind. */
function byName(names: readonly string[], description: string, value: object) {
  return {
    description,
    type: 'object' as const,
    properties: Object.fromEntries(names.map((name) => [name, value])),
    additionalProperties: false,
  };
}

export const SPEAKING_STYLES = byName(
  SHOW_STYLES,
  'By style of show, how this persona speaks there; what is left out is as always.',
  {
    type: 'object',
    properties: {
      manner: { ...said, description: 'For the writer, in a few words.' },
      mood: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 30 }, maxItems: 10 },
      pace: { ...factor, description: 'Factor on its own pace.' },
    },
    additionalProperties: false,
  },
);
export const VOICES = byName(
  LANGUAGES,
  "By language, then by provider, the provider's name of the voice.",
  { type: 'object', additionalProperties: said },
);
export const SETTINGS = {
  description: 'How the provider is asked to say it; what is left out is as the provider has it.',
  type: 'object' as const,
  properties: {
    stability: share,
    similarity: share,
    style: share,
    speed: factor,
    boost: { type: 'boolean' },
  },
  additionalProperties: false,
};
export const VOICE_SETTINGS = byName(
  LANGUAGES,
  'By language, then by provider, how it is asked to say it.',
  { type: 'object', additionalProperties: SETTINGS },
);
export const ENTRY = {
  oneOf: [
    { ...said, description: 'As every voice should read it.' },
    {
      type: 'object',
      properties: { respelling: said, ipa: said },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
};
export const PRONUNCIATIONS = byName(
  LANGUAGES,
  'By language, then by word, how it is to be said. A word in small letters is meant with a capital too.',
  { type: 'object', additionalProperties: ENTRY },
);

import { resolve } from 'node:path';
import { loadSettings } from '#platform/config';
import { SherpaSettings } from './neural/sherpa.settings.js';
import { ProgramSpeechSettings } from './program/program.settings.js';

it('folders of voices count from where the station was started', () => {
  const given = { AUDIO_SHERPA_MODELS: 'voices/sherpa', AUDIO_PIPER_MODELS: './voices/piper' };

  expect(loadSettings(SherpaSettings, given).models).toBe(resolve('voices/sherpa'));
  expect(loadSettings(ProgramSpeechSettings, given).piperModels).toBe(resolve('voices/piper'));
  expect(loadSettings(SherpaSettings, {}).models).toBe('');
});

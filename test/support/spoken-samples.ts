import { FliteSpeechSynthesizer } from '#modules/audio';

const TEXTS = [
  'Good morning Zurich, and welcome to the news of today. The council has decided to build a new bridge over the river, and work begins in spring. Opponents say that the money would be better spent on schools. A vote is expected before the summer.',
  'Scientists have found water on a distant planet, which is twice as large as our own. The discovery was made with a new telescope. It will take years until we know whether anything lives there, but everybody is excited.',
  'In sports, the home team won by three goals to one. The coach was pleased with the performance of the young players. Next week they travel to the south, where rain is expected on every single day.',
];

/** What somebody would send to have his voice cloned: three recordings of 13 s or so, as WAV. @param voice Of flite. */
export async function spokenSamples(voice: string): Promise<Buffer[]> {
  const flite = new FliteSpeechSynthesizer({ workersMax: 1, taskMsMax: 20_000 });
  const settings = { language: 'en', rate: 1, quality: 'mid' } as const;
  const samples: Buffer[] = [];
  for (const text of TEXTS)
    samples.push(wavOf(await flite.synthesize(text, voice, settings, AbortSignal.timeout(20_000))));
  await flite.close();
  return samples;
}

/** Mono 16-bit PCM as a file. */
export function wavOf({ pcm, sampleRateHz }: { pcm: Int16Array; sampleRateHz: number }): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + 2 * pcm.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sampleRateHz, 24);
  head.writeUInt32LE(2 * sampleRateHz, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(2 * pcm.length, 40);
  return Buffer.concat([head, Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)]);
}

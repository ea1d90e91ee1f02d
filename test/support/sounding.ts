const RATE_HZ = 44_100;
const TONE_HZ = 440;

/** A mono 16-bit WAV: a second of a 440 Hz sine at -20 dBFS for each 1, of silence for each 0. */
export function sounding(seconds: readonly (0 | 1)[], toneHz = TONE_HZ): Buffer {
  const samples = seconds.length * RATE_HZ;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE_HZ, 24);
  wav.writeUInt32LE(2 * RATE_HZ, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(2 * samples, 40);
  for (let at = 0; at < samples; at++) {
    const isOn = seconds[Math.floor(at / RATE_HZ)] === 1;
    const value = isOn ? 0.1 * Math.sin((2 * Math.PI * toneHz * at) / RATE_HZ) : 0;
    wav.writeInt16LE(Math.round(32_767 * value), 44 + 2 * at);
  }
  return wav;
}

/** Two men and two women whom a listener tells apart. */
export type VoiceKind = 'm1' | 'm2' | 'f1' | 'f2';

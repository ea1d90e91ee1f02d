import { type Fault, InvalidInput, type Language } from '#kernel';

/** A place the station speaks to. */
export interface Channel {
  readonly id: string;
  /** The city's name in each language it is spoken of. */
  readonly city: Readonly<Record<Language, string>>;
  /** IANA name. */
  readonly timeZone: string;
  readonly latitude: number;
  readonly longitude: number;
}

const CHANNELS: readonly Channel[] = [
  {
    id: 'zurich',
    city: { en: 'Zurich', de: 'Zürich', fr: 'Zurich', it: 'Zurigo', es: 'Zúrich' },
    timeZone: 'Europe/Zurich',
    latitude: 47.377,
    longitude: 8.541,
  },
  {
    id: 'basel',
    city: { en: 'Basel', de: 'Basel', fr: 'Bâle', it: 'Basilea', es: 'Basilea' },
    timeZone: 'Europe/Zurich',
    latitude: 47.559,
    longitude: 7.588,
  },
  {
    id: 'bern',
    city: { en: 'Bern', de: 'Bern', fr: 'Berne', it: 'Berna', es: 'Berna' },
    timeZone: 'Europe/Zurich',
    latitude: 46.948,
    longitude: 7.447,
  },
];

export function channels(): readonly Channel[] {
  return CHANNELS;
}

/** @throws InvalidInput naming the channels there are. */
export function channelOf(id: string): Channel {
  const channel = CHANNELS.find((candidate) => candidate.id === id);
  if (channel) return channel;
  const known = CHANNELS.map((candidate) => candidate.id).join(', ');
  throw new InvalidInput([{ field: 'channel', rule: `must be one of ${known}` }]);
}

/** Why this names no channel; nothing where it does, or nothing is named. */
export function channelFaults(id: string | undefined): Fault[] {
  if (id === undefined || CHANNELS.some((channel) => channel.id === id)) return [];
  const known = CHANNELS.map((channel) => channel.id).join(', ');
  return [{ field: 'channel', rule: `must be one of ${known}` }];
}

/** What people may upload a file for. */
export const UPLOAD_KINDS = ['jingle', 'bed', 'music', 'cover', 'sample'] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];
/** What a file is for; a production is sound that the station made, or was sent to work on. */
export const MEDIA_KINDS = [...UPLOAD_KINDS, 'production'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Samples are recordings of people, who allowed one use of them: no listener is shown any. */
export type ListedKind = Exclude<MediaKind, 'sample'>;
export const LISTED_KINDS = MEDIA_KINDS.filter((kind): kind is ListedKind => kind !== 'sample');

/** A file of the library. */
export interface MediaFile {
  readonly id: string;
  readonly kind: MediaKind;
  /** SHA-256 of the content, hexadecimal: its id in the file store. */
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** As its content says, whatever the sender called it. */
  readonly contentType: string;
  /** As the sender called it, without folders and control characters; for people, never a path. */
  readonly name: string;
  /** Beginning of the API key that brought it, where one did; for people. */
  readonly ownerKeyId: string | null;
  /** Whose key that was: he may remove it. */
  readonly ownerId: string | null;
  readonly createdAt: Date;
}

export { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';
export { MEDIA_KINDS, type MediaFile, type MediaKind } from './library/media-file.js';
export { MediaLibrary, type MediaWish } from './library/media-library.js';
export { MediaModule } from './media.module.js';

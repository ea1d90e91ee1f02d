export {
  COVER_LAYOUTS,
  type Cover,
  CoverArtist,
  type CoverLayout,
  type CoverRequest,
} from './cover-artist.js';
export { CoverDesk } from './cover/cover-desk.js';
export { type FileRequest, type FormLimits, inField, readForm } from './library/form.js';
export { MediaFileDto } from './library/media.dto.js';
export { MEDIA_KINDS, type MediaFile, type MediaKind } from './library/media-file.js';
export { type Keep, MediaLibrary, type MediaWish } from './library/media-library.js';
export { MediaInUse } from './library/media.problems.js';
export { Retention, type RetentionRule } from './upkeep/retention.js';
export { RetentionSettings } from './upkeep/retention.settings.js';
export { StorageUse } from './upkeep/storage-use.js';
export { MediaModule } from './media.module.js';

export { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';
export { MediaModule } from './media.module.js';

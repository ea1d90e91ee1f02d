export { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';

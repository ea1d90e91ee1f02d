export { FileStore, type StoredFile } from './file-store.js';
export { FilesModule } from './files.module.js';

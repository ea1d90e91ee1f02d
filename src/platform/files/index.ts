export { FileAnswer } from './file-answer.js';
export { FileStore, type StoredFile } from './file-store.js';
export { FilesModule } from './files.module.js';
export { TooLarge } from './files.problems.js';

export { DiskFileStore } from './disk.file-store.js';
export { FileAnswer } from './file-answer.js';
export {
  type ByteRange,
  FileStore,
  type FoundFile,
  type SignedFor,
  type StoredFile,
} from './file-store.js';
export { FileCare, type FileFault, type IntegrityReport, type SweepReport } from './file-care.js';
export { type FileUser, FileUses } from './file-uses.js';
export { FileMissing, RangeUnsatisfiable, StoreFailed, TooLarge } from './files.problems.js';
export { FilesModule } from './files.module.js';
export { FilesSettings } from './files.settings.js';
export { S3FileStore } from './s3/s3.file-store.js';
export { type ServedFile, serveFile } from './serve-file.js';

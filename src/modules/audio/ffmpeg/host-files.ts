import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** Codes of the C library that ffmpeg was built with. */
const EPERM = 63;
const EINVAL = 28;
const EFBIG = 22;
const ENOENT = 44;

const FOLDER_MODE = 0o40755;
const FILE_MODE = 0o100644;

/** The parts of Emscripten's file system used here; it ships no types. */
export interface EmscriptenFs {
  readonly ErrnoError: new (code: number) => Error;
  mkdir(path: string): void;
  chdir(path: string): void;
  mount(type: object, options: object, mountpoint: string): void;
  createNode(parent: FsNode | null, name: string, mode: number, device: number): FsNode;
}

interface FsNode {
  id: number;
  name: string;
  mode: number;
  file?: HostFile;
  node_ops: object;
  stream_ops: object;
}

interface FsStream {
  readonly node: FsNode;
  position: number;
}

interface HostFile {
  readonly descriptor: number;
  readonly isOutput: boolean;
}

/**
 * Files of this machine inside the virtual machine: those named here and no others. They are read and
 * written where they lie, so that nothing is held in memory whole.
 */
export class HostFiles {
  readonly #files = new Map<string, HostFile>();
  #bytesLeft: number;

  constructor(
    private readonly fs: EmscriptenFs,
    inputFiles: Readonly<Record<string, string>>,
    outputFiles: Readonly<Record<string, string>>,
    outputBytesMax: number,
  ) {
    this.#bytesLeft = outputBytesMax;
    for (const [name, path] of Object.entries(inputFiles))
      this.#files.set(name, { descriptor: openSync(path, 'r'), isOutput: false });
    for (const [name, path] of Object.entries(outputFiles))
      this.#files.set(name, { descriptor: openSync(path, 'w+'), isOutput: true });
  }

  /** True when an output wanted to grow beyond its limit. */
  get isFull(): boolean {
    return this.#bytesLeft < 0;
  }

  /** Makes the files seen in `folder`, and that the working folder. */
  mount(folder: string): void {
    this.fs.mkdir(folder);
    this.fs.mount({ mount: () => this.#root() }, {}, folder);
    this.fs.chdir(folder);
  }

  close(): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor);
    this.#files.clear();
  }

  #root(): FsNode {
    const root = this.fs.createNode(null, '/', FOLDER_MODE, 0);
    const files = new Map(
      [...this.#files].map(([name, file]) => {
        const node = this.fs.createNode(root, name, FILE_MODE, 0);
        node.file = file;
        node.node_ops = {
          getattr: attributes,
          setattr: (at: FsNode, to: Size) => {
            this.#set(at, to);
          },
        };
        node.stream_ops = this.#streamOps();
        return [name, node] as const;
      }),
    );
    const refuse = () => this.#fail(EPERM);
    root.node_ops = {
      getattr: attributes,
      setattr: refuse,
      mknod: refuse,
      rename: refuse,
      unlink: refuse,
      rmdir: refuse,
      symlink: refuse,
      readdir: () => ['.', '..', ...files.keys()],
      lookup: (_parent: FsNode, name: string) => files.get(name) ?? this.#fail(ENOENT),
    };
    return root;
  }

  #set({ file }: FsNode, { size }: Size): void {
    if (size === undefined || !file) return;
    if (!file.isOutput) this.#fail(EPERM);
    ftruncateSync(file.descriptor, size);
  }

  #streamOps(): object {
    return {
      read: (at: FsStream, into: Uint8Array, offset: number, length: number, position: number) =>
        readSync(descriptorOf(at), into, offset, length, position),
      write: (at: FsStream, from: Uint8Array, offset: number, length: number, position: number) => {
        if (!at.node.file?.isOutput) this.#fail(EPERM);
        // Counted by what is written, not by where: a header written again counts twice, which is little.
        this.#bytesLeft -= length;
        if (this.isFull) this.#fail(EFBIG);
        return writeSync(descriptorOf(at), from, offset, length, position);
      },
      llseek: (at: FsStream, offset: number, whence: number) => {
        const from = [0, at.position, fstatSync(descriptorOf(at)).size][whence];
        if (from === undefined || from + offset < 0) this.#fail(EINVAL);
        return from + offset;
      },
    };
  }

  #fail(code: number): never {
    throw new this.fs.ErrnoError(code);
  }
}

interface Size {
  readonly size?: number;
}

const descriptorOf = ({ node }: FsStream): number => node.file?.descriptor ?? -1;

function attributes({ id, mode, file }: FsNode): object {
  const size = file ? fstatSync(file.descriptor).size : 4096;
  const then = new Date(0);
  return {
    dev: 1,
    ino: id,
    mode,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    size,
    atime: then,
    mtime: then,
    ctime: then,
    blksize: 4096,
    blocks: Math.ceil(size / 4096),
  };
}

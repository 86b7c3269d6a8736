/** The journal cannot be written or read. `because` and `nextStep` are shown as they are. */
export class JournalError extends Error {
  /** What happened, and to which file. */
  readonly because: string;
  /** What the reader can do about it, as an instruction. */
  readonly nextStep: string;

  constructor(because: string, nextStep: string, options?: { cause?: unknown }) {
    super(because, options);
    this.name = 'JournalError';
    this.because = because;
    this.nextStep = nextStep;
  }
}

const elsewhere = 'Mend that, or give another place with --state-dir DIR.';

const wordsOfCode: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file size limit is reached',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EIO: 'the disk reported an error',
  ELOOP: 'it is a symbolic link, which is never followed',
  EEXIST: 'it exists already',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is not a directory',
};

/** A failed system call on `path`, in words. `doing` is what was attempted: "be written". */
export function journalErrorOf(error: unknown, { path, doing }: { path: string; doing: string }): JournalError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = wordsOfCode[code] ?? (error instanceof Error ? error.message : String(error));
  return new JournalError(`the journal ${path} cannot ${doing}: ${words}`, elsewhere, { cause: error });
}

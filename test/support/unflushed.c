/*
 * Preloaded into a program (LD_PRELOAD), notes what each write to a file replaced and which flushes ended, so that
 * power-cut.ts can put the files into the state in which a disk without power would have kept them.
 *
 * Environment: UNFLUSHED_IN   the folder whose files are watched, absolute, ending in a slash
 *              UNFLUSHED_LOG  the file the notes are appended to, outside of that folder
 *              FLUSH_MS       what each flush of a watched file takes longer than it would
 *
 * Seen: write, pwrite, writev, pwritev, ftruncate, fsync, fdatasync, unlink, rename. Not seen: what is written through a
 * mapping or truncated by open; names are taken to be on the disk at once.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* power-cut.ts reads the same eight numbers. */
struct note {
  uint64_t kind;   /* 'W'rite, 'T'runcate, flush 'B'egun, flush 'E'nded, 'G'one */
  uint64_t device;
  uint64_t file;   /* inode */
  uint64_t offset;
  uint64_t length; /* of what is written, or cut off */
  uint64_t size;   /* of the file before */
  uint64_t flush;  /* which flush, of which process */
  uint64_t kept;   /* how many replaced bytes follow */
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int notes = -1;
static long flush_ms;
static uint32_t flushes;

static void take_turn(void) { pthread_mutex_lock(&turn); }
static void give_turn(void) { pthread_mutex_unlock(&turn); }

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("UNFLUSHED_LOG");
  const char *delay = getenv("FLUSH_MS");
  folder = getenv("UNFLUSHED_IN");
  if (log == NULL || folder == NULL) return;
  flush_ms = delay == NULL ? 0 : atol(delay);
  notes = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (notes < 0) abort();
  /* A process that forks while another thread has its turn would leave it taken in the child for ever. */
  pthread_atfork(take_turn, give_turn, give_turn);
}

/* Whether the descriptor is a file in the folder; its state goes to `state`. */
static int is_watched(int fd, struct stat *state) {
  char link[64], path[PATH_MAX];
  if (notes < 0 || fd == notes || fstat(fd, state) != 0 || !S_ISREG(state->st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path);
  size_t wanted = strlen(folder);
  return length > (ssize_t)wanted && memcmp(path, folder, wanted) == 0;
}

/* A program whose notes have gaps proves nothing: it ends here. */
static void put(struct note note, const void *replaced) {
  struct iovec parts[] = {{&note, sizeof note}, {(void *)replaced, note.kept}};
  ssize_t length = sizeof note + note.kept;
  if (syscall(SYS_writev, notes, parts, 2) != length) abort();
}

/* Notes a write or a cut, and the bytes of the file that it replaces. */
static void put_change(int fd, uint64_t kind, const struct stat *state, uint64_t offset, uint64_t length) {
  uint64_t size = state->st_size;
  struct note note = {kind, state->st_dev, state->st_ino, offset, length, size, 0, 0};
  if (offset >= size || length == 0) {
    put(note, NULL);
    return;
  }
  note.kept = size - offset < length ? size - offset : length;
  char own[64];
  snprintf(own, sizeof own, "/proc/self/fd/%d", fd);
  /* The program's descriptor may be for writing only. */
  int reader = syscall(SYS_openat, AT_FDCWD, own, O_RDONLY | O_CLOEXEC);
  char *replaced = malloc(note.kept);
  if (reader < 0 || replaced == NULL) abort();
  if (syscall(SYS_pread64, reader, replaced, note.kept, offset) != (ssize_t)note.kept) abort();
  put(note, replaced);
  free(replaced);
  syscall(SYS_close, reader);
}

static uint64_t place_of(int fd, const struct stat *state) {
  int flags = fcntl(fd, F_GETFL);
  return flags & O_APPEND ? (uint64_t)state->st_size : (uint64_t)lseek(fd, 0, SEEK_CUR);
}

static size_t total(const struct iovec *parts, int count) {
  size_t length = 0;
  for (int at = 0; at < count; at++) length += parts[at].iov_len;
  return length;
}

/* One thread at a time writes, so that the notes stand in the order of the writes. */
#define NOTED(fd, kind, offset, length, call)                            \
  do {                                                                   \
    struct stat state;                                                   \
    if (!is_watched(fd, &state)) return call;                            \
    take_turn();                                                         \
    fstat(fd, &state);                                                   \
    put_change(fd, kind, &state, offset, length);                        \
    ssize_t result = call;                                               \
    give_turn();                                                         \
    return result;                                                       \
  } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
  NOTED(fd, 'W', place_of(fd, &state), length, syscall(SYS_write, fd, bytes, length));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NOTED(fd, 'W', place_of(fd, &state), total(parts, count), syscall(SYS_writev, fd, parts, count));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  NOTED(fd, 'W', at, length, syscall(SYS_pwrite64, fd, bytes, length, at));
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  /* The system call takes the offset in two halves. */
  NOTED(fd, 'W', at, total(parts, count), syscall(SYS_pwritev, fd, parts, count, at, (uint64_t)at >> 32));
}

int ftruncate64(int fd, off64_t length) {
  uint64_t to = length;
  NOTED(fd, 'T', to, state.st_size > length ? state.st_size - to : 0, syscall(SYS_ftruncate, fd, length));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static void put_mark(uint64_t kind, const struct stat *state, uint64_t flush) {
  take_turn();
  put((struct note){kind, state->st_dev, state->st_ino, 0, 0, 0, flush, 0}, NULL);
  give_turn();
}

/* What was written before its begin is on the disk once it has ended well. */
static int flush(int fd, long call) {
  struct stat state;
  if (!is_watched(fd, &state)) return syscall(call, fd);
  uint64_t which = (uint64_t)getpid() << 32 | __atomic_add_fetch(&flushes, 1, __ATOMIC_RELAXED);
  put_mark('B', &state, which);
  struct timespec delay = {flush_ms / 1000, flush_ms % 1000 * 1000000};
  if (flush_ms > 0) nanosleep(&delay, NULL);
  int result = syscall(call, fd);
  if (result == 0) put_mark('E', &state, which);
  return result;
}

int fsync(int fd) { return flush(fd, SYS_fsync); }
int fdatasync(int fd) { return flush(fd, SYS_fdatasync); }

/* The number of a file that is gone may soon be that of another. */
static void put_gone(const char *path) {
  struct stat state;
  if (notes >= 0 && lstat(path, &state) == 0 && S_ISREG(state.st_mode) && state.st_nlink == 1)
    put_mark('G', &state, 0);
}

int unlink(const char *path) {
  put_gone(path);
  return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rename(const char *from, const char *to) {
  put_gone(to);
  return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* Records what a process asks of the disk under RECORD_FOLDER, and what it acknowledges.
 *
 * Loaded with LD_PRELOAD. Every change of a file or a folder, every sync and every answer of
 * success that goes into a socket becomes one record of the file RECORD_LOG, in the order in which
 * they happened: one lock is held around the real call and its record. An answer is recorded before
 * it is sent, a write and a sync after they returned; so a record of an answer that stands before
 * the record of the sync it should have waited for is a true finding.
 *
 * A record: one byte what, 4 bytes length of the subject, 8 bytes number, 4 bytes length of the
 * data, subject, data; little endian.
 *   O created path, inode     W written inode, offset, bytes    T cut to length inode, length
 *   S file synced inode       D folder synced path              M folder made path
 *   U unlinked path           R renamed to path, from path      L linked to path, from path
 *   A answered "", bytes
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int log_file = -1;
static const char *folder;
static size_t folder_length;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_send)(int, const void *, size_t, int);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_mkdir)(const char *, mode_t);

static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_send = dlsym(RTLD_NEXT, "send");
  real_sendmsg = dlsym(RTLD_NEXT, "sendmsg");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_link = dlsym(RTLD_NEXT, "link");
  real_mkdir = dlsym(RTLD_NEXT, "mkdir");
  const char *path = getenv("RECORD_LOG");
  folder = getenv("RECORD_FOLDER");
  if (!path || !folder) return;
  folder_length = strlen(folder);
  log_file = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_file < 0) abort();
}

static void take_turn(void) {
  pthread_once(&once, begin);
  pthread_mutex_lock(&turn);
}

/* Gives the turn back and keeps errno as the real call left it. */
static void end_turn(void) { pthread_mutex_unlock(&turn); }

static int is_inside(const char *path) {
  if (log_file < 0 || strncmp(path, folder, folder_length)) return 0;
  if (path[folder_length] != '/' && path[folder_length] != 0) return 0;
  size_t length = strlen(path);  /* the index of a log is rebuilt, never trusted */
  return length < 4 || strcmp(path + length - 4, "-shm");
}

/* Whether the descriptor is a file or folder inside; fills in its path and inode. */
static int is_followed(int descriptor, char *path, struct stat *status) {
  if (log_file < 0 || descriptor == log_file) return 0;
  if (fstat(descriptor, status)) return 0;
  if (!S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode)) return 0;
  char link_name[64];
  char digits[16];
  int at = 0, rest = descriptor;
  do digits[at++] = '0' + rest % 10; while (rest /= 10);
  strcpy(link_name, "/proc/self/fd/");
  size_t end = strlen(link_name);
  while (at) link_name[end++] = digits[--at];
  link_name[end] = 0;
  ssize_t length = readlink(link_name, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_inside(path);
}

static void put(const void *bytes, size_t count) {
  const char *next = bytes;
  while (count) {
    ssize_t written = real_write(log_file, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) abort();  /* a recording with a hole would prove anything */
    next += written;
    count -= written;
  }
}

static void record(
    char what, const void *path, uint32_t path_length, int64_t number, const void *data,
    uint32_t length) {
  int kept = errno;
  char head[17];
  head[0] = what;
  memcpy(head + 1, &path_length, 4);
  memcpy(head + 5, &number, 8);
  memcpy(head + 13, &length, 4);
  put(head, sizeof head);
  put(path, path_length);
  if (length) put(data, length);
  errno = kept;
}

static void record_path(char what, const char *path, int64_t number) {
  record(what, path, strlen(path), number, NULL, 0);
}

static void record_two(char what, const char *from, const char *to) {
  record(what, to, strlen(to), 0, from, strlen(from));
}

static void record_change(
    char what, const struct stat *status, int64_t number, const void *data, size_t length) {
  uint64_t inode = status->st_ino;
  record(what, &inode, sizeof inode, number, data, length);
}

/* --- files --- */

static int opened(int at, const char *path, int flags, mode_t mode) {
  take_turn();
  struct stat before, after;
  int is_ours = path[0] == '/' && is_inside(path);
  int was_there = is_ours && stat(path, &before) == 0;
  int result = at == AT_FDCWD ? real_open(path, flags, mode) : real_openat(at, path, flags, mode);
  if (is_ours && result >= 0 && fstat(result, &after) == 0 && S_ISREG(after.st_mode)) {
    if (!was_there) record_path('O', path, after.st_ino);
    else if (flags & O_TRUNC) record_change('T', &after, 0, NULL, 0);
  }
  end_turn();
  return result;
}

static mode_t mode_of(int flags, va_list rest) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPENING(name)                                   \
  int name(const char *path, int flags, ...) {          \
    va_list rest;                                       \
    va_start(rest, flags);                              \
    mode_t mode = mode_of(flags, rest);                 \
    va_end(rest);                                       \
    return opened(AT_FDCWD, path, flags, mode);         \
  }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                \
  int name(int at, const char *path, int flags, ...) {  \
    va_list rest;                                       \
    va_start(rest, flags);                              \
    mode_t mode = mode_of(flags, rest);                 \
    va_end(rest);                                       \
    return opened(at, path, flags, mode);               \
  }
OPENING_AT(openat)
OPENING_AT(openat64)

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  char path[PATH_MAX];
  struct stat status;
  take_turn();
  ssize_t result = real_pwrite(descriptor, bytes, count, offset);
  if (result > 0 && is_followed(descriptor, path, &status))
    record_change('W', &status, offset, bytes, result);
  end_turn();
  return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

int ftruncate64(int descriptor, off64_t length) {
  char path[PATH_MAX];
  struct stat status;
  take_turn();
  int result = real_ftruncate(descriptor, length);
  if (result == 0 && is_followed(descriptor, path, &status))
    record_change('T', &status, length, NULL, 0);
  end_turn();
  return result;
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

static int synced(int descriptor, int (*real)(int)) {
  char path[PATH_MAX];
  struct stat status;
  int result = real(descriptor);
  if (result == 0 && is_followed(descriptor, path, &status)) {
    if (S_ISDIR(status.st_mode)) record_path('D', path, 0);
    else record_change('S', &status, 0, NULL, 0);
  }
  return result;
}

int fsync(int descriptor) {
  take_turn();
  int result = synced(descriptor, real_fsync);
  end_turn();
  return result;
}

int fdatasync(int descriptor) {
  take_turn();
  int result = synced(descriptor, real_fdatasync);
  end_turn();
  return result;
}

/* --- names --- */

int unlink(const char *path) {
  take_turn();
  int result = real_unlink(path);
  if (result == 0 && is_inside(path)) record_path('U', path, 0);
  end_turn();
  return result;
}

int rename(const char *from, const char *to) {
  take_turn();
  int result = real_rename(from, to);
  if (result == 0 && is_inside(to)) record_two('R', from, to);
  end_turn();
  return result;
}

int link(const char *from, const char *to) {
  take_turn();
  int result = real_link(from, to);
  if (result == 0 && is_inside(to)) record_two('L', from, to);
  end_turn();
  return result;
}

int mkdir(const char *path, mode_t mode) {
  take_turn();
  int result = real_mkdir(path, mode);
  if (result == 0 && is_inside(path)) record_path('M', path, 0);
  end_turn();
  return result;
}

/* --- what goes out --- */

static int is_socket(int descriptor) {
  struct stat status;
  return log_file >= 0 && fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

/* Answers of success fit into what is kept of them: their head, and the body of a small one. */
static void acknowledge(const struct iovec *parts, int count) {
  static char kept[16384];
  static const char success[] = "HTTP/1.1 2";
  size_t length = 0;
  for (int i = 0; i < count && length < sizeof kept; i++) {
    size_t room = sizeof kept - length;
    size_t take = parts[i].iov_len < room ? parts[i].iov_len : room;
    memcpy(kept + length, parts[i].iov_base, take);
    length += take;
  }
  if (length >= sizeof success - 1 && !memcmp(kept, success, sizeof success - 1))
    record('A', "", 0, 0, kept, length);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  char path[PATH_MAX];
  struct stat status;
  take_turn();
  if (is_socket(descriptor)) acknowledge(&(struct iovec){(void *)bytes, count}, 1);
  int is_ours = is_followed(descriptor, path, &status) && S_ISREG(status.st_mode);
  ssize_t result = real_write(descriptor, bytes, count);
  if (is_ours && result > 0) {
    off_t end = lseek(descriptor, 0, SEEK_CUR);
    record_change('W', &status, end - result, bytes, result);
  }
  end_turn();
  return result;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  take_turn();
  if (is_socket(descriptor)) acknowledge(parts, count);
  ssize_t result = real_writev(descriptor, parts, count);
  end_turn();
  return result;
}

ssize_t send(int descriptor, const void *bytes, size_t count, int flags) {
  take_turn();
  if (log_file >= 0) acknowledge(&(struct iovec){(void *)bytes, count}, 1);
  end_turn();
  return real_send(descriptor, bytes, count, flags);
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags) {
  take_turn();
  if (log_file >= 0) acknowledge(message->msg_iov, message->msg_iovlen);
  end_turn();
  return real_sendmsg(descriptor, message, flags);
}

/* Put before the C library (LD_PRELOAD): one of its calls fails by plan. FAILING_CALL is `CALL NUMBER ERRNO once|ever`;
   only calls on what lies in the folder FAILING_BELOW count. FAILING_MET is a file made when the call was reached. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;
static char planned[16], often[8], below[PATH_MAX];
static int number, code;

__attribute__((constructor)) static void plan(void) {
  const char *text = getenv("FAILING_CALL"), *folder = getenv("FAILING_BELOW");
  if (!text || sscanf(text, "%15s %d %d %7s", planned, &number, &code, often) != 4) planned[0] = 0;
  snprintf(below, sizeof below, "%s", folder ? folder : "/nowhere");
}

static int lies_below(const char *path) {
  size_t length = strlen(below);
  return strncmp(path, below, length) == 0 && (path[length] == 0 || path[length] == '/');
}

static int of_descriptor(int descriptor) {
  char name[64], path[PATH_MAX];
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  long length = syscall(SYS_readlinkat, AT_FDCWD, name, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return lies_below(path);
}

static int of_name(int folder, const char *name) {
  return name[0] == '/' ? lies_below(name) : folder != AT_FDCWD && of_descriptor(folder);
}

/* Whether this call is the one; errno is then set. */
static int fails(const char *call, int is_ours) {
  if (strcmp(call, planned) != 0 || !is_ours) return 0;
  int count = atomic_fetch_add(&calls, 1) + 1;
  if (strcmp(often, "ever") == 0 ? count < number : count != number) return 0;
  const char *met = getenv("FAILING_MET");
  if (met) {
    long mark = syscall(SYS_openat, AT_FDCWD, met, O_CREAT | O_WRONLY, 0600);
    if (mark >= 0) syscall(SYS_close, mark);
  }
  errno = code;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct dirent *readdir(DIR *folder) {
  int kept = errno;
  if (fails("readdir", of_descriptor(dirfd(folder)))) return NULL;
  errno = kept;
  return NEXT(readdir)(folder);
}

struct dirent64 *readdir64(DIR *folder) {
  int kept = errno;
  if (fails("readdir", of_descriptor(dirfd(folder)))) return NULL;
  errno = kept;
  return NEXT(readdir64)(folder);
}

#define OPEN(function, first, folder, parameters, arguments)             \
  int function parameters {                                              \
    mode_t mode = 0;                                                     \
    if (flags & (O_CREAT | O_TMPFILE)) {                                 \
      va_list rest;                                                      \
      va_start(rest, flags);                                             \
      mode = va_arg(rest, mode_t);                                       \
      va_end(rest);                                                      \
    }                                                                    \
    if (fails("openat", of_name(folder, name))) return -1;               \
    return NEXT(function) arguments;                                     \
  }

OPEN(open, name, AT_FDCWD, (const char *name, int flags, ...), (name, flags, mode))
OPEN(open64, name, AT_FDCWD, (const char *name, int flags, ...), (name, flags, mode))
OPEN(openat, folder, folder, (int folder, const char *name, int flags, ...), (folder, name, flags, mode))
OPEN(openat64, folder, folder, (int folder, const char *name, int flags, ...), (folder, name, flags, mode))

int fstat(int descriptor, struct stat *status) {
  if (fails("fstat", of_descriptor(descriptor))) return -1;
  return NEXT(fstat)(descriptor, status);
}

int fstat64(int descriptor, struct stat64 *status) {
  if (fails("fstat", of_descriptor(descriptor))) return -1;
  return NEXT(fstat64)(descriptor, status);
}

int fstatat(int folder, const char *name, struct stat *status, int flags) {
  if (fails("fstat", of_name(folder, name))) return -1;
  return NEXT(fstatat)(folder, name, status, flags);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  if (fails("pread", of_descriptor(descriptor))) return -1;
  return NEXT(pread)(descriptor, bytes, count, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
  if (fails("pread", of_descriptor(descriptor))) return -1;
  return NEXT(pread64)(descriptor, bytes, count, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (fails("write", of_descriptor(descriptor))) return -1;
  return NEXT(write)(descriptor, bytes, count);
}

int fdatasync(int descriptor) {
  if (fails("fdatasync", of_descriptor(descriptor))) return -1;
  return NEXT(fdatasync)(descriptor);
}

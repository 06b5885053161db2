/* The few glibc calls that Swift's Glibc module does not show, with types Swift can use.
   Convention: call110_foo is this project's wrapper for foo. */
#ifndef CALL110_CPLATFORM_H
#define CALL110_CPLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "CPlatformHash.h"
#include "CPlatformNames.h"
#include "CPlatformSearch.h"

/* The words the program was started with, as glibc hands them to the program's constructors. Swift's own
   CommandLine.arguments is empty when a library is preloaded (seen with Swift 6.3.1 and libfaketime). */
int call110_argument_count(void);
const char *call110_argument(int index); /* NULL beyond the last */

/* One long option for call110_getopt_long; short_value is what the parser returns when the option is met. */
struct call110_long_option {
  const char *name;
  int takes_argument; /* 0 none, 1 required, 2 optional (--name=value) */
  int identifier;     /* returned by call110_getopt_long; must be >= 256 */
};

/* What glibc's parser met. identifier is the option's, '?' for a fault, -1 at the end. */
struct call110_option_result {
  int identifier;
  const char *argument; /* NULL when the option has none */
  int next_index;       /* index in argv of the first word not yet read */
};

/* Starts a new parse: getopt_long keeps its place in globals. Not thread safe, like getopt_long itself. */
void call110_getopt_reset(void);

/* glibc's getopt_long with opterr off. options has count entries. The corresponding C function is getopt_long. */
struct call110_option_result call110_getopt_long(int argc, char *const argv[],
                                                 const struct call110_long_option *options, size_t count);

/* Columns a character takes on a terminal in the C.UTF-8 locale, whatever the process's own locale:
   0, 1, 2, or -1 for a character that cannot be printed. The corresponding C function is wcwidth. */
int call110_wcwidth(uint32_t scalar);

/* The same where the machine has no C.UTF-8 locale (a small system the static program was copied to): exact for Latin,
   Chinese, kana, Hangul and full-width forms. */
int call110_width_without_locale(uint32_t scalar);

/* Leaves one line of text in the system's log as call110, priority user.notice; 0, or why nobody would take it (errno).
   path is the log's socket, NULL the system's. The corresponding C function is syslog, which tells nothing. */
int call110_syslog(const char *line, const char *path);

/* Reserves bytes on the disk behind the end of a file, which keeps its size; 0 or errno. The corresponding C function is
   fallocate with FALLOC_FL_KEEP_SIZE. */
int call110_reserve_behind(int descriptor, int64_t end, int64_t bytes);

/* Makes the process one that can hold callers' data: descriptors 0 to 2 are open, so that no record can be opened as one
   of them (what was closed stays useless: reading 0 and writing 1 and 2 fail with EBADF); a file that grows over its limit is an
   error and not a signal; there are no core dumps, and no other process of the same account reads its memory. */
void call110_guard_process(void);

/* Where the byte stands last in the bytes, NULL when nowhere. The corresponding C function is memrchr. */
const void *call110_memrchr(const void *bytes, int byte, size_t length);

#endif

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <paths.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static int program_argc;
static char **program_argv;

__attribute__((constructor)) static void keep_arguments(int argc, char **argv, char **environment) {
  (void)environment;
  program_argc = argc;
  program_argv = argv;
}

int call110_argument_count(void) { return program_argc; }

const char *call110_argument(int index) {
  return index >= 0 && index < program_argc ? program_argv[index] : NULL;
}

void call110_getopt_reset(void) { optind = 0; }

struct call110_option_result call110_getopt_long(int argc, char *const argv[],
                                                 const struct call110_long_option *options, size_t count) {
  struct call110_option_result result = {-1, NULL, argc};
  struct option *table = calloc(count + 1, sizeof *table);
  if (table == NULL) return result;
  for (size_t i = 0; i < count; i++) {
    table[i].name = options[i].name;
    table[i].has_arg = options[i].takes_argument;
    table[i].val = options[i].identifier;
  }
  opterr = 0;
  result.identifier = getopt_long(argc, argv, "", table, NULL);
  result.argument = result.identifier == -1 ? NULL : optarg;
  result.next_index = optind;
  free(table);
  return result;
}

static pthread_once_t width_once = PTHREAD_ONCE_INIT;
static locale_t width_locale;

static void make_width_locale(void) { width_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

int call110_width_without_locale(uint32_t scalar) {
  static const struct {
    uint32_t first, last;
    int width;
  } ranges[] = {{0x00, 0x00, 0},        {0x01, 0x1f, -1},       {0x7f, 0x9f, -1},       {0x300, 0x36f, 0},     {0x200b, 0x200f, 0},
                {0x1100, 0x115f, 2},    {0x2e80, 0x303e, 2},    {0x3041, 0xa4cf, 2},   {0xac00, 0xd7a3, 2},
                {0xf900, 0xfaff, 2},    {0xfe00, 0xfe0f, 0},    {0xfe30, 0xfe6f, 2},   {0xff01, 0xff60, 2},
                {0xffe0, 0xffe6, 2},    {0x1f300, 0x1f64f, 2},  {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2}};
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
    if (scalar >= ranges[i].first && scalar <= ranges[i].last) return ranges[i].width;
  return 1;
}

int call110_wcwidth(uint32_t scalar) {
  if (scalar >= 0x20 && scalar < 0x7f) return 1;
  pthread_once(&width_once, make_width_locale);
  if (width_locale == (locale_t)0) return call110_width_without_locale(scalar);
  locale_t previous = uselocale(width_locale);
  int width = wcwidth((wchar_t)scalar);
  uselocale(previous);
  return width;
}

/* A socket of this kind connected to the system's log; a negative errno when there is none. A listener that stands still holds
   nobody up for long. */
static int open_log(const char *path, int kind) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -ENAMETOOLONG;
  strcpy(address.sun_path, path);
  int descriptor = socket(AF_UNIX, kind | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -errno;
  struct timeval patience = {.tv_sec = 5};
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return descriptor;
  int code = errno;
  close(descriptor);
  return -code;
}

int call110_syslog(const char *line, const char *path) {
  if (path == NULL) path = _PATH_LOG;
  int is_stream = 0;
  int descriptor = open_log(path, SOCK_DGRAM);
  if (descriptor == -EPROTOTYPE) {
    is_stream = 1;
    descriptor = open_log(path, SOCK_STREAM);
  }
  if (descriptor < 0) return -descriptor;
  /* What glibc's syslog sends: RFC 3164. */
  static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  time_t now = time(NULL);
  struct tm local;
  localtime_r(&now, &local);
  char head[80];
  int length = snprintf(head, sizeof head, "<%d>%s %2d %02d:%02d:%02d call110[%ld]: ", LOG_USER | LOG_NOTICE,
                        months[local.tm_mon], local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec, (long)getpid());
  /* A stream tells lines apart by the zero behind each. */
  struct iovec pieces[2] = {{head, (size_t)length}, {(void *)line, strlen(line) + (is_stream ? 1 : 0)}};
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 2};
  ssize_t sent = sendmsg(descriptor, &message, MSG_NOSIGNAL);
  int code = sent < 0 ? errno : (size_t)sent == pieces[0].iov_len + pieces[1].iov_len ? 0 : EIO;
  close(descriptor);
  return code;
}

int call110_reserve_behind(int descriptor, int64_t end, int64_t bytes) {
  return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, (off_t)end, (off_t)bytes) == 0 ? 0 : errno;
}

void call110_guard_process(void) {
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    /* The lowest free number is this one. */
    if (open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) != descriptor) _exit(71);
  }
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

const void *call110_memrchr(const void *bytes, int byte, size_t length) { return memrchr(bytes, byte, length); }

#include "CReadline.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

int call110_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 0;
  if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) return -1;
  setenv("LC_CTYPE", "C.UTF-8", 1);
  const char *all = getenv("LC_ALL");
  if (all != NULL && *all != 0) setenv("LC_ALL", "C.UTF-8", 1);
  return 0;
}

static void console_signals(sigset_t *set) {
  static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGCONT};
  sigemptyset(set);
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) sigaddset(set, numbers[i]);
}

void call110_block_signals(int with_children) {
  sigset_t set;
  console_signals(&set);
  if (with_children) sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTTOU, SIG_IGN);
}

int call110_signal_descriptor(void) {
  sigset_t set;
  console_signals(&set);
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int call110_next_signal(int descriptor) {
  struct signalfd_siginfo information;
  ssize_t count = read(descriptor, &information, sizeof information);
  return count == (ssize_t)sizeof information ? (int)information.ssi_signo : 0;
}

int call110_wait_signal(int milliseconds) {
  sigset_t set;
  console_signals(&set);
  sigaddset(&set, SIGCHLD);
  struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  int number = milliseconds < 0 ? sigwaitinfo(&set, NULL) : sigtimedwait(&set, NULL, &time);
  return number > 0 ? number : 0;
}

int call110_spawn_self(char *const arguments[], pid_t *process) {
  posix_spawnattr_t attributes;
  sigset_t blocked, defaults;
  int fault = posix_spawnattr_init(&attributes);
  if (fault != 0) return fault;
  console_signals(&blocked);
  sigfillset(&defaults);
  posix_spawnattr_setsigmask(&attributes, &blocked);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  fault = posix_spawn(process, "/proc/self/exe", NULL, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  return fault;
}

int call110_reap(pid_t process, int *code, int *killer) {
  int status = 0;
  pid_t found;
  do found = waitpid(process, &status, WNOHANG);
  while (found < 0 && errno == EINTR);
  if (found < 0) return -1;
  if (found == 0) return 0;
  *code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  *killer = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return 1;
}

int call110_follow_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGHUP);
  return getppid() == parent ? 0 : -1;
}

void call110_forbid_cores(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

int call110_terminal_make_raw(int descriptor) {
  struct termios mode;
  if (tcgetattr(descriptor, &mode) != 0) return errno;
  mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHOE | ECHOK | ECHONL | ISIG | IEXTEN);
  mode.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON | IXOFF | ISTRIP | INPCK | BRKINT | PARMRK);
  mode.c_iflag |= IUTF8;
  mode.c_oflag |= OPOST | ONLCR;
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  return tcsetattr(descriptor, TCSANOW, &mode) == 0 ? 0 : errno;
}

#include "CPlatformNames.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Never looked for along PATH: who calls decides what PATH says, and the program may run under sudo. */
static const char *const getent_places[] = {"/usr/bin/getent", "/bin/getent"};

enum { patience_ms = 10000 };

static long long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Starts getent with its answer going into `output`; -1 when that fails. */
static pid_t start_getent(const char *database, const char *key, int output) {
  char *const arguments[] = {"getent", (char *)database, (char *)key, NULL};
  char *const environment[] = {"LC_ALL=C", NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  pid_t process = -1;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  for (size_t i = 0; i < sizeof getent_places / sizeof getent_places[0] && process < 0; i++)
    if (posix_spawn(&process, getent_places[i], &actions, &attributes, arguments, environment) != 0) process = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

/* Reads until the end, `capacity` bytes or the patience; what has not ended by then is ended. */
static size_t read_answer(int input, char *answer, size_t capacity) {
  size_t length = 0;
  long long end = now_ms() + patience_ms;
  while (length < capacity) {
    struct pollfd ready = {.fd = input, .events = POLLIN};
    long long left = end - now_ms();
    int count = left <= 0 ? 0 : poll(&ready, 1, (int)left);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return 0;
    ssize_t more = read(input, answer + length, capacity - length);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return more == 0 ? length : 0;
    length += (size_t)more;
  }
  return length;
}

size_t call110_getent(const char *database, const char *key, char *answer, size_t capacity) {
  int ends[2], status = 0;
  if (*key == 0 || *key == '-' || pipe2(ends, O_CLOEXEC) != 0) return 0;
  pid_t process = start_getent(database, key, ends[1]);
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    return 0;
  }
  size_t length = read_answer(ends[0], answer, capacity);
  close(ends[0]);
  if (length == 0 || length == capacity) kill(process, SIGKILL);
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
  return length;
}

static size_t copy_name(const char *from, size_t length, char *name, size_t capacity) {
  if (length == 0 || length >= capacity) return 0;
  memcpy(name, from, length);
  name[length] = 0;
  return length;
}

/* /etc/passwd read as a file: getpwuid would go on to the plug-ins where the account does not stand in it. */
static size_t name_in_file(uid_t user, char *name, size_t capacity) {
  FILE *file = fopen("/etc/passwd", "re");
  size_t length = 0;
  if (file == NULL) return 0;
  for (struct passwd *entry; length == 0 && (entry = fgetpwent(file)) != NULL;)
    if (entry->pw_uid == user) length = copy_name(entry->pw_name, strlen(entry->pw_name), name, capacity);
  fclose(file);
  return length;
}

size_t call110_local_account_name(uid_t user, char *name, size_t capacity) { return name_in_file(user, name, capacity); }

size_t call110_account_name(uid_t user, char *name, size_t capacity) {
  size_t length = name_in_file(user, name, capacity);
  if (length > 0) return length;
  char key[24], line[4096];
  snprintf(key, sizeof key, "%lu", (unsigned long)user);
  size_t count = call110_getent("passwd", key, line, sizeof line);
  const char *colon = memchr(line, ':', count);
  return colon == NULL ? 0 : copy_name(line, (size_t)(colon - line), name, capacity);
}

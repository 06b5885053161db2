/* Times programs from their start to their end or to their first prompt.

     stopwatch exit   RUNS PROGRAM ARGUMENT... : PROGRAM ARGUMENT... : ...
     stopwatch cold   RUNS PROGRAM ARGUMENT... : ...
     stopwatch prompt RUNS PROGRAM ARGUMENT... : ...

   The programs run in turn (A B C A B C ...), so that a change of the machine's mood hits all of them alike. Printed
   are the median, the 99th percentile and the ratio of the medians to the first program's. A word `=LABEL` in front
   of a program is printed in place of its name.
   `cold` is `exit` with the program's file, and the files named in COLD_FILES with colons between, put out of the
   page cache before each run. Pages of libraries that other programs are using stay, as they do in real life.
   `prompt` runs them on a terminal of 80 x 24 and waits until they have written something and then nothing for
   30 ms: the time is that of the last byte before the silence. Then they are killed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_programs = 16, silence_ms = 30, patience_ms = 5000 };

extern char **environ;

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void forget(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  close(file);
}

static void forget_all(const char *program) {
  char paths[4096];
  snprintf(paths, sizeof paths, "%s", getenv("COLD_FILES") != NULL ? getenv("COLD_FILES") : "");
  forget(program);
  for (char *path = strtok(paths, ":"); path != NULL; path = strtok(NULL, ":")) forget(path);
}

static double time_to_exit(char **program) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t pid;
  int status;
  double start = now_ms();
  if (posix_spawnp(&pid, program[0], &actions, NULL, program, environ) != 0) die(program[0]);
  if (waitpid(pid, &status, 0) < 0) die("waitpid");
  double end = now_ms();
  posix_spawn_file_actions_destroy(&actions);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fprintf(stderr, "%s did not end well\n", program[0]);
    exit(1);
  }
  return end - start;
}

/* Whether the program of the last measurement ended by itself instead of waiting at a prompt. */
static int has_ended;

static double time_to_prompt(char **program) {
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  int terminal;
  double start = now_ms(), last = 0;
  pid_t pid = forkpty(&terminal, NULL, NULL, &size);
  if (pid < 0) die("forkpty");
  if (pid == 0) {
    execvp(program[0], program);
    _exit(127);
  }
  char bytes[65536];
  has_ended = 0;
  struct pollfd ready = {.fd = terminal, .events = POLLIN};
  while (poll(&ready, 1, last > 0 ? silence_ms : patience_ms) > 0) {
    ssize_t count = read(terminal, bytes, sizeof bytes);
    if (count <= 0) { /* EIO: nobody is there any more. */
      has_ended = 1;
      break;
    }
    last = now_ms();
  }
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);
  close(terminal);
  waitpid(pid, NULL, 0);
  if (last == 0) {
    fprintf(stderr, "%s wrote nothing\n", program[0]);
    exit(1);
  }
  return last - start;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void print_name(const char *label, char **program) {
  char name[200] = "";
  if (label != NULL) {
    printf("  %-44.44s", label);
    return;
  }
  for (char **word = program; *word != NULL; word++) {
    const char *slash = word == program ? strrchr(*word, '/') : NULL;
    const char *text = slash != NULL ? slash + 1 : *word;
    snprintf(name + strlen(name), sizeof name - strlen(name), "%s%s", word == program ? "" : " ", text);
  }
  printf("  %-44.44s", name);
}

int main(int argc, char **argv) {
  if (argc < 4) return 64;
  int is_cold = strcmp(argv[1], "cold") == 0, to_exit = is_cold || strcmp(argv[1], "exit") == 0, runs = atoi(argv[2]), count = 0;
  char **programs[most_programs];
  const char *labels[most_programs] = {NULL};
  int ended[most_programs] = {0};
  for (int i = 3; i < argc && count < most_programs; i++) {
    if (argv[i][0] == '=') labels[count] = argv[i++] + 1;
    programs[count++] = &argv[i];
    while (i < argc && strcmp(argv[i], ":") != 0) i++;
    if (i < argc) argv[i] = NULL;
  }
  double *times = calloc((size_t)runs * (size_t)count, sizeof *times);
  if (times == NULL || runs < 1) return 64;
  /* The first round fills the caches and is not counted. */
  for (int run = -1; run < runs; run++) {
    for (int p = 0; p < count; p++) {
      if (is_cold) forget_all(programs[p][0]);
      double taken = to_exit ? time_to_exit(programs[p]) : time_to_prompt(programs[p]);
      ended[p] += has_ended;
      if (run >= 0) times[p * runs + run] = taken;
    }
  }
  double reference = 0;
  for (int p = 0; p < count; p++) {
    double *own = times + (size_t)p * (size_t)runs;
    qsort(own, (size_t)runs, sizeof *own, ascending);
    double median = own[runs / 2], late = own[(int)((double)(runs - 1) * 0.99)];
    if (p == 0) reference = median;
    print_name(labels[p], programs[p]);
    printf("%8.2f ms   p99 %8.2f ms   %6.2f x", median, late, median / reference);
    puts(ended[p] > 0 ? "   (ended by itself, no prompt)" : "");
  }
  return 0;
}

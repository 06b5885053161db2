/* Enter to "recorded": the time from a line handed to a program to its answer, for several programs in turn.

   record bare FILE BYTES          reads lines; appends BYTES bytes, fdatasync, answers with a line
   record drive ROUNDS NAME=COMMAND...   runs every command once a round trip in turn and prints p50, p99, ratios */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int bare(const char *path, size_t bytes) {
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0640);
  char *block = malloc(bytes);
  char line[65536];
  if (file < 0 || block == NULL) return 73;
  memset(block, 'x', bytes);
  block[bytes - 1] = '\n';
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (write(file, block, bytes) != (ssize_t)bytes || fdatasync(file) != 0) return 74;
    if (write(1, "ok\n", 3) != 3) return 74;
  }
  return 0;
}

struct child {
  const char *name;
  int to, from;
  double *times;
};

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static void start(struct child *child, const char *command) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) exit(71);
  if (fork() == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  child->to = in[1];
  child->from = out[0];
}

static void round_trip(struct child *child, const char *line, double *time) {
  char answer[65536];
  size_t length = strlen(line);
  double began = now_us();
  if (write(child->to, line, length) != (ssize_t)length) exit(74);
  for (;;) {
    ssize_t count = read(child->from, answer, sizeof answer);
    if (count <= 0) exit(74);
    if (answer[count - 1] == '\n') break;
  }
  if (time != NULL) *time = now_us() - began;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int drive(int rounds, int count, char **commands) {
  struct child children[8];
  if (count > 8) return 64;
  for (int i = 0; i < count; i++) {
    char *command = strchr(commands[i], '=');
    if (command == NULL) return 64;
    *command++ = 0;
    children[i].name = commands[i];
    children[i].times = calloc(rounds, sizeof(double));
    start(&children[i], command);
    round_trip(&children[i], "/ring 19900000001\n", NULL);
    round_trip(&children[i], "/answer\n", NULL);
    for (int warm = 0; warm < 50; warm++) round_trip(&children[i], "/note 预热一行备注\n", NULL);
  }
  char line[256];
  for (int r = 0; r < rounds; r++) {
    snprintf(line, sizeof line, "/note 第%06d条备注: 晋陵中路一八九号门口两名男子往东走\n", r);
    for (int i = 0; i < count; i++) round_trip(&children[i], line, &children[i].times[r]);
  }
  double p50 = 0, p99 = 0;
  for (int i = 0; i < count; i++) {
    qsort(children[i].times, rounds, sizeof(double), ascending);
    double middle = children[i].times[rounds / 2], high = children[i].times[rounds * 99 / 100];
    if (i == 0) p50 = middle, p99 = high;
    printf("  %-28s p50 %7.1f us  p99 %8.1f us  ratio p50 %.2f  p99 %.2f\n", children[i].name, middle, high,
           middle / p50, high / p99);
    close(children[i].to);
  }
  while (wait(NULL) > 0) {}
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "bare") == 0) return bare(argv[2], strtoul(argv[3], NULL, 10));
  if (argc >= 4 && strcmp(argv[1], "drive") == 0) return drive(atoi(argv[2]), argc - 3, argv + 3);
  return 64;
}

/* Times single keys typed on a terminal, from the write of a key to its echo.

     keys COUNT [=LABEL] PROGRAM ARGUMENT... : [=LABEL] PROGRAM ARGUMENT... : ...

   The program `echo` stands for this one's own loop that writes back what it reads: what the terminal itself takes.
   Every key is a Chinese character that has not been on the line before, so that a repaint is not taken for an echo;
   after 20 keys the line is emptied, which is not timed. Between two keys there is a pause of 2 to 5 ms. The programs
   take turns, 100 keys each. Printed are the median and other percentiles in us, and the ratios of the median and the 99th
   percentile to the first program's. */
#define _GNU_SOURCE
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { most_programs = 8, turn = 100, line_length = 20, silence_ms = 300, patience_ms = 5000 };

struct terminal {
  int descriptor;
  pid_t process;
  double *times;
  int count;
};

static unsigned next_character = 0x4E00;

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void echo(void) {
  struct termios mode;
  char bytes[4096];
  ssize_t count;
  tcgetattr(0, &mode);
  cfmakeraw(&mode);
  tcsetattr(0, TCSANOW, &mode);
  if (write(1, "ready", 5) != 5) _exit(1);
  while ((count = read(0, bytes, sizeof bytes)) > 0)
    if (write(1, bytes, (size_t)count) != count) _exit(1);
  _exit(0);
}

static struct terminal open_terminal(char **program, int keys) {
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  struct terminal result = {.times = calloc((size_t)keys, sizeof(double))};
  result.process = forkpty(&result.descriptor, NULL, NULL, &size);
  if (result.process < 0 || result.times == NULL) die("forkpty");
  if (result.process == 0) {
    if (strcmp(program[0], "echo") == 0) echo();
    execvp(program[0], program);
    _exit(127);
  }
  return result;
}

/* Reads for this long, whatever comes. */
static void drain(int descriptor, int milliseconds) {
  char bytes[65536];
  double end = now_us() + milliseconds * 1e3;
  struct pollfd ready = {.fd = descriptor, .events = POLLIN};
  while (now_us() < end) {
    int left = (int)((end - now_us()) / 1e3) + 1;
    if (poll(&ready, 1, left) > 0 && read(descriptor, bytes, sizeof bytes) <= 0) die("the program has ended");
  }
}

/* Types a character that was not there before and waits until it appears. */
static double type_key(int descriptor) {
  unsigned value = next_character++;
  if (next_character > 0x9F00) next_character = 0x4E00;
  const char key[3] = {(char)(0xE0 | value >> 12), (char)(0x80 | (value >> 6 & 0x3F)), (char)(0x80 | (value & 0x3F))};
  static char bytes[1 << 17];
  size_t count = 0;
  struct pollfd ready = {.fd = descriptor, .events = POLLIN};
  double start = now_us();
  if (write(descriptor, key, 3) != 3) die("write");
  for (;;) {
    if (poll(&ready, 1, patience_ms) <= 0) die("no echo");
    ssize_t part = read(descriptor, bytes + count, sizeof bytes - count);
    if (part <= 0) die("the program has ended");
    count += (size_t)part;
    if (memmem(bytes, count, key, 3) != NULL) return now_us() - start;
    if (count > sizeof bytes / 2) count = 0;
  }
}

static void take_turn(struct terminal *terminal, int keys) {
  for (int i = 0; i < keys; i++) {
    if (i % line_length == 0) {
      if (write(terminal->descriptor, "\025", 1) != 1) die("write");
      drain(terminal->descriptor, 20);
      type_key(terminal->descriptor);
    }
    drain(terminal->descriptor, 2 + i % 4);
    terminal->times[terminal->count++] = type_key(terminal->descriptor);
  }
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  int keys = atoi(argv[1]) / turn * turn, count = 0;
  char **programs[most_programs];
  const char *labels[most_programs] = {NULL};
  struct terminal terminals[most_programs];
  for (int i = 2; i < argc && count < most_programs; i++) {
    if (argv[i][0] == '=') labels[count] = argv[i++] + 1;
    programs[count++] = &argv[i];
    while (i < argc && strcmp(argv[i], ":") != 0) i++;
    if (i < argc) argv[i] = NULL;
  }
  if (keys < turn) return 64;
  for (int p = 0; p < count; p++) terminals[p] = open_terminal(programs[p], keys);
  for (int p = 0; p < count; p++) drain(terminals[p].descriptor, silence_ms);
  for (int done = 0; done < keys; done += turn)
    for (int p = 0; p < count; p++) {
      drain(terminals[p].descriptor, 1);
      /* The others must not stand still because nobody reads what they draw: kept stopped while it is not their turn. */
      for (int other = 0; other < count; other++) kill(terminals[other].process, other == p ? SIGCONT : SIGSTOP);
      drain(terminals[p].descriptor, 60);
      take_turn(&terminals[p], turn);
    }
  double median_reference = 0, late_reference = 0;
  for (int p = 0; p < count; p++) {
    double *times = terminals[p].times;
    kill(terminals[p].process, SIGKILL);
    waitpid(terminals[p].process, NULL, 0);
    qsort(times, (size_t)keys, sizeof *times, ascending);
    double median = times[keys / 2], late = times[(int)((keys - 1) * 0.99)];
    if (p == 0) median_reference = median, late_reference = late;
    printf("  %-40.40s p50 %7.0f  p90 %7.0f  p99 %7.0f  max %7.0f us  %6.2f x  p99 %6.2f x\n",
           labels[p] != NULL ? labels[p] : programs[p][0], median, times[(int)((keys - 1) * 0.9)], late, times[keys - 1],
           median / median_reference, late / late_reference);
  }
  return 0;
}

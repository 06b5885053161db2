/* Times single keys, or lines with Enter, on a terminal, from the write of the key to what it brings to the screen.

     keys keys  COUNT PROGRAM : PROGRAM : ...
     keys enter COUNT FILE PROGRAM : PROGRAM : ...
     keys bare  FILE BYTES

   A PROGRAM is [=LABEL] [+call] [+events FILE rings|calls] WORD..., separated by words that are colons. The word `echo`
   is this program's own loop that writes back what it reads: what the terminal itself takes. `+call` is a console: a
   call is opened and answered first. `+events` writes 1,000 telephone events a second to FILE while the program has its
   turn: of callers who ring and are never answered, or of calls that are answered and end.

   keys: every key is a Chinese character that has not been on the line before, so that a repaint is not taken for an
   echo; after 20 keys the line is emptied, which is not timed. Between two keys there is a pause of 2 to 5 ms. The
   programs take turns, 100 keys each. Printed are the median and other percentiles in us, and the ratios of the median
   and the 99th percentile to the first program's.

   enter: types the lines of FILE in turn, each with a number of its own behind it; timed is Enter alone, until the
   program has said the number again and shown its next prompt. `bare` is the reference: it appends BYTES bytes to its
   FILE and synchronizes them at every Enter, and answers. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { most_programs = 8, most_lines = 16, turn = 100, line_length = 20, silence_ms = 300, patience_ms = 20000 };

struct program {
  const char *label;
  int is_console, answers_calls;
  const char *events;
  char **words;
};

struct terminal {
  int descriptor;
  pid_t process, writer;
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

static void make_raw(void) {
  struct termios mode;
  tcgetattr(0, &mode);
  cfmakeraw(&mode);
  tcsetattr(0, TCSANOW, &mode);
}

static void echo(void) {
  char bytes[4096];
  ssize_t count;
  make_raw();
  if (write(1, "ready", 5) != 5) _exit(1);
  while ((count = read(0, bytes, sizeof bytes)) > 0)
    if (write(1, bytes, (size_t)count) != count) _exit(1);
  _exit(0);
}

/* A line editor that does nothing but echo, and at Enter write and synchronize. */
static int bare(const char *path, size_t length) {
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0640);
  char *block = malloc(length), line[4096], answer[8192], byte;
  size_t count = 0;
  if (file < 0 || block == NULL || length == 0) return 73;
  memset(block, 'x', length);
  block[length - 1] = '\n';
  make_raw();
  if (write(1, "> ", 2) != 2) return 74;
  while (read(0, &byte, 1) == 1) {
    if (byte != '\r') {
      if (count < sizeof line) line[count++] = byte;
      if (write(1, &byte, 1) != 1) return 74;
      continue;
    }
    if (write(file, block, length) != (ssize_t)length || fdatasync(file) != 0) return 74;
    int size = snprintf(answer, sizeof answer, "\r\n%.*s\r\n> ", (int)count, line);
    if (write(1, answer, (size_t)size) != size) return 74;
    count = 0;
  }
  return 0;
}

static pid_t open_program(char **words, int *descriptor) {
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  pid_t process = forkpty(descriptor, NULL, NULL, &size);
  if (process < 0) die("forkpty");
  if (process == 0) {
    if (strcmp(words[0], "echo") == 0) echo();
    execvp(words[0], words);
    _exit(127);
  }
  return process;
}

/* One event a millisecond; what could not be written in time is left out. */
static void write_events(const char *path, int answers_calls) {
  static const char *const kinds[] = {"ring", "answer", "end"};
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0640);
  if (file < 0) die(path);
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (long number = 0;; number++) {
    struct timespec wall, now;
    clock_gettime(CLOCK_REALTIME, &wall);
    /* Sixty calls are under way at a time: each rings, is answered 20 events later, and ends. */
    long call = answers_calls ? number / 60 * 20 + number % 20 : number;
    char line[256];
    int size = snprintf(
        line, sizeof line, "{\"v\":1,\"ev\":\"%s\",\"call\":\"%ld\",\"seat\":\"%ld\",\"from\":\"199%08ld\",\"t\":%lld%s}\n",
        answers_calls ? kinds[number % 60 / 20] : kinds[0], call, 10 + number % 20, call % 100000000,
        (long long)wall.tv_sec * 1000 + wall.tv_nsec / 1000000,
        answers_calls && number % 60 >= 40 ? ",\"why\":\"hangup\"" : "");
    if (write(file, line, (size_t)size) != size) die(path);
    next.tv_nsec += 1000000;
    if (next.tv_nsec >= 1000000000) next.tv_nsec -= 1000000000, next.tv_sec++;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec > next.tv_sec + 1) next = now;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
  }
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

static void type(int descriptor, const char *text) {
  size_t length = strlen(text);
  if (write(descriptor, text, length) != (ssize_t)length) die("write");
}

/* Reads until `text` has come, and `then` behind it unless that is NULL. */
static void wait_for(int descriptor, const char *text, const char *then) {
  static char bytes[1 << 17];
  size_t count = 0;
  struct pollfd ready = {.fd = descriptor, .events = POLLIN};
  for (;;) {
    if (poll(&ready, 1, patience_ms) <= 0) {
      fprintf(stderr, "waited in vain for '%s'\n", text);
      exit(1);
    }
    ssize_t part = read(descriptor, bytes + count, sizeof bytes - count);
    if (part <= 0) die("the program has ended");
    count += (size_t)part;
    char *found = memmem(bytes, count, text, strlen(text));
    if (found != NULL) {
      found += strlen(text);
      if (then == NULL || memmem(found, count - (size_t)(found - bytes), then, strlen(then)) != NULL) return;
    } else if (count > sizeof bytes / 2) {
      count = 0;
    }
  }
}

static struct terminal start(const struct program *program, int keys) {
  struct terminal result = {.times = calloc((size_t)keys, sizeof(double))};
  if (result.times == NULL) die("calloc");
  result.process = open_program(program->words, &result.descriptor);
  if (program->is_console) {
    wait_for(result.descriptor, "接警> ", NULL);
    type(result.descriptor, "\r");
    wait_for(result.descriptor, "接听> ", NULL);
    drain(result.descriptor, silence_ms); /* two presses within a quarter of a second are one */
    type(result.descriptor, "\r");
    wait_for(result.descriptor, "何时> ", NULL);
  }
  if (program->events != NULL) {
    result.writer = fork();
    if (result.writer < 0) die("fork");
    if (result.writer == 0) write_events(program->events, program->answers_calls);
    kill(result.writer, SIGSTOP);
  }
  return result;
}

/* Types a character that was not there before and waits until it appears. */
static double type_key(int descriptor) {
  unsigned value = next_character++;
  if (next_character > 0x9F00) next_character = 0x4E00;
  const char key[4] = {(char)(0xE0 | value >> 12), (char)(0x80 | (value >> 6 & 0x3F)), (char)(0x80 | (value & 0x3F)), 0};
  double start = now_us();
  type(descriptor, key);
  wait_for(descriptor, key, NULL);
  return now_us() - start;
}

static void take_turn(struct terminal *terminal, int keys) {
  for (int i = 0; i < keys; i++) {
    if (i % line_length == 0) {
      type(terminal->descriptor, "\025");
      drain(terminal->descriptor, 20);
      type_key(terminal->descriptor);
    }
    drain(terminal->descriptor, 2 + i % 4);
    terminal->times[terminal->count++] = type_key(terminal->descriptor);
  }
}

static double press_enter(int descriptor, const char *line, int number) {
  char text[4096], said[32];
  snprintf(said, sizeof said, "%06d", number);
  snprintf(text, sizeof text, "%s%s", line, said);
  type(descriptor, text);
  wait_for(descriptor, said, NULL);
  /* The screen is at rest: the call taker has read what he typed. */
  drain(descriptor, 20 + number % 7);
  double start = now_us();
  type(descriptor, "\r");
  wait_for(descriptor, said, "> ");
  return now_us() - start;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void print_row(const char *name, double *times, int count, double *reference) {
  qsort(times, (size_t)count, sizeof *times, ascending);
  double median = times[count / 2], late = times[(int)((count - 1) * 0.99)];
  if (reference[0] == 0) reference[0] = median, reference[1] = late;
  printf("  %-40.40s p50 %7.0f  p90 %7.0f  p99 %7.0f  max %7.0f us  %6.2f x  p99 %6.2f x\n", name, median,
         times[(int)((count - 1) * 0.9)], late, times[count - 1], median / reference[0], late / reference[1]);
}

static void stop(struct terminal *terminal) {
  if (terminal->writer > 0) kill(terminal->writer, SIGKILL), waitpid(terminal->writer, NULL, 0);
  kill(-terminal->process, SIGKILL);
  waitpid(terminal->process, NULL, 0);
}

static void time_keys(struct program *programs, int count, int keys) {
  struct terminal terminals[most_programs];
  for (int p = 0; p < count; p++) terminals[p] = start(&programs[p], keys);
  for (int p = 0; p < count; p++) drain(terminals[p].descriptor, silence_ms);
  for (int done = 0; done < keys; done += turn)
    for (int p = 0; p < count; p++) {
      drain(terminals[p].descriptor, 1);
      /* Programs that nobody reads must not stand still. A console waits by itself, and would draw all anew. */
      for (int other = 0; other < count; other++)
        if (!programs[other].is_console) kill(-terminals[other].process, other == p ? SIGCONT : SIGSTOP);
      if (terminals[p].writer > 0) kill(terminals[p].writer, SIGCONT);
      drain(terminals[p].descriptor, programs[p].is_console ? silence_ms : 60);
      take_turn(&terminals[p], turn);
      if (terminals[p].writer > 0) kill(terminals[p].writer, SIGSTOP);
    }
  double reference[2] = {0, 0};
  for (int p = 0; p < count; p++) {
    stop(&terminals[p]);
    print_row(programs[p].label, terminals[p].times, keys, reference);
  }
}

static int read_lines(const char *path, char lines[][1024]) {
  FILE *file = fopen(path, "r");
  int count = 0;
  if (file == NULL) die(path);
  while (count < most_lines && fgets(lines[count], sizeof lines[count], file) != NULL) {
    lines[count][strcspn(lines[count], "\n")] = 0;
    count++;
  }
  fclose(file);
  return count;
}

static void time_enter(struct program *programs, int count, int rounds, const char *path) {
  static char lines[most_lines][1024];
  static double *times[most_programs][most_lines];
  int kinds = read_lines(path, lines), number = 100000;
  struct terminal terminals[most_programs];
  rounds = rounds / kinds * kinds;
  for (int p = 0; p < count; p++) {
    terminals[p] = start(&programs[p], rounds);
    for (int k = 0; k < kinds; k++) times[p][k] = calloc((size_t)(rounds / kinds), sizeof(double));
  }
  for (int p = 0; p < count; p++) drain(terminals[p].descriptor, 10 * silence_ms);
  for (int round = -2 * kinds; round < rounds; round++)
    for (int p = 0; p < count; p++) {
      drain(terminals[p].descriptor, 1);
      double taken = press_enter(terminals[p].descriptor, lines[(round + 2 * kinds) % kinds], number++);
      if (round < 0) continue;
      terminals[p].times[round] = taken;
      times[p][round % kinds][round / kinds] = taken;
    }
  double reference[2] = {0, 0};
  for (int p = 0; p < count; p++) {
    stop(&terminals[p]);
    print_row(programs[p].label, terminals[p].times, rounds, reference);
    for (int k = 0; programs[p].is_console && k < kinds; k++) {
      char name[1100];
      snprintf(name, sizeof name, "  %s", lines[k]);
      print_row(name, times[p][k], rounds / kinds, reference);
    }
  }
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "bare") == 0) return bare(argv[2], (size_t)atol(argv[3]));
  int enter = argc > 1 && strcmp(argv[1], "enter") == 0, count = 0;
  if (argc < 4 + enter) return 64;
  struct program programs[most_programs];
  for (int i = 3 + enter; i < argc && count < most_programs; i++) {
    struct program next = {0};
    for (; i < argc; i++) {
      if (argv[i][0] == '=') {
        next.label = argv[i] + 1;
      } else if (strcmp(argv[i], "+call") == 0) {
        next.is_console = 1;
      } else if (strcmp(argv[i], "+events") == 0 && i + 2 < argc) {
        next.events = argv[++i];
        next.answers_calls = strcmp(argv[++i], "calls") == 0;
      } else {
        break;
      }
    }
    next.words = &argv[i];
    if (next.label == NULL && i < argc) next.label = argv[i];
    while (i < argc && strcmp(argv[i], ":") != 0) i++;
    if (i < argc) argv[i] = NULL;
    if (next.words[0] != NULL) programs[count++] = next;
  }
  int rounds = atoi(argv[2]);
  if (!enter) rounds = rounds / turn * turn;
  if (count == 0 || rounds < 1) return 64;
  if (enter) time_enter(programs, count, rounds, argv[3]);
  else time_keys(programs, count, rounds);
  return 0;
}

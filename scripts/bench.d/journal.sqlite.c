/* 64 threads, each with its own connection, commit one row of 300 bytes at a time: SQLite, WAL, synchronous=FULL. */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *path;
static double deadline;
static char row[301];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct result {
  float *latency;
  size_t count, room;
};

static sqlite3 *open_database(void) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) exit(1);
  sqlite3_busy_timeout(db, 60000);
  sqlite3_exec(db, "pragma journal_mode=wal; pragma synchronous=full;", 0, 0, 0);
  return db;
}

static void *work(void *argument) {
  struct result *result = argument;
  sqlite3 *db = open_database();
  sqlite3_stmt *insert;
  if (sqlite3_prepare_v2(db, "insert into event values (?)", -1, &insert, 0) != SQLITE_OK) exit(1);
  sqlite3_bind_text(insert, 1, row, 300, SQLITE_STATIC);
  while (now() < deadline) {
    double start = now();
    if (sqlite3_step(insert) != SQLITE_DONE) exit(1);
    sqlite3_reset(insert);
    if (result->count == result->room) {
      result->room = result->room ? result->room * 2 : 4096;
      result->latency = realloc(result->latency, result->room * sizeof *result->latency);
    }
    result->latency[result->count++] = (float)((now() - start) * 1e6);
  }
  return 0;
}

static int compare(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  path = argv[1];
  int writers = atoi(argv[2]);
  memset(row, 'x', 300);
  sqlite3 *db = open_database();
  sqlite3_exec(db, "create table event (line text)", 0, 0, 0);
  double start = now();
  deadline = start + atof(argv[3]);
  pthread_t *threads = calloc((size_t)writers, sizeof *threads);
  struct result *results = calloc((size_t)writers, sizeof *results);
  for (int i = 0; i < writers; i++) pthread_create(&threads[i], 0, work, &results[i]);
  for (int i = 0; i < writers; i++) pthread_join(threads[i], 0);
  double duration = now() - start;
  size_t count = 0;
  for (int i = 0; i < writers; i++) count += results[i].count;
  float *all = malloc((count + 1) * sizeof *all);
  size_t n = 0;
  for (int i = 0; i < writers; i++) {
    memcpy(all + n, results[i].latency, results[i].count * sizeof *all);
    n += results[i].count;
  }
  if (n == 0) return 1;
  qsort(all, n, sizeof *all, compare);
  printf("%.0f %.0f %.0f %.0f\n", (double)n / duration, all[n / 2], all[n * 99 / 100], all[n - 1]);
  return 0;
}

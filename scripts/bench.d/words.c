// The bare reference of `words`: reads a list and texts, both a line each, and does the plain thing.
//   reference distance LIST < TEXTS    the entry with the least edit distance to each text
//   reference words LIST < TEXTS       how many entries stand in each text
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { most = 200000, length = 512 };
static wchar_t *wide[most];
static char *bytes[most];
static int count;

static int distance(const wchar_t *a, const wchar_t *b) {
  int row[length + 1], width = (int)wcslen(b);
  for (int j = 0; j <= width; j++) row[j] = j;
  for (int i = 0; a[i]; i++) {
    int corner = row[0];
    row[0] = i + 1;
    for (int j = 0; j < width; j++) {
      int best = corner + (a[i] != b[j]);
      if (row[j] + 1 < best) best = row[j] + 1;
      corner = row[j + 1];
      if (corner + 1 < best) best = corner + 1;
      row[j + 1] = best;
    }
  }
  return row[width];
}

static char *line(FILE *file) {
  static char text[length * 4];
  if (!fgets(text, sizeof text, file)) return NULL;
  text[strcspn(text, "\n")] = 0;
  return text;
}

int main(int argc, char **argv) {
  setlocale(LC_ALL, "C.UTF-8");
  if (argc != 3) return 64;
  FILE *list = fopen(argv[2], "r");
  if (!list) return 66;
  for (char *text; count < most && (text = line(list)); count++) {
    bytes[count] = strdup(text);
    wide[count] = calloc(length, sizeof(wchar_t));
    mbstowcs(wide[count], text, length - 1);
  }
  long sum = 0;
  for (char *text; (text = line(stdin));) {
    if (!strcmp(argv[1], "words")) {
      for (int i = 0; i < count; i++) sum += strstr(text, bytes[i]) != NULL;
      continue;
    }
    wchar_t typed[length];
    mbstowcs(typed, text, length - 1);
    int best = 1 << 20;
    for (int i = 0; i < count; i++) {
      int found = distance(typed, wide[i]);
      if (found < best) best = found;
    }
    sum += best;
  }
  printf("%ld\n", sum);
  return 0;
}

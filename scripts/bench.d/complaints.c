/* Makes a folder of records for scripts/bench.d/complaints: so many calls, 15 complaints among 1,000 calls, answered
 * within two days but for those of the last three. Lines have the form of journal lines; their chain is not computed,
 * because what is measured does not follow it.
 *
 *   complaints LOGS CALLS DAYS SEATS LAST-DAY-NUMBER     (days since 1970-01-01, China Standard Time)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static void civil(long day, char *dashed, char *compact) {
  long shifted = day + 719468, era = shifted / 146097, of_era = shifted - era * 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  long date = of_year - (153 * month + 2) / 5 + 1;
  month = month < 10 ? month + 3 : month - 9;
  year += era * 400 + (month <= 2);
  sprintf(dashed, "%04ld-%02ld-%02ld", year, month, date);
  sprintf(compact, "%04ld%02ld%02ld", year, month, date);
}

static FILE *open_file(const char *logs, const char *dashed, const char *name) {
  char path[4096], part[64];
  snprintf(part, sizeof part, "live/%.4s/%.2s/%.2s", dashed, dashed + 5, dashed + 8);
  snprintf(path, sizeof path, "%s/%s", logs, part);
  for (char *slash = path + 1; *slash; slash++)
    if (*slash == '/') { *slash = 0; mkdir(path, 0755); *slash = '/'; }
  mkdir(path, 0755);
  strcat(path, "/");
  strcat(path, name);
  FILE *file = fopen(path, "w");
  if (!file) { perror(path); exit(1); }
  return file;
}

static void line(FILE *file, long *number, const char *day, long second, const char *seat, const char *call,
                 const char *kind, const char *payload) {
  fprintf(file,
          "{\"v\":1,\"n\":%ld,\"at\":\"%sT%02ld:%02ld:%02ld.000+08:00\",\"t\":%ld,\"seat\":\"%s\",\"op\":\"041207\","
          "\"call\":\"%s\",\"ev\":\"%s\",\"d\":%s,\"prev\":\"" ZEROS "\"}\n",
          ++*number, day, second / 3600, second / 60 % 60, second % 60, second * 1000, seat, call, kind, payload);
}

int main(int count, char **words) {
  if (count != 6) return 64;
  long calls = atol(words[2]), days = atol(words[3]), seats = atol(words[4]), last = atol(words[5]);
  char record[1200] = "{\"ms\":61000,\"ending\":\"finished\",\"record\":{\"text\":\"";
  size_t used = strlen(record);
  memset(record + used, 'x', 1000);
  strcpy(record + used + 1000, "\"}}");
  long done = 0;
  static char waiting[8][4096][40];
  static int waits[8];
  for (long index = 0; index < days; index++) {
    long today = (calls * (index + 1)) / days - (calls * index) / days;
    char dashed[16], compact[16], due[16], ignored[16];
    civil(last - days + 1 + index, dashed, compact);
    civil(last - days + 4 + index, due, ignored);
    FILE *desk = open_file(words[1], dashed, "desk-duty.jsonl");
    long desk_number = 0;
    int answered = (int)((index + 6) % 8);
    for (int item = 0; index >= 2 && item < waits[answered]; item++) {
      char *call = waiting[answered][item];
      line(desk, &desk_number, dashed, 30000, "desk-duty", call, "complaint-assigned", "{\"to\":\"050001\",\"why\":\"\"}");
      char reply[200];
      snprintf(reply, sizeof reply, "{\"by\":\"W\",\"how\":\"t\",\"text\":\"x\",\"replied_at\":\"%sT09:00:00.000+08:00\"}", dashed);
      line(desk, &desk_number, dashed, 32400, "desk-duty", call, "complaint-replied", reply);
    }
    fclose(desk);
    waits[index % 8] = 0;
    for (long seat = 0; seat < seats; seat++) {
      char name[40], id[24];
      snprintf(id, sizeof id, "%02ld", seat + 1);
      snprintf(name, sizeof name, "seat-%s.jsonl", id);
      FILE *file = open_file(words[1], dashed, name);
      long number = 0, own = today / seats + (seat < today % seats);
      for (long which = 0; which < own; which++, done++) {
        char call[40], payload[300];
        long second = 60 + which * 86000 / (own + 1);
        snprintf(call, sizeof call, "%s-%s-%04ld", compact, id, which + 1);
        line(file, &number, dashed, second, id, call, "ring", "{\"from\":\"199****0001\",\"by\":\"phone\"}");
        line(file, &number, dashed, second + 5, id, call, "answer", "{\"ms\":0,\"timing\":{\"source\":\"measured\"}}");
        line(file, &number, dashed, second + 9, id, call, "element", "{\"ms\":4000,\"element\":\"what\",\"state\":\"given\",\"text\":\"x\"}");
        line(file, &number, dashed, second + 20, id, call, "level", "{\"ms\":20000,\"level\":3}");
        if (done % 200 < 3) {
          snprintf(payload, sizeof payload, "{\"ms\":30000,\"due\":\"%s\",\"counted\":[\"%s\",\"%s\",\"%s\"],\"provisional\":false}", due, due, due, due);
          line(file, &number, dashed, second + 30, id, call, "branch", "{\"ms\":30000,\"branch\":\"complaint\"}");
          line(file, &number, dashed, second + 30, id, call, "complaint", payload);
          line(file, &number, dashed, second + 40, id, call, "complaint-field", "{\"ms\":40000,\"field\":\"about\",\"state\":\"given\",\"text\":\"x\"}");
          line(file, &number, dashed, second + 41, id, call, "complaint-field", "{\"ms\":41000,\"field\":\"confidential\",\"state\":\"given\",\"text\":\"yes\"}");
          if (waits[index % 8] < 4096) strcpy(waiting[index % 8][waits[index % 8]++], call);
        } else if (done % 20 == 7) {
          line(file, &number, dashed, second + 30, id, call, "promise", "{\"ms\":30000,\"promise\":1,\"kind\":\"dispatch\",\"phrase\":\"p\"}");
          if (done % 1000 != 7 || index < days - 20) line(file, &number, dashed, second + 45, id, call, "kept", "{\"ms\":45000,\"promise\":1,\"deed\":\"u\"}");
        }
        line(file, &number, dashed, second + 61, id, call, "end", done % 30 == 5 ? "{\"ending\":\"abandoned\"}" : record);
      }
      fclose(file);
    }
  }
  printf("%ld calls in %ld days at %ld seats\n", done, days, seats);
  return 0;
}

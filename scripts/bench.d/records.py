"""Measures the commands that show or judge whole records; the month has a twelfth of the year's calls."""
import os
import shutil
import subprocess
import time

from pairs import duck, duckdb, logs, pairs, program, run, temporary

month = logs + "/live/2025/03/*/*.jsonl"
MARCH = ["--from", "2025-03-01", "--to", "2025-03-31"]
RECORDS = (
    f"SELECT d.record FROM read_json('{month}',columns={{ev:'VARCHAR',d:'STRUCT(record JSON)'}},"
    "format='newline_delimited') WHERE ev='end'"
)
# A program that does nothing, which is what a start costs at least.
HELLO = temporary + "/hello"


def ours(*words):
    return [program, *words, "--logs", logs]


def no_derived_files():
    shutil.rmtree(logs + "/cache", ignore_errors=True)


with open(HELLO + ".c", "w") as source:
    source.write("int main(void) { return 0; }\n")
subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", HELLO, HELLO + ".c"], check=True)
if not duckdb:
    print("left out: DuckDB is not installed")
copied = ("DuckDB's COPY", duck(f"COPY ({RECORDS}) TO '{temporary}/records.csv'")) if duckdb else None
selected = ("DuckDB, the same records", duck(RECORDS)) if duckdb else None

no_derived_files()
took, processor = run(ours("calls", "list", "--day", "2025-03-15", "--no-pager"))
print(f"{'list of a day, making derived files':40} {took * 1000:8.1f} ms  cpu {processor * 1000:8.1f} ms")
# What was made less than two seconds after a change is not relied on.
time.sleep(2.1)
pairs("list of a day", ours("calls", "list", "--day", "2025-03-15", "--no-pager"), None, "<= 60 ms")
pairs("list of the month", ours("calls", "list", *MARCH, "--no-pager"), selected, "<= 1, <= 64 MiB")
pairs("export of the month, masked", ours("export", *MARCH), copied, "<= 1")
pairs("review check of the month", ours("review", "check", "--month", "2025-03"), None, "<= 400 ms")
pairs("review assess of the month", ours("review", "assess", "month", "--period", "2025-03"), None, "<= 400 ms")
pairs("call by id", ours("calls", "show", "20250315-07-0003"), ("a C hello", [HELLO]), "<= 5", 41)
pairs("complaints open", ours("complaints", "list", "--open"), ("a C hello", [HELLO]), "<= 8 ms", 21)
no_derived_files()
pairs("call by id, no derived file", ours("calls", "show", "20250315-07-0003"), ("a C hello", [HELLO]), "", 21)
pairs("matters, no derived file", ["sh", "-c", f"rm -rf '{logs}/cache'; exec \"$@\"", "sh", *ours("matters", "list")],
      None, "<= 1 s, <= 64 MiB", 3)

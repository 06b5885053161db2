"""Measures reports and searches beside other tools, in pairs A B A B; prints medians and ratios, asserts nothing."""
import glob
import json
import os
import shutil
import sqlite3
import statistics
import sys
import time

from pairs import duck, duckdb, logs, pairs, program, run, temporary

year = logs + "/live/2025/*/*/*.jsonl"
march = logs + "/live/2025/03/*/*.jsonl"

# Named columns only: DuckDB then reads no others.
COLUMNS = (
    "columns={ev:'VARCHAR',op:'VARCHAR',d:'STRUCT(record STRUCT(category VARCHAR,operator_id VARCHAR,"
    "ring_start_at VARCHAR,timing STRUCT(source VARCHAR,verdict VARCHAR,ring_ms BIGINT)))'},format='newline_delimited'"
)
FIGURES = (
    "SELECT count(*), count(*) FILTER (verdict='within' AND source='measured'),"
    " quantile_disc(ring,[0.5,0.9,0.95,0.99]) FILTER (source='measured') FROM r;"
    " SELECT category,count(*) FROM r GROUP BY 1; SELECT person,count(*) FROM r GROUP BY 1"
)
LITE_FIGURES = (
    "SELECT count(*), sum(verdict='within' AND source='measured') FROM r; SELECT category,count(*) FROM r GROUP BY 1;"
    " SELECT person,count(*) FROM r GROUP BY 1; WITH m AS (SELECT ring, row_number() OVER (ORDER BY ring) n,"
    " count(*) OVER () c FROM r WHERE source='measured') SELECT ring FROM m WHERE n IN ((c*50+99)/100,(c*90+99)/100,"
    "(c*95+99)/100,(c*99+99)/100);"
)


def from_json(files, kind="TEMP TABLE"):
    return (
        f"CREATE {kind} r AS SELECT d.record.category AS category,d.record.operator_id AS person,"
        "d.record.timing.source AS source,d.record.timing.verdict AS verdict,d.record.timing.ring_ms AS ring"
        f" FROM read_json('{files}',{COLUMNS}) WHERE ev='end';"
    )


def closing_records():
    for file in glob.iglob(year):
        with open(file, "rb") as lines:
            for line in lines:
                if b',"ev":"end",' in line[:200]:
                    yield json.loads(line)["d"]["record"]


def make_sqlite(path):
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE r (category TEXT, person TEXT, source TEXT, verdict TEXT, ring INTEGER)")
        base.executemany(
            "INSERT INTO r VALUES (?,?,?,?,?)",
            (
                (r.get("category"), r.get("operator_id"), t.get("source"), t.get("verdict"), t.get("ring_ms"))
                for r in closing_records()
                for t in [r.get("timing") or {}]
            ),
        )
        for columns in ["category", "person", "source, ring", "source, verdict"]:
            base.execute(f"CREATE INDEX by_{columns.replace(', ', '_')} ON r ({columns})")
        base.execute("ANALYZE")


def report(*words, at=logs):
    return [program, "report", *words, "--no-previous", "--logs", at]


def short_history():
    """A logs folder with the days around the middle of June only, the same files."""
    folder = temporary + "/short"
    for file in glob.glob(logs + "/live/2025/06/*/*.jsonl"):
        target = file.replace(logs, folder, 1)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copy2(file, target)
    return folder


for tool, path in [("DuckDB", duckdb), ("jq", shutil.which("jq")), ("ripgrep", shutil.which("rg"))]:
    if not path:
        print(f"left out: {tool} is not installed")
size = sum(os.path.getsize(f) for f in glob.glob(year))
print(f"{len(glob.glob(year))} files, {size / 1e9:.2f} GB, warm, in pairs, whole processes")
for file in glob.glob(year):
    with open(file, "rb") as content:
        while content.read(1 << 20):
            pass

base = temporary + "/calls.sqlite"
make_sqlite(base)
lite = ("SQLite with covering indexes", [sys.executable, "-c", "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\n"
        "for s in sys.argv[2].split(';'):\n  c.execute(s).fetchall()", base, LITE_FIGURES])
pairs("year, journals alone", report("year", "2025", "--no-cache"),
      ("DuckDB read_json", duck(from_json(year) + FIGURES)) if duckdb else None, "<= 0.25, <= 64 MiB")
month = ("DuckDB read_json", duck(from_json(march) + FIGURES)) if duckdb else None
pairs("month, journals alone, on the same files",
      report("month", "2025-03", "--no-cache", "--as-of", "2025-03-31"), month, "<= 0.25")
pairs("  as of now, all later days from journals too", report("month", "2025-03", "--no-cache"), month, times=5)
if shutil.which("jq"):
    day = sorted(glob.glob(logs + "/live/2025/03/01/*.jsonl"))
    pairs("day, journals alone", report("day", "2025-03-01", "--no-cache"),
          ("jq, ring_ms of each call", ["jq", "-c", 'select(.ev=="end")|.d.record.timing.ring_ms', *day]))
shutil.rmtree(logs + "/cache", ignore_errors=True)
took = statistics.median([shutil.rmtree(logs + "/cache", ignore_errors=True) or run(report("year", "2025"))[0]
                          for _ in range(3)])
print(f"{'year, making all derived files':40} {took * 1000:8.1f} ms   (target <= 3 s)")
time.sleep(2.1)
if duckdb:
    database = temporary + "/calls.duckdb"
    run(duck(from_json(year, "TABLE"), database))
    pairs("year, derived files", report("year", "2025"), ("DuckDB's own table", duck(FIGURES, database)), "<= 0.3")
pairs("month, as of now, derived files", report("month", "2025-03"), month)
pairs("year, derived files", report("year", "2025"), lite)
needle = "晋陵中路189号"
search = [program, "calls", "search", "--place", needle, "--json", "--logs", logs]
ripgrep = ("ripgrep", ["rg", "-c", needle, logs + "/live"]) if shutil.which("rg") else None
pairs("place contains text, whole year, journals", [*search, "--no-cache"], ripgrep, "<= 1.0")
took, _ = run(search)
print(f"{'  making the filters':40} {took * 1000:8.1f} ms")
pairs("place contains text, whole year, filters", search, ripgrep, "<= 0.2")
identifier = "20250615-07-0020"
pairs("call by id", [program, "calls", "show", identifier, "--logs", logs],
      ("grep in the file the id names", ["grep", identifier, logs + "/live/2025/06/15/seat-07.jsonl"]), "<= 5 x a C hello, see start", 41)
pairs("bare start of the program", [program, "--version"], None, "", 41)
pairs("complaints open", [program, "complaints", "list", "--open", "--logs", logs], None, "<= 8 ms", 21)
pairs("report of a day as of then, no derived files", report("day", "2025-06-15", "--no-cache", "--as-of", "2025-06-16"),
      ("the same with one month on record",
       report("day", "2025-06-15", "--no-cache", "--as-of", "2025-06-16", at=short_history())),
      "does not grow with the years: 1.0", 21)

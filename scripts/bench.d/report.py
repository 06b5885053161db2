"""Measures reports and searches beside other tools, in pairs A B A B; prints medians and ratios, asserts nothing."""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import time

logs = os.environ["BENCH_LOGS"]
program = os.environ["CALL110"]
temporary = os.environ["BENCH_TMP"]
rounds = 3 if os.environ.get("BENCH_QUICK") else 5
year = logs + "/live/2025/*/*/*.jsonl"
march = logs + "/live/2025/03/*/*.jsonl"
try:
    import duckdb
except ImportError:
    duckdb = None

# Named columns only: DuckDB then reads no others.
COLUMNS = (
    "columns={ev:'VARCHAR',op:'VARCHAR',d:'STRUCT(record STRUCT(category VARCHAR,operator_id VARCHAR,"
    "ring_start_at VARCHAR,timing STRUCT(source VARCHAR,verdict VARCHAR,ring_ms BIGINT)))'},format='newline_delimited'"
)
FIGURES = (
    "SELECT count(*), count(*) FILTER (verdict='within' AND source='measured'),"
    " quantile_disc(ring,[0.5,0.9,0.95,0.99]) FILTER (source='measured') FROM {t};"
    " SELECT category,count(*) FROM {t} GROUP BY 1; SELECT operator,count(*) FROM {t} GROUP BY 1"
)


def duck(sql, database=":memory:"):
    code = f"import duckdb,sys\nc=duckdb.connect({database!r})\nfor s in sys.argv[1].split(';'):\n  c.execute(s).fetchall()"
    return [sys.executable, "-c", code, sql]


def from_json(files):
    return (
        "CREATE TEMP TABLE r AS SELECT d.record.category category,d.record.operator_id operator,"
        "d.record.timing.source source,d.record.timing.verdict verdict,d.record.timing.ring_ms ring"
        f" FROM read_json('{files}',{COLUMNS}) WHERE ev='end';" + FIGURES.format(t="r")
    )


def run(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"failed ({process.returncode}): {' '.join(command)[:200]}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def memory_of(command):
    """The most memory the command held, in MiB; GNU time asks for it, because a child of Python counts as Python."""
    if not os.path.exists("/usr/bin/time"):
        return float("nan")
    file = temporary + "/memory"
    subprocess.run(["/usr/bin/time", "-q", "-f", "%M", "-o", file, *command], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    with open(file) as text:
        return int(text.read().split()[-1]) / 1024


def pairs(name, ours, theirs, target=""):
    samples = {"ours": [], "theirs": []}
    for _ in range(rounds):
        samples["ours"].append(run(ours))
        if theirs:
            samples["theirs"].append(run(theirs[1]))
    wall = statistics.median(s[0] for s in samples["ours"])
    memory = memory_of(ours)
    processor = statistics.median(s[1] for s in samples["ours"])
    line = f"{name:44} {wall * 1000:9.1f} ms  cpu {processor * 1000:8.1f} ms  {memory:6.1f} MiB"
    if theirs:
        other = statistics.median(s[0] for s in samples["theirs"])
        ratio = statistics.median(a[0] / b[0] for a, b in zip(samples["ours"], samples["theirs"]))
        line += f"   {theirs[0]} {other * 1000:9.1f} ms   ratio {ratio:.3f}"
    print(line + (f"   (target {target})" if target else ""), flush=True)


def report(*words):
    return [program, "report", *words, "--no-previous", "--logs", logs]


size = sum(os.path.getsize(f) for f in glob.glob(year))
print(f"{len(glob.glob(year))} files, {size / 1e9:.2f} GB, {rounds} pairs each, warm, whole processes")
run(["cat", *glob.glob(logs + "/live/2025/01/*/*.jsonl")])
read_json = ("DuckDB read_json", duck(from_json(year))) if duckdb else None
pairs("year, journals alone", report("year", "2025", "--no-cache"), read_json, "<= 0.35, <= 64 MiB")
pairs("month, journals alone", report("month", "2025-03", "--no-cache"),
      ("DuckDB read_json", duck(from_json(march))) if duckdb else None, "<= 0.3")
if os.environ.get("BENCH_JQ") and shutil.which("jq"):
    sample = sorted(glob.glob(march))[:24]
    pairs("one day (jq over the same files beside it)", report("day", "2025-03-01", "--no-cache"),
          ("jq", ["jq", "-c", 'select(.ev=="end")|.d.record.timing.ring_ms', *sample]))
shutil.rmtree(logs + "/cache", ignore_errors=True)
took = run(report("year", "2025"))
print(f"{'year, making all derived files':44} {took[0] * 1000:9.1f} ms   (target <= 3 s)")
table = None
if duckdb:
    database = temporary + "/calls.duckdb"
    run(duck(from_json(year).replace("TEMP TABLE", "TABLE").split(";")[0], database))
    table = ("DuckDB's table", duck(FIGURES.format(t="r"), database))
pairs("year, derived files", report("year", "2025"), table, "<= 0.5")
pairs("complaints open or late (in that report)", report("year", "2025", "--format", "json"), None, "<= 40 ms")
needle = "晋陵中路189号"
pairs("place contains text, whole year", [program, "calls", "search", "--place", needle, "--json", "--logs", logs],
      ("ripgrep", ["rg", "-c", needle, logs + "/live"]) if shutil.which("rg") else None, "<= 1.0")
identifier = "20250615-07-0020"
pairs("call by id", [program, "calls", "show", identifier, "--logs", logs], None, "<= 5 ms")
pairs("day", report("day", "2025-06-15", "--no-cache"), None, "does not grow with the years")

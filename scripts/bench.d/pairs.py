"""What benchmarks of whole processes share: pairs A B A B, medians, ratios; nothing is asserted."""
import os
import shutil
import statistics
import subprocess
import time

logs = os.environ["BENCH_LOGS"]
program = os.environ["CALL110"]
temporary = os.environ["BENCH_TMP"]
rounds = 3 if os.environ.get("BENCH_QUICK") else 9
duckdb = os.environ.get("BENCH_DUCKDB") or shutil.which("duckdb")


def duck(sql, database=":memory:"):
    return [duckdb, database, "-c", sql]


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


def pairs(name, ours, theirs=None, target="", times=rounds):
    samples = {"ours": [], "theirs": []}
    run(ours)
    for _ in range(times):
        samples["ours"].append(run(ours))
        if theirs:
            samples["theirs"].append(run(theirs[1]))
    wall = statistics.median(s[0] for s in samples["ours"])
    memory = memory_of(ours)
    processor = statistics.median(s[1] for s in samples["ours"])
    line = f"{name:40} {wall * 1000:8.1f} ms  cpu {processor * 1000:8.1f} ms {memory:6.1f} MiB"
    if theirs:
        other = statistics.median(s[0] for s in samples["theirs"])
        ratio = statistics.median(a[0] / b[0] for a, b in zip(samples["ours"], samples["theirs"]))
        line += f"   {theirs[0]} {other * 1000:8.1f} ms   ratio {ratio:.3f}"
    print(line + (f"   (target {target})" if target else ""), flush=True)

"""Compares what two programs print: compare.py OLD NEW FOLDERS REPORT ROOT [--only TEXT] [--folder NAME] [--quick].

See scripts/compare.
"""

import collections, difflib, os, queue, re, shutil, subprocess, sys, tempfile, threading

old, new, folders, report, root = sys.argv[1:6]
only, chosen, is_quick = [], [], False
rest = iter(sys.argv[6:])
for word in rest:
    if word == "--quick":
        is_quick = True
    elif word == "--only":
        only.append(next(rest))
    elif word == "--folder":
        chosen.append(next(rest))

environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb", "HOME": "/nonexistent"}
languages = (("--ui", "zh"), ("--ui", "en"))


def in_languages(words, number):
    """The command in both languages; in a quick run in one, Chinese and English by turns."""
    return [[*words, *languages[number % 2]]] if is_quick else [[*words, *language] for language in languages]


tables = ((), ("--json",), ("--csv",), ("--csv=excel",))
json_too = ((), ("--json",))


def pick(values, most):
    """At most so many of them, evenly."""
    values = sorted(values)
    most = max(1, most // 6) if is_quick else most
    return values if len(values) <= most else [values[i * len(values) // most] for i in range(most)]


def contents(logs):
    """The ids of calls, by how much later deeds say of them, and the days that have records."""
    calls, drills, later, days = set(), set(), set(), set()
    for where, _, files in os.walk(logs):
        for file in files:
            path = f"{where}/{file}"
            if not file.endswith(".jsonl") or os.path.islink(path) or not os.path.isfile(path):
                continue
            with open(path, encoding="utf-8", errors="replace") as journal:
                found = set(re.findall(r'"call":"(\d{8}-[\w-]+-\d{4,})"', journal.read()))
            if "/drill/" in path:
                drills |= found
                continue
            if file.startswith("desk-"):
                later |= found
            calls |= found
            day = re.search(r"/(\d{4})/(\d\d)/(\d\d)$", where)
            if day:
                days.add("-".join(day.groups()))
    return calls, drills, later, days


def commands(logs):
    """Every reading command over one folder of records, the ones that write last."""
    calls, drills, later, days = contents(logs)
    months = {day[:7] for day in days}
    shown = pick(later, 25) + [call for call in pick(calls, 25)]
    made = []

    def add(*words, forms=((),)):
        made.extend([*words, *form] for form in forms)

    for call in shown + ["20250101-99-0001", "nonsense"]:
        add("calls", "show", call, forms=json_too)
        add("matters", "show", call)
        add("complaints", "show", call, forms=json_too)
        add("review", "check", call, forms=tables)
        add("review", "show", call, forms=tables)
    for call in pick(shown, 10):
        add("calls", "replay", call, "--speed", "1000000")
    for day in pick(days, 6):
        add("calls", "list", "--day", day, forms=tables)
        add("review", "check", "--day", day, forms=tables)
        add("verify", "--day", day, forms=json_too)
        add("report", "day", day, forms=[("--format", form) for form in ("text", "json")])
    for month in pick(months, 3):
        last = month + "-28"
        forms = [("--format", form) for form in ("text", "csv", "excel", "json", "html")]
        add("report", "month", month, forms=forms)
        add("report", "month", month, "--no-cache", "--verify", forms=forms[:1] + forms[3:4])
        add("report", "month", month, forms=[("--by", by, "--format", form) for by in ("operator", "seat", "hour", "category")
                                            for form in ("text", "json")])
        add("report", "month", month, "--as-of", last, forms=forms[:1])
        add("report", "week", last, forms=forms[:1])
        add("report", "range", month + "-03", last, forms=forms[:1] + forms[3:4])
        add("calls", "list", "--from", month + "-01", "--to", last, forms=tables)
        add("review", "check", "--month", month, forms=tables)
        add("review", "assess", "month", "--period", month, forms=tables)
        add("review", "assess", "month", "--period", month, "--operator", "041207", forms=json_too)
        add("export", "--from", month + "-01", "--to", last, forms=[("--format", form) for form in ("jsonl", "csv", "csv-excel")])
        quarter = f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
        add("review", "assess", "quarter", "--period", quarter, forms=tables)
        add("review", "agreement", "--period", month, forms=json_too)
    for year in sorted({day[:4] for day in days}):
        add("report", "year", year, forms=[("--format", form) for form in ("text", "csv", "json", "html")])
        add("report", "year", year, "--drill")
        add("report", "year", year, "--imported", forms=[("--format", form) for form in ("text", "json")])
        add("review", "assess", "year", "--period", year, forms=tables)
    first, last = (min(days), max(days)) if days else ("2026-01-01", "2026-12-31")
    filters = (
        ("--seat", "02"), ("--operator", "041207"), ("--category", "100300"), ("--category", "打架"), ("--level", "1"), ("--level", "3"),
        ("--branch", "complaint"), ("--branch", "urging"), ("--verdict", "within"), ("--verdict", "late"), ("--verdict", "undetermined"),
        ("--verdict", "unknown"), ("--contradiction",), ("--no-recording",), ("--ending", "finished"), ("--ending", "cut-off"),
        ("--ending", "abandoned"), ("--ending", "elsewhere"), ("--missing", "where"), ("--missing", "who"), ("--breach",),
        ("--number", "1990"), ("--place", "路"), ("--place", "jlz"), ("--name", "张"), ("--text", "电动车"))
    for one in filters:
        add("calls", "list", "--from", first, "--to", last, *one, forms=json_too)
        add("calls", "search", *one, forms=json_too)
    for text in ("路", "抢", "199", "没有这样的话"):
        add("calls", "search", text, forms=tables)
    add("calls", "search", "路", "--limit", "3")
    add("calls", "search", "--imported", "路", forms=tables)
    add("calls", "list", "--from", first, "--to", last, "--imported", forms=tables)
    add("calls", "list", forms=tables)
    add("export", "--imported", forms=[("--format", form) for form in ("jsonl", "csv", "csv-excel")])
    add("verify", forms=json_too)
    add("verify", "--heads")
    add("wallboard", "--once")
    add("callbacks", forms=json_too)
    add("callbacks", "list", "--all", forms=json_too)
    add("complaints", "list", forms=[(*which, *form) for which in ((), ("--open",), ("--due",), ("--overdue",), ("--all",)) for form in json_too])
    add("complaints", "remind", "--dry-run", forms=json_too)
    add("major", "list", forms=json_too)
    add("matters", "list", forms=[(*who, *form) for who in ((), ("--holder", "041207"), ("--holder", "060002")) for form in json_too])
    add("shift", "log", "--seat", "01", forms=[("--format", form) for form in ("text", "html")])
    add("shift", "log", "--operator", "041201")
    add("protocol", "unanswered", "--days", "40", forms=json_too)
    for drill in pick(drills, 12):
        add("drill", "score", drill, forms=json_too)
        add("drill", "review", drill)
    add("drill", "history")
    add("drill", "history", "--trainee", "041201")
    add("drill", "watch", "--once")
    add("calls", "evidence", shown[0] if shown else "20250101-99-0001", "--out", "evidence")
    add("access", "report", forms=tables)
    for call in pick(shown, 6):
        add("calls", "show", call, "--reveal", "--reason", "核实", "--by", "050001", forms=json_too)
        add("complaints", "show", call, "--reveal", "--reason", "核实", "--by", "050001")
        add("drill", "from-call", call)
    add("export", "--from", first, "--to", last, "--reveal", "--reason", "核实", "--by", "050001", forms=[("--format", "jsonl"), ("--format", "csv")])
    return made


def commands_without_records():
    help_text = run(old, ["--help", "--ui", "en"], folders).output.decode()
    named = re.findall(r"^  ([a-z][a-z-]*(?: [a-z-]+)*)", help_text.split("\nOptions of every")[0], re.M)
    made = [[], ["--help"], ["--version"], ["help"], ["nothing"], ["calls"], ["calls", "shwo"], ["--ui", "fr"], ["calls", "list", "--jsno"]]
    for name in dict.fromkeys(re.sub(r" (day|open|ami|month)$", "", name) for name in named):
        made += [[*name.split(), "--help"], [*name.split(), "--no-such-option"], [*name.split(), "a", "b", "c", "d"]]
    made = [words for words in made if words[:1] != ["phone-demo"] or "--help" in words]
    sections = ("elements", "phrases", "branches", "taboo", "categories", "referrals", "no-such-part")
    made += [["protocol", "show", *form] for form in ((), ("--json",), ("--file",))]
    made += [["protocol", "show", part, *form] for part in sections for form in json_too]
    made += [["protocol", "cards", "--format", form] for form in ("text", "html")]
    made += [["calendar", "show", year, *form] for year in ("2025", "2026", "2027", "1900") for form in json_too]
    made += [["due", *days, *form] for days in (["2025-09-26", "2026-02-13", "2026-04-30", "2026-09-30"], ["2027-02-01"], ["x"]) for form in json_too]
    made += [["drill", "list", *form] for form in ((), ("--json",), ("--set", "basic"))]
    made += [["phone-demo", "--print", "--seed", "4", "--minutes", "20", "--at", "1780000000000"]]
    return made


Answer = collections.namedtuple("Answer", "status output error")


def run(program, words, place, text=b""):
    try:
        done = subprocess.run([program, *words], cwd=place, env=environment, input=text, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired as expired:
        return Answer("no end within 120 s", expired.stdout or b"", expired.stderr or b"")
    return Answer(done.returncode, done.stdout, done.stderr)


def compare(words, places, text=b""):
    """The two answers that differ, or nothing."""
    before = run(old, words, places[0], text)
    after = run(new, words, places[1], text)
    for _ in range(8):
        if before == after:
            return None
        again = run(old, words, places[0], text)
        if again == before:
            return before, after
        before, after = again, run(new, words, places[1], text)
    return None if before == after else (before, after)


def difference(answers):
    lines = []
    for name in ("status", "output", "error"):
        texts = [getattr(answer, name) for answer in answers]
        if texts[0] == texts[1]:
            continue
        if name == "status":
            lines.append(f"status: {texts[0]} -> {texts[1]}")
            continue
        split = [text.decode(errors="backslashreplace").splitlines() for text in texts]
        lines += difflib.unified_diff(*split, f"old {name}", f"new {name}", n=0, lineterm="")
    return lines


lock = threading.Lock()
compared, differing = collections.Counter(), collections.Counter()


def name_of(words):
    return " ".join(word for word in words[:2] if re.fullmatch(r"[a-z][a-z-]*", word)) or "(no command)"


def settle(folder, words, answers):
    name = name_of(words)
    with lock:
        compared[name] += 1
        if answers is None:
            return
        differing[name] += 1
        found = difference(answers)
        title = f"[{folder}] call110 {' '.join(words)}"
        where = f"{report}/{sum(differing.values()):04}-{folder}-{name.replace(' ', '-')}"
        with open(where, "w", encoding="utf-8") as file:
            file.write("\n".join([title, *found]) + "\n")
        if differing[name] <= 3:
            print(title, *("    " + line[:200] for line in found[:8]), sep="\n", flush=True)


def wanted(words):
    return not only or any(text in " ".join(words) for text in only)


def compare_folder(folder, work):
    """Each program on a copy of its own, whose place has the same name seen from inside."""
    places = [f"{work}/{side}/{folder}" for side in ("old", "new")]
    for place in places:
        os.makedirs(place)
        subprocess.run(["cp", "-a", f"{folders}/{folder}/logs", place], check=True)
    made = [words for words in commands(f"{folders}/{folder}/logs") if wanted(words)]
    if is_quick and not only:
        # Another third in every folder, so that every command is met in some of them.
        made = made[len(folder) % 3 :: 3]
    for number, words in enumerate(made):
        for spoken in in_languages(words, number):
            settle(folder, spoken, compare([*spoken, "--logs", "logs"], places))


def compare_drills(work):
    """The kept scripts drilled with both: the sheet and the journal."""
    scripts = f"{root}/Tests/CommandLineTests/RecordedDrills"
    for number, drill in enumerate(sorted(os.listdir(scripts))):
        scenario, seed = drill.rsplit("-", 1)
        with open(f"{scripts}/{drill}/script", "rb") as script:
            text = script.read()
        for words in in_languages(["drill", "run", scenario, "--seed", seed, "--trainee", "041207"], number):
            if not wanted(words):
                continue
            answers = []
            for program in (old, new):
                with tempfile.TemporaryDirectory(dir=work) as place:
                    answer = run(program, [*words, "--start", "2026-11-22T09:00:00+08:00", "--logs", "logs"], place, text)
                    with open(f"{place}/logs/drill/2026/11/22/seat-drill.jsonl", "rb") as journal:
                        answers.append(answer._replace(output=answer.output + journal.read()))
            settle("scripts", words, None if answers[0] == answers[1] else answers)


def compare_alone(work):
    for number, words in enumerate(filter(wanted, commands_without_records())):
        for spoken in in_languages(words, number):
            settle("none", spoken, compare(spoken, [work, work]))


def main():
    shutil.rmtree(report, ignore_errors=True)
    os.makedirs(report)
    names = [name for name in sorted(os.listdir(folders)) if os.path.isdir(f"{folders}/{name}/logs")]
    jobs = queue.Queue()
    with tempfile.TemporaryDirectory(dir=os.path.dirname(report)) as work:
        for name in names:
            if not chosen or name in chosen:
                jobs.put(lambda name=name: compare_folder(name, work))
        if not chosen or "none" in chosen:
            jobs.put(lambda: compare_alone(work))
        if not chosen or "scripts" in chosen:
            jobs.put(lambda: compare_drills(work))
        faults = []

        def work_off():
            while True:
                try:
                    job = jobs.get_nowait()
                except queue.Empty:
                    return
                try:
                    job()
                except Exception as fault:  # Told at the end: a comparison that broke has proved nothing.
                    faults.append(repr(fault))

        threads = [threading.Thread(target=work_off) for _ in range(os.cpu_count() or 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for name in sorted(compared):
        print(f"{name:24} {compared[name]:6} compared {differing[name]:6} differ")
    print(f"{'all':24} {sum(compared.values()):6} compared {sum(differing.values()):6} differ", end="")
    print(f"; see {report}" if differing else "")
    for fault in faults:
        print(f"compare: broken: {fault}", file=sys.stderr)
    sys.exit(1 if differing or faults or not compared else 0)


main()

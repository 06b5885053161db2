"""Makes the folders of records that scripts/compare reads: folders.py PROGRAM GENERATOR ROOT FOLDERS.

Every folder is FOLDERS/NAME/logs; the file FOLDERS/made stands when all are there. All people and numbers are invented.
"""

import datetime, json, os, re, shutil, subprocess, sys

program, generator, root, folders = sys.argv[1:5]
environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb", "HOME": "/nonexistent"}
china = datetime.timezone(datetime.timedelta(hours=8))


def run(name, *words, text=""):
    """One run of the program in the folder; a refusal is no fault: it is part of what happened there."""
    done = subprocess.run(
        [program, *words, "--logs", "logs"], cwd=f"{folders}/{name}", env=environment, input=text.encode(),
        capture_output=True, timeout=120)
    return done.stdout.decode(errors="replace")


def lines(name, *words):
    """What a listing prints as JSON lines."""
    values = []
    for line in run(name, *words, "--json").splitlines():
        try:
            values.append(json.loads(line))
        except ValueError:
            pass
    return [value for value in values if isinstance(value, dict)]


def fresh(name):
    shutil.rmtree(f"{folders}/{name}", ignore_errors=True)
    os.makedirs(f"{folders}/{name}/logs")


def generate(name, *words):
    fresh(name)
    done = subprocess.run(
        [generator, "--logs", f"{folders}/{name}/logs", *words], capture_output=True, text=True, check=True)
    if done.stdout:
        with open(f"{folders}/{name}/damage", "w", encoding="utf-8") as file:
            file.write(done.stdout)


def fixtures():
    fresh("fixture")
    shutil.copytree(f"{root}/Tests/CallJournalTests/Fixtures/v1", f"{folders}/fixture/logs", dirs_exist_ok=True)


def transcripts(name):
    """Every transcript of the console typed at a seat of its own."""
    fresh(name)
    place = f"{root}/Tests/CallConsoleTests/Transcripts"
    for seat, file in enumerate(sorted(os.listdir(place)), 1):
        with open(f"{place}/{file}", encoding="utf-8") as transcript:
            typed = "".join(re.findall(r"^> (.*\n)", transcript.read(), re.M))
        run(name, "console", "--seat", f"{seat:02}", "--operator", f"0412{seat:02}", text=typed)


def drills():
    fresh("drills")
    place = f"{root}/Tests/CommandLineTests/RecordedDrills"
    for number, drill in enumerate(sorted(os.listdir(place))):
        scenario, seed = drill.rsplit("-", 1)
        with open(f"{place}/{drill}/script", encoding="utf-8") as script:
            run("drills", "drill", "run", scenario, "--seed", seed, "--trainee", f"04120{number % 3}",
                "--start", f"2026-11-{20 + number // 4}T0{number % 9}:00:00+08:00", text=script.read())


def imported():
    fresh("imported")
    path = f"{folders}/imported/old-system.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("接警单编号,呼入时间,接警时间,呼入时长,报警电话,报警人姓名,联系电话,警情地址,报警内容,警情类别,警情等级,接警席位号\n")
        for i in range(400):
            day = f"2025-{i % 12 + 1:02d}-{i % 28 + 1:02d} {i % 24:02d}:{i % 60:02d}"
            file.write(
                f'A-{i},{day}:00,{day}:{i % 50 + 1:02d},{i % 50 + 1},199{i * 977 % 10**8:08d},某{"甲乙丙丁"[i % 4]},'
                f'199{i * 7 % 10**8:08d},"某路{i % 300}号, {i % 9}单元","内容 ""{i}"" =1+1",抢夺,{i % 4 + 1},{i % 24 + 1:02d}\n')
        file.write("A-7,2025-13-40 25:00:00,,,,,,,,,,\n")
    run("imported", "import", path, "--operator", "060001")
    with open(f"{folders}/imported/calls.jsonl", "w", encoding="utf-8") as file:
        file.write(run("recent", "export", "--reveal", "--reason", "移交", "--by", "060001"))
    run("imported", "import", f"{folders}/imported/calls.jsonl", "--operator", "060001")


def paper(name):
    today = datetime.datetime.now(china).date()
    calls = ""
    for back in (0, 1, 4, 9, 33):
        day = today - datetime.timedelta(days=back)
        calls += (f"operator: 041207\nanswered: {day} 00:0{back % 7}:10\nrings: {back % 5}\nnumber: 199000001{back:02}\n"
                  f"何地: 兰园路{back}号\n何事: 追尾\nunit: 交警一中队 @ 00:09\ncategory: 300100\nlevel: 3\n"
                  + ("complaint-name: 张某\ncomplaint-about: 拖延\n" if back % 2 else "") + f"ended: 00:1{back % 9}:30\n\n")
    run(name, "enter-paper", "--operator", "060001", text=calls)


def desks(name):
    """What desks do about the calls: each step on some of them, some twice, some that are refused."""
    desk = ("--operator", "060001")
    for i, matter in enumerate(lines(name, "matters", "list")):
        call = matter["call"]
        for promise in matter.get("promises", [])[: i % 3]:
            run(name, "matters", "done", call, "--promise", str(promise["promise"]), "--unit", "天宁所", *desk)
        if i % 4 == 1:
            run(name, "matters", "hand-over", call, "--to", "060002", "--why", "交班", *desk)
        if matter.get("call_back_since") and i % 2:
            run(name, "matters", "done", call, "--what", "call-back", "--unit", "报警人", *desk)
        if matter.get("major") and i % 2:
            run(name, "major", "report", call, "--to", "值班局长", "--how", "电话", *desk)
    for i, complaint in enumerate(lines(name, "complaints", "list", "--all")):
        call = complaint["call"]
        if i % 3 == 0:
            run(name, "complaints", "assign", call, "--to", "060003", "--why", "主管", *desk)
        if i % 2 == 0:
            run(name, "complaints", "reply", call, "--by", "王某", "--how", "电话", "--text", "已说明", *desk)
        if i % 4 == 0:
            run(name, "complaints", "reopen", call, "--why", "不满意", *desk)
    for i, entry in enumerate(lines(name, "callbacks", "list")):
        run(name, "callbacks", "try", entry["entry"], "--outcome", ("no-answer", "reached", "busy")[i % 3], *desk)
        if i % 3 == 1:
            run(name, "callbacks", "close", entry["entry"], "--as", "reached", *desk)
    run(name, "complaints", "remind", *desk)


def amend(name, calls):
    """Corrections after closing, by a console at a seat of the call."""
    for i, call in enumerate(calls):
        seat = call.split("-")[1]
        field, text = (("level", "1"), ("category", "100100"), ("where", "某路1号"), ("note", "另有一人"), ("level", "99"),
                       ("category", "没有这个"), ("complaint-name", "李某"))[i % 7]
        typed = f"/amend {call} {field} {text} // 核实\n/amend {field} {text} // 核实\n" + (f"/amend {call} {field} 2 // 又一次\n" if i % 3 == 0 else "")
        run(name, "console", "--seat", seat, "--operator", "041207", text=typed)


def ids(name):
    found = set()
    for where, _, files in os.walk(f"{folders}/{name}/logs/live"):
        for file in files:
            if file.startswith("seat-"):
                with open(f"{where}/{file}", encoding="utf-8", errors="replace") as journal:
                    found |= set(re.findall(r'"call":"(\d{8}-\d\d-\d{4})"', journal.read()))
    return sorted(found)


def review(name, calls, month):
    run(name, "review", "sample", "--month", month, "--seed", "7", "--percent", "5", "--by", "050000", "--new", "041207")
    for reviewer in ("050001", "050002"):
        for _ in range(4):
            run(name, "review", "next", "--reviewer", reviewer, text="y\ny\nn 说明\n+\n-\n" * 12)
    run(name, "review", "commend", "041207", "--points", "3", "--reason", "沉着", "--by", "050000")
    for call in calls:
        run(name, "review", "feedback", call, "--reviewer", "050001", "--text", "多问一句")
        run(name, "review", "reply", call, "--operator", "041207", "--text", "好的")
        run(name, "review", "appeal", call, "--operator", "041207", "--item", "elements", "--reason", "已问")
        run(name, "review", "decide", call, "--by", "050000", "--item", "elements", "--outcome", "upheld", "--reason", "是")


def ratings(name, calls):
    for i, call in enumerate(calls):
        for grade in ("dissatisfied", "very-satisfied")[: 1 + i % 2]:
            run(name, "rating", call, grade, "--by", "本人", "--how", "回访", "--operator", "060001")


def shifts(name, seat, operator):
    run(name, "shift", "start", "--seat", seat, "--operator", operator)
    run(name, "shift", "end", "--seat", seat, "--operator", operator, "--to", "041299", "--paper", "2")


def main():
    done = f"{folders}/made"
    if os.path.exists(done):
        os.remove(done)
    today = datetime.datetime.now(china).date()
    fixtures()
    transcripts("console")
    recent = today - datetime.timedelta(days=20)
    generate("recent", "--calls", "500", "--from", str(recent), "--days", "21", "--seats", "4", "--seed", "3")
    generate("year", "--calls", "3000", "--from", "2025-01-01", "--days", "365", "--seats", "3", "--seed", "1")
    generate("damaged", "--calls", "600", "--from", "2025-01-20", "--days", "30", "--seats", "4", "--seed", "5", "--damage", "2")
    generate("damaged-recent", "--calls", "300", "--from", str(today - datetime.timedelta(days=8)), "--days", "9", "--seats", "3",
             "--seed", "6", "--damage", "1")
    imported()
    for name in ("console", "recent"):
        shifts(name, "01", "041201")
        paper(name)
        desks(name)
        calls = ids(name)
        amend(name, calls[:: max(1, len(calls) // 21)])
        ratings(name, calls[3 :: max(1, len(calls) // 12)])
        review(name, calls[1 :: max(1, len(calls) // 8)], str(today)[:7])
    drills()
    with open(done, "w", encoding="utf-8") as file:
        file.write(f"{datetime.datetime.now(china).isoformat(timespec='seconds')} by {program}\n")


main()

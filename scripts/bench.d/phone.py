"""The ring as phone-bridge tells it against the truth, with many calls at once, and key to echo in a console beside it.

Usage: phone.py PROGRAM FOLDER CALLS CALLS_PER_SECOND

A manager on the loopback address plays invented calls at moments it takes from its own monotonic clock: that is the
truth. Every call rings 0.2 to 8 s at a seat and is answered. Run with the manager's own time in every message, and
without, when only the receipt is left to measure by. Seats are 50, so that several calls ring at each at once.
"""
import datetime, glob, heapq, json, os, pty, random, select, shutil, socket, subprocess, sys, threading, time

program, folder, calls, rate = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


class Manager:
    """Greets, lets in, answers every question, and sends what it is told to."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        self.peer, _ = self.listener.accept()
        self.peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send(b"Asterisk Call Manager/11.0.0\r\n")
        rest = b""
        while True:
            try:
                data = self.peer.recv(65536)
            except ConnectionError:
                return
            if not data:
                return
            rest += data
            while b"\r\n\r\n" in rest:
                action, rest = rest.split(b"\r\n\r\n", 1)
                self.answer(dict(line.split(": ", 1) for line in action.decode().split("\r\n") if ": " in line))

    def answer(self, action):
        more = {"Ping": f"Ping: Pong\r\nTimestamp: {time.time():.6f}\r\n",
                "CoreStatus": "CoreStartupDate: 2026-11-22\r\nCoreStartupTime: 10:00:00\r\nCoreProcessedCalls: 0\r\n"}
        kind = action.get("Action")
        self.send(f"Response: Success\r\nActionID: {action.get('ActionID', '')}\r\n{more.get(kind, '')}\r\n".encode())
        if kind == "CoreShowChannels":
            self.send(f"Event: CoreShowChannelsComplete\r\nActionID: {action.get('ActionID', '')}\r\n\r\n".encode())
            self.ready.set()

    def send(self, data):
        with self.lock:
            self.peer.sendall(data)


def message(event, stamp, **fields):
    lines = [f"Event: {event}"] + ([f"Timestamp: {stamp:.6f}"] if stamp else [])
    return ("\r\n".join(lines + [f"{key}: {value}" for key, value in fields.items()]) + "\r\n\r\n").encode()


def play(manager, has_times):
    """Plays all calls; the true ring of each, in ms, and when its answer was sent, by the wall clock in ms."""
    rng = random.Random(110)
    agenda, truth, rang, answered = [], {}, {}, {}
    for number in range(calls):
        ring = rng.uniform(0.2, 8)
        for offset, what in ((0, "ring"), (ring, "answer"), (ring + 2, "end")):
            heapq.heappush(agenda, (number / rate + offset, number, what))
    start = time.monotonic()
    while agenda:
        at, number, what = heapq.heappop(agenda)
        time.sleep(max(0, start + at - time.monotonic()))
        caller, leg = f"1795340000.{2 * number}", f"1795340000.{2 * number + 1}"
        seat = {"Channel": f"PJSIP/{8000 + number % 50}-{number:08x}", "Uniqueid": leg, "Linkedid": caller}
        own = {"Channel": f"PJSIP/trunk-{number:08x}", "Uniqueid": caller, "Linkedid": caller}
        moment, wall = time.monotonic(), time.time()
        stamp = wall if has_times else None
        if what == "ring":
            rang[caller] = moment
            data = message("Newchannel", stamp, ChannelState=4, CallerIDNum="19900000001", **own)
            data += message("Newchannel", stamp, ChannelState=0, **seat)
            data += message("Newstate", stamp, ChannelState=5, ConnectedLineNum="19900000001", **seat)
        elif what == "answer":
            truth[caller], answered[caller] = (moment - rang[caller]) * 1000, wall * 1000
            data = message("Newstate", stamp, ChannelState=6, ConnectedLineNum="19900000001", **seat)
        else:
            data = message("HangupRequest", stamp, **own) + message("Hangup", stamp, Cause=16, **own)
            data += message("Hangup", stamp, Cause=16, **seat)
        manager.send(data)
    return truth, answered


def lines(logs):
    found = []
    for path in glob.glob(logs + "/phone/events-*.jsonl"):
        found += [json.loads(line) for line in open(path)]
    return found


def echo(logs, stop, times):
    """Types in a console of the same folder until told to stop; key to echo in us."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", INPUTRC="/dev/null", LANG="C.UTF-8")
        os.execv(program, [program, "console", "--seat", "03", "--operator", "bench", "--logs", logs])

    def wait(wanted):
        data, end = b"", time.monotonic() + 20
        while wanted not in data and time.monotonic() < end:
            if select.select([fd], [], [], 0.5)[0]:
                data += os.read(fd, 65536)

    wait("接警> ".encode())
    os.write(fd, b"\r")
    wait("接听> ".encode())
    time.sleep(0.3)  # two presses within a quarter of a second are one
    os.write(fd, b"\r")
    wait("何时> ".encode())
    number = 0
    while not stop.is_set():
        letter = bytes([97 + number % 26])
        while select.select([fd], [], [], 0.01)[0]:
            os.read(fd, 65536)
        began = time.monotonic()
        os.write(fd, letter)
        wait(letter)
        times.append((time.monotonic() - began) * 1e6)
        number += 1
        if number % 40 == 0:
            os.write(fd, b"\x15")
    os.write(fd, b"\x15")
    os.close(fd)
    os.waitpid(pid, 0)


def measure(has_times):
    logs = f"{folder}/manager"
    shutil.rmtree(logs, ignore_errors=True)
    os.makedirs(logs)
    with open(logs + "/secret", "w") as file:
        file.write("s\n")
    os.chmod(logs + "/secret", 0o600)
    with open(logs + "/seats.txt", "w") as file:
        file.writelines(f"PJSIP/{8000 + seat} = {seat + 1:02}\n" for seat in range(50))
    manager = Manager()
    bridge = subprocess.Popen(
        [program, "phone-bridge", "ami", "--host", "127.0.0.1", "--port", str(manager.port), "--user", "110", "--login",
         "plain", "--secret-file", logs + "/secret", "--seats", logs + "/seats.txt", "--logs", logs],
        stderr=subprocess.DEVNULL)
    if not manager.ready.wait(20):
        raise SystemExit("the bridge did not connect")
    stop, times = threading.Event(), []
    typist = threading.Thread(target=echo, args=(logs, stop, times))
    typist.start()
    truth, answered = play(manager, has_times)
    time.sleep(1)
    stop.set()
    typist.join()
    bridge.terminate()
    bridge.wait()
    rings, errors, late = {}, [], []
    for line in lines(logs):
        if line["ev"] == "ring":
            rings[line["call"]] = line["t"]
        elif line["ev"] == "answer":
            errors.append(abs(line["t"] - rings[line["call"]] - truth[line["call"]]))
            late.append(line["at"] - answered[line["call"]])
    if len(errors) != calls:
        raise SystemExit(f"{len(errors)} of {calls} answers were written")
    return errors, late, times


print(f"{calls} calls at {rate:g} a second, ring against the manager's own clock (target: p99 <= 30 ms), all answers written:")
for has_times in (True, False):
    errors, late, times = measure(has_times)
    name = "times in the messages" if has_times else "no times, by receipt"
    print(f"  {name:22} ring error p50 {percentile(errors, .5):5.1f}  p99 {percentile(errors, .99):5.1f}  max {max(errors):5.1f} ms"
          f"   answer to line p50 {percentile(late, .5):5.1f}  p99 {percentile(late, .99):5.1f} ms"
          f"   key to echo p50 {percentile(times, .5):6.0f}  p99 {percentile(times, .99):6.0f} us ({len(times)} keys)")
shutil.rmtree(folder + "/manager", ignore_errors=True)

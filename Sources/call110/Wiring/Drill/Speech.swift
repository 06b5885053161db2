import CallDrill
import CallModel
import Glibc

/// Speaks the caller's words through `espeak-ng`, or any program named by a template, one run after another.
///
/// Nothing here waits: a program that fails, hangs or is slow costs the voice and never the console. A class
/// because it owns a child process.
final class Speech {
  /// Runs kept while others are spoken; later ones are only shown.
  private static let longestQueue = 20
  /// Failures in a row after which it is not tried again.
  private static let patience = 2

  /// The words of the command; `{voice}`, `{speed}` and `{text}` stand for what is filled in.
  private static let usual = ["espeak-ng", "-v", "{voice}", "-s", "{speed}", "--", "{text}"]

  private let program: String
  private let template: [String]
  private let speed: Int64
  private var child: (process: pid_t, since: Int64, limit: Int64)?
  private var ended: [pid_t] = []
  private var waiting: [(run: SpokenWords.Run, voice: CallerVoice)] = []
  private var failures = 0

  /// Nil when the program is not installed; `pacePercent` is that of the caller, `command` a template instead
  /// of the usual one, its words divided by spaces.
  init?(pacePercent: Int64, command: String? = nil) {
    let own = (command ?? "").split(separator: " ").map(String.init)
    let template = own.isEmpty ? Self.usual : own
    self.template = template
    var path = "/usr/bin:/bin"
    if let value = getenv("PATH") { path = String(cString: value) }
    let name = template[0]
    let files: [String] = name.contains("/") ? [name] : path.split(separator: ":").map { "\($0)/\(name)" }
    let found = files.first { access($0, X_OK) == 0 }
    guard let found else { return nil }
    program = found
    // Words a minute, within what the program takes.
    speed = min(450, max(80, 175 * pacePercent / 100))
  }

  deinit { stop() }

  /// Puts the words of a line behind those still to be spoken.
  func say(_ line: String, isEnglish: Bool, voice: CallerVoice) {
    guard failures < Self.patience else { return }
    let room = max(0, Self.longestQueue - waiting.count)
    waiting += SpokenWords(line, isEnglish: isEnglish).runs.prefix(room).map { (run: $0, voice: voice) }
  }

  /// Begins the next words when the last are spoken; true when it has just given up.
  func poll(at moment: Moment) -> Bool {
    ended.removeAll { waitpid($0, nil, WNOHANG) != 0 }
    if let running = child {
      var status: Int32 = 0
      if waitpid(running.process, &status, WNOHANG) == 0 {
        guard moment.monotonic - running.since > running.limit else { return false }
        end(running.process)
        status = 1
      }
      child = nil
      if status == 0 { failures = 0 } else if hasGivenUp() { return true }
    }
    guard let next = waiting.first else { return false }
    waiting.removeFirst()
    return start(next.run, in: next.voice, at: moment.monotonic) ? false : hasGivenUp()
  }

  /// Falls silent at once.
  func stop() {
    waiting = []
    if let running = child { end(running.process) }
    child = nil
  }

  /// The variant of a voice as espeak-ng names it.
  private static func variant(_ voice: CallerVoice) -> String {
    switch voice {
    case .man: ""
    case .woman: "+f2"
    case .child: "+f5"
    case .whisper: "+whisper"
    }
  }

  /// Whether this machine has nothing that makes a sound: no card, and no sound server to send it to.
  ///
  /// espeak-ng ends with 0 then, so its status does not tell.
  static var isSilentMachine: Bool {
    if getenv("PULSE_SERVER") != nil { return false }
    let folder = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? "/run/user/\(getuid())"
    let servers = ["\(folder)/pulse/native", "\(folder)/pipewire-0"]
    if servers.contains(where: { access($0, F_OK) == 0 }) { return false }
    return access("/proc/asound/card0", F_OK) != 0
  }

  private func hasGivenUp() -> Bool {
    failures += 1
    guard failures == Self.patience else { return false }
    waiting = []
    return true
  }

  /// SIGKILL cannot be ignored, so there is nothing to wait for; what it leaves is collected later.
  private func end(_ process: pid_t) {
    kill(process, SIGKILL)
    if waitpid(process, nil, WNOHANG) == 0 { ended.append(process) }
  }

  /// The words are one argument behind `--`: neither an option nor seen by a shell.
  private func start(_ run: SpokenWords.Run, in voice: CallerVoice, at now: Int64) -> Bool {
    let filled = [
      "{voice}": (run.isChinese ? "cmn" : "en") + Self.variant(voice), "{speed}": String(speed),
      "{text}": run.text,
    ]
    let arguments = [program] + template.dropFirst().map { filled[$0] ?? $0 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The console blocks signals; the child must not inherit that, nor the terminal's Ctrl-C.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, program, &actions, &attributes, &words, environ) == 0 else { return false }
    // Far longer than any voice takes.
    child = (process, now, 5_000 + Int64(run.text.count) * 1_000)
    return true
  }
}

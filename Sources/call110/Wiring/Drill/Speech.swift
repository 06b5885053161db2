import Glibc

/// Speaks the caller's words through `espeak-ng`, one after another; the console never waits for it.
///
/// A class because it owns a child process.
final class Speech {
  private let program: String
  private var child: pid_t = 0
  private var waiting: [(words: String, isEnglish: Bool)] = []

  /// Nil when the program is not installed.
  init?() {
    var path = "/usr/bin:/bin"
    if let value = getenv("PATH") { path = String(cString: value) }
    let files: [String] = path.split(separator: ":").map { "\($0)/espeak-ng" }
    let found = files.first { access($0, X_OK) == 0 }
    guard let found else { return nil }
    program = found
  }

  deinit {
    if child > 0 {
      kill(child, SIGTERM)
      waitpid(child, nil, 0)
    }
  }

  func say(_ words: String, isEnglish: Bool) {
    if waiting.count < 20 { waiting.append((words, isEnglish)) }
    poll()
  }

  /// Begins the next words when the last are spoken.
  func poll() {
    if child > 0, waitpid(child, nil, WNOHANG) == 0 { return }
    child = 0
    guard !waiting.isEmpty else { return }
    let next = waiting.removeFirst()
    start([program, "-v", next.isEnglish ? "en" : "cmn", "--", next.words])
  }

  private func start(_ arguments: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/null", O_RDWR, 0)
    }
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    if posix_spawn(&process, program, &actions, nil, &words, environ) == 0 { child = process }
  }
}

import Catalogue
import Files
import Glibc

/// Shows long text through `less` on a terminal, and writes it out as it is anywhere else.
enum Pager {
  /// `--no-pager`, which every list and every text report has.
  static let option = OptionSpecification("no-pager", .none, .optionNoPager)

  /// Shows `text`, unless the invocation asks for it as it is.
  static func show(_ text: String, for invocation: Invocation) {
    invocation.has("no-pager") ? StandardStreams.output(text) : show(text)
  }

  /// Shows `text`.
  ///
  /// Without a terminal, without less or with one screen of text it is only written.
  static func show(_ text: String) {
    guard isatty(STDOUT_FILENO) == 1, page(text) else { return StandardStreams.output(text) }
  }

  /// Whether less took the text.
  ///
  /// Its options stand on its command line: those of the person's `LESS` do not apply.
  private static func page(_ text: String) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var usual = sigset_t()
    sigemptyset(&usual)
    for number in held { sigaddset(&usual, number) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Ctrl-C belongs to less, and leaving it before the end closes the pipe: neither ends this program, which
    // would leave less and the shell at one terminal.
    let previous = held.map { signal($0, SIG_IGN) }
    defer { for (number, handler) in zip(held, previous) { signal(number, handler) } }
    var child = pid_t()
    // Without -R: should a control character ever get this far, less shows it instead of passing it on.
    let failed = withWords(["less", "-FX"]) { words in
      withWords(environment()) { posix_spawnp(&child, "less", &actions, &attributes, words, $0) }
    }
    close(ends[0])
    guard failed == 0 else {
      close(ends[1])
      return false
    }
    // Who has read enough closes the pipe.
    try? SystemFileOperations().writeAll(Array(text.utf8), to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return true
  }

  /// Signals this program ignores while less runs.
  private static let held = [SIGINT, SIGQUIT, SIGPIPE]

  /// What less needs of the environment, and that it may neither start programs nor write files.
  private static func environment() -> [String] {
    let kept = ["PATH", "TERM", "HOME", "LANG", "LC_ALL", "LC_CTYPE"]
    let values: [String] = kept.compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    return values + ["LESSSECURE=1", "LESSCHARSET=utf-8", "LESSHISTFILE=-"]
  }

  private static func withWords<Result>(
    _ words: [String], body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { buffer in
      // A buffer of at least the final nil always has an address.
      guard let base = buffer.baseAddress else { preconditionFailure("no words") }
      return body(base)
    }
  }
}

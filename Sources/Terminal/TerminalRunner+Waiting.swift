import CallConsole
import Glibc

extension TerminalRunner {
  /// What a wait found.
  struct Ready {
    var signals = false
    var isGone = false
    var keyboard = false
    var extra: [Int] = []
  }

  /// Waits for the keyboard, a signal, room for output or an extra descriptor, at most `milliseconds`.
  func wait(_ extra: [ExtraDescriptor], until milliseconds: Int64) -> Ready {
    let watchesOutput = device.hasWaitingOutput
    var descriptors = [
      pollfd(fd: device.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watchesOutput ? device.output : -1, events: Int16(POLLOUT), revents: 0),
    ]
    descriptors += extra.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    let timeout = Int32(max(0, min(200, milliseconds)))
    guard poll(&descriptors, nfds_t(descriptors.count), timeout) > 0 else { return Ready() }
    var ready = Ready()
    let lost = Int16(POLLHUP | POLLERR | POLLNVAL)
    ready.signals = descriptors[1].revents != 0
    ready.isGone = (descriptors[0].revents | descriptors[2].revents) & lost != 0
    ready.keyboard = descriptors[0].revents & Int16(POLLIN) != 0
    ready.extra = extra.indices.filter { descriptors[3 + $0].revents != 0 }
    return ready
  }
}

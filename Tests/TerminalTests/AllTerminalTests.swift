import Testing

/// The tests of this target, one after another: they wait in the pool's threads and share two processors.
@Suite(.serialized) enum AllTerminalTests {}

import Files

/// The real file calls without waiting for the disk: for making test data only.
struct UnsynchronizedFiles: ForwardingFiles {
  let real = SystemFileOperations()

  func synchronize(_ descriptor: Int32) throws(SystemFault) {}
  func synchronizeFolder(_ descriptor: Int32) throws(SystemFault) {}
  func reserve(_ bytes: Int64, of descriptor: Int32) throws(SystemFault) {}
  func reserve(_ bytes: Int64, of descriptor: Int32, behind end: Int64) throws(SystemFault) {}
}

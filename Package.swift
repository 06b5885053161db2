// swift-tools-version: 6.2
import PackageDescription

/// The rooms and the arrows between them.
///
/// Arrows go one way; `scripts/check` compares every `import` with this table.
let package = Package(
  name: "call110",
  products: [.executable(name: "call110", targets: ["call110"])],
  targets: [
    // C: what Swift cannot import by itself.
    // Without -O2 the digests alone take more than a third of reading journals in a debug build.
    .target(
      name: "CPlatform",
      cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(
      name: "CReadline", cSettings: [.define("_GNU_SOURCE")], linkerSettings: [.linkedLibrary("readline")]),

    // Pure rooms: values in, values out.
    .target(
      name: "PlainText", dependencies: ["CPlatform"],
      resources: [.embedInCode("Resources/pinyin.txt")]),
    .target(name: "Catalogue", dependencies: []),
    .target(
      name: "Places", dependencies: ["PlainText"], resources: [.embedInCode("Resources/places.words")]),
    .target(
      name: "CallModel", dependencies: ["Places", "PlainText"],
      resources: [.embedInCode("Resources/working-days-china.tsv")]),
    .target(
      name: "CallProtocol", dependencies: ["CPlatform", "CallModel", "Catalogue", "PlainText"],
      resources: [.embedInCode("Resources/changzhou.protocol")]),
    .target(
      name: "CallConsole", dependencies: ["CallModel", "CallProtocol", "Catalogue", "Places", "PlainText"]),
    .target(
      name: "CallDrill", dependencies: ["CallModel", "CallProtocol", "Catalogue", "PlainText"],
      resources: [
        .embedInCode("Resources/shipped.drills"), .embedInCode("Resources/callers.words"),
        .embedInCode("Resources/hearing.words"), .embedInCode("Resources/facts.words"),
        .embedInCode("Resources/hearing.examples"),
      ]),
    .target(
      name: "CallReview", dependencies: ["CallModel", "CallProtocol", "Catalogue", "PlainText"]),

    // Edges: files, sockets, the terminal.
    .target(name: "Files", dependencies: ["CPlatform"]),
    .target(name: "CallJournal", dependencies: ["CPlatform", "CallModel", "Files", "PlainText"]),
    .target(
      name: "CallArchive",
      dependencies: [
        "CPlatform", "CallDrill", "CallJournal", "CallModel", "CallReview", "CallScan", "Files", "PlainText",
      ]),
    .target(
      name: "PhoneJournal",
      dependencies: [
        "CallArchive", "CallConsole", "CallJournal", "CallModel", "CallPhone", "CallReview", "Catalogue",
        "ConsoleJournal", "PlainText",
      ]),
    .target(
      name: "ConsoleJournal",
      dependencies: [
        "CallArchive", "CallConsole", "CallJournal", "CallModel", "Catalogue", "Files", "PlainText",
      ]),
    .target(
      name: "CallScan",
      dependencies: ["CPlatform", "CallJournal", "CallModel", "CallReview", "Files", "PlainText"]),
    .target(name: "CallPhone", dependencies: ["CPlatform", "CallModel", "Files", "PlainText"]),
    .target(
      name: "Terminal", dependencies: ["CPlatform", "CReadline", "CallConsole", "Files", "PlainText"]),

    // The executable: one file per command, wiring only.
    .executableTarget(
      name: "call110",
      dependencies: [
        "CPlatform", "CallArchive", "CallConsole", "CallDrill", "CallJournal", "CallModel", "CallPhone",
        "CallProtocol", "CallReview", "CallScan", "Catalogue", "ConsoleJournal", "Files", "PhoneJournal",
        "Places", "PlainText", "Terminal",
      ]),

    // Tests.
    .target(
      name: "GeneratedYear", dependencies: ["CPlatform", "CallModel", "PlainText"],
      path: "Tests/GeneratedYear"),
    .executableTarget(
      name: "call110-generate", dependencies: ["CallModel", "GeneratedYear"], path: "Tests/Generate"),
    .target(name: "TestSupport", dependencies: ["CPlatform", "PlainText"], path: "Tests/TestSupport"),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["CallConsole", "Terminal"], path: "Tests/TerminalProbe"),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["CallConsole", "PlainText", "Terminal", "TestSupport", "TerminalProbe"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "PlainTextTests", dependencies: ["CPlatform", "PlainText", "TestSupport"]),
    .testTarget(name: "PlacesTests", dependencies: ["PlainText", "Places"]),
    .testTarget(
      name: "CallProtocolTests",
      dependencies: ["CallModel", "CallProtocol", "Catalogue", "GeneratedYear", "PlainText", "TestSupport"],
      exclude: ["Fixtures"]),
    .executableTarget(
      name: "journal-probe", dependencies: ["CallJournal", "CallModel", "Files", "PlainText"],
      path: "Tests/JournalProbe"),
    .testTarget(
      name: "CallConsoleTests",
      dependencies: [
        "CallConsole", "CallModel", "CallProtocol", "Catalogue", "Places", "PlainText", "TestSupport",
      ],
      exclude: ["PlainTranscripts", "Transcripts"]),
    .testTarget(name: "ConsoleProgramTests", dependencies: ["call110", "TestSupport"]),
    .testTarget(
      name: "CallJournalTests",
      dependencies: [
        "CallJournal", "CallModel", "CPlatform", "Files", "PlainText", "TestSupport", "journal-probe",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "call110", "CallJournal", "CallModel", "CallReview", "Catalogue", "ConsoleJournal", "Files",
        "PlainText",
        "TestSupport",
      ],
      exclude: ["RecordedDrills"]),
    .testTarget(
      name: "QualityTests",
      dependencies: ["CallModel", "CallProtocol", "CallReview", "Catalogue", "PlainText", "TestSupport"]),
    .testTarget(
      name: "CallDrillTests",
      dependencies: [
        "call110", "CallConsole", "CallDrill", "CallModel", "CallProtocol", "CallReview", "Catalogue",
        "PlainText", "TestSupport",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "CallReviewTests",
      dependencies: [
        "call110", "CallArchive", "CallJournal", "CallModel", "CallProtocol", "CallReview", "CallScan",
        "Catalogue", "Files", "GeneratedYear", "PlainText", "TestSupport",
      ], exclude: ["Snapshots"]),
    .testTarget(name: "CallModelTests", dependencies: ["CallModel", "PlainText", "TestSupport"]),
    .testTarget(
      name: "CallPhoneTests",
      dependencies: [
        "call110", "CPlatform", "CallArchive", "CallConsole", "CallJournal", "CallModel", "CallPhone",
        "CallProtocol", "CallReview", "Catalogue", "ConsoleJournal", "PhoneJournal", "PlainText",
        "TestSupport",
      ],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)

/// Settings of every Swift target; kept in one place so that no room is compiled more loosely than another.
for target in package.targets where !target.name.hasPrefix("C") || target.name.hasPrefix("Ca") {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .treatAllWarnings(as: .error),
    ]
}

/// Rooms that work on every byte of a journal or weigh every word of a drill are optimised in debug builds
/// too: their random tests read years of calls, and take ten times as long without.
let optimised: Set = [
  "CallArchive", "CallDrill", "CallJournal", "CallModel", "CallReview", "CallScan", "Files", "GeneratedYear",
  "Places", "PlainText",
]
for target in package.targets where optimised.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

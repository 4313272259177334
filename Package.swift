// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: the language mode of the tools version (6), the upcoming features that
/// keep imports and isolation explicit, and no warnings.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  // By its mangled name the runtime makes a generic type only after it has looked for each conformance the type needs
  // among all of the program's 9,600: more than half of the instructions of a run that does nothing. The compiler knows
  // them, and hands them over where it may not use the name.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "cbs",
  products: [.executable(name: "cbs", targets: ["cbs"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // MARK: CBSText: dates, durations, sizes, encodings, patterns, widths: each written and read in one place
    .target(name: "CBSText", swiftSettings: settings),
    .testTarget(name: "CBSTextTests", dependencies: ["CBSText"], swiftSettings: settings),

    // MARK: CBSDiagnostics: sources, spans, diagnostics, how they print
    .target(name: "CBSDiagnostics", dependencies: ["CBSText"], swiftSettings: settings),
    .testTarget(name: "CBSDiagnosticsTests", dependencies: ["CBSText", "CBSDiagnostics"], swiftSettings: settings),

    // MARK: CBSValues: values, their types, parameters, signatures, secrets; JSON is their codec
    .target(name: "CBSValues", dependencies: ["CBSText", "CBSDiagnostics", collections], swiftSettings: settings),
    .testTarget(
      name: "CBSValuesTests", dependencies: ["CBSText", "CBSValues", "CBSDiagnostics"], swiftSettings: settings),

    // MARK: TestSupport: pseudo-terminals and a screen, for tests alone
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),

    // MARK: CBSLanguage: lexing, syntax, parsing, formatting; pure, no input or output
    .target(name: "CBSLanguage", dependencies: ["CBSText", "CBSValues", "CBSDiagnostics"], swiftSettings: settings),
    .testTarget(
      name: "CBSLanguageTests", dependencies: ["CBSLanguage", "CBSValues", "CBSDiagnostics", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSInterpreter: values, compiling and running a checked program, the Command protocol
    .target(
      name: "CBSInterpreter", dependencies: ["CBSText", "CBSLanguage", "CBSDiagnostics", "CBSValues", collections],
      swiftSettings: settings),
    .testTarget(
      name: "CBSInterpreterTests",
      dependencies: [
        "CBSInterpreter", "CBSLanguage", "CBSDiagnostics", "CBSValues", "TestSupport", "Trials",
        collections,
      ],
      swiftSettings: settings),

    // MARK: Trials: what must hold of the stages for any bytes; run by the tests and by libFuzzer
    .target(
      name: "Trials", dependencies: ["CBSInterpreter", "CBSLanguage", "CBSDiagnostics", "CBSValues"],
      path: "Tests/Trials", swiftSettings: settings),

    // MARK: CBSCatalog: every endpoint, declared once, with its models and its wire
    .target(name: "CBSCatalog", dependencies: ["CBSText", "CBSValues", collections], swiftSettings: settings),
    .testTarget(
      name: "CBSCatalogTests", dependencies: ["CBSCatalog", "CBSValues", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSWeights: safetensors, the Hugging Face layout, S3, the check before an upload
    .target(
      name: "CBSWeights", dependencies: ["CBSText", "CBSCatalog", "CBSValues", collections, crypto],
      swiftSettings: settings),
    .testTarget(
      name: "CBSWeightsTests", dependencies: ["CBSText", "CBSWeights", "CBSCatalog", "CBSValues", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSClient: sign, send, retry, trace; what the API answers as values and errors
    .target(
      name: "CBSClient", dependencies: ["CBSText", "CBSCatalog", "CBSValues", "CBSDiagnostics"],
      swiftSettings: settings),
    .testTarget(
      name: "CBSClientTests", dependencies: ["CBSClient", "CBSCatalog", "CBSValues", "CBSDiagnostics", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSSandbox: the API answered locally: SQLite store, seed, routes, faults, clock
    .target(
      name: "CBSSandbox",
      dependencies: [
        "CBSText", "CBSCatalog", "CBSWeights", "CBSValues", collections, crypto,
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .testTarget(
      name: "CBSSandboxTests",
      dependencies: ["CBSSandbox", "CBSCatalog", "CBSWeights", "CBSValues", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSServer: the sandbox on loopback
    .target(
      name: "CBSServer",
      dependencies: [
        "CBSText", "CBSCatalog", "CBSSandbox", "CBSValues",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], swiftSettings: settings),

    // MARK: CBSNetwork: the one transport that opens connections
    .target(
      name: "CBSNetwork",
      dependencies: [
        "CBSText",
        "CBSCatalog",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], swiftSettings: settings),
    .testTarget(
      name: "CBSServerTests",
      dependencies: [
        "CBSDiagnostics",
        "CBSServer", "CBSNetwork", "CBSClient", "CBSSandbox", "CBSWeights", "CBSCatalog", "CBSValues",
      ],
      swiftSettings: settings),

    // MARK: CBSTerminal: line editor and its thread, painting, Ctrl-C, window size
    .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CBSTerminal", dependencies: ["CEditLine", "CBSText", "CBSDiagnostics"], swiftSettings: settings),
    .testTarget(
      name: "CBSTerminalTests", dependencies: ["CBSTerminal", "CBSText", "CBSDiagnostics", "TestSupport"],
      swiftSettings: settings),

    // MARK: CBSRendering: answers as text: tables, records and the other output formats
    .target(
      name: "CBSRendering",
      dependencies: ["CBSText", "CBSInterpreter", "CBSDiagnostics", "CBSValues", collections], swiftSettings: settings),

    // MARK: CBSSettings: settings, profiles, keys, history
    .target(
      name: "CBSSettings",
      dependencies: [
        "CBSText", "CBSRendering", "CBSLanguage", "CBSInterpreter", "CBSDiagnostics", "CBSValues", collections,
        .product(name: "TOMLKit", package: "TOMLKit"),
      ], swiftSettings: settings),

    // MARK: CBSManual: help, explanations, transcript pages
    .target(
      name: "CBSManual",
      dependencies: ["CBSText", "CBSRendering", "CBSInterpreter", "CBSLanguage", "CBSDiagnostics", "CBSValues"],
      swiftSettings: settings),

    // MARK: CBSShell: session, completion, scripts, plans, prompt loop
    .target(
      name: "CBSShell",
      dependencies: [
        "CBSRendering", "CBSSettings", "CBSManual", "CBSText", "CBSInterpreter", "CBSLanguage", "CBSDiagnostics",
        "CBSValues", "CBSClient", "CBSCatalog", collections,
      ], swiftSettings: settings),

    // MARK: CBSCommands: the builtins, and the table of them
    .target(
      name: "CBSCommands",
      dependencies: [
        "CBSShell", "CBSManual", "CBSSettings", "CBSRendering", "CBSText", "CBSInterpreter", "CBSLanguage",
        "CBSDiagnostics", "CBSValues", "CBSClient", "CBSCatalog", "CBSWeights", collections,
      ], swiftSettings: settings),

    .testTarget(
      name: "CBSShellTests",
      dependencies: [
        "CBSText", "CBSRendering", "CBSSettings", "CBSManual", "CBSShell", "CBSCommands", "CBSInterpreter",
        "CBSLanguage", "CBSDiagnostics", "CBSValues", "CBSClient", "CBSCatalog", "CBSSandbox", "TestSupport",
      ], swiftSettings: settings),

    // MARK: cbs: wiring and exit status
    .executableTarget(
      name: "cbs",
      dependencies: [
        "CBSCommands", "CBSShell", "CBSSettings", "CBSTerminal", "CBSServer", "CBSNetwork", "CBSSandbox",
        "CBSInterpreter", "CBSLanguage",
        "CBSDiagnostics", "CBSValues", "CBSClient", "CBSCatalog", "CBSWeights",
      ], swiftSettings: settings),
    .testTarget(
      name: "cbsTests",
      dependencies: ["TestSupport", "CBSDiagnostics", "CBSValues", "CBSShell"], swiftSettings: settings),
  ]
)

// `scripts/fuzz` alone builds the harness: it links with libFuzzer, which brings a `main` of its own.
if Context.environment["CBS_FUZZ"] != nil {
  package.products.append(.library(name: "Fuzz", type: .static, targets: ["Fuzz"]))
  package.targets.append(
    .target(name: "Fuzz", dependencies: ["Trials"], path: "Tests/Fuzz", swiftSettings: settings))
}

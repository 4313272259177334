package import CBSCatalog
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves a transport over HTTP/1.1 on 127.0.0.1.
///
/// Bodies are limited in size, streams are sent chunk by chunk as fast as the client reads, and connections are kept
/// alive. If the transport has no response, the connection is closed without one.
package final class LoopbackServer: Sendable {
  private typealias Inbound = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  private struct Running {
    let channel: any Channel
    let task: Task<Void, any Error>
  }

  private let transport: any Transport
  private let port: Int
  private let grace: Duration
  private let running = Mutex<Running?>(nil)
  private let connections = Connections()

  /// - Parameter port: 0 takes any free port.
  /// - Parameter grace: how long running responses may take to end when the server stops.
  package init(_ transport: any Transport, port: Int = 0, grace: Duration = .seconds(5)) {
    self.transport = transport
    self.port = port
    self.grace = grace
  }

  /// Begins to listen.
  ///
  /// - Returns: the port.
  ///
  /// - Throws: `ListenFailure` if the port is in use or not permitted.
  package func start() async throws -> Int {
    let server: NIOAsyncChannel<Inbound, Never>
    do {
      server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: "127.0.0.1", port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
            return try Inbound(wrappingChannelSynchronously: channel)
          }
        }
    } catch {
      throw ListenFailure(port: port, reason: (error as? IOError)?.localizedText ?? "\(error)")
    }
    let (transport, connections) = (transport, connections)
    let task = Task {
      try await server.executeThenClose { clients in
        try await withThrowingDiscardingTaskGroup { group in
          for try await client in clients {
            group.addTask { await connections.serve(client, by: transport) }
          }
        }
      }
    }
    running.withLock { $0 = Running(channel: server.channel, task: task) }
    return server.channel.localAddress?.port ?? port
  }

  /// Stops listening, lets running responses end for up to five seconds, and closes every connection.
  package func stop() async throws {
    guard
      let running = running.withLock({ running in
        defer { running = nil }
        return running
      })
    else { return }
    try? await running.channel.close()
    connections.closeIdle()
    let timer = Task {
      try await Task.sleep(for: grace)
      running.task.cancel()
    }
    _ = await running.task.result
    timer.cancel()
  }
}

/// Why the server cannot listen.
package struct ListenFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package let port: Int
  package let reason: String

  package init(port: Int, reason: String) {
    self.port = port
    self.reason = reason
  }

  package var description: String { "cannot listen on 127.0.0.1:\(port): \(reason)" }
}

extension IOError {
  fileprivate var localizedText: String {
    switch errnoCode {
    case EADDRINUSE: "another program uses this port"
    case EACCES: "this port is reserved"
    default: description
    }
  }
}

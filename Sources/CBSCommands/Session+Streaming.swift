import CBSDiagnostics
import CBSCatalog
import CBSClient
import CBSInterpreter
import CBSShell
import CBSValues

extension Session {
  /// Sends a chat and writes the text of the answer as it arrives.
  func stream(_ call: Call<ChatCompletion>, invocation: Invocation) async throws -> CompletionAnswer {
    let client = try await client(for: .inference)
    var assembly = CompletionAssembly()
    do {
      for try await chunk in try await client.stream(call) {
        try Task.checkCancellation()
        assembly.add(chunk)
        if let text = chunk.text, !text.isEmpty { await invocation.host.write(text) }
      }
    } catch let error as APIError {
      if assembly.completion != nil { await invocation.host.write("\n") }
      throw await explained(Fault(error, at: invocation.span), of: call)
    }
    guard let answer = assembly.completion else {
      throw Fault(.unreadableAnswer, "the stream ended without an answer", status: .refused, at: invocation.span)
    }
    return answer
  }
}

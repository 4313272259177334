import CBSCatalog
import CBSClient
import CBSInterpreter
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
      throw Fault("unreadable-answer", "the stream ended without an answer", status: .refused, at: invocation.span)
    }
    return answer
  }

  func chatCall(to model: Value, messages: [JSON], invocation: Invocation) throws(Fault) -> Call<ChatCompletion> {
    var draft = Draft<ChatCompletion>()
    let context = try argumentContext()
    do throws(ArgumentMismatch) {
      try draft.set(ChatCompletion.model, to: [model.json], in: context)
      try draft.set(ChatCompletion.messages, to: messages, in: context)
    } catch {
      throw Fault("bad-argument", error.headline, status: .usage, hint: error.rule, at: invocation.span)
    }
    do { return try Call(draft) } catch {
      throw Fault("missing-argument", error.message, status: .usage, at: invocation.span)
    }
  }
}

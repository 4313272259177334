import CBSCatalog
import CBSClient
import CBSDiagnostics
import Testing

/// Every shape a refusal comes in.
@Suite struct ErrorShapeTests {
  @Test(
    arguments: [
      (
        401, #"{"message":"Wrong API Key","type":"invalid_request_error","param":"api_key","code":"wrong_api_key"}"#,
        .unauthorized, "Wrong API Key", "wrong_api_key"
      ),
      (403, #"{"detail":"Not authenticated"}"#, .forbidden, "Not authenticated", nil),
      (404, #"{"detail":"Model version not found"}"#, .notFound, "Model version not found", nil),
      (409, #"{"detail":{"message":"taken","code":"alias_conflict"}}"#, .conflict, "taken", "alias_conflict"),
      (
        402, #"{"error":{"message":"Visit your billing tab.","code":"payment_required"},"status_code":402}"#,
        .paymentRequired, "Visit your billing tab.", "payment_required"
      ),
      (500, #"{"error":"boom"}"#, .serverError, "boom", nil),
      (
        422,
        #"{"detail":[{"loc":["body","model","version_aliases",0],"msg":"String should match","type":"string_pattern_mismatch"},{"loc":["body"],"msg":"Field required","type":"missing"}]}"#,
        .invalidRequest, "model.version_aliases[0]: String should match; Field required", nil
      ),
      (422, #"{"detail":[]}"#, .invalidRequest, "the server answered 422 (unprocessable) without a word", nil),
      (404, "", .notFound, "the server answered 404 (not found) without a word", nil),
      (
        400, #"{"message":"","code":null}"#, .invalidRequest, "the server answered 400 (bad request) without a word",
        nil
      ),
      (
        403, "<!DOCTYPE html><html><body>blocked</body></html>", .forbidden,
        "the server answered 403 (not allowed) with a web page", nil
      ),
      (400, #"{"message":"cut of"#, .invalidRequest, "the server answered 400 (bad request) with broken JSON", nil),
      (400, #"[1,2]"#, .invalidRequest, "the server answered 400 (bad request) with JSON of an unknown form", nil),
      (418, "teapot", .unexpectedStatus, "the server answered 418 with text that is not JSON", nil),
      (302, "", .unexpectedStatus, "the server answered 302 without a word", nil),
      (413, #"{"error":null,"message":"too large"}"#, .invalidRequest, "too large", nil),
    ] as [(Int, String, ErrorCode, String, String?)])
  func refusals(status: Int, body: String, code: ErrorCode, message: String, serverCode: String?) async throws {
    let fixture = Fixture([.answer(status, [:], body)], retries: .none)
    let error = await fixture.error(try Fixture.deploy())
    #expect(error?.code == code)
    #expect(error?.status == status)
    #expect(error?.message == message)
    #expect(error?.complaint?.code == serverCode)
    #expect(error?.exchange.method == "POST")
    #expect(error?.exchange.path == "/management/v1/endpoints/acme-gpt-oss-120b:deployModel")
  }

  @Test func theListOfProblemsIsKept() async throws {
    let body = #"{"detail":[{"loc":["body","version_aliases",0],"msg":"too short","type":"string_too_short"}]}"#
    let error = await Fixture([.answer(422, [:], body)]).error(try Fixture.deploy())
    #expect(error?.complaint?.problems.map(\.place) == ["version_aliases[0]"])
    #expect(error?.complaint?.problems.map(\.type) == ["string_too_short"])
  }

  @Test(arguments: [
    ("", "the answer is empty"),
    ("<html>\u{1B}[31m\n hi </html>", "the answer cannot be read: not JSON: unexpected character at byte 0"),
    (#"{"name":"3f0c","#, "the answer cannot be read: not JSON: the document ends in the middle at byte 15"),
    (#"{"done":true}"#, "the answer cannot be read: 'name' is missing"),
    ("[]", "the answer cannot be read: the body is a list, not an object"),
  ])
  func aGoodStatusWithABadBody(body: String, message: String) async throws {
    let error = await Fixture([.answer(200, [:], body)]).error(try Fixture.deploy())
    #expect(error?.code == .unreadableAnswer && error?.status == 200)
    #expect(error?.message == message)
    #expect(error?.mayHaveHappened == true)
    let excerpt = try #require(error?.excerpt)
    #expect(excerpt.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }

  @Test func excerptsAreShortAndNeverHoldAKey() async throws {
    let body = "<html>" + Fixture.managementKey + String(repeating: "x", count: 10_000)
    let error = await Fixture([.answer(200, [:], body)]).error(try Fixture.deploy())
    let excerpt = try #require(error?.excerpt)
    #expect(excerpt.hasPrefix("<html><secret:CEREBRAS_MANAGEMENT_API_KEY>x") && excerpt.hasSuffix("…"))
    #expect(excerpt.count == 161)
  }

  @Test func aServerThatEchoesTheKeyIsNotQuoted() async throws {
    let body = #"{"message":"unknown key \#(Fixture.managementKey)","param":"\#(Fixture.managementKey)"}"#
    let error = await Fixture([.answer(401, [:], body)]).error(try Fixture.getVersion())
    #expect(error?.message == "unknown key <secret:CEREBRAS_MANAGEMENT_API_KEY>")
    #expect(!"\(String(describing: error))".contains(Fixture.managementKey))
  }

  @Test(arguments: [
    (
      TransportFailure.Reason.unresolved(host: "api.example"), ErrorCode.transportUnresolved,
      "the name 'api.example' cannot be resolved"
    ),
    (.refused("api.example:443"), .transportRefused, "the connection was refused: api.example:443"),
    (.insecure("expired"), .transportInsecure, "no trusted connection could be made: expired"),
    (.closed(""), .transportClosed, "the connection was closed"),
    (.tooLarge(limit: 10), .transportTooLarge, "the answer is larger than 10 bytes"),
    (.badAddress("x"), .transportBadAddress, "the address is not usable: x"), (.other("odd"), .transportFailure, "odd"),
    (.timedOut(after: .milliseconds(1500)), .transportTimeout, "there was no answer within 1.5 s"),
  ])
  func failuresOfTheTransport(reason: TransportFailure.Reason, code: ErrorCode, message: String) async throws {
    let error = await Fixture([.failure(TransportFailure(reason))], retries: .none).error(try Fixture.deploy())
    #expect(error?.code == code && error?.message == message && error?.status == nil)
    #expect(error?.isCommunication == true)
  }
}

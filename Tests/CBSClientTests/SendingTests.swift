import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSValues
import Testing

@Suite struct SendingTests {
  @Test func eachKeyGoesToItsOwnAPI() async throws {
    let fixture = Fixture([
      .answer(200, [:], Fixture.version), .answer(200, [:], #"{"data":[]}"#), .answer(200, [:], #"{"data":[]}"#),
    ])
    let version = try await fixture.client.send(try Fixture.getVersion())
    #expect(version.isReady && version.number == 7)
    #expect(try await fixture.client.send(Call<ListModels> { _ in }).rows.isEmpty)
    #expect(try await fixture.client.send(Call<ListPublicModels> { _ in }).rows.isEmpty)
    #expect(
      fixture.transport.requests.map { $0.headers["authorization"] } == [
        "Bearer \(Fixture.managementKey)", "Bearer \(Fixture.inferenceKey)", nil,
      ])
    #expect(
      fixture.transport.requests.first?.url
        == "https://api.example/management/v1/orgs/acme/models/gpt-oss-120b/versions/7")
  }

  @Test func withoutAKeyNothingIsSent() async throws {
    let fixture = Fixture([], hasKeys: false)
    let error = await fixture.error(try Fixture.deploy())
    #expect(error?.code == .missingKey && error?.missingKey == .management && error?.mayHaveHappened == false)
    #expect(error?.isCommunication == true)
    let inference = await fixture.error(try Fixture.chat())
    #expect(inference?.missingKey == .inference)
    #expect(fixture.transport.requests.isEmpty)
  }

  @Test func rawAnswersKeepTheirStatus() async throws {
    let fixture = Fixture([.answer(404, ["x-a": "b"], #"{"detail":"no such thing"}"#), .answer(200, [:], "hello")])
    let missing = try await fixture.client.raw(Request(.get, "/v1/x"), key: .inference)
    #expect(missing.status == 404 && missing.headers["X-A"] == "b")
    #expect(missing.error?.code == .notFound && missing.error?.message == "no such thing")
    let found = try await fixture.client.raw(Request(.post, "/v1/y", body: []), key: .none)
    #expect(found.error == nil && found.body == Array("hello".utf8))
    #expect(fixture.transport.requests.map(\.origin) == ["https://api.example", "https://api.example"])
  }

  @Test func aNarrowedAnswerIsNarrowed() async throws {
    let fixture = Fixture([.answer(200, [:], "up{endpoint=\"a1\"} 1\nup{endpoint=\"b1\"} 0\n")])
    let call = try Call<GetMetrics> {
      $0[GetMetrics.organization] = OrganizationID("org_x")
      $0[GetMetrics.endpoint] = EndpointID("b1")
    }
    #expect(try await fixture.client.send(call).rows.map(\.value) == [0])
  }
}

@Suite struct RetryTests {
  private static let refused = TransportFailure(.refused("h:1"), mayHaveHappened: false)

  @Test(arguments: [408, 429, 500, 502, 503, 504, 529])
  func aReadIsTriedAgainAfter(status: Int) async throws {
    let fixture = Fixture([.answer(status), .answer(status), .answer(200, [:], Fixture.version)])
    #expect(try await fixture.client.send(try Fixture.getVersion()).number == 7)
    #expect(fixture.transport.requests.count == 3)
    #expect(fixture.clock.naps == [.milliseconds(500), .seconds(1)])
  }

  @Test(arguments: [400, 401, 402, 403, 404, 405, 409, 422, 304])
  func aReadIsNotTriedAgainAfter(status: Int) async throws {
    let fixture = Fixture([.answer(status)])
    let error = await fixture.error(try Fixture.getVersion())
    #expect(error?.status == status && error?.isRetryable == false && error?.exchange.attempts == 1)
    #expect(fixture.transport.requests.count == 1)
  }

  @Test(arguments: [
    TransportFailure(.refused("h:1"), mayHaveHappened: false),
    TransportFailure(.unresolved(host: "h"), mayHaveHappened: false),
    TransportFailure(.closed("")), TransportFailure(.timedOut(after: .seconds(60))),
  ])
  func aReadIsTriedAgainAfter(failure: TransportFailure) async throws {
    let fixture = Fixture([.failure(failure), .answer(200, [:], Fixture.version)])
    #expect(try await fixture.client.send(try Fixture.getVersion()).number == 7)
  }

  @Test(arguments: [
    TransportFailure(.insecure("self-signed"), mayHaveHappened: false), TransportFailure(.tooLarge(limit: 9)),
    TransportFailure(.badAddress("x"), mayHaveHappened: false), TransportFailure(.other("too many redirects")),
    TransportFailure(.other("h:1 does not speak HTTP")),
  ])
  func aReadIsNotTriedAgainAfter(failure: TransportFailure) async throws {
    let fixture = Fixture([.failure(failure)])
    let error = await fixture.error(try Fixture.getVersion())
    #expect(error?.isRetryable == false && error?.mayHaveHappened == false)
    #expect(fixture.transport.requests.count == 1)
  }

  @Test(
    arguments: [
      .answer(429, ["Retry-After": "1"]), .answer(500), .answer(503), .answer(408), .failure(refused),
      .failure(TransportFailure(.closed(""))),
    ] as [ScriptedTransport.Step])
  func aWriteIsNeverSentTwice(step: ScriptedTransport.Step) async throws {
    let fixture = Fixture([step])
    let error = await fixture.error(try Fixture.deploy())
    #expect(error?.isRetryable == true)
    #expect(fixture.transport.requests.count == 1)
    #expect(fixture.clock.naps.isEmpty)
  }

  @Test func aWriteSaysWhetherItMayHaveHappened() async throws {
    for (step, expected) in [
      (.answer(500), true), (.answer(408), true), (.answer(429), false), (.answer(409), false),
      (.failure(Self.refused), false),
      (.failure(TransportFailure(.closed(""))), true),
      (.failure(TransportFailure(.timedOut(after: .seconds(1)))), true),
      (.answer(200, [:], "<html>"), true),
    ] as [(ScriptedTransport.Step, Bool)] {
      let error = await Fixture([step]).error(try Fixture.deploy())
      #expect(error?.mayHaveHappened == expected, "\(step)")
    }
  }

  @Test func theLastErrorIsTheOneToldAfterAllAttempts() async throws {
    let fixture = Fixture([.failure(Self.refused), .answer(503), .answer(500), .answer(502, [:], "bad"), .answer(200)])
    let error = await fixture.error(try Fixture.getVersion())
    #expect(error?.status == 502 && error?.exchange.attempts == 4)
    #expect(error?.exchange.elapsed == .milliseconds(3500))
    #expect(error?.excerpt == "bad")
  }

  @Test(
    arguments: [
      (["Retry-After": "7"], .seconds(7)), (["Retry-After": "0"], .milliseconds(500)),
      (["retry-after-ms": "1500", "Retry-After": "9"], .milliseconds(1500)),
      (["Retry-After": "Sun, 06 Nov 1994 08:49:57 GMT"], .seconds(20)),
      (["Retry-After": "Sun, 06 Nov 1994 08:49:57 GMT", "Date": "Sun, 06 Nov 1994 08:49:47 GMT"], .seconds(10)),
      (["Retry-After": "soon"], .milliseconds(500)), (["Retry-After": "-3"], .milliseconds(500)),
    ] as [(Headers, Duration)])
  func theServersPauseWins(headers: Headers, pause: Duration) async throws {
    let fixture = Fixture([.answer(429, headers), .answer(200, [:], Fixture.version)])
    _ = try await fixture.client.send(try Fixture.getVersion())
    #expect(fixture.clock.naps == [pause])
  }

  @Test func aPauseThatIsTooLongEndsTheCall() async throws {
    let fixture = Fixture([.answer(429, ["Retry-After": "3600"])])
    let error = await fixture.error(try Fixture.getVersion())
    #expect(error?.code == .rateLimited && error?.retryAfter == .seconds(3600))
    #expect(error?.isRetryable == true && error?.isCommunication == true)
    #expect(error?.message.hasSuffix("without a word; the server asks to wait 1h") == true)
    let busy = #"{"detail":"busy"}"#
    let write = await Fixture([.answer(503, ["Retry-After": "5430"], busy)]).error(try Fixture.deploy())
    #expect(write?.message == "busy; the server asks to wait 1h30m")
    let short = await Fixture([.answer(429, ["Retry-After": "7"], busy)]).error(try Fixture.deploy())
    #expect(short?.message == "busy")
  }

  @Test func aFailureSaysHowOftenItWasTried() async throws {
    let often = await Fixture(Array(repeating: .failure(Self.refused), count: 4)).error(try Fixture.getVersion())
    #expect(often?.message == "the connection was refused: h:1 after 4 attempts")
    let once = await Fixture([.failure(Self.refused)]).error(try Fixture.deploy())
    #expect(once?.message == "the connection was refused: h:1")
  }

  @Test(arguments: ["", " \r\n"])
  func anEmptyAnswerSaysSo(body: String) async throws {
    let error = await Fixture([.answer(200, [:], body)]).error(try Fixture.getVersion())
    #expect(error?.code == .unreadableAnswer && error?.message == "the answer is empty")
  }

  @Test func anAnswerThatWasCutSaysSo() async throws {
    let error = await Fixture([.answer(200, [:], #"{"name":"orgs/ac"# + "\n")]).error(try Fixture.getVersion())
    #expect(error?.message == "the answer cannot be read: not JSON: the document ends in the middle at byte 16")
  }

  @Test func theServersWordOnTryingAgainCounts() async throws {
    let no = Fixture([.answer(503, ["x-should-retry": "false"])])
    #expect(await no.error(try Fixture.getVersion())?.isRetryable == false)
    #expect(no.transport.requests.count == 1)
    let yes = Fixture([.answer(409, ["x-should-retry": "true"]), .answer(200, [:], Fixture.version)])
    #expect(try await yes.client.send(try Fixture.getVersion()).number == 7)
  }
}

@Suite struct TimeAndCancellationTests {
  @Test func anAnswerThatNeverComesTimesOut() async throws {
    let fixture = Fixture([.silence], patience: .seconds(200), retries: .none)
    let error = await fixture.error(try Fixture.deploy())
    #expect(error?.code == .transportTimeout && error?.mayHaveHappened == true)
    #expect(error?.message == "there was no answer within 120 s")
  }

  @Test func aBodyThatStopsTimesOut() async throws {
    let fixture = Fixture([.stream([:], ["{"], .silent)], patience: .seconds(200), retries: .none)
    #expect(await fixture.error(try Fixture.getVersion())?.code == .transportTimeout)
  }

  @Test func aCancelledWriteMayHaveHappened() async throws {
    for (call, expected) in [(true, true), (false, false)] {
      let fixture = Fixture([.silence])
      let deploy = try Fixture.deploy()
      let read = try Fixture.getVersion()
      let task = Task { call ? await fixture.error(deploy) : await fixture.error(read) }
      while fixture.transport.requests.isEmpty { await Task.yield() }
      task.cancel()
      let error = await task.value
      #expect(error?.code == .cancelled && error?.mayHaveHappened == expected)
      #expect(fixture.transport.requests.count == 1)
    }
  }

  @Test func aPauseCanBeCancelled() async throws {
    let fixture = Fixture([.answer(503), .answer(200, [:], Fixture.version)], patience: .zero)
    let read = try Fixture.getVersion()
    let task = Task { await fixture.error(read) }
    while fixture.transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value?.code == .cancelled)
    #expect(fixture.transport.requests.count == 1)
  }

  @Test func aCutBodyIsNotAnAnswer() async throws {
    let broken = TransportFailure(.closed("the answer broke off"))
    let fixture = Fixture([.stream([:], [#"{"name":"#], .broken(broken))], retries: .none)
    let error = await fixture.error(try Fixture.deploy())
    #expect(error?.code == .transportClosed && error?.mayHaveHappened == true)
  }
}

import CBSText
import Testing

@Suite struct AmountTests {
  @Test(
    arguments: [
      (0, "0s"), (999, "999ns"), (1_500_000, "1.5ms"), (999_960_000, "1s"), (4_200_000_000, "4.2s"),
      (59_960_000_000, "1m"), (90_000_000_000, "1m30s"), (86_400_000_000_000 * 3, "3d"), (Int64.min, "-106751d23h"),
    ] as [(Int64, String)])
  func durationsInBrief(nanoseconds: Int64, text: String) {
    #expect(DurationText.brief(nanoseconds: nanoseconds) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (1, "0.000001ms"), (1_500_000, "1.5ms"), (90_000_000_000, "1m30s"), (5_025_000_000_000, "1h23m45s"),
      (-86_400_000_000_001, "-1d0.000001ms"), (86_461_250_000_000, "1d1m1s250ms"),
    ] as [(Int64, String)])
  func durationsExactly(nanoseconds: Int64, text: String) {
    #expect(DurationText.exact(nanoseconds: nanoseconds) == text)
  }

  @Test func durationsBeyond64BitsAreBounded() {
    #expect(Duration.milliseconds(1_500).nanoseconds == 1_500_000_000)
    #expect(Duration.milliseconds(-1_500).milliseconds == -1_500)
    #expect(Duration.seconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(Int64.min).milliseconds == .min)
  }

  @Test(
    arguments: [
      (0, "0B"), (1023, "1023B"), (1024, "1KiB"), (1_048_575, "1MiB"), (1_536, "1.5KiB"), (66_300_000_000, "61.7GiB"),
      (-2048, "-2KiB"), (Int64.max, "8EiB"),
    ] as [(Int64, String)])
  func sizesInBrief(bytes: Int64, text: String) { #expect(SizeText.brief(bytes: bytes) == text) }

  @Test(
    arguments: [
      (0, "0B"), (1023, "1023B"), (1024, "1KiB"), (5_000_000, "5MB"), (1_024_000, "1000KiB"), (-3 << 30, "-3GiB"),
      (Int64.min, "-8388608TiB"), (2_000_000_000_000, "2TB"),
    ] as [(Int64, String)])
  func sizesExactly(bytes: Int64, text: String) { #expect(SizeText.exact(bytes: bytes) == text) }

  @Test func numbersArePadded() {
    #expect(Int64(7).padded(to: 3) == "007")
    #expect((-7).padded(to: 4) == "-0007")
    #expect(UInt8(10).padded(to: 2, radix: 16) == "0a")
    #expect(UInt32(0x1F600).padded(to: 4, radix: 16, uppercase: true) == "1F600")
  }

  @Test func nounsAgreeWithTheirNumber() {
    #expect([0, 1, 2].map { $0.counted("file") } == ["0 files", "1 file", "2 files"])
  }
}

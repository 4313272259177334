/// The element types of safetensors; names are case-sensitive in the file.
package enum DataType: String, Sendable, Hashable, CaseIterable {
  case f4 = "F4"
  case f6e2m3 = "F6_E2M3"
  case f6e3m2 = "F6_E3M2"
  case boolean = "BOOL"
  case u8 = "U8"
  case i8 = "I8"
  case f8e5m2 = "F8_E5M2"
  case f8e4m3 = "F8_E4M3"
  case f8e8m0 = "F8_E8M0"
  case f8e4m3fnuz = "F8_E4M3FNUZ"
  case f8e5m2fnuz = "F8_E5M2FNUZ"
  case i16 = "I16"
  case u16 = "U16"
  case f16 = "F16"
  case bf16 = "BF16"
  case i32 = "I32"
  case u32 = "U32"
  case f32 = "F32"
  case i64 = "I64"
  case u64 = "U64"
  case f64 = "F64"
  case c64 = "C64"

  /// The size of one element.
  package var bits: UInt64 {
    switch self {
    case .f4: 4
    case .f6e2m3, .f6e3m2: 6
    case .boolean, .u8, .i8, .f8e5m2, .f8e4m3, .f8e8m0, .f8e4m3fnuz, .f8e5m2fnuz: 8
    case .i16, .u16, .f16, .bf16: 16
    case .i32, .u32, .f32: 32
    case .i64, .u64, .f64, .c64: 64
    }
  }

  /// The name in `torch_dtype` and `dtype` of a config.json, or nil if there is no usual one.
  package init?(torchName: String) {
    switch torchName {
    case "bfloat16": self = .bf16
    case "float16", "half": self = .f16
    case "float32", "float": self = .f32
    case "float64", "double": self = .f64
    case "float8_e4m3fn": self = .f8e4m3
    case "float8_e5m2": self = .f8e5m2
    default: return nil
    }
  }
}

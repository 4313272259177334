extension Settings {
  /// Sets an option or a field of a profile in the file, and answers the settings as they are then.
  ///
  /// Everything else in the file stays as it is, comments too, and what other programs set at the same time. The file is
  /// replaced at once, mode 0600.
  package func setting(_ name: String, to value: String) throws(SettingsFailure) -> Settings {
    let setting = try Self.setting(named: name)
    if let rule = setting.option.objection(value) {
      throw SettingsFailure("'\(name)' cannot be '\(setting.option.kind == .key ? "…" : value)'", hint: rule)
    }
    return try changed({ text in
      let isBare = setting.option.kind == .boolean || setting.option.kind == .count
      text.set(name, to: isBare ? value : SettingsText.quoted(value))
    }) { settings throws(SettingsFailure) in
      try settings.value(of: name) == value
    }
  }

  /// Takes an option or a field of a profile out of the file.
  package func unsetting(_ name: String) throws(SettingsFailure) -> Settings {
    _ = try Self.setting(named: name)
    return try changed({ text in text.remove(name) }) { settings throws(SettingsFailure) in
      settings.values[name] == nil
    }
  }

  private func changed(
    _ change: (inout SettingsText) -> Void, _ isRight: (Settings) throws(SettingsFailure) -> Bool
  ) throws(SettingsFailure) -> Settings {
    guard !path.isEmpty else { throw SettingsFailure("there is no settings file here") }
    return try PrivateFile.changing(path) { () throws(SettingsFailure) in try changedAlone(change, isRight) }
  }

  private func changedAlone(
    _ change: (inout SettingsText) -> Void, _ isRight: (Settings) throws(SettingsFailure) -> Bool
  ) throws(SettingsFailure) -> Settings {
    var text = SettingsText(String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self))
    change(&text)
    let reader = try SettingsReader(text.text, path: path)
    let settings = replacing(profiles: reader.profiles, values: reader.values, warnings: reader.warnings)
    // A file whose layout we misread (a value over several lines) is left alone.
    guard try isRight(settings) else {
      throw SettingsFailure("the value could not be changed in place", at: path, hint: "edit the file by hand")
    }
    try PrivateFile.replace(path, with: text.text.utf8)
    return settings
  }
}

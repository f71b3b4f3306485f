import ArgumentParser
import Foundation
import Ground

/// The program: `motcua <command> …`. Source: contract, "Commands".
struct MotcuaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "motcua", abstract: "Một Cửa: the digital government of a province.",
    subcommands: [
      ServeCommand.self, DemoCommand.self, MigrateCommand.self, ConfigCommand.self,
      RoutesCommand.self,
      UserCommand.self, ImportCommand.self, ExportCommand.self, VerifyCommand.self,
      CheckCommand.self, DueCommand.self, LunarCommand.self, WorkdaysCommand.self,
      ScoreCommand.self, BenchCommand.self,
    ])

  func run() async throws {
    throw ValidationError("name a command; motcua --help lists them")
  }
}

/// Runs the command that the arguments name. Exit 0 success, 1 refusal or fault (explained on
/// stderr), 2 wrong usage.
public func runMotcua(_ arguments: [String]) async -> Int32 {
  do {
    var command = try MotcuaCommand.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
    return 0
  } catch {
    return tell(error)
  }
}

/// Says on stderr why a command ended, and gives its exit code; help goes to the standard output.
private func tell(_ error: any Error) -> Int32 {
  switch error {
  case let refused as CommandRefused:
    complain("motcua: \(refused)")
    return 1
  case let code as ExitCode: return code == .validationFailure ? 2 : code.rawValue
  case let refused as any Refusal:
    complain("motcua: \(refused.explanation.text) (\(refused.code))")
    for place in refused.places { complain("  \(place.pointer): \(place.detail.text)") }
    return 1
  case _: break
  }
  let code = MotcuaCommand.exitCode(for: error)
  let message = MotcuaCommand.fullMessage(for: error)
  if code.isSuccess {
    FileHandle.standardOutput.write(Data((message + "\n").utf8))
    return 0
  }
  if code == .validationFailure {
    complain(message)
    return 2
  }
  complain("motcua: \(error)")
  return 1
}

func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

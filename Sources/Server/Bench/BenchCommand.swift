import ArgumentParser

/// `motcua bench NAME`: the measurements of `bin/bench` that must be taken inside the process.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measurements that bin/bench takes inside the process.",
    subcommands: [BenchCommitCommand.self])
}

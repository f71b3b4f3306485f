import ArgumentParser
import Directory
import Foundation
import Ground
import Storage

/// `motcua user`: accounts and posts from the command line.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Accounts and posts.", subcommands: [UserAddCommand.self])

  func run() async throws { throw ValidationError("name what to do: add") }
}

/// `motcua user add NAME --username … --role … --agency …`; the password is read from the first
/// line of the standard input, so that it stands in no history and no process list.
struct UserAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Make an account; the password is the first line of the standard input.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "The person's name.") var name: String
  @Option(help: "The name to sign in with.") var username: String
  @Option(help: "A role: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
  var role: String = Role.citizen.rawValue
  @Option(help: "The agency of the post; for officers.") var agency: String?

  func validate() throws {
    guard let role = Role(rawValue: role) else { throw ValidationError("'\(role)' is no role") }
    guard (agency == nil) == (role == .citizen || role == .helper) else {
      throw ValidationError("an officer's role needs --agency; a citizen or helper has none")
    }
  }

  func run() async throws {
    guard let password = readLine(strippingNewline: true), !password.isEmpty else {
      throw CommandRefused("the password is missing: write it on the standard input")
    }
    let (name, username, code) = (name, username, agency)
    guard let role = Role(rawValue: role) else { throw ValidationError("no such role") }
    let id = try await options.withProvince { province in
      let desk = province.directory.accounts
      let kind: Account.Kind =
        role == .citizen ? .citizen : role == .helper ? .helper : .officer
      if let code {
        let day = province.now().day
        let known = try await province.instance.database.read { tx in
          try Agencies(tx: tx).existed(AgencyCode(code), on: day)
        }
        guard known else { throw CommandRefused("there is no agency \(code) today") }
      }
      let id = try await desk.add(username: username, name: name, kind: kind, password: password)
      if let code {
        _ = try await desk.grant(
          role, at: AgencyCode(code), to: id, reason: "motcua user add", by: nil)
      }
      return id
    }
    print(id.rawValue)
  }
}

import ArgumentParser
import Web

/// How much the server lets others ask of it, and how it stops.
struct LimitOptions: ParsableArguments {
  @Flag(help: "A reverse proxy stands in front: the last X-Forwarded-For is who asks.")
  var behindProxy = false
  @Option(help: "Requests a minute that one address may send; 0: any number.")
  var addressRate = EdgeRates().requestsPerMinutePerAddress
  @Option(help: "Requests a minute that one account may send; 0: any number.")
  var accountRate = EdgeRates().requestsPerMinutePerAccount
  @Option(help: "Connections that are open at once; 0: any number.")
  var connections = EdgeRates().connections
  @Option(help: "Connections that one address may hold open; 0: any number.")
  var addressConnections = EdgeRates().connectionsPerAddress
  @Option(help: "Seconds between /ready saying 503 and the port being closed.")
  var drainSeconds = 0
  @Option(help: "Seconds that requests under way are given to finish when stopping.")
  var stopSeconds = 30

  var limits: ServingLimits {
    var rates = EdgeRates()
    rates.requestsPerMinutePerAddress = addressRate
    rates.requestsPerMinutePerAccount = accountRate
    rates.connections = connections
    rates.connectionsPerAddress = addressConnections
    return ServingLimits(
      behindProxy: behindProxy, rates: rates, drain: .seconds(drainSeconds),
      deadline: .seconds(stopSeconds))
  }

  func validate() throws {
    let all = [
      addressRate, accountRate, connections, addressConnections, drainSeconds, stopSeconds,
    ]
    guard all.allSatisfy({ (0...1_000_000).contains($0) }) else {
      throw ValidationError("limits are whole numbers from 0 to 1000000")
    }
  }
}

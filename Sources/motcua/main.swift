import Foundation
import Server

exit(await runMotcua(Array(CommandLine.arguments.dropFirst())))
